// What the gain is when luck decides: the lines are drawn again and again, each from its estimates.
//
// Every line, or every cause that lines share, has a stream of random numbers of its own, begun from the seed and its
// name. So adding, removing or reordering lines leaves the draws of the others as they were, and two variants of a plan
// are compared on the same luck. All of it is whole numbers: every platform gives the same result to the cent.

/// The gain of a case over many draws.
package struct MonteCarlo: Sendable {
  package let iterations: Int64
  package let seed: Int64
  package let meanGain: Fraction
  package let meanGainCents: Int64
  /// The smallest whole one that is not too small; nil for one draw.
  package let standardErrorCents: Int64?
  package let minGainCents: Int64
  package let p5GainCents: Int64
  package let p50GainCents: Int64
  package let p95GainCents: Int64
  package let maxGainCents: Int64
  /// Draws in which the gain is 0 or more.
  package let viableCount: Int64
  package let probabilityViable: Fraction
  package let meanSurplusCents: Int64
  /// Per partner the share of draws in which it has less than its alternative; ordered by id.
  package let worseOffWithoutTransfers: [ExactByID]
  /// Whether some lines that are uncertain share no cause, and so are drawn independently.
  package let drawsIndependently: Bool

  package static let iterationsMax: Int64 = 100_000
  /// Lines drawn between two questions whether to go on.
  private static let linesBetweenCheckpoints = 16_384

  /// - Parameters:
  ///   - iterations: 1 to `iterationsMax`.
  ///   - seed: 0 or more.
  ///   - checkpoint: Asked now and then whether to go on; what it throws comes out.
  /// - Throws: `SplitError` with every fault: those of the case, `iterationsOutOfRange`, `seedOutOfRange`; `overflow`.
  package init(
    of chain: ChainCase, iterations: Int64, seed: Int64, checkpoint: Checkpoint = {}
  ) throws {
    let faults = chain.faults() + Self.faults(iterations: iterations, seed: seed)
    guard faults.isEmpty else { throw SplitError(faults) }
    var table = try DrawTable(chain, seed: seed.magnitude)
    var tally = Tally(partnerCount: chain.partners.count)
    let interval = max(1, Self.linesBetweenCheckpoints / max(1, table.lineCount))
    for iteration in 0..<Int(iterations) {
      if iteration % interval == 0 { try checkpoint() }
      table.draw()
      try tally.add(table)
    }
    try self.init(tally, chain, seed: seed)
  }

  /// What is wrong beside the case itself: `iterationsOutOfRange`, `seedOutOfRange`.
  package static func faults(iterations: Int64, seed: Int64) -> [SplitError.Fault] {
    var faults: [SplitError.Fault] = []
    if !(1...iterationsMax).contains(iterations) {
      faults.append(.init(.iterationsOutOfRange, at: "/iterations", "There may be 1 to \(iterationsMax) draws."))
    }
    if seed < 0 { faults.append(.init(.seedOutOfRange, at: "/seed", "A seed is 0 or more.")) }
    return faults
  }

  private init(_ tally: Tally, _ chain: ChainCase, seed: Int64) throws(SplitError) {
    let count = BigInteger(tally.gains.count)
    let sorted = tally.gains.sorted()
    /// The nearest rank: position ceil(q × N / 100).
    func percentile(_ percent: Int) -> Int64 { sorted[(percent * sorted.count + 99) / 100 - 1] }
    iterations = Int64(sorted.count)
    self.seed = seed
    meanGain = Fraction(numerator: BigInteger(tally.sum), denominator: count)
    meanGainCents = try Int64(cents: meanGain.roundedHalfEven, of: "The mean gain")
    standardErrorCents = try tally.standardError
    minGainCents = sorted[0]
    p5GainCents = percentile(5)
    p50GainCents = percentile(50)
    p95GainCents = percentile(95)
    maxGainCents = sorted[sorted.count - 1]
    viableCount = Int64(sorted.count { $0 >= 0 })
    probabilityViable = Fraction(numerator: BigInteger(viableCount), denominator: count)
    let surplus = BigInteger(tally.surplusSum).halfEvenDivision(by: count)
    meanSurplusCents = try Int64(cents: surplus, of: "The mean surplus")
    worseOffWithoutTransfers = zip(chain.partners, tally.worseOff).map { partner, draws in
      ExactByID(id: partner.id, exact: Fraction(numerator: BigInteger(draws), denominator: count))
    }.sorted { precedes($0.id, $1.id) }
    drawsIndependently = chain.lines.contains { $0.driverID == nil && $0.isUncertain }
  }
}

extension ChainLine {
  fileprivate var isUncertain: Bool {
    kind != .payment && amount.lowCents < amount.highCents || probability > .zero && probability < .one
  }
}

/// The lines of a case with their streams, and the accounts of the present draw.
private struct DrawTable {
  private let lines: [DrawnLine]
  private var streams: [SplitMix64] = []
  private var numbers: [(UInt64, UInt64)] = []
  private let fixedOutside: [Int128]
  /// Per partner in the order of the case, and behind them the joint account.
  private(set) var own: [Int128]
  private(set) var outside: [Int128]

  init(_ chain: ChainCase, seed: UInt64) throws(SplitError) {
    var streamIndexes: [String: Int] = [:]
    var states: [UInt64] = []
    func stream(_ line: ChainLine) -> Int {
      let name = line.driverID.map { "driver:\($0)" } ?? "line:\(line.id)"
      if let index = streamIndexes[name] { return index }
      streamIndexes[name] = states.count
      states.append(seed ^ Self.hash(name))
      return states.count - 1
    }
    let factors = CaseFactors(chain)
    let ids = chain.partners.map(\.id) + [jointAccountID]
    let accounts = Dictionary(uniqueKeysWithValues: zip(ids, ids.indices))
    var lines: [DrawnLine] = []
    for (line, factor) in zip(chain.lines, factors.lines) {
      lines.append(
        try DrawnLine(
          line, factor, stream: stream(line), account: accounts[line.partnerID, default: 0],
          receiver: line.toPartnerID.flatMap { accounts[$0] }, isOutside: false))
    }
    for (account, partner) in chain.partners.enumerated() {
      for (line, factor) in zip(partner.outsideOption.lines, factors.outsideLines[account]) {
        lines.append(
          try DrawnLine(line, factor, stream: stream(line), account: account, receiver: nil, isOutside: true))
      }
    }
    self.lines = lines
    streams = states.map { SplitMix64(state: $0) }
    numbers = Array(repeating: (0, 0), count: streams.count)
    fixedOutside = chain.partners.map {
      if case .amount(let cents) = $0.outsideOption { Int128(cents) } else { 0 }
    }
    own = Array(repeating: 0, count: ids.count)
    outside = fixedOutside
  }

  var lineCount: Int { lines.count }

  /// FNV-1a of 64 bits (Fowler, Noll & Vo) over the UTF-8 text.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }

  /// Draws every line anew; every stream takes two numbers, used or not.
  mutating func draw() {
    for index in streams.indices { numbers[index] = (streams[index].next(), streams[index].next()) }
    for index in own.indices { own[index] = 0 }
    outside = fixedOutside
    for line in lines {
      let (first, second) = numbers[line.stream]
      let cents = line.cents(first, second)
      if line.isOutside {
        outside[line.account] += cents
      } else {
        own[line.account] += cents
        if let receiver = line.receiver { own[receiver] -= cents }
      }
    }
  }
}

/// What the draws so far came to.
private struct Tally {
  private(set) var gains: [Int64] = []
  private(set) var sum: Int128 = 0
  private(set) var surplusSum: Int128 = 0
  private var squares: (high: UInt64, low: UInt128) = (0, 0)
  /// Draws in which each partner has less than its alternative.
  private(set) var worseOff: [Int64]

  init(partnerCount: Int) {
    worseOff = Array(repeating: 0, count: partnerCount)
  }

  /// - Throws: `overflow`.
  mutating func add(_ table: DrawTable) throws(SplitError) {
    var surplus: Int128 = 0
    for cents in table.own { surplus += cents }
    var gain = surplus
    for (index, cents) in table.outside.enumerated() {
      gain -= cents
      if table.own[index] < cents { worseOff[index] += 1 }
    }
    let cents = try Int64(cents: gain, of: "The gain of a draw")
    gains.append(cents)
    sum += gain
    surplusSum += surplus
    let (low, overflowed) = squares.low.addingReportingOverflow(UInt128(cents.magnitude) * UInt128(cents.magnitude))
    squares = (squares.high + (overflowed ? 1 : 0), low)
  }

  /// The smallest whole s with s² at least the sample variance over the number of draws; nil for one draw.
  var standardError: Int64? {
    get throws(SplitError) {
      guard gains.count > 1 else { return nil }
      let count = BigInteger(gains.count)
      let squareSum = (BigInteger(squares.high) << 128) + BigInteger(squares.low)
      let spread = count * squareSum - BigInteger(sum) * BigInteger(sum)
      let square = spread.ceilingDivision(by: count * count * (count - 1))
      let root = square.isZero ? 0 : (square - 1).isqrt + 1
      return try Int64(cents: root, of: "The standard error")
    }
  }
}
