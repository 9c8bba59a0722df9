import SQLite

/// The SQL of data sets and their fields.
enum DataSetStore {
  static func find(_ id: DataSet.ID, in tx: Transaction) throws -> DataSet? {
    try tx.db.row("SELECT \(sql: columns) FROM dataset WHERE id = \(id)") { try dataSet($0, in: tx) }
  }

  static func list(of initiative: Initiative.ID, after: DataSet.ID?, limit: Int, in tx: Transaction) throws -> [DataSet]
  {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT \(sql: columns) FROM dataset WHERE initiative_id = \(initiative) \(sql: further) ORDER BY id LIMIT \(limit)
      """
    ) { try dataSet($0, in: tx) }
  }

  /// The competition-sensitive categories that fields of an initiative's data sets have.
  static func csiCategories(of initiative: Initiative.ID, in tx: Transaction) throws -> [CSICategory] {
    try tx.db.rows(
      """
      SELECT DISTINCT csi_kind, data_age FROM dataset_field JOIN dataset ON dataset.id = dataset_id
      WHERE initiative_id = \(initiative) AND csi_kind IS NOT NULL
      """
    ) { CSICategory(try $0.get(0), try $0.get(1, as: DataAge?.self)) }
  }

  static func insert(_ dataSet: DataSet, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      INSERT INTO dataset (id, initiative_id, partner_id, title, description, sensitivity_class, created_at, updated_at,
        version)
      VALUES (\(dataSet.id), \(dataSet.initiativeID), \(dataSet.partnerID), \(dataSet.title), \(dataSet.description),
        \(dataSet.sensitivityClass), \(dataSet.createdAt), \(dataSet.updatedAt), \(dataSet.version))
      """)
    for (index, field) in dataSet.fields.enumerated() { try insert(field, of: dataSet.id, position: index, in: tx) }
  }

  static func insert(_ field: DataField, of id: DataSet.ID, position: Int, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      INSERT INTO dataset_field (id, dataset_id, name, title, type, unit, sensitivity_class, csi_kind, data_age,
        position, created_at)
      VALUES (\(field.id), \(id), \(field.name), \(field.title), \(field.type), \(field.unit),
        \(field.sensitivityClass), \(field.csiKind), \(field.dataAge), \(position), \(tx.now))
      """)
  }

  static func touch(_ id: DataSet.ID, in tx: WriteTransaction) throws {
    try tx.db.run("UPDATE dataset SET updated_at = \(tx.now), version = version + 1 WHERE id = \(id)")
  }

  private static let columns: SQL = """
    id, initiative_id, partner_id, title, description, sensitivity_class, version, created_at, updated_at
    """

  private static func dataSet(_ row: Row, in tx: Transaction) throws -> DataSet {
    let id: DataSet.ID = try row.get(0)
    let fields = try tx.db.rows(
      """
      SELECT id, name, title, type, unit, sensitivity_class, csi_kind, data_age FROM dataset_field
      WHERE dataset_id = \(id) ORDER BY position
      """
    ) { row in
      DataField(
        id: try row.get(0), name: try row.get(1), title: try row.get(2), type: try row.get(3), unit: try row.get(4),
        sensitivityClass: try row.get(5), csiKind: try row.get(6), dataAge: try row.get(7))
    }
    return DataSet(
      id: id, initiativeID: try row.get(1), partnerID: try row.get(2), title: try row.get(3),
      description: try row.get(4), sensitivityClass: try row.get(5), fields: fields, version: try row.get(6),
      createdAt: try row.get(7), updatedAt: try row.get(8))
  }
}
