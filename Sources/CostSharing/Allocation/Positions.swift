/// What every partner has before a division, and what it has if it stays out.
package struct Positions: Hashable, Sendable {
  /// In any order.
  package var partners: [Position]
  /// What the joint account has.
  package var jointCents: Int64

  package struct Position: Hashable, Sendable {
    package var id: String
    /// What sentences call it; the id where there is none.
    package var name: String?
    package var ownCents: Int64
    package var outsideCents: Int64

    package init(id: String, name: String? = nil, ownCents: Int64, outsideCents: Int64) {
      self.id = id
      self.name = name
      self.ownCents = ownCents
      self.outsideCents = outsideCents
    }
  }

  package init(partners: [Position], jointCents: Int64 = 0) {
    self.partners = partners
    self.jointCents = jointCents
  }

  /// The positions that a valued case comes to.
  init(_ evaluation: Evaluation) {
    partners = evaluation.partners.map {
      Position(id: $0.id, name: $0.name, ownCents: $0.account.npvCents, outsideCents: $0.outsideCents)
    }
    jointCents = evaluation.joint.npvCents
  }

  package func faults() -> [SplitError.Fault] {
    Identifiers.partnerFaults(partners.map(\.id)) { "/partners/\($0)/id" }
  }
}

/// Positions without faults, in the order of their ids, with their sums.
struct Standing {
  let partners: [Positions.Position]
  let jointCents: Int64
  let surplusCents: Int64
  let outsideTotalCents: Int64
  let gainCents: Int64

  /// - Throws: `overflow`.
  init(_ positions: Positions) throws(SplitError) {
    partners = positions.partners.sorted { precedes($0.id, $1.id) }
    jointCents = positions.jointCents
    let surplus = partners.reduce(Int128(jointCents)) { $0 + Int128($1.ownCents) }
    let outside = partners.reduce(Int128(0)) { $0 + Int128($1.outsideCents) }
    surplusCents = try Int64(cents: surplus, of: "The surplus")
    outsideTotalCents = try Int64(cents: outside, of: "The sum of the outside options")
    gainCents = try Int64(cents: surplus - outside, of: "The gain")
  }

  var surplus: Fraction { Fraction(surplusCents) }
  var gain: Fraction { Fraction(gainCents) }
  var outside: [Fraction] { partners.map { Fraction($0.outsideCents) } }

  /// What each partner lacks to be at its alternative.
  var needs: [Int128] { partners.map { max(0, Int128($0.outsideCents) - Int128($0.ownCents)) } }

  /// What each partner has above its alternative.
  var haves: [Int128] { partners.map { max(0, Int128($0.ownCents) - Int128($0.outsideCents)) } }
}
