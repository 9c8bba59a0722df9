/// Entering many records at once: all of them or none.
package struct RecordUpload {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// What is given of one record; what is not given stays as it is.
  package struct Row: Sendable {
    package var name: String
    package var evidenceLevel: EvidenceLevel?
    package var values: [(field: DataField.ID, value: String)] = []

    package init(name: String) {
      self.name = name
    }
  }

  /// A record that was entered or changed.
  package struct Entered: Sendable {
    package let id: Record.ID
    package let name: String
    package let version: Int64

    package var isNew: Bool { version == 1 }
  }

  /// The data set, for checking rows against it.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`, `notOwner`, `mandateInsufficient`.
  package func dataSet(_ id: DataSet.ID, as caller: Caller) throws -> DataSet {
    try DataSetEditor(tx).own(id, caller).0
  }

  /// Enters what is new, and gives a record whose name is known a new version (MODEL J5). Each leaves an audit entry.
  ///
  /// - Parameter rows: Each name once, the values fit their fields.
  /// - Returns: In the order of the rows.
  package func enter(_ rows: [Row], in dataSet: DataSet, as caller: Caller) throws -> [Entered] {
    let (_, mandate) = try DataSetEditor(tx).own(dataSet.id, caller)
    return try rows.map { row in
      let known = try RecordStore.head(named: row.name, in: dataSet.id, tx)
      let id: Record.ID = known?.id ?? tx.newID()
      if known == nil { try RecordStore.insert(id, of: dataSet.id, name: row.name, in: tx) }
      try RecordStore.addVersion(
        id, row.evidenceLevel ?? known?.evidenceLevel ?? .declared, row.values.map { ($0.field, $0.value) },
        by: caller.accountID, in: tx)
      let subject = AuditLog.Subject("record", id, in: dataSet.initiativeID)
      let action = known == nil ? "record.entered" : "record.changed"
      try AuditLog.append(action, subject, by: caller, for: mandate.partnerID, in: tx)
      return Entered(id: id, name: row.name, version: (known?.version ?? 0) + 1)
    }
  }
}
