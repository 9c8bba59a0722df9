import Foundation
import Testing
import TestSupport

/// Splits of the chain of story 1: a burden of € 40 000, open and private lines, and who sees what.
struct SplitTests {
  private static let parties = ["Regie", "Kleiwerk", "Restfractie"]

  /// A chain with a burden on the joint account to be carried by three members, weights 7 : 5 : 1.
  private func divided(_ subject: [String: Any]? = nil) throws -> (chain: Chain, split: String) {
    let chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    try chain.begin()
    let partners = zip(Self.parties, [7, 5, 1]).map { ["partnerId": chain.id($0), "weight": $1] as [String: Any] }
    let burden: [String: Any] = [
      "subject": "amount", "bearing": "burden", "amountCents": 4_000_000, "accountId": "joint",
    ]
    let body = (subject ?? burden).merging(["title": "Aanloopkosten", "partners": partners]) { $1 }
    return (chain, try chain.made("Regie", "/v1/initiatives/\(chain.initiative)/splits", body))
  }

  private func enter(
    _ chain: Chain, _ name: String, _ split: String, _ kind: String, _ cents: Any, _ more: [String: Any] = [:]
  ) throws -> Reply {
    var body: [String: Any] = ["partnerId": chain.id(name), "kind": kind, "amountCents": cents]
    body.merge(more) { $1 }
    return try chain.call(name, "POST", "/v1/splits/\(split)/lines", body)
  }

  private func outcomes(_ chain: Chain, _ name: String, _ split: String, _ query: String = "") throws -> [[String: Any]]
  {
    try chain.call(name, "GET", "/v1/splits/\(split)/results\(query)").json["outcomes"] as? [[String: Any]] ?? []
  }

  /// Cents by party, from a list of shares or positions.
  private func cents(_ chain: Chain, _ outcome: [String: Any], _ list: String, _ field: String) -> [String: Int] {
    let names = Dictionary(uniqueKeysWithValues: chain.partners.map { ($1, $0) })
    return (outcome[list] as? [[String: Any]] ?? []).reduce(into: [:]) {
      $0[names[$1["partnerId"] as? String ?? ""] ?? "?"] = $1[field] as? Int
    }
  }

  @Test func `F2 a burden is divided equally and by weights, side by side and to the cent`() throws {
    let (chain, split) = try divided()

    let outcomes = try outcomes(chain, "Kleiwerk", split)

    #expect(outcomes.count == 3)
    let equal = cents(chain, outcomes[0], "shares", "shareCents")
    #expect(equal.values.sorted() == [1_333_333, 1_333_333, 1_333_334])
    #expect(
      cents(chain, outcomes[1], "shares", "shareCents")
        == ["Regie": 2_153_846, "Kleiwerk": 1_538_462, "Restfractie": 307_692])
    #expect(outcomes[2]["status"] as? String == "notApplicable")
    #expect(outcomes[2]["reason"] as? String == "weightsSumToZero")
  }

  @Test func `F3 F4 a loss says so, and a partner below its baseline is named with what would make it whole`() throws {
    let (chain, split) = try divided(["subject": "surplus"])
    let open = ["isPrivate": false]
    _ = try enter(chain, "Kleiwerk", split, "benefit", 6_120_000, open)
    _ = try enter(chain, "Kleiwerk", split, "cost", 10_120_000, open)
    let baseline: [String: Any] = ["isPrivate": false, "variant": "baseline"]
    _ = try enter(chain, "Restfractie", split, "benefit", 50_000, baseline)

    let results = try chain.call("Restfractie", "GET", "/v1/splits/\(split)/results").json

    #expect(results["surplusCents"] as? Int == -4_000_000 && results["costsExceedBenefits"] as? Bool == true)
    #expect(results["gainCents"] as? Int == -4_050_000 && results["verdict"] as? String == "notViable")
    let outcomes = results["outcomes"] as? [[String: Any]] ?? []
    let finals = cents(chain, outcomes[0], "positions", "finalCents")
    #expect(finals.values.reduce(0, +) == -4_000_000)
    let compensation = cents(chain, outcomes[0], "positions", "compensationCents")["Restfractie"]
    #expect(compensation == 50_000 - (finals["Restfractie"] ?? 0))
    #expect(cents(chain, outcomes[2], "shares", "shareCents")["Kleiwerk"] == -4_000_000)
  }

  @Test func `F7 a private line counts in its owner's position only, and the others see neither line nor amount`()
    throws
  {
    let (chain, split) = try divided()
    let before = try outcomes(chain, "Restfractie", split)
    let line = try enter(chain, "Kleiwerk", split, "lostRevenue", 900_000, ["description": "marge op nieuw"])
    #expect(line.status == 201 && line.json["isPrivate"] as? Bool == true)
    let place = "/v1/splits/\(split)/lines/\(line.json["id"] as? String ?? "")"

    let own = try outcomes(chain, "Kleiwerk", split)[0]["ownPosition"] as? [String: Any]

    #expect(own?["ownCents"] as? Int == -900_000)
    for name in ["Restfractie", "Regie"] {
      #expect(try chain.call(name, "GET", "/v1/splits/\(split)/lines").items.isEmpty)
      #expect(try chain.call(name, "GET", place).refusal == "404 notFound")
      #expect(try chain.call(name, "DELETE", place).refusal == "404 notFound")
    }
    #expect(try NSArray(array: outcomes(chain, "Restfractie", split)).isEqual(to: before))
    #expect(try chain.call("Kleiwerk", "PATCH", place, ["isPrivate": false]).status == 200)
    #expect(try chain.call("Regie", "GET", place).json["amountCents"] as? Int == 900_000)
  }

  @Test func `E1 a rival sees no line that its owner opened, and no number that has it`() throws {
    let (chain, split) = try divided(["subject": "surplus"])
    try chain.join("Bekerhandel", "manufacturer")
    let members = (Self.parties + ["Bekerhandel"]).map { ["partnerId": chain.id($0)] }
    _ = try chain.call("Regie", "PATCH", "/v1/splits/\(split)", ["partners": members])
    let line = try enter(chain, "Kleiwerk", split, "cost", 654_300, ["isPrivate": false]).json["id"] as? String ?? ""
    func sees(_ name: String) throws -> Bool {
      let one = try chain.call(name, "GET", "/v1/splits/\(split)/lines/\(line)")
      let all = try chain.call(name, "GET", "/v1/splits/\(split)/lines")
      let results = try chain.call(name, "GET", "/v1/splits/\(split)/results")
      let isSeen = one.status == 200
      #expect(isSeen || one.refusal == "404 notFound")
      #expect(all.items.isEmpty != isSeen && results.text.contains("654300") == isSeen)
      let withheld = results.json["withheldPartnerIds"] as? [String]
      #expect(withheld == (isSeen ? [] : [chain.id("Kleiwerk")]))
      return isSeen
    }

    #expect(try !sees("Bekerhandel"), "in the same link, and nobody answered")
    #expect(try sees("Restfractie") && sees("Regie"))
    try chain.relate("Bekerhandel", "Kleiwerk", "no")
    #expect(try sees("Bekerhandel"))
    for answer in ["yes", "unknown"] {
      try chain.relate("Restfractie", "Kleiwerk", answer)
      #expect(try !sees("Restfractie"), "in another link, but \(answer)")
    }
  }

  @Test func `E1 a rival sees no price that somebody else pays a partner`() throws {
    let (chain, split) = try divided(["subject": "surplus"])
    try chain.join("Bekerhandel", "manufacturer")
    let members = (Self.parties + ["Bekerhandel"]).map { ["partnerId": chain.id($0)] }
    _ = try chain.call("Regie", "PATCH", "/v1/splits/\(split)", ["partners": members])
    let payment: [String: Any] = ["isPrivate": false, "toPartnerId": chain.id("Kleiwerk")]
    let line = try enter(chain, "Restfractie", split, "payment", 654_300, payment)
    #expect(line.status == 201, "\(line.text)")
    let place = "/v1/splits/\(split)/lines/\(line.json["id"] as? String ?? "")"

    for name in ["Restfractie", "Kleiwerk", "Regie", "Bekerhandel"] {
      let isRival = name == "Bekerhandel"
      #expect(try chain.call(name, "GET", place).status == (isRival ? 404 : 200), "\(name)")
      for door in ["lines", "results", "comparison"] {
        let isSeen = try chain.call(name, "GET", "/v1/splits/\(split)/\(door)").text.contains("654300")
        #expect(isSeen != isRival, "\(name) \(door)")
      }
    }
  }

  @Test func `E1 a rival stays one when it leaves and comes back in another link`() throws {
    let (chain, split) = try divided(["subject": "surplus"])
    try chain.join("Bekerhandel", "manufacturer")
    _ = try enter(chain, "Kleiwerk", split, "cost", 654_300, ["isPrivate": false])
    try chain.leave("Bekerhandel")
    try chain.join("Bekerhandel", "purchaser")

    #expect(try chain.call("Inkoopkring", "GET", "/v1/splits/\(split)/lines").items.count == 1)
    #expect(try chain.call("Bekerhandel", "GET", "/v1/splits/\(split)/lines").items.isEmpty)
  }

  @Test func `only live members see a split, and the office that runs the register does not`() throws {
    let (chain, split) = try divided()

    for path in ["", "/lines", "/results"] {
      #expect(try chain.call("Bekerhandel", "GET", "/v1/splits/\(split)\(path)").refusal == "404 notFound")
      #expect(try chain.call(chain.steward, "GET", "/v1/splits/\(split)\(path)").refusal == "403 notAllowed")
    }
    let memberships = "/v1/initiatives/\(chain.initiative)/memberships"
    let own = try chain.call("Kleiwerk", "GET", memberships).items.first {
      $0["partnerId"] as? String == chain.id("Kleiwerk")
    }
    _ = try enter(chain, "Kleiwerk", split, "cost", 77_700, ["isPrivate": false])
    _ = try chain.call("Kleiwerk", "PUT", "\(memberships)/\(own?["id"] as? String ?? "")/notice", [:])

    #expect(try chain.call("Kleiwerk", "GET", "/v1/splits/\(split)/results").refusal == "403 notMember")
    #expect(try !chain.call("Regie", "GET", "/v1/splits/\(split)/lines").text.contains("77700"))
  }

  @Test func `estimates stay beside actuals`() throws {
    let (chain, split) = try divided(["subject": "surplus"])
    _ = try enter(chain, "Kleiwerk", split, "benefit", 720_000, ["isPrivate": false])
    let actual: [String: Any] = ["isPrivate": false, "variant": "actual", "certainty": "realised"]
    _ = try enter(chain, "Kleiwerk", split, "benefit", 660_000, actual)

    let path = "/v1/splits/\(split)/results"

    #expect(try chain.call("Regie", "GET", path).json["surplusCents"] as? Int == 720_000)
    #expect(try chain.call("Regie", "GET", path + "?variant=actual").json["surplusCents"] as? Int == 660_000)
  }

  @Test func `lines and results are tables as well, with nothing in them that others hide`() throws {
    let (chain, split) = try divided()
    _ = try enter(chain, "Kleiwerk", split, "cost", 250_050, ["isPrivate": false, "description": "=1+1"])
    _ = try enter(chain, "Kleiwerk", split, "cost", 777_700)
    func table(_ path: String) throws -> Reply {
      try chain.client("Restfractie").send("GET", "/v1/splits/\(split)/\(path)", headers: [("Accept", "text/csv")])
    }

    let (lines, results) = (try table("lines"), try table("results"))

    #expect(lines.header("content-type")?.hasPrefix("text/csv") == true)
    #expect(lines.text.hasPrefix("id,partnerId,kind,category,description,amountCents,"))
    #expect(lines.text.contains(",cost,,'=1+1,250050,,estimate,planned,false,"))
    #expect(results.text.contains("planned,weights,\(chain.id("Regie")),2153846,"))
    #expect(
      results.text.split(separator: "\r\n").count == 1 + 3 * 4, "three methods, three partners and the joint account")
    for reply in [lines, results] { #expect(!reply.text.contains("777700")) }
  }

  @Test func `a change that changes nothing makes no version and no entry`() throws {
    let (chain, split) = try divided()
    let entries = { try chain.call(chain.steward, "GET", "/v1/audit-head").json["seq"] as? Int }
    let before = try entries()

    for path in ["/v1/splits/\(split)", "/v1/initiatives/\(chain.initiative)", "/v1/partners/\(chain.id("Regie"))"] {
      #expect(try chain.call("Regie", "PATCH", path, [:]).json["version"] as? Int == 1, "\(path)")
    }

    #expect(try entries() == before)
    let title = try chain.call("Regie", "PATCH", "/v1/splits/\(split)", ["title": "Anders"])
    #expect(title.json["version"] as? Int == 2)
  }

  @Test func `faulty lines are refused with every place, and nothing is stored`() throws {
    let (chain, split) = try divided()

    let two = try enter(chain, "Kleiwerk", split, "gift", -50_000)
    #expect(two.status == 400 && two.faultyPlaces.sorted() == ["/amountCents", "/kind"], "\(two.text)")
    let fraction = try chain.client("Kleiwerk").send(
      "POST", "/v1/splits/\(split)/lines",
      "{\"partnerId\": \"\(chain.id("Kleiwerk"))\", \"kind\": \"benefit\", \"amountCents\": 0.5}")
    #expect(fraction.refusal == "400 invalidAmount" && fraction.faultyPlaces == ["/amountCents"])
    #expect(try enter(chain, "Kleiwerk", split, "cost", 1, ["partnerId": "nobody"]).faultyPlaces == ["/partnerId"])
    #expect(try enter(chain, "Kleiwerk", split, "cost", 1, ["partnerId": "joint"]).refusal == "403 notAllowed")
    #expect(try enter(chain, "Kleiwerk", split, "cost", 1, ["partnerId": chain.id("Regie")]).refusal == "403 notOwner")
    #expect(try enter(chain, "Papierpunt", split, "cost", 1).refusal == "422 unknownPartner")
    #expect(try enter(chain, "Kleiwerk", split, "cost", 1, ["toPartnerId": "joint"]).refusal == "422 unexpectedField")
    let itself = try enter(chain, "Kleiwerk", split, "payment", 1, ["toPartnerId": chain.id("Kleiwerk")])
    #expect(itself.refusal == "422 samePartner")
    let paid = try enter(chain, "Kleiwerk", split, "payment", 1, ["toPartnerId": "joint", "variant": "baseline"])
    #expect(paid.refusal == "422 paymentInOutsideOption")
    #expect(try chain.call("Kleiwerk", "GET", "/v1/splits/\(split)/lines").items.isEmpty)
  }

  @Test func `a faulty split is refused with every place, and only a coordinator makes one`() throws {
    let (chain, split) = try divided()
    let path = "/v1/initiatives/\(chain.initiative)/splits"
    let twice: [[String: Any]] = [
      ["partnerId": chain.id("Kleiwerk"), "weight": "-1"], ["partnerId": chain.id("Kleiwerk"), "weight": "1.1234567"],
      ["partnerId": chain.id("Bekerhandel")],
    ]

    let faulty = try chain.call(
      "Regie", "POST", path, ["title": "Fout", "partners": twice, "amountCents": 5, "subject": "amount"])

    #expect(faulty.refusal == "422 invalidContent")
    #expect(
      faulty.faultyPlaces.sorted() == [
        "/accountId", "/bearing", "/partners/0/weight", "/partners/1/partnerId", "/partners/1/weight",
        "/partners/2/partnerId",
      ])
    #expect(try chain.call("Regie", "POST", path, ["title": "Leeg", "partners": []]).refusal == "400 emptySelection")
    let one = [["partnerId": chain.id("Kleiwerk")]]
    #expect(try chain.call("Kleiwerk", "POST", path, ["title": "x", "partners": one]).refusal == "403 notAllowed")
    #expect(try chain.call("Regie", "GET", path).items.count == 1)
    let stale = try chain.client("Regie").send(
      "PATCH", "/v1/splits/\(split)", "{\"title\": \"Anders\"}", headers: [("If-Match", "\"9\"")])
    #expect(stale.refusal == "412 staleVersion")
  }
}
