import CostSharing
import Testing

/// Six municipalities in Skåne share the cost of a water supply: Young, Okada & Hashimoto, "Cost allocation in water
/// resources development", Water Resources Research 18 (1982), in hundredths of a million Swedish crowns.
@Suite struct WaterSupplyTests {
  private static let municipalities = "AHKLMT"
  private static let costs = """
    A 2195 H 1708 K 1091 L 1588 M 2081 T 2198 AH 3469 AK 3286 AL 3783 AM 4276 AT 4393 HK 2296 HL 2500 HM 3789 HT 3906 \
    KL 2679 KM 3145 KT 3289 LM 3110 LT 3786 MT 3941 AHK 4074 AHL 4322 AHM 5550 AHT 5667 AKL 4874 AKM 5340 AKT 5484 \
    ALM 5305 ALT 5981 AMT 6136 HKL 2726 HKM 4255 HKT 4494 HLM 4581 HLT 4698 HMT 5649 KLM 4201 KLT 4877 KMT 5032 \
    LMT 5146 AHKL 4895 AHKM 6025 AHKT 6272 AHLM 6403 AHLT 6520 AHMT 7410 AKLM 6396 AKLT 7072 AKMT 7227 ALMT 7341 \
    HKLM 4807 HKLT 4924 HKMT 5935 HLMT 6441 KLMT 5661 AHKLM 6976 AHKMT 7742 AHLMT 8300 AHKLT 7093 AKLMT 7397 \
    HKLMT 6646 AHKLMT 8382
    """

  private static var water: Game {
    let words = costs.split(separator: " ").map(String.init)
    let costs = stride(from: 0, to: words.count, by: 2).reduce(into: [:]) { $0[words[$1]] = Int(words[$1 + 1]) }
    let letters = Array(municipalities)
    return game(of: letters.count) { members in -(costs[String(members.map { letters[$0] })] ?? .max) }
  }

  /// Hundredths of a million, as the article prints them.
  private func rounded(_ shares: [Fraction]) -> [BigInteger] { shares.negated.map(\.roundedHalfEven) }

  @Test func `four methods give what the article gives`() throws {
    let water = Self.water

    #expect(try rounded(water.shapley()) == [2001, 1071, 661, 1037, 1695, 1918])
    #expect(try rounded(water.nucleolus().shares) == [2035, 1206, 500, 861, 1832, 1949])
    #expect(try rounded(water.nucleolus(.perMember).shares) == [2003, 1252, 394, 907, 1854, 1971])
    #expect(try rounded(water.separableCosts()) == [1954, 1329, 561, 1090, 1665, 1782])
  }
}
