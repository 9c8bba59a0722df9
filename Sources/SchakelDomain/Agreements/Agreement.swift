import Cryptography

/// A version of the collaboration agreement of an initiative.
package struct Agreement: Sendable {
  package typealias ID = Identifier<Agreement>

  package let id: ID
  package let initiativeID: Initiative.ID
  /// From 1.
  package let number: Int64
  package let content: AgreementContent
  package let offeredAt: Timestamp?
  /// When the last of its parties signed; nil as long as one has not.
  package let inForceAt: Timestamp?
  package let signatures: [AgreementSignature]
  package let version: Int64
  package let createdAt: Timestamp
  package let updatedAt: Timestamp

  package func isSigned(by partner: Partner.ID) -> Bool { signatures.contains { $0.partnerID == partner } }
}

/// Who signed, for whom, on which document, when, at which level.
package struct AgreementSignature: Sendable {
  package let partnerID: Partner.ID
  package let accountID: Account.ID
  /// Of the document the signer was shown; 32 bytes.
  package let documentHash: [UInt8]
  package let level: SignatureLevel
  package let signedAt: Timestamp
}

/// Where a version stands, computed; the raw value is the code on the wire.
package enum AgreementState: String, Vocabulary {
  case draft, offered
  /// Somebody has signed, and not everybody.
  case frozen
  case inForce
  /// A later version is in force.
  case amended

  package static let vocabularyName = "agreementState"

  package var labels: Labels {
    switch self {
    case .draft: Labels(nl: "concept", en: "draft")
    case .offered: Labels(nl: "aangeboden", en: "offered")
    case .frozen: Labels(nl: "bevroren", en: "frozen")
    case .inForce: Labels(nl: "van kracht", en: "in force")
    case .amended: Labels(nl: "gewijzigd", en: "amended by a later version")
    }
  }
}

/// What a version says: a text, and the choices in a form that the register carries out.
package struct AgreementContent: Hashable, Sendable {
  package var title: String
  package var text: String
  package var exclusivity: ExclusivityTerms?
  package var exit: ExitTerms?
  package var accession: Accession?
  /// Empty while the question is open.
  package var sharing: [SharedClass] = []
  /// One for each kind of decision that is named; empty while the question is open.
  package var rules: [DecisionRule] = []
  /// In words, beside the choices and to the further questions.
  package var explanations: [AgreementQuestion: String] = [:]
  package var signatureMinLevel = SignatureLevel.simple

  package init(title: String, text: String) {
    self.title = title
    self.text = text
  }

  /// The core questions without an answer (MODEL C9).
  package var unanswered: [AgreementQuestion] {
    let answers: [(AgreementQuestion, Bool)] = [
      (.exclusivity, exclusivity != nil), (.exit, exit != nil), (.accession, accession != nil),
      (.informationSharing, !sharing.isEmpty), (.decisionMaking, !rules.isEmpty),
    ]
    return answers.filter { !$0.1 }.map(\.0)
  }

  /// How decisions of a kind are taken: as it says, else as other decisions, else by all together.
  package func rule(for kind: DecisionKind) -> DecisionRule {
    rules.first { $0.kind == kind } ?? rules.first { $0.kind == .other } ?? DecisionRule(kind, .unanimity)
  }

  /// Whether data of a class may go to a role for a purpose.
  package func shares(_ sensitivityClass: SensitivityClass, with role: ChainRole, for purpose: String) -> Bool {
    sharing.contains { $0.lets(sensitivityClass, to: role, for: purpose) }
  }
}

// What is signed is one document: the choices spelt out, a line each, and below a blank line the title and the text. So
// nobody can change a choice under a signature, no text can pass for a choice, and whoever keeps the document can check
// the hash by hand.
extension AgreementContent {
  /// What signers are shown.
  package var document: String { (choices + ["", title, "", text]).joined(separator: "\n") + "\n" }

  /// SHA-256 of the document in UTF-8; 32 bytes.
  package var documentHash: [UInt8] { SHA256.digest(of: document) }

  private var choices: [String] {
    var lines: [String] = []
    func add(_ question: AgreementQuestion, _ answer: String?) {
      if let answer { lines.append("\(question.rawValue): \(answer)") }
    }
    add(.exclusivity, exclusivity.map { "\($0.scope.rawValue)\($0.untilDate.map { " until \($0.iso)" } ?? "")" })
    add(.exit, exit.map(Self.words))
    add(.accession, accession?.rawValue)
    for shared in sharing { add(.informationSharing, Self.words(shared)) }
    for rule in rules.sorted(by: { $0.kind.rawValue < $1.kind.rawValue }) { add(.decisionMaking, Self.words(rule)) }
    if !rules.isEmpty, !rules.contains(where: { $0.kind == .other }) {
      add(.decisionMaking, Self.words(DecisionRule(.other, .unanimity)))
    }
    for question in AgreementQuestion.allCases {
      add(question, explanations[question].map { "\"\($0.replacing("\n", with: "\\n"))\"" })
    }
    lines.append("signatureMinLevel: \(signatureMinLevel.rawValue)")
    return lines
  }

  private static func words(_ exit: ExitTerms) -> String {
    switch exit {
    case .anyTime, .atMilestone: exit.kind.rawValue
    case .noticeDays(let days): "\(days) days' notice"
    case .notBefore(let date): "not before \(date.iso)"
    }
  }

  private static func words(_ shared: SharedClass) -> String {
    let roles = shared.roles?.map(\.rawValue).joined(separator: ", ") ?? "every role"
    let purposes = shared.purposes?.joined(separator: ", ") ?? "every purpose"
    return "\(shared.sensitivityClass.rawValue) to \(roles) for \(purposes)"
  }

  private static func words(_ rule: DecisionRule) -> String {
    let parts = [
      "\(rule.kind.rawValue) by \(rule.method.rawValue)", rule.fraction.map { "of \($0.text)" },
      rule.mandatedPartnerID.map { "to \($0)" }, "quorum \(rule.quorumPercent) %",
      "one vote per \(rule.oneVotePer.rawValue)", rule.isSecretUntilClose ? "secret until close" : nil,
      "open \(rule.minOpenDays) days",
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }
}
