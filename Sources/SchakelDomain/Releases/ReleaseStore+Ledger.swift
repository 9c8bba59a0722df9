import Disclosure
import SQLite

extension ReleaseStore {
  /// Every figure that one on this measure is compared with: of all measures of the initiative that add up its values.
  ///
  /// The items are read once, the figures as numbers of theirs: there are many more of these. Of figures with the same
  /// items, such as a sum and a mean, one is enough.
  static func ledger(of measure: Measure, in tx: Transaction) throws -> ReleaseLedger {
    let measures = try listMeasures(of: measure.initiativeID, after: nil, limit: .max, in: tx)
      .filter { $0.hasField(of: measure) }.map(\.id)
    let values = try values(of: measures, tx)
    var figures: [ReleaseLedger.Figure] = []
    var seen: Set<Sketch> = []
    var open = Sketch()
    func close() {
      guard !open.items.isEmpty, seen.insert(open.withoutNumber).inserted else { return }
      figures.append(
        .init(isCount: open.isCount, outcome: open.outcome, values: open.items.compactMap { values[$0] }))
    }
    try tx.db.each(
      """
      SELECT number, item, statistic, outcome FROM release_figure JOIN release_contribution ON figure = number
      WHERE measure_id IN (\(list: measures)) ORDER BY number, item
      """
    ) { row in
      let number: Int64 = try row.get(0)
      if open.number != number {
        close()
        let statistic: Statistic = try row.get(2)
        open = Sketch(number: number, isCount: statistic == .count, outcome: try row.get(3))
      }
      open.items.append(try row.get(1))
    }
    close()
    return ReleaseLedger(figures: figures, controls: try controls(tx), end: try ledgerEnd(of: measures, tx))
  }

  /// A figure as it is read.
  private struct Sketch: Hashable {
    var number: Int64 = 0
    var isCount = false
    var outcome = ReleaseFigure.Outcome.released
    var items: [Int64] = []

    var withoutNumber: Sketch { Sketch(isCount: isCount, outcome: outcome, items: items) }
  }

  /// Whether nothing was added to the ledger behind this figure.
  static func ledger(of measure: Measure, endsAt end: Int64, in tx: Transaction) throws -> Bool {
    let measures = try listMeasures(of: measure.initiativeID, after: nil, limit: .max, in: tx)
      .filter { $0.hasField(of: measure) }.map(\.id)
    return try ledgerEnd(of: measures, tx) == end
  }

  private static func ledgerEnd(of measures: [Measure.ID], _ tx: Transaction) throws -> Int64 {
    try tx.db.row("SELECT max(number) FROM release_figure WHERE measure_id IN (\(list: measures))") {
      try $0.get(0, as: Int64?.self)
    }.flatMap { $0 } ?? 0
  }

  private static func values(of measures: [Measure.ID], _ tx: Transaction) throws -> [Int64: ReleaseLedger.Value] {
    let rows = try tx.db.rows(
      """
      SELECT DISTINCT release_item.number, release_item.record_id, release_item.field_id, release_item.version,
        dataset.partner_id, record_value.value
      FROM release_figure JOIN release_contribution ON figure = release_figure.number
        JOIN release_item ON release_item.number = item
        JOIN record_value USING (record_id, field_id, version)
        JOIN record ON record.id = release_item.record_id JOIN dataset ON dataset.id = record.dataset_id
      WHERE measure_id IN (\(list: measures))
      """
    ) { row in
      let item = ReleaseItem(recordID: try row.get(1), fieldID: try row.get(2), version: try row.get(3))
      guard let quantity = Quantity(try row.get(5)) else { throw DomainError.notFound }
      return (
        try row.get(0, as: Int64.self),
        ReleaseLedger.Value(item: item.text, partnerID: try row.get(4), quantity: quantity)
      )
    }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  private static func controls(_ tx: Transaction) throws -> [ReleaseControl] {
    try tx.db.rows("SELECT partner_id, group_id FROM release_control ORDER BY partner_id, group_id") {
      ReleaseControl(partnerID: try $0.get(0), groupID: try $0.get(1))
    }
  }
}
