/// What one partner has before and after a division, held against what it would have without the others.
package struct NetPosition: Hashable, Sendable {
  package let id: String
  /// Before, in euro cents: its benefits minus its costs, investments, lost revenue and risks, payments moved.
  package let ownCents: Int64
  /// After, in euro cents: its own costs and benefits and everything the division moves included.
  package let finalCents: Int64
  /// The outside option (its baseline), in euro cents.
  package let outsideCents: Int64
  /// What the division moves to the partner, or from it when negative: `finalCents - ownCents`.
  package let transferCents: Int64
  /// What it would take to bring the partner back to its outside option before the division; 0 or more.
  package let compensationBeforeCents: Int64
  /// What it would take after the division; 0 or more, and above 0 the partner is worse off than without the others.
  package let compensationCents: Int64
  /// What it has more, or less when negative, than without the others: `finalCents - outsideCents`.
  package let gainCents: Int64

  package var isWorseOff: Bool { compensationCents > 0 }
  package var wasWorseOff: Bool { compensationBeforeCents > 0 }

  init(of partner: SplitPartner, own: Int128, final: Int128) throws(SplitError) {
    id = partner.id
    outsideCents = partner.outsideCents
    ownCents = try Int64(cents: own, of: "The position of \(partner.id)")
    finalCents = try Int64(cents: final, of: "The final position of \(partner.id)")
    transferCents = try Int64(cents: final - own, of: "The transfer of \(partner.id)")
    let outside = Int128(partner.outsideCents)
    gainCents = try Int64(cents: final - outside, of: "The gain of \(partner.id)")
    compensationBeforeCents = try Int64(cents: max(0, outside - own), of: "The compensation of \(partner.id)")
    compensationCents = try Int64(cents: max(0, outside - final), of: "The compensation of \(partner.id)")
  }
}

/// The joint account before and after a division.
package struct JointPosition: Hashable, Sendable {
  /// Before, in euro cents: the sum of its lines.
  package let ownCents: Int64
  /// After: 0 once a surplus is divided; what the partners put in or took out when an amount is shared.
  package let finalCents: Int64
  /// `finalCents - ownCents`.
  package let transferCents: Int64

  init(own: Int128, final: Int128) throws(SplitError) {
    ownCents = try Int64(cents: own, of: "The joint account")
    finalCents = try Int64(cents: final, of: "The joint account after the division")
    transferCents = try Int64(cents: final - own, of: "The transfer of the joint account")
  }
}

extension NetPosition {
  /// The same position with lines that count for this partner alone: nothing of them is divided.
  ///
  /// - Parameters:
  ///   - lines: Costs, benefits and payments of the partner's own.
  ///   - baseline: What it has besides if it stays out.
  /// - Throws: `overflow`.
  package func including(lines: [SplitLine], baseline: [SplitLine]) throws(SplitError) -> NetPosition {
    let more = PositionSheet(lines).own(id)
    let outside = Int128(outsideCents) + PositionSheet(baseline).own(id)
    let partner = SplitPartner(id: id, outsideCents: try Int64(cents: outside, of: "The baseline of \(id)"))
    return try NetPosition(of: partner, own: Int128(ownCents) + more, final: Int128(finalCents) + more)
  }
}

extension SplitLine {
  /// What some lines come to for one account, in euro cents: benefits minus everything else.
  ///
  /// - Throws: `overflow`.
  package static func netCents(of lines: [SplitLine], on accountID: String) throws(SplitError) -> Int64 {
    try Int64(cents: PositionSheet(lines).own(accountID), of: "The sum of the lines of \(accountID)")
  }
}
