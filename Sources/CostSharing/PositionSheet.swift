/// The lines of a case added up: what every account has before anything is divided.
///
/// Sums run in 128 bits, which no number of 64-bit lines that fits in memory can fill.
struct PositionSheet {
  private var own: [String: Int128] = [:]
  private var byKind: [String: [LineKind: Int128]] = [:]
  private(set) var benefits: Int128 = 0
  private(set) var burdens: Int128 = 0

  /// Takes a case without faults.
  init(_ lines: [SplitLine]) {
    for line in lines { add(line) }
  }

  /// Benefits minus everything else; 0 for an account without lines.
  func own(_ accountID: String) -> Int128 {
    own[accountID, default: 0]
  }

  /// What the lines of these kinds add up to, in absolute cents.
  func total(_ accountID: String, of kinds: Set<LineKind>) -> Int128 {
    byKind[accountID, default: [:]].filter { kinds.contains($0.key) }.values.reduce(0, +)
  }

  private mutating func add(_ line: SplitLine) {
    let amount = Int128(line.amountCents)
    byKind[line.partnerID, default: [:]][line.kind, default: 0] += amount
    switch line.kind {
    case .benefit:
      own[line.partnerID, default: 0] += amount
      benefits += amount
    case .cost, .investment, .lostRevenue, .risk:
      own[line.partnerID, default: 0] -= amount
      burdens += amount
    case .payment:
      own[line.partnerID, default: 0] -= amount
      if let receiver = line.toPartnerID { own[receiver, default: 0] += amount }
    }
  }
}
