import Foundation
import TestSupport
import Testing

/// The nine-year Wood Loop of the demo: figures of the worked case, which are invented, through the API.
struct WoodLoopDemoTests {
  private let program: Program
  private let client: Client
  private let split: String
  private let names: [String: String]

  init() throws {
    let program = try Program()
    let opened = try program.run("demo", "--database", program.database)
    try program.serve()
    let export = opened.output.split(separator: "\n").first { $0.hasPrefix("export DIRECTOR=") } ?? ""
    let client = try program.client(token: String(export.dropFirst("export DIRECTOR=".count).prefix { $0 != " " }))
    let initiatives = try client.send("GET", "/v1/initiatives?limit=100").items
    let initiative = initiatives.first { $0["title"] as? String == "Wood Loop" }?["id"] as? String ?? ""
    let splits = try client.send("GET", "/v1/initiatives/\(initiative)/splits").items
    let nine = splits.first { ($0["title"] as? String)?.hasPrefix("Nine years") == true }
    let partners = nine?["partners"] as? [[String: Any]] ?? []
    let short = ["meubel-a", "meubel-b", "plaatfabriek", "vervoerder", "woodloop"]
    names = Dictionary(uniqueKeysWithValues: zip(partners.compactMap { $0["partnerId"] as? String }, short))
    split = try #require(nine?["id"] as? String)
    (self.program, self.client) = (program, client)
  }

  private func comparison(_ query: String = "") throws -> [String: Any] {
    try client.send("GET", "/v1/splits/\(split)/comparison\(query)").json
  }

  /// Cents by partner, in the order of the worked case.
  private func cents(_ map: [String: Any]?, _ field: String? = nil) -> [Int?] {
    names.sorted { $0.value < $1.value }.map { id, _ in
      guard let field else { return map?[id] as? Int }
      return (map?[id] as? [String: Any])?[field] as? Int
    }
  }

  @Test func `who gains and who loses before anything is shared, and what must be financed`() throws {
    let evaluation = try comparison("?volume=6350")["evaluation"] as? [String: Any]

    #expect(evaluation?["surplusCents"] as? Int == 112_156_968)
    #expect(evaluation?["paybackYear"] as? Int == 2029 && evaluation?["discountedPaybackYear"] as? Int == 2029)
    #expect(evaluation?["viableWithoutTransfers"] as? Bool == false)
    let accounts = evaluation?["accounts"] as? [String: Any]
    #expect(cents(accounts, "npvCents") == [81_831_852, 53_085_618, 194_059_985, 13_540_400, -228_360_887])
    #expect(cents(accounts, "peakFundingCents") == [3_000_000, 2_000_000, 65_000_000, 0, 284_095_000])
    #expect((accounts?["joint"] as? [String: Any])?["npvCents"] as? Int == -2_000_000)
    let premium = evaluation?["breakEvenPremium"] as? [String: Any]
    #expect(premium.map { "\($0)".contains("5060") } == true, "a tonne must bring € 50.60 more to the foundation")
  }

  @Test func `every scenario, and the causes that flip the deal`() throws {
    let comparison = try comparison("?iterations=2000&seed=635")

    let scenarios = comparison["scenarios"] as? [String: [String: Any]] ?? [:]
    let due = [
      "base": 112_156_968, "expected": 82_120_162, "pessimistic": -117_277_990, "optimistic": 251_481_509,
      "worstCase": -143_046_697, "bestCase": 254_295_568,
    ]
    for (name, surplus) in due { #expect(scenarios[name]?["surplusCents"] as? Int == surplus, "\(name)") }
    let sensitivity = comparison["sensitivity"] as? [String: Any]
    let drivers = sensitivity?["drivers"] as? [[String: Any]] ?? []
    #expect(drivers.map { $0["driverId"] as? String } == ["houtprijs", "zuiverheid", "afvaltarief"])
    #expect(drivers.map { $0["changePercent"] as? String } == ["-26.16", "42.84", "-62.12"])
    let flips = (sensitivity?["lines"] as? [[String: Any]] ?? []).prefix(3).map { $0["flipAmountCents"] as? Int }
    #expect(flips == [20_795_627, 7_970_627, 28_099_373])
    #expect((sensitivity?["discountRate"] as? [String: Any])?["flipUp"] as? String == "0.278")
    let drawn = comparison["monteCarlo"] as? [String: Any]
    #expect((drawn?["viableCount"] as? Int ?? 0) > 1_900)
  }

  @Test func `methods side by side, of groups that can do something without the others`() throws {
    let methods = try comparison()["methods"] as? [[String: Any]] ?? []
    func finals(_ method: String, _ key: String? = nil) -> [Int?] {
      let row = methods.first {
        ($0["allocation"] as? [String: Any])?["method"] as? String == method && $0["weightKey"] as? String == key
      }
      let allocation = row?["allocation"] as? [String: Any]
      #expect((allocation?["fairness"] as? [String: Any])?["inCore"] as? Bool == true, "\(method)")
      return cents(allocation?["finalCents"] as? [String: Any])
    }

    let alike = [22_431_394, 22_431_394, 22_431_394, 22_431_393, 22_431_393]
    #expect(finals("equal") == alike && finals("nucleolus") == alike)
    #expect(finals("compensation") == [26_795_720, 17_382_807, 63_544_657, 4_433_784, 0])
    #expect(finals("proportional", "burden") == [5_578_527, 3_622_420, 48_053_715, 9_200_948, 45_701_358])
    #expect(finals("shapley") == [22_797_224, 20_968_074, 22_797_224, 22_797_223, 22_797_223])
  }
}
