import CostSharing

/// Cases with everything a case may hold, made from a stream of numbers.
struct GeneratedCases {
  var numbers: SeededNumbers

  init(_ numbers: SeededNumbers) {
    self.numbers = numbers
  }

  private mutating func number(_ range: ClosedRange<Int64>) -> Int64 { Int64.random(in: range, using: &numbers) }
  private mutating func chance(_ percent: Int64) -> Bool { number(1...100) <= percent }

  /// A decimal of millionths in this range.
  mutating func decimal(_ range: ClosedRange<Int64>) -> ExactDecimal {
    let millionths = number(range)
    let digits = String(millionths.magnitude)
    let padded = String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    return ExactDecimal("\(millionths < 0 ? "-" : "")\(padded.dropLast(6)).\(padded.suffix(6))") ?? .zero
  }

  mutating func chain(lineCount: Int = 8, amountMax: Int64 = 1_000_000_000) -> ChainCase {
    let ids = ["anna", "bank", "Cees", "d-1"].prefix(Int(number(1...4))).map { $0 }
    let horizon = number(0...30)
    var chain = ChainCase(
      partners: [], lines: [], discountRate: decimal(0...200_000), baseYear: 2025, horizonYears: horizon)
    for id in ids {
      var partner = ChainPartner(id: id, outsideOption: .amount(cents: number(-1_000_000...1_000_000)))
      if chance(30) {
        partner.outsideOption = .lines([line("o-\(id)", owner: id, chain, amountMax, mayBePayment: false)])
      }
      chain.partners.append(partner)
    }
    for index in 0..<Int(number(0...Int64(lineCount))) {
      let owner = chance(15) ? jointAccountID : ids[Int(number(0...Int64(ids.count - 1)))]
      chain.lines.append(line("l\(index)", owner: owner, chain, amountMax, mayBePayment: true))
    }
    return chain
  }

  private mutating func line(
    _ id: String, owner: String, _ chain: ChainCase, _ amountMax: Int64, mayBePayment: Bool
  ) -> ChainLine {
    let kinds: [LineKind] = [.benefit, .benefit, .cost, .investment, .lostRevenue, .risk]
    let start = 2025 + number(0...chain.horizonYears)
    let base = number(0...amountMax)
    var line = ChainLine(
      id: id, partnerID: owner, kind: kinds[Int(number(0...5))],
      timing: chance(40)
        ? .once(year: start) : .yearly(from: start, to: chance(50) ? nil : chain.baseYear + chain.horizonYears),
      amount: Estimate(
        lowCents: base - number(0...base), baseCents: base, highCents: base + number(0...amountMax)))
    if chance(40) { line.probability = decimal(0...1_000_000) }
    if chance(30) { line.growthRate = decimal(-500_000...200_000) }
    if chance(30) { line.distribution = .uniform }
    if chance(30) { line.driverID = chance(50) ? "wood" : "oil" }
    if mayBePayment, chance(15),
      let receiver = (chain.partners.map(\.id) + [jointAccountID]).first(where: { $0 != owner })
    {
      line.kind = .payment
      line.toPartnerID = receiver
    }
    return line
  }
}
