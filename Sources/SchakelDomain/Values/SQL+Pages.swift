import SQLite

extension SQL {
  /// The ids that a page of several ranges together can begin with; stands in `id IN (…)`.
  ///
  /// An OR between two indexes makes SQLite gather and sort all that either of them finds, for one page of it. Here
  /// each range is read in the order of its ids, by its own index, and no further than the page needs.
  ///
  /// - Parameter ranges: Statements of one column, `id`, that an index holds in this order.
  static func firstIDs(of ranges: [SQL], limit: Int) -> SQL {
    var union: SQL = ""
    for (number, range) in ranges.enumerated() {
      if number > 0 { union += " UNION ALL " }
      union += "SELECT id FROM (\(sql: range) ORDER BY id LIMIT \(limit))"
    }
    return union
  }
}
