import SQLite

/// A confidentiality agreement of an initiative: one text for all, joined by signing, in force per pair of signers.
package struct NDA: Sendable {
  package typealias ID = Identifier<NDA>

  package let id: ID
  package let initiativeID: Initiative.ID
  package let title: String
  package let version: Int64
  package let createdAt: Timestamp
  package let updatedAt: Timestamp
}

/// One numbered text of an NDA. It may be edited until the first signature, and never after.
package struct NDAVersion: Sendable {
  package typealias ID = Identifier<NDAVersion>

  package let id: ID
  package let ndaID: NDA.ID
  /// With a new major number everybody signs anew.
  package let major: Int64
  /// A minor change is editorial and has no effect on force.
  package let minor: Int64
  package var terms: NDATerms
  /// SHA-256 of the UTF-8 text; 32 bytes.
  package let textHash: [UInt8]
  package let offeredAt: Timestamp?
  /// The first day on which this major version no longer counts.
  package let sunsetDate: LocalDate?
  package let withdrawnAt: Timestamp?
  package let version: Int64
  package let createdAt: Timestamp
  package let updatedAt: Timestamp

  /// Whether it can be signed.
  package var isOpen: Bool { offeredAt != nil && withdrawnAt == nil }
}

/// What a version says.
package struct NDATerms: Hashable, Sendable {
  package var text: String
  package var purposes: [String]
  /// The roles that may receive what it covers.
  package var roles: [ChainRole]
  package var startDate: LocalDate
  package var endDate: LocalDate?
  /// How long the duty of confidence outlives the agreement.
  package var survivalMonths: Int64
  package var noticeDays: Int64
  package var signatureMinLevel: SignatureLevel

  package init(text: String, purposes: [String], roles: [ChainRole], startDate: LocalDate) {
    self.text = text
    self.purposes = purposes
    self.roles = roles
    self.startDate = startDate
    survivalMonths = 24
    noticeDays = 0
    signatureMinLevel = .simple
  }
}

/// Who signed which text for whom, and when: a fact that never changes.
package struct NDASignature: Sendable {
  package let versionID: NDAVersion.ID
  package let major: Int64
  package let minor: Int64
  package let partnerID: Partner.ID
  package let accountID: Account.ID
  package let textHash: [UInt8]
  package let level: SignatureLevel
  package let signedAt: Timestamp
}

/// A partner's notice: its part ends at a moment, its duty of confidence later.
package struct NDANotice: Sendable {
  package let major: Int64
  package let partnerID: Partner.ID
  package let givenAt: Timestamp
  package let endsAt: Timestamp
}

/// How strong a signature is (eIDAS); the raw value is the code on the wire. Shown as it was, never as more.
package enum SignatureLevel: String, Vocabulary, Bindable, ColumnReadable {
  case click, simple, advanced, qualified, inkScan

  package static let vocabularyName = "signatureLevel"

  package var labels: Labels {
    switch self {
    case .click: Labels(nl: "klik", en: "click")
    case .simple: Labels(nl: "gewoon", en: "simple")
    case .advanced: Labels(nl: "geavanceerd", en: "advanced")
    case .qualified: Labels(nl: "gekwalificeerd", en: "qualified")
    case .inkScan: Labels(nl: "scan van inkt", en: "scan of ink")
    }
  }

  /// Only simple, advanced and qualified have an order.
  package func suffices(for least: SignatureLevel) -> Bool {
    let order: [SignatureLevel] = [.simple, .advanced, .qualified]
    guard let own = order.firstIndex(of: self), let needed = order.firstIndex(of: least) else { return self == least }
    return own >= needed
  }
}
