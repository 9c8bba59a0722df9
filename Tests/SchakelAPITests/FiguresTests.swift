import Foundation
import Testing
import TestSupport

/// KoffiebekerPact, story 3: figures for everyone, values of no one. Every step, over a real socket.
struct FiguresTests {
  private static let three = ["PP", "glass", "ceramic"]

  @Test func `figures for everyone, values of no one`() throws {
    let producers = try Producers(Producers.story, fields: ["mwh_a", "mwh_b", "mwh_c", "mwh_d"])
    for field in ["a", "b", "c", "d"] { try producers.measure(field, "mwh_\(field)", of: Self.three) }
    try producers.measure("paper", "mwh_a", of: ["paper"])
    try producers.measure("everything", "mwh_a")

    try sums(producers)
    try otherOrder(producers)
    try waiver(producers)
    try table(producers)
    try rest(producers)
    #expect(
      try producers.chain.program.run("audit", "verify", "--database", producers.chain.program.database).status == 0)
    #expect(producers.chain.program.stop() == 0)
  }

  /// Steps 1 to 4.
  private func sums(_ producers: Producers) throws {
    let plastic = try producers.ask("a", "PP")
    #expect(plastic.status == 201 && plastic.json["value"] as? String == "660", "\(plastic.text)")
    #expect(plastic.json["unit"] as? String == "MWh")
    #expect(try producers.ask("a", "glass").json["value"] as? String == "530")
    let ceramic = try producers.ask("a", "ceramic")
    #expect(ceramic.refusal == "403 withheld")
    #expect(!ceramic.text.contains("ewGroups") && !ceramic.text.contains("2 ") && !ceramic.text.contains(#""430""#))
    #expect(try producers.ask("a").refusal == "403 withheld")
  }

  /// Step 5.
  private func otherOrder(_ producers: Producers) throws {
    #expect(try producers.ask("b").json["value"] as? String == "1620")
    #expect(try producers.ask("b", "PP").json["value"] as? String == "660")
    #expect(try producers.ask("b", "glass").refusal == "403 withheld")
  }

  /// Steps 6, 7 and 13.
  private func waiver(_ producers: Producers) throws {
    let paper = try producers.ask("paper")
    #expect(paper.refusal == "403 withheld" && !paper.text.contains("ominance"))
    #expect(try producers.rules().last == "dominance")
    let path = "/v1/initiatives/\(producers.chain.initiative)/withheld-figures"
    #expect(try producers.chain.call("Inkoopkring", "GET", path).refusal == "403 notAllowed")
    #expect(try producers.chain.call("Bekerhandel", "GET", path).refusal == "404 notFound")

    let waiver = try producers.waive("paper 1", "mwh_a", "paper")
    #expect(waiver.status == 201 && waiver.json["state"] as? String == "active", "\(waiver.text)")
    let released = try producers.ask("paper")
    #expect(released.status == 201 && released.json["value"] as? String == "1000", "\(released.text)")
  }

  /// Step 8: the total and one of the two others, whoever asks and how often.
  private func table(_ producers: Producers) throws {
    let question = ["dimensions": [["field": "material", "values": Self.three]]]
    let table = try producers.ask("c", body: question)
    #expect(table.status == 201 && table.json["value"] is NSNull)
    #expect(
      table.figures == ["PP": "660", "glass": "withheld", "ceramic": "withheld", "PP+ceramic+glass": "1620"])
    for name in ["Inkoopkring", "Restfractie", "ceramic 1"] {
      let again = try producers.ask("c", body: question, as: name)
      #expect(again.status == 200 && again.text == table.text)
    }
    #expect(try producers.ask("c", "ceramic").refusal == "403 withheld")
  }

  /// Steps 9 to 12.
  private func rest(_ producers: Producers) throws {
    for statistic in ["maximum", "minimum", "median"] {
      #expect(try producers.ask("a", body: ["statistic": statistic]).refusal == "400 unknownCode")
    }
    #expect(try producers.revoke("PP 3", "mwh_d").json["state"] as? String == "revoked")
    #expect(try producers.ask("d", "PP").refusal == "403 withheld")
    #expect(try producers.ask("everything", "bamboo").refusal == "422 notComputable")
    #expect(try producers.ask("everything", "cork").refusal == "403 withheld")
    #expect(try producers.rules().last == "allZero")
  }
}
