/// What no consent opens for one asker of one data set: the competition gate and the agreement in force.
struct ReadBars: Sendable {
  private let dataSet: DataSet
  private let partnerID: Partner.ID
  private let role: ChainRole?
  private let purpose: String
  /// Nil where nothing competition-sensitive was wanted at first.
  private let gate: CompetitionGate?
  private let agreement: Agreement?

  /// - Parameter wanted: The fields that will be asked about, as far as they are known.
  init(
    on wanted: [DataField], of dataSet: DataSet, for partner: Partner.ID, as role: ChainRole?, purpose: String,
    in tx: Transaction
  ) throws {
    self.dataSet = dataSet
    self.role = role
    self.purpose = purpose
    partnerID = partner
    let isSensitive = wanted.contains { $0.csiKind != nil }
    gate = isSensitive ? try CompetitionGate(to: dataSet, for: partner, as: role, in: tx) : nil
    agreement = try AgreementStore.inForce(in: dataSet.initiativeID, tx)
  }

  /// The refusals that some fields meet; each names those that it closes.
  func refusals(of wanted: [DataField], in tx: Transaction) throws -> [DomainError] {
    let unshared = agreement?.content.unshared(wanted, with: role, for: purpose) ?? []
    let terms = unshared.isEmpty ? nil : DomainError(.classNotShared, fields: unshared.map(\.name))
    return [try competition(wanted, tx), terms].compactMap(\.self)
  }

  /// A record may have what the page as a whole had not, such as a field that is suspended for another record only.
  private func competition(_ wanted: [DataField], _ tx: Transaction) throws -> DomainError? {
    guard wanted.contains(where: { $0.csiKind != nil }) else { return nil }
    let gate = try gate ?? CompetitionGate(to: dataSet, for: partnerID, as: role, in: tx)
    return try gate.refusal(of: wanted, in: tx)
  }
}
