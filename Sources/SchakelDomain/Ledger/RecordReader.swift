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

  /// Reads a page of a data set: one decision that lists its records. A record outside a consent's selection is left
  /// out;
  /// when nothing asked is readable the page is refused.
  ///
  /// - Returns: One row more than `limit` when there are further ones; the further one is not read.
  package func readPage(
    of id: DataSet.ID, fields: [String]?, purpose: String?, after: String?, limit: Int, as caller: Caller
  ) throws -> Result<(reading: Reading, hasMore: Bool), DomainError> {
    guard let dataSet = try DataSetStore.find(id, in: tx) else { throw DomainError.notFound }
    let question = ReadQuestion(dataSet: dataSet, recordID: nil, fields: fields, purpose: purpose)
    let decision = try ReadDecision.of(question, by: caller, in: tx)
    let readable: [DataField]
    let consent: Consent?
    switch decision.outcome {
    case .own(let fields): (readable, consent) = (fields, nil)
    case .permitted(let fields, let by): (readable, consent) = (fields, by)
    case .refused(let error):
      try AccessLedger.record(question, decision, [], by: caller, in: tx)
      return .failure(error)
    case .hidden:
      try AccessLedger.record(question, decision, [], by: caller, in: tx)
      return .failure(.notFound)
    }
    let candidates = try RecordStore.list(
      of: id, after: after.flatMap { Record.ID($0) }, limit: limit + 1, in: tx)
    let page = candidates.prefix(limit).filter { consent?.covers($0.id) ?? true }
    try AccessLedger.record(question, decision, page, by: caller, in: tx)
    let rows = try page.map { ($0, try RecordStore.values(of: $0.id, readable, in: tx)) }
    return .success((Reading(dataSet: dataSet, fields: readable, rows: rows), candidates.count > limit))
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
