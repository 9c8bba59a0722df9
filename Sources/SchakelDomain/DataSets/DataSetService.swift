/// What can be seen of data sets without their values: members and the network's people see titles and fields.
package struct DataSetService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  package func list(
    of initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller
  ) throws -> [DataSet] {
    try Participation.of(caller, in: initiative, tx).requireMember()
    return try DataSetStore.list(of: initiative, after: after.flatMap { DataSet.ID($0) }, limit: limit + 1, in: tx)
  }

  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func find(_ id: DataSet.ID, as caller: Caller) throws -> DataSet {
    guard let dataSet = try DataSetStore.find(id, in: tx) else { throw DomainError.notFound }
    try Participation.of(caller, in: dataSet.initiativeID, tx).requireMember()
    return dataSet
  }

  /// A page of the records of an initiative, without values: for a partner its own and those it has a consent for; for
  /// coordinators and the network's people all, as states.
  package func overview(
    of initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller
  ) throws -> [RecordOverview] {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireMember()
    let seesAll = participation.standing.networkRole != nil || participation.isCoordinator
    let records = try RecordStore.list(
      in: initiative, seenBy: seesAll ? nil : participation.standing.partnerID,
      after: after.flatMap { Record.ID($0) }, limit: limit + 1, tx)
    return try records.map { record in
      guard let dataSet = try DataSetStore.find(record.dataSetID, in: tx) else { throw DomainError.notFound }
      let consents = try ConsentStore.list(of: dataSet.id, for: nil, in: tx)
        .filter { $0.covers(record.id) }
        .filter { seesAll || [$0.partnerID, $0.recipientPartnerID].contains(participation.standing.partnerID) }
      let states = try consents.map { try ConsentAssessment.of($0, in: tx).state }
      return RecordOverview(record: record, dataSet: dataSet, consentStates: states)
    }
  }
}

/// That a record exists, how complete it is, and how its consents stand.
package struct RecordOverview: Sendable {
  package let record: Record
  package let dataSet: DataSet
  package let consentStates: [ConsentState]
}

/// Making data sets and entering records; the owner does.
package struct DataSetEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// A field as its owner describes it.
  package struct FieldInput: Sendable {
    package let name: String
    package let title: String?
    package let type: FieldType
    package let unit: String?
    package let sensitivityClass: SensitivityClass
    package let csiKind: CSIKind?
    package let dataAge: DataAge?

    package init(
      name: String, title: String?, type: FieldType, unit: String?, sensitivityClass: SensitivityClass,
      csiKind: CSIKind?, dataAge: DataAge? = nil
    ) {
      self.name = name
      self.title = title
      self.type = type
      self.unit = unit
      self.sensitivityClass = sensitivityClass
      self.csiKind = csiKind
      self.dataAge = dataAge
    }
  }

  /// Makes a data set for the caller's partner, which must be a member.
  package func create(
    _ title: String, description: String?, _ sensitivityClass: SensitivityClass, _ inputs: [FieldInput],
    in initiative: Initiative.ID, as caller: Caller
  ) throws -> DataSet {
    let participation = try Participation.of(caller, in: initiative, tx)
    let mandate = try participation.member(for: .manage)
    try requireSound(inputs, besides: [])
    let dataSet = DataSet(
      id: tx.newID(), initiativeID: initiative, partnerID: mandate.partnerID, title: title, description: description,
      sensitivityClass: sensitivityClass, fields: inputs.map(field), version: 1, createdAt: tx.now, updatedAt: tx.now)
    try DataSetStore.insert(dataSet, in: tx)
    try audit("dataset.created", .init("dataset", dataSet.id, in: initiative), caller, mandate)
    return dataSet
  }

  /// Adds a field; existing consents do not cover it (MODEL A10).
  package func addField(_ input: FieldInput, to id: DataSet.ID, as caller: Caller) throws -> DataField {
    let (dataSet, mandate) = try own(id, caller)
    try requireSound([input], besides: dataSet.fields.map(\.name))
    let field = field(input)
    try DataSetStore.insert(field, of: id, position: dataSet.fields.count, in: tx)
    try DataSetStore.touch(id, in: tx)
    try audit("dataset.fieldAdded", .init("dataset", id, in: dataSet.initiativeID), caller, mandate)
    return field
  }

  /// Enters a record, in part or whole.
  ///
  /// - Parameter values: By field name; nil for none.
  package func enter(
    _ name: String, _ evidence: EvidenceLevel, _ values: [(name: String, value: String?, unit: String?)],
    in id: DataSet.ID, as caller: Caller
  ) throws -> Record {
    let (dataSet, mandate) = try own(id, caller)
    guard try !RecordStore.isTaken(name, in: id, tx) else {
      throw DomainError(.alreadyExists, at: "/name", "The data set has a record with this name already.")
    }
    let record: Record.ID = tx.newID()
    try RecordStore.insert(record, of: id, name: name, in: tx)
    try RecordStore.addVersion(record, evidence, checked(values, dataSet), by: caller.accountID, in: tx)
    try audit("record.entered", .init("record", record, in: dataSet.initiativeID), caller, mandate)
    return try found(record)
  }

  /// Changes a record; what is not named stays. A change that changes nothing makes no version.
  package func change(
    _ record: Record, _ evidence: EvidenceLevel?, _ values: [(name: String, value: String?, unit: String?)],
    as caller: Caller
  ) throws -> Record {
    let (dataSet, mandate) = try own(record.dataSetID, caller)
    let evidence = evidence ?? record.evidenceLevel
    let known = try RecordStore.values(of: record.id, dataSet.fields, in: tx)
    let news = try checked(values, dataSet).filter { field, value in
      known.first { $0.field.id == field }?.value != value
    }
    guard !news.isEmpty || evidence != record.evidenceLevel else { return record }
    try RecordStore.addVersion(record.id, evidence, news, by: caller.accountID, in: tx)
    try audit("record.changed", .init("record", record.id, in: dataSet.initiativeID), caller, mandate)
    return try found(record.id)
  }

  /// A record of the caller's own, for changing it.
  ///
  /// - Throws: `DomainError` with `notFound`, or `notOwner` for a member.
  package func ownRecord(_ id: Record.ID, as caller: Caller) throws -> Record {
    guard let record = try RecordStore.find(id, in: tx) else { throw DomainError.notFound }
    _ = try own(record.dataSetID, caller)
    return record
  }

  func own(_ id: DataSet.ID, _ caller: Caller) throws -> (DataSet, Mandate) {
    guard let dataSet = try DataSetStore.find(id, in: tx) else { throw DomainError.notFound }
    let participation = try Participation.of(caller, in: dataSet.initiativeID, tx)
    let mandate = try participation.member(for: .manage)
    guard mandate.partnerID == dataSet.partnerID else { throw DomainError(.notOwner) }
    return (dataSet, mandate)
  }

  private func field(_ input: FieldInput) -> DataField {
    DataField(
      id: tx.newID(), name: input.name, title: input.title, type: input.type, unit: input.unit,
      sensitivityClass: input.sensitivityClass, csiKind: input.csiKind, dataAge: input.dataAge)
  }

  private func requireSound(_ inputs: [FieldInput], besides names: [String]) throws {
    var seen = Set(names)
    for (index, input) in inputs.enumerated() {
      let place = "/fields/\(index)"
      guard seen.insert(input.name).inserted else {
        throw DomainError(.invalidContent, at: "\(place)/name", "There is a field with this name already.")
      }
      if input.unit != nil, input.type != .decimal, input.type != .integer {
        throw DomainError(.invalidContent, at: "\(place)/unit", "Only numbers have a unit.")
      }
    }
  }

  /// All faulty values at once.
  private func checked(
    _ values: [(name: String, value: String?, unit: String?)], _ dataSet: DataSet
  ) throws -> [(DataField.ID, String?)] {
    var faults: [DomainError.Fault] = []
    var seen: Set<String> = []
    var checked: [(DataField.ID, String?)] = []
    for (index, given) in values.enumerated() {
      let place = "/values/\(index)"
      guard let field = dataSet.field(named: given.name) else {
        faults.append(.init(at: "\(place)/field", code: "unknown", "The data set has no such field."))
        continue
      }
      if !seen.insert(given.name).inserted {
        faults.append(.init(at: "\(place)/field", code: "repeated", "Give each field one value."))
      }
      if let unit = given.unit, unit != field.unit {
        faults.append(.init(at: "\(place)/unit", code: "unit", "The field's unit is \(field.unit ?? "none")."))
      }
      if let value = given.value, !field.type.accepts(value) {
        faults.append(.init(at: "\(place)/value", code: "type", "A value of type \(field.type.rawValue) is due."))
      }
      checked.append((field.id, given.value))
    }
    guard faults.isEmpty else {
      throw DomainError(.invalidContent, "\(faults.count) places are faulty; errors lists them all.", faults: faults)
    }
    return checked
  }

  private func found(_ id: Record.ID) throws -> Record {
    guard let record = try RecordStore.find(id, in: tx) else { throw DomainError.notFound }
    return record
  }

  private func audit(_ action: String, _ subject: AuditLog.Subject, _ caller: Caller, _ mandate: Mandate) throws {
    try AuditLog.append(action, subject, by: caller, for: mandate.partnerID, in: tx)
  }
}

extension FieldType {
  /// Whether a text is a value of this type, exact as written.
  package func accepts(_ value: String) -> Bool {
    switch self {
    case .text: return value.unicodeScalars.count <= 2000
    case .boolean: return value == "true" || value == "false"
    case .date: return LocalDate(iso: value) != nil
    case .integer, .decimal:
      let digits = value.utf8.first == UInt8(ascii: "-") ? value.utf8.dropFirst() : value.utf8[...]
      let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      return parts.count <= (self == .integer ? 1 : 2) && value.utf8.count <= 40
        && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }
    }
  }
}
