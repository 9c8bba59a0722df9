import Foundation
import TestSupport
import Testing

/// The page that shows a split to a partner.
struct SplitPageTests {
  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: Program.home + "/Public/" + path, encoding: .utf8)
  }

  /// What stands in double quotes behind a word.
  private func quoted(behind word: String, in text: String) -> [String] {
    text.components(separatedBy: word + "\"").dropFirst().compactMap { $0.components(separatedBy: "\"").first }
  }

  private static let scripts = ["screens/split.js", "screens/split-tables.js", "screens/split-words.js"]

  @Test func `the server gives the page and all that it loads, under a policy that allows nothing inline`() throws {
    let program = try Program()
    _ = try program.token()
    try program.serve()
    let client = try program.client()
    let page = try client.send("GET", "/split.html")
    #expect(page.status == 200 && page.header("content-security-policy")?.contains("default-src 'self'") == true)

    let loaded = quoted(behind: "href=", in: page.text) + quoted(behind: "src=", in: page.text)
    let imported = try Self.scripts.flatMap { quoted(behind: "from ", in: try text($0)) }
    #expect(loaded.count == 4 && imported.count == 3)
    for path in loaded.map({ $0 == "/" ? "" : $0 }) + imported.map({ "screens/" + $0.dropFirst(2) }) + Self.scripts {
      #expect(try client.send("GET", "/" + path).status == 200, "\(path)")
    }
    for word in ["<style", "style=", "onclick", "onload", "javascript:"] { #expect(!page.text.contains(word)) }
    for script in try Self.scripts.map(text) {
      for word in ["Math.round", "parseFloat", "toFixed"] { #expect(!script.contains(word), "amounts are whole") }
      for word in ["innerHTML", "insertAdjacent", "eval(", "localStorage", "document.cookie"] {
        #expect(!script.contains(word), "names and descriptions are texts, and tokens are forgotten")
      }
    }
  }

  /// The director's client on the demo, and the split of an initiative.
  private func demo(_ title: String) throws -> (program: Program, client: Client, split: String) {
    let program = try Program()
    let opened = try program.run("demo", "--database", program.database)
    try program.serve()
    let export = opened.output.split(separator: "\n").first { $0.hasPrefix("export DIRECTOR=") } ?? ""
    let token = export.dropFirst("export DIRECTOR=".count).prefix { $0 != " " }
    let client = try program.client(token: String(token))
    let initiative = try client.send("GET", "/v1/initiatives?limit=100").items.first { $0["title"] as? String == title }
    let splits = try client.send("GET", "/v1/initiatives/\(initiative?["id"] as? String ?? "")/splits").items
    return (program, client, try #require(splits.first?["id"] as? String))
  }

  @Test func `what its tables show is in the answers`() throws {
    let (program, client, split) = try demo("Laptops that last")

    let comparison = try client.send("GET", "/v1/splits/\(split)/comparison?variant=planned").json

    let accounts = (comparison["evaluation"] as? [String: Any])?["accounts"] as? [String: [String: Any]] ?? [:]
    let before = accounts.filter { $0.key != "joint" }.values.compactMap { $0["npvCents"] as? Int }
    #expect(before.sorted() == [-2_500_000, 4_000_000])
    #expect(accounts.values.compactMap { $0["outsideNpvCents"] as? Int } == [0, 0])
    let lines = (comparison["sensitivity"] as? [String: Any])?["lines"] as? [[String: Any]] ?? []
    #expect(lines.map { $0["flipAmountCents"] as? Int } == [2_499_999, 4_000_001])
    #expect(lines.map { $0["changePercent"] as? String } == ["-37.50", "60.00"])
    let methods = (comparison["methods"] as? [[String: Any]] ?? []).compactMap { $0["allocation"] as? [String: Any] }
    let compensation = methods.first { $0["method"] as? String == "compensation" }
    let payments = compensation?["payments"] as? [[String: Any]]
    #expect(payments?.map { $0["cents"] as? Int } == [2_500_000])
    #expect(program.stop() == 0)
  }

  @Test func `the demo's Wood Loop has the biomass and the CO2 beside its loss`() throws {
    let (program, client, split) = try demo("Wood Loop")

    let results = try client.send("GET", "/v1/splits/\(split)/results").json

    #expect(results["surplusCents"] as? Int == -4_000_000 && results["costsExceedBenefits"] as? Bool == true)
    let incentives = results["perverseIncentives"] as? [[String: Any]]
    #expect(incentives?.map { $0["factor"] as? String } == ["15"])
    let effects = results["effects"] as? [[String: Any]]
    #expect(effects?.map { $0["quantity"] as? String } == ["1710"])
    #expect(program.stop() == 0)
  }
}
