import CostSharing
import Testing

@Suite struct EvaluationTests {
  private func line(_ id: String, _ kind: LineKind, _ cents: Int64, chance: String = "1") -> ChainLine {
    ChainLine(
      id: id, partnerID: "bank", kind: kind, timing: .once(year: 2025), amount: Estimate(baseCents: cents),
      probability: decimal(chance))
  }

  private func chain(_ lines: [ChainLine], rate: String = "0", horizon: Int64 = 10) -> ChainCase {
    ChainCase(
      partners: [ChainPartner(id: "bank")], lines: lines, discountRate: decimal(rate), baseYear: 2025,
      horizonYears: horizon)
  }

  @Test func `half a cent goes to the even cent on either side of zero`() throws {
    let halves: [(LineKind, Int64)] = [(.cost, 1), (.benefit, 2), (.cost, 3), (.benefit, 5), (.cost, 7), (.benefit, 8)]
    let lines = halves.enumerated().map { line("l\($0)", $1.0, $1.1, chance: "0.5") }

    let evaluation = try Evaluation(of: chain(lines))

    #expect(evaluation.lines.map(\.cents) == [0, 1, -2, 2, -4, 4])
  }

  /// Of -10,000, 3,000, 4,200 and 6,800 from one year on, at 10 %: 1,188.44 (Microsoft's documentation of NPV).
  @Test func `the present value of the documentation of NPV comes out`() throws {
    let flows: [(LineKind, Int64, Int64)] = [
      (.investment, 1_000_000, 2026), (.benefit, 300_000, 2027), (.benefit, 420_000, 2028), (.benefit, 680_000, 2029),
    ]
    let lines = flows.enumerated().map { index, flow in
      ChainLine(
        id: "l\(index)", partnerID: "bank", kind: flow.0, timing: .once(year: flow.2),
        amount: Estimate(baseCents: flow.1))
    }

    #expect(try Evaluation(of: chain(lines, rate: "0.1")).surplusCents == 118_844)
  }

  @Test func `every line is at most half a cent from a sum of exact fractions`() throws {
    var cases = GeneratedCases(printedSeed())
    for _ in 0..<60 {
      let chain = cases.chain(lineCount: 5, amountMax: 1_000_000_000_000_000)
      let evaluation = try Evaluation(of: chain)
      let cents = Dictionary(uniqueKeysWithValues: evaluation.lines.map { ($0.id, $0.cents) })
      for line in chain.lines {
        let off = (Fraction(cents[line.id] ?? .min) - exactValue(line, in: chain)).magnitude
        #expect(off <= Fraction(numerator: 1, denominator: 2), "\(line)")
      }
    }
  }

  /// Year by year, with fractions in lowest terms: another way than the engine's.
  private func exactValue(_ line: ChainLine, in chain: ChainCase) -> Fraction {
    let (first, last): (Int64, Int64) =
      switch line.timing {
      case .once(let year): (year, year)
      case .yearly(let first, let last): (first, last ?? chain.baseYear + chain.horizonYears)
      }
    var amount = Fraction(line.amount.baseCents) * Fraction(line.probability)
    if line.kind != .benefit { amount = -amount }
    let interest = Fraction.one + Fraction(chain.discountRate)
    var value = Fraction.zero
    for year in first...last {
      var present = amount
      for _ in 0..<(year - chain.baseYear) { present /= interest }
      value += present
      amount *= Fraction.one + Fraction(line.growthRate)
    }
    return value
  }

  @Test func `a payment moves money and changes nothing of the whole`() throws {
    var cases = GeneratedCases(printedSeed())
    for _ in 0..<80 {
      var chain = cases.chain()
      guard chain.partners.count > 1 else { continue }
      chain.volume = Volume(years: [.init(year: 2025, quantity: ExactDecimal(7))])
      let before = try Evaluation(of: chain)
      chain.lines.append(
        ChainLine(
          id: "deal", partnerID: chain.partners[0].id, kind: .payment, timing: .yearly(from: 2025, to: nil),
          amount: Estimate(baseCents: 12_345), toPartnerID: chain.partners[1].id))
      let after = try Evaluation(of: chain)

      #expect(before.surplusCents == after.surplusCents && before.gainCents == after.gainCents)
      #expect(before.paybackYear == after.paybackYear)
      #expect(before.discountedPaybackYear == after.discountedPaybackYear)
      #expect(before.premium?.toCoverCosts == after.premium?.toCoverCosts)
      #expect(before.premium?.toBeatAlternatives == after.premium?.toBeatAlternatives)
    }
  }

  @Test func `scenarios lie in order from the worst case to the best`() throws {
    var cases = GeneratedCases(printedSeed())
    for _ in 0..<150 {
      let rows = try ScenarioTable(of: cases.chain()).rows
      let gains = Dictionary(uniqueKeysWithValues: rows.map { ($0.scenario, $0.gainCents) })
      let order: [Scenario] = [.worstCase, .pessimistic, .base, .optimistic, .bestCase]
      let inOrder = order.compactMap { gains[$0] }
      #expect(inOrder == inOrder.sorted())
    }
  }

  @Test func `accounts add up from the printed lines, and the surplus from the accounts`() throws {
    var cases = GeneratedCases(printedSeed())
    for _ in 0..<80 {
      let evaluation = try Evaluation(of: cases.chain())
      let accounts = evaluation.partners.map(\.account) + [evaluation.joint]
      #expect(accounts.reduce(0) { $0 + $1.npvCents } == evaluation.surplusCents)
      #expect(accounts.allSatisfy { account in account.byKind.reduce(0) { $0 + $1.cents } == account.npvCents })
      #expect(evaluation.gainCents == evaluation.surplusCents - evaluation.outsideTotalCents)
    }
  }

  @Test func `the order of partners and lines does not matter`() throws {
    var cases = GeneratedCases(printedSeed())
    for _ in 0..<60 {
      let chain = cases.chain()
      var shuffled = chain
      shuffled.partners.shuffle(using: &cases.numbers)
      shuffled.lines.shuffle(using: &cases.numbers)
      #expect(try Evaluation(of: chain).explanation == Evaluation(of: shuffled).explanation)
      #expect(try Evaluation(of: chain).lines.map(\.cents) == Evaluation(of: shuffled).lines.map(\.cents))
    }
  }

  @Test func `what is earned back for good counts a later investment`() throws {
    let lines = [
      line("i1", .investment, 1_000),
      ChainLine(
        id: "b", partnerID: "bank", kind: .benefit, timing: .yearly(from: 2026, to: 2031),
        amount: Estimate(baseCents: 650)),
      ChainLine(
        id: "i2", partnerID: "bank", kind: .investment, timing: .once(year: 2028), amount: Estimate(baseCents: 1_100)),
    ]
    let evaluation = try Evaluation(of: chain(lines, rate: "0.02", horizon: 6))

    #expect(evaluation.paybackYear == 2029 && evaluation.discountedPaybackYear == 2029)
    #expect(evaluation.partners[0].account.peakFundingCents == 1_000)
    #expect(evaluation.partners[0].account.peakFundingYear == 2025)
  }

  @Test func `amounts that fit alone but not together are refused`() {
    let lines = [line("l1", .benefit, .max), line("l2", .benefit, 7)]
    #expect(codes { try Evaluation(of: chain(lines)) } == [.overflow])
  }

  @Test func `yearly payments are worth what they replace, but for the rest`() throws {
    let annuity = try Annuity(
      .init(amountCents: 87_957_002, discountRate: decimal("0.045"), baseYear: 2025, startYear: 2026, endYear: 2035))
    #expect(annuity.annualCents == 11_115_902 && annuity.residualCents == 2 && annuity.years == 10)
    let terms = Annuity.Terms(
      amountCents: 1, discountRate: .zero, baseYear: 2025, startYear: 2030, endYear: 2024)
    #expect(codes { try Annuity(terms) } == [.yearBeforeBase, .yearOrder])
  }
}

/// The codes with which something is refused.
func codes<Result>(_ body: () throws -> Result) -> [SplitError.Code] {
  do {
    _ = try body()
    return []
  } catch let error as SplitError {
    return error.faults.map(\.code)
  } catch {
    return []
  }
}
