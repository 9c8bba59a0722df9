package import CostSharing

/// A benefit that its owner has more of without the chain: the linear use pays more than the circular one (MODEL F10).
///
/// What stands against what is told by the category: wood sold as biomass in the variant `baseline` and sold to the
/// board factory in `planned` are both `secondaryMaterialSales`.
package struct PerverseIncentive: Sendable {
  package let partnerID: Partner.ID
  package let category: LineCategory
  /// All baseline benefits of the category, in euro cents.
  package let linearCents: Int64
  /// The same of the variant, less than that.
  package let circularCents: Int64
  package var differenceCents: Int64 { linearCents - circularCents }
  /// How many times as much the linear use pays; nil where the circular one pays nothing.
  package let factor: Fraction?

  private init(_ partner: Partner.ID, _ category: LineCategory, linear: Int64, circular: Int64) {
    partnerID = partner
    self.category = category
    linearCents = linear
    circularCents = circular
    factor =
      circular == 0 ? nil : Fraction(numerator: BigInteger(linear), denominator: BigInteger(circular))
  }

  /// Those that open lines show, by partner and category.
  ///
  /// - Throws: `DomainError` with `overflow`.
  static func all(in split: Split, lines: [Split.Line], baseline: [Split.Line]) throws -> [PerverseIncentive] {
    var found: [PerverseIncentive] = []
    for partner in split.content.partners.map(\.partnerID).sorted() {
      let linear = try benefits(baseline, of: partner, in: split)
      let circular = try benefits(lines, of: partner, in: split)
      for (category, cents) in linear.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        let now = circular[category] ?? 0
        if cents > now { found.append(.init(partner, category, linear: cents, circular: now)) }
      }
    }
    return found
  }

  private static func benefits(
    _ lines: [Split.Line], of partner: Partner.ID, in split: Split
  ) throws -> [LineCategory: Int64] {
    var sums: [LineCategory: Int64] = [:]
    for (content, worth) in zip(lines.map(\.content), try split.content.presentValues(lines))
    where content.account == .partner(partner) && content.kind == .benefit && !content.isPrivate {
      guard let category = content.category else { continue }
      let (sum, isTooMuch) = sums[category, default: 0].addingReportingOverflow(worth.amountCents)
      guard !isTooMuch else { throw DomainError(.overflow) }
      sums[category] = sum
    }
    return sums
  }
}
