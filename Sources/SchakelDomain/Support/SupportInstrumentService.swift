/// What can be seen of instruments: everybody with a standing sees all of them, for their profiles are public.
package struct SupportInstrumentService {
  let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// A page, by code; one more than `limit` when there are further ones.
  package func list(after: String?, limit: Int) throws -> [SupportInstrument] {
    try SupportInstrumentStore.list(after: after, limit: limit + 1, in: tx)
  }

  /// An instrument with all its openings.
  ///
  /// - Throws: `DomainError` with `notFound`.
  package func find(_ code: String) throws -> (instrument: SupportInstrument, openings: [SupportOpening]) {
    guard let instrument = try SupportInstrumentStore.find(code, in: tx) else { throw DomainError.notFound }
    return (instrument, try SupportInstrumentStore.openings(of: code, in: tx))
  }

  /// - Throws: `DomainError` with `notFound`.
  package func findOpening(_ id: SupportOpening.ID) throws -> SupportOpening {
    guard let opening = try SupportInstrumentStore.findOpening(id, in: tx) else { throw DomainError.notFound }
    return opening
  }
}

/// Adding openings, by the network's staff.
package struct SupportInstrumentEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Adds the profile of a period; for a period that has one, a further version of it.
  ///
  /// - Throws: `DomainError` with `notAllowed`, `notFound`, `invalidContent` with every fault.
  package func add(
    _ content: SupportOpening.Content, to code: String, as caller: Caller
  ) throws -> SupportOpening {
    try Standing.of(caller, in: tx).require(.steward, .staff)
    let (_, openings) = try SupportInstrumentService(tx).find(code)
    let faults = content.faults()
    if let first = faults.first { throw DomainError(.invalidContent, first.detail, faults: faults) }
    let last = openings.filter { $0.content.period == content.period }.map(\.version).max() ?? 0
    let opening = SupportOpening(
      id: tx.newID(), instrumentCode: code, version: last + 1, content: content, createdAt: tx.now)
    try SupportInstrumentStore.insert(opening, by: caller.accountID, in: tx)
    try AuditLog.append("supportOpening.added", .init("supportOpening", opening.id), by: caller, in: tx)
    return opening
  }
}
