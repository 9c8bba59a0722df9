import SQLite

/// Reading values: the decision, the values and the entry in the ledger in one transaction (MODEL A11).
package struct RecordReader {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Records with the values that may be read.
  package struct Reading: Sendable {
    package let dataSet: DataSet
    /// Those that were read; a record need not have a value of each.
    package let fields: [DataField]
    package let rows: [(record: Record, values: [RecordValue])]
  }

  /// Reads one record.
  ///
  /// - Returns: The reading, or the refusal, whose traces must be kept.
  /// - Throws: `DomainError` for an id that nobody has, or a question that cannot be understood: those leave no trace.
  package func read(
    _ id: Record.ID, fields: [String]?, purpose: String?, as caller: Caller
  ) throws -> Result<Reading, DomainError> {
    guard let record = try RecordStore.find(id, in: tx), let dataSet = try DataSetStore.find(record.dataSetID, in: tx)
    else { throw DomainError.notFound }
    let question = ReadQuestion(dataSet: dataSet, recordID: id, fields: fields, purpose: purpose)
    let decision = try ReadDecision.of(question, by: caller, in: tx)
    try AccessLedger.record(question, decision, [record], by: caller, in: tx)
    switch decision.outcome {
    case .own(let fields), .permitted(let fields, _):
      return .success(
        Reading(dataSet: dataSet, fields: fields, rows: [(record, try RecordStore.values(of: id, fields, in: tx))]))
    case .refused(let error): return .failure(error)
    case .hidden: return .failure(.notFound)
    }
  }

  /// Reads a page of a data set. Each record is decided by itself, because consents may cover other fields of other
  /// records; what may not be read is left out and does not count. When nothing asked is readable the page is refused.
  ///
  /// - Returns: The page and whether there are further readable records, or the refusal, whose traces must be kept.
  package func readPage(
    of id: DataSet.ID, fields: [String]?, purpose: String?, after: String?, limit: Int, as caller: Caller
  ) throws -> Result<(reading: Reading, hasMore: Bool), DomainError> {
    guard let dataSet = try DataSetStore.find(id, in: tx) else { throw DomainError.notFound }
    let question = ReadQuestion(dataSet: dataSet, recordID: nil, fields: fields, purpose: purpose)
    let decision = try ReadDecision.of(question, by: caller, in: tx)
    let start = after.flatMap { Record.ID($0) }
    switch decision.outcome {
    case .own(let fields):
      let candidates = try RecordStore.list(of: id, after: start, limit: limit + 1, in: tx)
      let page = Array(candidates.prefix(limit))
      try AccessLedger.record(question, decision, page, by: caller, in: tx)
      let rows = try page.map { ($0, try RecordStore.values(of: $0.id, fields, in: tx)) }
      return .success((Reading(dataSet: dataSet, fields: fields, rows: rows), candidates.count > limit))
    case .permitted:
      return try permittedPage(question, decision, after: start, limit: limit, by: caller)
    case .refused(let error):
      try AccessLedger.record(question, decision, [], by: caller, in: tx)
      return .failure(error)
    case .hidden:
      try AccessLedger.record(question, decision, [], by: caller, in: tx)
      return .failure(.notFound)
    }
  }

  private func permittedPage(
    _ question: ReadQuestion, _ whole: ReadDecision, after start: Record.ID?, limit: Int, by caller: Caller
  ) throws -> Result<(reading: Reading, hasMore: Bool), DomainError> {
    let (found, refusal) = try readable(question, whole, after: start, limit: limit + 1, by: caller)
    if found.isEmpty, start == nil {
      let error = refusal ?? DomainError(.noConsent)
      let refused = ReadDecision(outcome: .refused(error), partnerID: whole.partnerID, role: whole.role)
      try AccessLedger.record(question, refused, [], by: caller, in: tx)
      return .failure(error)
    }
    let page = Array(found.prefix(limit))
    try enter(page, question, whole, by: caller)
    let rows = try page.map { ($0.record, try RecordStore.values(of: $0.record.id, $0.fields, in: tx)) }
    let shown = Set(page.flatMap(\.fields))
    let reading = Reading(dataSet: question.dataSet, fields: question.dataSet.fields.filter(shown.contains), rows: rows)
    return .success((reading, found.count > limit))
  }

  private typealias Readable = (record: Record, fields: [DataField], consent: Consent)

  /// The next records that may be read, each with its fields; and why the first that may not was refused.
  private func readable(
    _ question: ReadQuestion, _ whole: ReadDecision, after start: Record.ID?, limit: Int, by caller: Caller
  ) throws -> (found: [Readable], refusal: DomainError?) {
    var found: [Readable] = []
    var refusal: DomainError?
    var last = start
    let selection = try selection(question, whole)
    while found.count < limit {
      let candidates = try RecordStore.list(
        of: question.dataSet.id, among: selection, after: last, limit: limit - found.count, in: tx)
      guard let end = candidates.last else { break }
      last = end.id
      for record in candidates {
        let single = ReadQuestion(
          dataSet: question.dataSet, recordID: record.id, fields: question.fields, purpose: question.purpose)
        switch try ReadDecision.of(single, by: caller, in: tx).outcome {
        case .permitted(let fields, let consent): found.append((record, fields, consent))
        case .refused(let error): refusal = refusal ?? error
        case .own, .hidden: break
        }
      }
    }
    return (found, refusal)
  }

  /// The records that consents are limited to; nil when one is not.
  private func selection(_ question: ReadQuestion, _ whole: ReadDecision) throws -> Set<Record.ID>? {
    let consents = try ConsentStore.list(of: question.dataSet.id, for: whole.partnerID, in: tx)
      .filter { $0.purpose == question.purpose && $0.recipientRole == whole.role }
    guard consents.allSatisfy({ !$0.recordIDs.isEmpty }) else { return nil }
    return consents.reduce(into: []) { $0.formUnion($1.recordIDs) }
  }

  /// One entry in the ledger for the records of which the same fields are read.
  private func enter(
    _ page: [Readable], _ question: ReadQuestion, _ whole: ReadDecision, by caller: Caller
  ) throws {
    guard !page.isEmpty else { return try AccessLedger.record(question, whole, [], by: caller, in: tx) }
    var rest = page
    while let first = rest.first {
      let decision = ReadDecision(
        outcome: .permitted(first.fields, by: first.consent), partnerID: whole.partnerID, role: whole.role)
      let same = rest.filter { $0.fields == first.fields }
      try AccessLedger.record(question, decision, same.map(\.record), by: caller, in: tx)
      rest.removeAll { $0.fields == first.fields }
    }
  }

  /// Whether a read would be allowed, without reading: nothing is shown, so nothing is entered in the ledger.
  package func wouldBeAllowed(
    _ id: Record.ID, fields: [String]?, purpose: String?, as caller: Caller
  ) throws -> Result<[DataField], DomainError> {
    guard let record = try RecordStore.find(id, in: tx), let dataSet = try DataSetStore.find(record.dataSetID, in: tx)
    else { throw DomainError.notFound }
    let question = ReadQuestion(dataSet: dataSet, recordID: id, fields: fields, purpose: purpose)
    switch try ReadDecision.of(question, by: caller, in: tx).outcome {
    case .own(let fields), .permitted(let fields, _): return .success(fields)
    case .refused(let error): return .failure(error)
    case .hidden: throw DomainError.notFound
    }
  }
}
