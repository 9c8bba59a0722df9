import CostSharing
import Testing

/// What must hold of divisions of any positions.
@Suite struct AllocationPropertyTests {
  private struct Positioned {
    var numbers: SeededNumbers

    mutating func positions(count: ClosedRange<Int> = 1...8) -> Positions {
      let hasOutside = Bool.random(using: &numbers)
      let partners = (0..<Int.random(in: count, using: &numbers)).map { index in
        Positions.Position(
          id: "p\(index)", ownCents: Int64.random(in: -1_000_000_000...1_000_000_000, using: &numbers),
          outsideCents: hasOutside ? Int64.random(in: -1_000_000...1_000_000, using: &numbers) : 0)
      }
      let joint = Bool.random(using: &numbers) ? Int64.random(in: -1_000_000...1_000_000, using: &numbers) : 0
      return Positions(partners: partners, jointCents: joint)
    }

    mutating func weights(_ positions: Positions) -> [String: ExactDecimal] {
      Dictionary(
        uniqueKeysWithValues: positions.partners.map {
          ($0.id, ExactDecimal(Int64.random(in: 1...1_000, using: &numbers)))
        })
    }

    /// Every method that needs no values of groups, with parameters at random.
    mutating func methods(_ positions: Positions) -> [AllocationMethod] {
      let weights = weights(positions)
      var percentages: [String: ExactDecimal] = [:]
      for partner in positions.partners { percentages[partner.id] = .zero }
      if let first = positions.partners.first { percentages[first.id] = ExactDecimal(100) }
      let rules = ClaimsRule.allCases.map { AllocationMethod.compensation($0) }
      return [
        .equal, .equalGain, .nash(bargainingPower: weights), .proportional(.gain, .weights(weights)),
        .proportional(.surplus, .weights(weights)), .percentages(.gain, percentages), .shapley(Sampling()),
        .nucleolus, .epm(EqualProfitTerms(baseValues: weights)),
      ] + rules
    }
  }

  @Test func `transfers add up to nothing, payments clear them, finals add up to the surplus`() throws {
    var generator = Positioned(numbers: printedSeed())
    for _ in 0..<60 {
      let positions = generator.positions(count: 1...6)
      for method in generator.methods(positions) {
        let allocation = try Allocation(of: positions, by: method)
        guard let outcome = allocation.outcome else { continue }
        var rest = Dictionary(uniqueKeysWithValues: outcome.transfers.map { ($0.id, $0.cents) })
        #expect(rest.values.reduce(0, +) == 0)
        let open = rest.values.count { $0 != 0 }
        for payment in outcome.payments {
          #expect(payment.cents > 0)
          rest[payment.from, default: 0] += payment.cents
          rest[payment.to, default: 0] -= payment.cents
        }
        #expect(rest.values.allSatisfy { $0 == 0 } && outcome.payments.count <= max(0, open - 1))
        #expect(outcome.finalCents.reduce(0) { $0 + $1.cents } == allocation.surplusCents)
        #expect(outcome.exactFinal.reduce(Fraction.zero) { $0 + $1.exact } == Fraction(allocation.surplusCents))
        for (exact, cents) in zip(outcome.exactFinal, outcome.finalCents) {
          #expect((exact.exact - Fraction(cents.cents)).magnitude < 1)
        }
      }
    }
  }

  @Test func `a gain leaves nobody below its alternative`() throws {
    var generator = Positioned(numbers: printedSeed())
    for _ in 0..<60 {
      var positions = generator.positions(count: 1...6)
      positions.jointCents = 10_000_000_000
      let weights = generator.weights(positions)
      let methods: [AllocationMethod] = [
        .equalGain, .nash(bargainingPower: weights), .compensation(.cel), .proportional(.gain, .weights(weights)),
        .epm(EqualProfitTerms(baseValues: weights)), .nucleolus,
      ]
      for method in methods {
        let outcome = try #require(try Allocation(of: positions, by: method).outcome)
        #expect(outcome.fairness.individuallyRational)
        let outside = positions.partners.sorted { $0.id < $1.id }.map(\.outsideCents)
        #expect(zip(outcome.finalCents, outside).allSatisfy { $0.cents >= $1 })
      }
    }
  }

  @Test func `the order of partners does not matter, and twins get the same but for a cent`() throws {
    var generator = Positioned(numbers: printedSeed())
    for _ in 0..<40 {
      var positions = generator.positions(count: 2...5)
      positions.partners[1].ownCents = positions.partners[0].ownCents
      positions.partners[1].outsideCents = positions.partners[0].outsideCents
      var shuffled = positions
      shuffled.partners.shuffle(using: &generator.numbers)
      let rules = ClaimsRule.allCases.map { AllocationMethod.compensation($0) }
      for method in [.equal, .equalGain, .nash(bargainingPower: nil), .shapley(Sampling()), .nucleolus] + rules {
        let allocation = try Allocation(of: positions, by: method)
        let other = try Allocation(of: shuffled, by: method)
        #expect(allocation.outcome?.finalCents == other.outcome?.finalCents)
        #expect(allocation.outcome?.payments == other.outcome?.payments)
        guard let outcome = allocation.outcome else { continue }
        #expect(outcome.exactFinal[0].exact == outcome.exactFinal[1].exact)
        #expect((0...1).contains(outcome.finalCents[0].cents - outcome.finalCents[1].cents))
      }
    }
  }

  @Test func `more to divide makes nobody poorer`() throws {
    var generator = Positioned(numbers: printedSeed())
    for _ in 0..<60 {
      let positions = generator.positions()
      var richer = positions
      richer.jointCents += Int64.random(in: 1...1_000_000, using: &generator.numbers)
      let weights = generator.weights(positions)
      let methods: [AllocationMethod] = [
        .equal, .equalGain, .nash(bargainingPower: weights), .proportional(.gain, .weights(weights)),
        .proportional(.surplus, .weights(weights)), .shapley(Sampling()),
      ]
      for method in methods {
        guard let less = try Allocation(of: positions, by: method).outcome,
          let more = try Allocation(of: richer, by: method).outcome
        else { continue }
        #expect(zip(less.exactFinal, more.exactFinal).allSatisfy { $0.exact <= $1.exact })
      }
    }
  }

  @Test func `amounts times a number give results times that number`() throws {
    var generator = Positioned(numbers: printedSeed())
    for _ in 0..<40 {
      let positions = generator.positions(count: 1...5)
      let factor = Int64.random(in: 2...1_000, using: &generator.numbers)
      var larger = positions
      larger.jointCents *= factor
      for index in larger.partners.indices {
        larger.partners[index].ownCents *= factor
        larger.partners[index].outsideCents *= factor
      }
      for method in generator.methods(positions) {
        let small = try Allocation(of: positions, by: method).outcome?.exactFinal.map { $0.exact * Fraction(factor) }
        #expect(small == (try Allocation(of: larger, by: method).outcome?.exactFinal.map(\.exact)))
      }
    }
  }

  @Test func `an own amount moves an equal gain by that amount`() throws {
    var generator = Positioned(numbers: printedSeed())
    for _ in 0..<40 {
      let positions = generator.positions()
      var moved = positions
      for index in moved.partners.indices {
        moved.partners[index].ownCents += Int64(index) * 1_001
        moved.partners[index].outsideCents += Int64(index) * 1_001
      }
      let before = try #require(try Allocation(of: positions, by: .equalGain).outcome)
      let after = try #require(try Allocation(of: moved, by: .equalGain).outcome)
      for (index, pair) in zip(before.exactFinal, after.exactFinal).enumerated() {
        #expect(pair.1.exact - pair.0.exact == Fraction(index * 1_001))
      }
    }
  }

  @Test func `methods side by side tell what each would regret`() throws {
    let positions = Positions(partners: [
      .init(id: "a", ownCents: 90, outsideCents: 0), .init(id: "b", ownCents: 10, outsideCents: 40),
    ])
    let methods: [AllocationMethod] = [.equal, .equalGain, .compensation(.proportional)]
    let comparison = try Comparison(of: positions, by: methods.map { ($0, "/methods/0") })

    // a: 50, 30, 60; b: 50, 70, 40.
    #expect(comparison.methods.map { $0.regret?.largest } == [20, 30, 30])
    #expect(comparison.leastMaxRegretMethod == .equal)
  }
}
