package import CostSharing
import SQLite

// How an initiative divides its burdens and benefits. Each partner puts its own lines in; a line is private until its
// owner opens it to the members, and stays closed to the owner's rivals then. What somebody sees is computed from the
// lines that are open to it alone, so that no other line can be found out by subtraction; the asker's own private lines
// are added to its own position afterwards.

/// What is divided over whom; the lines and the results hang on it.
package struct Split: Sendable {
  package typealias ID = Identifier<Split>

  package let id: ID
  package let initiativeID: Initiative.ID
  package var content: SplitContent
  package let version: Int64
  package let createdAt: Timestamp
  package let updatedAt: Timestamp

  package init(
    id: ID, initiativeID: Initiative.ID, content: SplitContent, version: Int64, createdAt: Timestamp,
    updatedAt: Timestamp
  ) {
    self.id = id
    self.initiativeID = initiativeID
    self.content = content
    self.version = version
    self.createdAt = createdAt
    self.updatedAt = updatedAt
  }
}

/// What members write about a split.
package struct SplitContent: Hashable, Sendable {
  package var title: String
  package var subject: SplitSubject
  /// The three of an agreed amount; nil for any other subject.
  package var bearing: SharedAmount.Bearing?
  /// Euro cents, 0 or more.
  package var amountCents: Int64?
  /// Who has the amount until it is divided.
  package var account: SplitAccount?
  /// What a euro loses in a year, 0 to 1: a decimal, exact as written.
  package var discountRate = "0"
  /// The year in which amounts count in full; nil where the split looks at one moment.
  package var baseYear: Int64?
  /// Years after it.
  package var horizonYears: Int64 = 0
  /// Over whom is divided.
  package var partners: [WeightedPartner]

  package init(title: String, subject: SplitSubject, partners: [WeightedPartner]) {
    self.title = title
    self.subject = subject
    self.partners = partners
  }

  package func includes(_ partner: Partner.ID) -> Bool { partners.contains { $0.partnerID == partner } }
}

/// A partner among whom is divided.
package struct WeightedPartner: Hashable, Sendable {
  package let partnerID: Partner.ID
  /// A decimal, exact as written; nil where no weights are agreed.
  package let weight: String?

  package init(partnerID: Partner.ID, weight: String?) {
    self.partnerID = partnerID
    self.weight = weight
  }
}

extension Split {
  /// One cost, benefit, risk or payment as it was entered.
  package struct Line: Sendable {
    package typealias ID = Identifier<Line>

    package let id: ID
    package let splitID: Split.ID
    package var content: SplitLineContent
    /// Who wrote it as it stands; nil for an older line of the joint account.
    package let enteredBy: Partner.ID?
    package let version: Int64
    package let createdAt: Timestamp
    package let updatedAt: Timestamp

    package init(
      id: ID, splitID: Split.ID, content: SplitLineContent, enteredBy: Partner.ID?, version: Int64,
      createdAt: Timestamp, updatedAt: Timestamp
    ) {
      self.id = id
      self.splitID = splitID
      self.content = content
      self.enteredBy = enteredBy
      self.version = version
      self.createdAt = createdAt
      self.updatedAt = updatedAt
    }
  }
}

/// Whose a line is, or an amount.
package enum SplitAccount: Hashable, Sendable {
  /// The collaboration's own.
  case joint
  case partner(Partner.ID)

  /// A partner's id, or `joint`; nil for anything else.
  package init?(_ text: String) {
    if text == jointAccountID {
      self = .joint
    } else {
      guard let id = Partner.ID(text) else { return nil }
      self = .partner(id)
    }
  }

  /// Nil for the joint account.
  package var partnerID: Partner.ID? {
    if case .partner(let id) = self { id } else { nil }
  }

  package var text: String { partnerID?.text ?? jointAccountID }

  /// As the tables have it: NULL is the joint account.
  init(_ partnerID: Partner.ID?) {
    self = partnerID.map { .partner($0) } ?? .joint
  }
}

/// What is written on a line.
package struct SplitLineContent: Hashable, Sendable {
  package var account: SplitAccount
  package var kind: LineKind
  package var category: LineCategory?
  package var description: String?
  /// Euro cents, 0 or more; the kind says which way they count.
  package var amountCents: Int64
  /// Who receives a payment; nil on every other kind.
  package var receiver: SplitAccount?
  package var certainty: LineCertainty
  /// `planned`, `actual` …; the lines of `baseline` are what the owner has without the others.
  package var variant: String
  /// The granted subsidy that it comes from; nil for any other line.
  package var subsidyID: Subsidy.ID?
  /// Whether its owner alone sees it.
  package var isPrivate: Bool
  /// Over which years, and how uncertain.
  package var outlook = LineOutlook()

  package static let baseline = "baseline"
  package static let planned = "planned"
  /// What came true, beside what was planned.
  package static let actual = "actual"
  /// Computed, never entered: the planned lines without the subsidies among them.
  package static let withoutSubsidy = "withoutSubsidy"

  /// The variant whose lines a variant is computed from.
  static func entered(_ variant: String) -> String { variant == withoutSubsidy ? planned : variant }

  package init(
    account: SplitAccount, kind: LineKind, amountCents: Int64, variant: String = SplitLineContent.planned,
    isPrivate: Bool = true
  ) {
    self.account = account
    self.kind = kind
    self.amountCents = amountCents
    self.variant = variant
    self.isPrivate = isPrivate
    certainty = .estimate
  }

  /// Every fault that the schema cannot see.
  package func faults() -> [DomainError.Fault] {
    var faults: [DomainError.Fault] = []
    switch (kind, receiver) {
    case (.payment, nil):
      faults.append(.init(at: "/toPartnerId", code: "missingField", "A payment names who receives it."))
    case (.payment, account?):
      faults.append(.init(at: "/toPartnerId", code: "samePartner", "A payment goes from one account to another."))
    case (.payment, _), (_, nil): break
    default:
      faults.append(.init(at: "/toPartnerId", code: "unexpectedField", "Only a payment has a receiver; send null."))
    }
    if variant == Self.baseline, kind == .payment {
      faults.append(.init(at: "/kind", code: "paymentInOutsideOption", "A baseline has no payments to the others."))
    }
    if variant == Self.withoutSubsidy {
      let detail = "This variant is computed: the planned lines without those of the category subsidy."
      faults.append(.init(at: "/variant", code: "invalidContent", detail))
    }
    if variant == Self.baseline, account == .joint {
      faults.append(.init(at: "/variant", code: "invalidContent", "The joint account has no baseline."))
    }
    if certainty == .realised, variant == Self.planned {
      let detail = "What came true is entered beside the plan, in another variant such as actual."
      faults.append(.init(at: "/certainty", code: "invalidContent", detail))
    }
    if account == .joint, isPrivate {
      faults.append(.init(at: "/isPrivate", code: "invalidContent", "A line of the joint account is open to all."))
    }
    return faults
  }
}
