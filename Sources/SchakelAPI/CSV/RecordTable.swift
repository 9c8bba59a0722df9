import SchakelDomain

/// Records as a table holds them: checked against a data set when they come in, and written out.
///
/// A column is `name`, `evidenceLevel` or a field of the data set; a field that is itself called `name` stands under
/// `values.name`. An empty cell means that nothing is given.
struct RecordTable {
  /// Rows of one upload.
  static let rowsMax = 1_000

  private enum Column: Hashable {
    case name, evidenceLevel
    case field(DataField)
  }

  private let dataSet: DataSet
  private var faults = TableFaults()
  private var names: Set<String> = []

  private init(_ dataSet: DataSet) {
    self.dataSet = dataSet
  }

  /// What a table gives.
  ///
  /// - Throws: `DomainError` with every faulty place: `invalidInput` when the table itself is at fault,
  ///   `invalidContent` when it only does not fit the data set.
  static func rows(_ table: CSVTable, of dataSet: DataSet) throws -> [RecordUpload.Row] {
    var reader = RecordTable(dataSet)
    let columns = reader.columns(table.header ?? [])
    if table.hasMore || table.rows.isEmpty {
      reader.faults.add("/rows", "count", "A table has 1 to \(rowsMax) rows below its header.")
    }
    let header = (table.header ?? []).map(\.text)
    let rows = table.rows.enumerated().compactMap { reader.row($1, "/rows/\($0 + 1)", columns, header) }
    try reader.faults.throwAny()
    return rows
  }

  /// What each column holds; nil for one that is faulty.
  private mutating func columns(_ header: [CSVTable.Cell]) -> [Column?] {
    var seen: Set<Column> = []
    let columns = header.enumerated().map { index, cell -> Column? in
      let place = "/header/\(index + 1)"
      if let fault = cell.fault { faults.add(place, fault.rawValue, fault.detail) }
      guard cell.fault == nil, let column = column(named: cell.text, place) else { return nil }
      if seen.insert(column).inserted { return column }
      faults.add(place, "repeated", "The column stands here twice.")
      return nil
    }
    if !seen.contains(.name) {
      faults.add("/header", "required", "The first row names the columns, with commas between; one of them is `name`.")
    }
    return columns
  }

  private mutating func column(named name: String, _ place: String) -> Column? {
    switch name {
    case "name": return .name
    case "evidenceLevel": return .evidenceLevel
    default:
      let field = dataSet.field(named: name.hasPrefix("values.") ? String(name.dropFirst(7)) : name)
      if let field { return .field(field) }
      faults.add(place, "unknown", "The data set has no such field.")
      return nil
    }
  }

  /// One row; nil for one that is faulty.
  private mutating func row(
    _ cells: [CSVTable.Cell], _ place: String, _ columns: [Column?], _ header: [String]
  ) -> RecordUpload.Row? {
    guard cells.count == columns.count else {
      faults.add(place, "count", "The row has \(cells.count) cells, and the header \(columns.count).")
      return nil
    }
    let before = faults.count
    var row = RecordUpload.Row(name: "")
    for (index, cell) in cells.enumerated() {
      let place = "\(place)/\(header[index].replacing("~", with: "~0").replacing("/", with: "~1"))"
      if let fault = cell.fault {
        faults.add(place, fault.rawValue, fault.detail)
      } else if let column = columns[index] {
        read(cell.text, column, place, into: &row)
      }
    }
    return faults.count == before ? row : nil
  }

  private mutating func read(_ text: String, _ column: Column, _ place: String, into row: inout RecordUpload.Row) {
    switch column {
    case .name:
      faults.check(text, .text(1...200), place)
      if !text.isEmpty, !names.insert(text).inserted { faults.add(place, "repeated", "The name stands here twice.") }
      row.name = text
    case .evidenceLevel where !text.isEmpty:
      faults.check(text, .code(EvidenceLevel.self), place)
      row.evidenceLevel = EvidenceLevel(rawValue: text)
    case .field(let field) where !text.isEmpty:
      if !field.type.accepts(text) { faults.add(place, "type", "A value of type \(field.type.rawValue) is due.") }
      row.values.append((field.id, text))
    case .evidenceLevel, .field: break
    }
  }

  /// A page of records, which can be sent in again as it is but for the apostrophes that guard formulas.
  static func text(_ reading: RecordReader.Reading) -> [UInt8] {
    var writer = CSVWriter()
    let columns = reading.fields.map { $0.name == "name" ? "values.name" : $0.name }
    writer.row(["name", "evidenceLevel"] + columns)
    for (record, values) in reading.rows {
      let cells = reading.fields.map { field in values.first { $0.field.id == field.id }?.value }
      writer.row([record.name, record.evidenceLevel.rawValue] + cells)
    }
    return writer.bytes
  }
}

/// The faulty places of a table, as far as an answer can list them.
private struct TableFaults {
  private static let listedMax = 1_000

  private var listed: [DomainError.Fault] = []
  private(set) var count = 0
  /// Whether all of them hang on what the data set holds.
  private var areOfContent = true

  mutating func add(_ place: String, _ code: String, _ detail: String) {
    count += 1
    areOfContent = areOfContent && (code == "type" || code == "unknown")
    if listed.count < Self.listedMax { listed.append(.init(at: place, code: code, detail)) }
  }

  mutating func check(_ text: String, _ type: ValueType, _ place: String) {
    var found: [DomainError.Fault] = []
    type.check(.text(text), at: place, &found)
    for fault in found { add(fault.location, fault.code, fault.detail) }
  }

  func throwAny() throws {
    guard let first = listed.first else { return }
    let detail = count == 1 ? first.detail : "\(count) places are faulty; errors lists \(listed.count) of them."
    throw DomainError(areOfContent ? .invalidContent : .invalidInput, detail, faults: listed)
  }
}
