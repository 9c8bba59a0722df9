/// What a line is; the raw value is its code on the wire.
package enum LineKind: String, CaseIterable, Sendable {
  /// Counts plus.
  case benefit
  /// Counts minus.
  case cost, investment, lostRevenue, risk
  /// Moves money from one account to another and never changes the surplus.
  case payment

  /// Which way an amount of this kind counts for the account that has the line.
  var sign: Int { self == .benefit ? 1 : -1 }
}

/// Whether a chain is worth it against what its partners have without each other.
package enum Verdict: String, CaseIterable, Sendable {
  case viable, breakEven, notViable

  init(gainCents: Int64) {
    self = gainCents == 0 ? .breakEven : gainCents > 0 ? .viable : .notViable
  }
}
