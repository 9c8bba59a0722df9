/// Which media types a client accepts, and which it prefers (RFC 9110 section 12.5.1).
struct Acceptance {
  /// By media range, in lower case; weights in thousandths.
  private let weights: [String: Int]

  /// - Parameter header: The header `Accept`; nil accepts anything.
  init(_ header: String?) {
    var weights: [String: Int] = [:]
    for part in (header ?? "*/*").lowercased().split(separator: ",") {
      let pieces = part.split(separator: ";").map { String($0.trimmingBlanks) }
      guard let type = pieces.first else { continue }
      weights[type] = max(weights[type] ?? 0, Self.weight(pieces.dropFirst().first { $0.hasPrefix("q=") }))
    }
    self.weights = weights
  }

  /// Whether JSON may be answered.
  var takesJSON: Bool { max(named, general) > 0 }

  /// Whether text/csv is asked for by name, and JSON not preferred: one that is only covered by a wildcard is less.
  var prefersCSV: Bool {
    guard let csv = weights["text/csv"], csv > 0 else { return false }
    return named > 0 ? csv > named : csv >= general
  }

  private var named: Int { max(weights["application/json"] ?? 0, weights["application/problem+json"] ?? 0) }

  private var general: Int { max(weights["*/*"] ?? 0, weights["application/*"] ?? 0) }

  /// `q=0.25` is 250; anything unclear counts in full.
  private static func weight(_ parameter: String?) -> Int {
    guard let parameter else { return 1_000 }
    let digits = Array(parameter.utf8.dropFirst(2))
    guard digits.first == UInt8(ascii: "0") else { return 1_000 }
    let fraction = digits.dropFirst(2).prefix(3).map { (0x30...0x39).contains($0) ? Int($0) - 0x30 : 0 }
    return zip(fraction, [100, 10, 1]).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
