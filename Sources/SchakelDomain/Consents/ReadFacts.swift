/// What decisions on one data set for one partner are made of, each looked up once: they are the same for every record
/// of a page, and for whoever reads on within one transaction.
final class ReadFacts {
  /// The partner's last membership; nil when it was never invited.
  let stay: Membership?
  /// Whether the partner leads the initiative.
  let isLead: Bool
  private let dataSet: DataSet
  private let partnerID: Partner.ID
  private var consents: [Consent]?
  private var assessments: [Consent.ID: ConsentAssessment] = [:]
  private var ndas = KnownNDAs()
  private var bars: [Asked: ReadBars] = [:]

  /// In what role and for what purpose the partner asks.
  private struct Asked: Hashable {
    let role: ChainRole?
    let purpose: String
  }

  init(of dataSet: DataSet, for partner: Partner.ID, in tx: Transaction) throws {
    self.dataSet = dataSet
    partnerID = partner
    stay = try MembershipStore.latest(of: partner, in: dataSet.initiativeID, tx)
    isLead = try InitiativeStore.find(dataSet.initiativeID, in: tx)?.content.leadPartnerID == partner
  }

  /// Those found before in this snapshot, or now.
  static func of(_ dataSet: DataSet, for partner: Partner.ID, in tx: Transaction) throws -> ReadFacts {
    guard let known = tx.memory else { return try ReadFacts(of: dataSet, for: partner, in: tx) }
    return try known.facts(of: dataSet.id, for: partner) { try ReadFacts(of: dataSet, for: partner, in: tx) }
  }

  /// What the owner consented to, ended or not.
  func received(in tx: Transaction) throws -> [Consent] {
    if let consents { return consents }
    let found = try ConsentStore.list(of: dataSet.id, for: partnerID, in: tx)
    consents = found
    return found
  }

  func assessment(of consent: Consent, in tx: Transaction) throws -> ConsentAssessment {
    if let known = assessments[consent.id] { return known }
    let found = try ConsentAssessment.of(consent, &ndas, in: tx)
    assessments[consent.id] = found
    return found
  }

  /// - Parameter wanted: The fields that will be asked about, as far as they are known.
  func bars(on wanted: [DataField], as role: ChainRole?, purpose: String, in tx: Transaction) throws -> ReadBars {
    let asked = Asked(role: role, purpose: purpose)
    if let known = bars[asked] { return known }
    let found = try ReadBars(on: wanted, of: dataSet, for: partnerID, as: role, purpose: purpose, in: tx)
    bars[asked] = found
    return found
  }
}
