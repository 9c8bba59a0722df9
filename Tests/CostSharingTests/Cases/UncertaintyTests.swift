import CostSharing
import Testing

@Suite struct UncertaintyTests {
  @Test func `the deal flips at the amount that is named, and not a cent before`() throws {
    var cases = GeneratedCases(printedSeed())
    var flips = 0
    for _ in 0..<25 {
      var chain = cases.chain()
      // One base amount stands for all three, so that the case stays one.
      for index in chain.lines.indices {
        chain.lines[index].amount = Estimate(baseCents: chain.lines[index].amount.baseCents)
      }
      let sensitivity = try Sensitivity(of: chain)
      for effect in sensitivity.lines {
        guard let flip = effect.flip, let index = chain.lines.firstIndex(where: { $0.id == effect.lineID }) else {
          continue
        }
        func holds(_ cents: Int64) throws -> Bool {
          var moved = chain
          moved.lines[index].amount = Estimate(baseCents: cents)
          return try Evaluation(of: moved).gainCents >= 0
        }
        flips += 1
        #expect(try holds(flip.amountCents) != sensitivity.holds)
        #expect(try holds(flip.amountCents - flip.changeCents.signum()) == sensitivity.holds)
      }
    }
    #expect(flips > 5)
  }

  @Test func `the rates that flip the deal are the nearest ones`() throws {
    var cases = GeneratedCases(printedSeed())
    for round in 0..<40 {
      // Small amounts, so that rounding decides now and then.
      var chain = cases.chain(lineCount: 4, amountMax: round % 2 == 0 ? 6 : 1_000_000)
      chain.discountRate = decimal("0.0305")
      for index in chain.partners.indices { chain.partners[index].outsideOption = .amount(cents: 0) }
      let sensitivity = try Sensitivity(of: chain)
      func flips(_ thousandths: Int) throws -> Bool {
        var moved = chain
        moved.discountRate = decimal("0.\(String(String(1_000 + thousandths).dropFirst()))")
        return try (Evaluation(of: moved).gainCents >= 0) != sensitivity.holds
      }
      #expect(try (31...60).first(where: flips) == sensitivity.rateFlipUp.flatMap { $0 <= 60 ? $0 : nil })
      #expect(try (0...30).reversed().first(where: flips) == sensitivity.rateFlipDown)
    }
  }

  @Test func `the expected scenario has no amount to change`() {
    var chain = WoodLoopCase().chain
    chain.scenario = .expected
    #expect(codes { try Sensitivity(of: chain) } == [.scenarioNotSupported])
  }

  @Test func `what decides about the Wood Loop comes first`() throws {
    let sensitivity = try Sensitivity(of: WoodLoopCase().chain)

    #expect(sensitivity.gainCents == 112_156_968 && sensitivity.holds)
    let first = sensitivity.lines.prefix(3)
    #expect(
      first.map(\.lineID) == ["primair-hout-vermeden-a", "primair-hout-vermeden-b", "reinigen-doseren-a"])
    #expect(first.map { $0.flip?.amountCents } == [20_795_627, 7_970_627, 28_099_373])
    #expect(first.map { $0.flip?.changeBasisPoints } == [-4_314, -6_644, 12_808])
    #expect(sensitivity.drivers.map(\.driverID) == ["houtprijs", "zuiverheid", "afvaltarief"])
    #expect(sensitivity.drivers.map(\.changeBasisPoints) == [-2_616, 4_284, -6_212])
    #expect(sensitivity.rateFlipUp == 278 && sensitivity.rateFlipDown == nil)
  }

  @Test func `the draws of the Wood Loop are the same everywhere`() throws {
    let result = try MonteCarlo(of: WoodLoopCase().chain, iterations: 2_000, seed: 635)

    #expect(result.meanGainCents == 81_333_407 && result.standardErrorCents == 765_978)
    #expect(result.p5GainCents == 23_198_809 && result.p50GainCents == 82_135_786)
    #expect(result.p95GainCents == 137_576_269 && result.viableCount == 1_981)
    #expect(result.worseOffWithoutTransfers.map(\.exact) == [0, 0, 0, 0, 1])
  }

  @Test func `every draw lies between the worst case and the best`() throws {
    var cases = GeneratedCases(printedSeed())
    for seed in 0..<60 {
      let chain = cases.chain(amountMax: seed % 2 == 0 ? 50 : 1_000_000_000_000)
      let rows = try ScenarioTable(of: chain).rows
      let result = try MonteCarlo(of: chain, iterations: 50, seed: Int64(seed))

      #expect(result.minGainCents >= rows.first { $0.scenario == .worstCase }?.gainCents ?? .max)
      #expect(result.maxGainCents <= rows.first { $0.scenario == .bestCase }?.gainCents ?? .min)
    }
  }

  @Test func `the order of lines does not matter, and other lines do not move the draws of one`() throws {
    let chain = WoodLoopCase().chain
    var shuffled = chain
    var numbers = printedSeed()
    shuffled.lines.shuffle(using: &numbers)
    let (one, other) = try (
      MonteCarlo(of: chain, iterations: 300, seed: 7), MonteCarlo(of: shuffled, iterations: 300, seed: 7)
    )
    #expect(one.meanGain == other.meanGain && one.p5GainCents == other.p5GainCents)

    var longer = chain
    longer.lines.append(
      ChainLine(
        id: "fixed", partnerID: "woodloop", kind: .benefit, timing: .once(year: 2025),
        amount: Estimate(baseCents: 1_000)))
    let third = try MonteCarlo(of: longer, iterations: 300, seed: 7)
    #expect(third.meanGain == one.meanGain + 1_000)
  }

  @Test func `ties and tiny amounts are rounded as the ledger rounds them`() throws {
    // A line without spread must come out in every draw as it does in the evaluation, whatever its rate.
    var cases = GeneratedCases(printedSeed())
    for seed in 0..<200 {
      var chain = cases.chain(lineCount: 3, amountMax: 20)
      chain.discountRate = [decimal("0"), decimal("0.25"), decimal("1")][seed % 3]
      for index in chain.lines.indices {
        chain.lines[index].amount = Estimate(baseCents: chain.lines[index].amount.baseCents)
        chain.lines[index].probability = .one
      }
      for index in chain.partners.indices { chain.partners[index].outsideOption = .amount(cents: 0) }
      let gain = try Evaluation(of: chain).gainCents
      let result = try MonteCarlo(of: chain, iterations: 2, seed: Int64(seed))
      #expect(result.minGainCents == gain && result.maxGainCents == gain)
    }
  }

  @Test func `draws and seeds are within bounds, and the checkpoint can end them`() {
    let chain = WoodLoopCase().chain
    #expect(codes { try MonteCarlo(of: chain, iterations: 0, seed: -1) } == [.iterationsOutOfRange, .seedOutOfRange])
    #expect(codes { try MonteCarlo(of: chain, iterations: 100_001, seed: 0) } == [.iterationsOutOfRange])
    struct Enough: Error {}
    #expect(throws: Enough.self) { try MonteCarlo(of: chain, iterations: 10, seed: 0) { throw Enough() } }
    #expect(throws: Enough.self) { try Sensitivity(of: chain) { throw Enough() } }
  }
}
