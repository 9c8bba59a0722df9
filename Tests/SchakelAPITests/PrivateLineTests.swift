import Foundation
import TestSupport
import Testing

/// What a partner keeps to itself is in no answer that another gets, at whatever door.
struct PrivateLineTests {
  private let chain: Chain
  private let split: String

  init() throws {
    let chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    self.chain = chain
    try chain.begin()
    let partners = ["Kleiwerk", "Restfractie"].map { ["partnerId": chain.id($0), "weight": 1] as [String: Any] }
    split = try chain.made(
      "Regie", "/v1/initiatives/\(chain.initiative)/splits", ["title": "Reparatie", "partners": partners])
    try enter("benefit", 4_000_000, ["isPrivate": false])
    try enter("cost", 1_000_000, ["isPrivate": false])
  }

  private func enter(_ kind: String, _ cents: Int, _ more: [String: Any]) throws {
    let body: [String: Any] = ["partnerId": chain.id("Kleiwerk"), "kind": kind, "amountCents": cents]
    _ = try chain.made("Kleiwerk", "/v1/splits/\(split)/lines", body.merging(more) { $1 })
  }

  /// Everything that can be read of one initiative and one split, from the description of the API.
  private func doors() throws -> [String] {
    let paths = try chain.call("Regie", "GET", "/v1/openapi.json").json["paths"] as? [String: [String: Any]] ?? [:]
    let readable = paths.filter { $0.value["get"] != nil }.keys
    let filled = readable.map {
      $0.replacing("{initiative}", with: chain.initiative).replacing("{split}", with: split)
    }
    return filled.filter { !$0.contains("{") && !$0.contains("openapi") }.map { "/v1" + $0 }.sorted()
  }

  /// What somebody reads, or why it does not.
  private func answer(_ client: Client, _ door: String) throws -> String {
    let reply = try chain.call(client, "GET", door)
    return reply.status == 200 ? reply.text : reply.refusal
  }

  /// By reader and door, the answer.
  private func answers() throws -> [String: String] {
    var answers: [String: String] = [:]
    for door in try doors() {
      for name in ["Restfractie", "Regie", "Inkoopkring"] {
        answers["\(name) \(door)"] = try answer(chain.client(name), door)
      }
      answers["steward \(door)"] = try answer(chain.steward, door)
    }
    for variant in ["baseline", "actual", "withoutSubsidy"] {
      for door in ["lines", "results", "comparison"] {
        let path = "/v1/splits/\(split)/\(door)?variant=\(variant)"
        answers["Restfractie \(path)"] = try answer(chain.client("Restfractie"), path)
      }
    }
    return answers
  }

  @Test func `F7 D1 private totals are told at no door, so no rule has to withhold them`() throws {
    let before = try answers()
    let own = try chain.call("Kleiwerk", "GET", "/v1/splits/\(split)/results").text
    #expect(before["Restfractie /v1/splits/\(split)/comparison"]?.contains("4000000") == true)
    #expect(before.count > 100, "\(before.keys)")

    for variant in ["planned", "baseline", "actual"] {
      try enter("cost", 777_101, ["variant": variant, "description": "eigen marge"])
      try enter("benefit", 999_301, ["variant": variant, "category": "subsidy", "description": "eigen marge"])
    }

    #expect(try chain.call("Kleiwerk", "GET", "/v1/splits/\(split)/results").text != own)
    for (door, answer) in try answers() where answer != before[door] {
      #expect(door.contains("audit"), "\(door) has changed: \(answer)")
      #expect(!answer.contains("marge") && !answer.contains("amount"))
    }
  }
}
