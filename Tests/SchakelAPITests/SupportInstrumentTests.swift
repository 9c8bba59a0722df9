import Foundation
import TestSupport
import Testing

/// The catalogue of support, its versions, and how it fits an initiative.
struct SupportInstrumentTests {
  private let lisdodde: Lisdodde
  private var chain: Chain { lisdodde.chain }

  init() throws { lisdodde = try Lisdodde() }

  private func openings(_ code: String) throws -> [[String: Any]] {
    try chain.call("Bekerhandel", "GET", "/v1/support-instruments/\(code)").json["openings"] as? [[String: Any]] ?? []
  }

  private static var profile: [String: Any] {
    [
      "period": "2022", "source": "Staatscourant", "percent": 40, "partnerMaxCents": 1_500_000,
      "conditions": [["condition": "entrepreneursMin", "bound": 4, "source": "Staatscourant"]],
    ]
  }

  @Test func `everybody reads the instruments with their sources, also who is in no initiative`() throws {
    let items = try chain.call("Bekerhandel", "GET", "/v1/support-instruments?limit=100").items
    #expect(items.count == 13 && items.allSatisfy { ($0["source"] as? String)?.isEmpty == false })
    let known = try openings("ckpRvo")
    #expect(known.compactMap { $0["period"] as? String } == ["2021", "2022", "2023", "2024"])
    #expect(known.allSatisfy { ($0["remarks"] as? String)?.contains("Not known here") == true })
    #expect(known[1]["percent"] as? Int == 50 && known[1]["partnerMaxCents"] as? Int == 2_000_000)
    #expect(known[3]["percent"] is NSNull, "what is not known is not made up")
    #expect(try chain.call("Bekerhandel", "GET", "/v1/support-instruments/geen").refusal == "404 notFound")
    #expect(try Client(port: chain.program.port).send("GET", "/v1/support-instruments").status == 401)
  }

  @Test func `I1 a correction is a further version, and what is there never changes`() throws {
    let place = "/v1/support-instruments/ckpRvo/openings"
    #expect(try chain.call("Derksen", "POST", place, Self.profile).refusal == "403 notAllowed")
    let before = try openings("ckpRvo")
    let made = try chain.call(chain.steward, "POST", place, Self.profile)
    #expect(made.status == 201 && made.json["version"] as? Int == 2 && made.json["period"] as? String == "2022")
    let location = try #require(made.header("location")?.components(separatedBy: "/v1/").last)
    #expect(try chain.call("Bekerhandel", "GET", "/v1/" + location).json["percent"] as? Int == 40)

    let after = try openings("ckpRvo")
    #expect(after.count == 5 && NSDictionary(dictionary: after[1]) == NSDictionary(dictionary: before[1]))
    for script in [
      "UPDATE support_opening SET percent = 90", "DELETE FROM support_condition", "DELETE FROM support_opening",
      "UPDATE support_condition SET bound = 1",
    ] {
      #expect(throws: Tampering.Failed.self, "\(script)") { try Tampering.run(script, on: chain.program.database) }
    }
    #expect(try chain.call(chain.steward, "POST", "/v1/support-instruments/geen/openings", Self.profile).status == 404)
  }

  @Test func `a profile that does not fit together is refused with every fault`() throws {
    let place = "/v1/support-instruments/ckpRvo/openings"
    let bad: [String: Any] = [
      "period": "", "percent": 101, "conditions": [["condition": "moed", "source": "x"]],
    ]
    let schema = try chain.call(chain.steward, "POST", place, bad)
    #expect(schema.status == 400)
    #expect(Set(schema.faultyPlaces) == ["/period", "/percent", "/conditions/0/condition", "/source"])

    let rules: [String: Any] = [
      "period": "2025", "source": "x", "opensDate": "2025-02-01", "closesDate": "2025-02-01",
      "conditions": [
        ["condition": "separateGroups", "bound": 1, "source": "x"], ["condition": "linksMin", "source": "x"],
        ["condition": "linksMin", "bound": 3, "source": "x"],
      ],
    ]
    let refused = try chain.call(chain.steward, "POST", place, rules)
    #expect(refused.refusal == "422 invalidContent")
    #expect(
      refused.faultyPlaces == [
        "/closesDate", "/conditions/0/bound", "/conditions/1/bound", "/conditions/2/condition",
      ])
  }

  @Test func `every condition of the vocabulary can be in a profile, but for the one that is tested always`() throws {
    let vocabulary = try chain.call("Derksen", "GET", "/v1/vocabularies/eligibilityCondition")
    let codes = (vocabulary.json["codes"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
    #expect(codes.count > 10 && codes.contains("costsEntered"))
    for code in codes {
      func add(_ bound: Int?) throws -> Reply {
        var condition: [String: Any] = ["condition": code, "source": "x"]
        condition["bound"] = bound
        let body = Self.profile.merging(["conditions": [condition]]) { $1 }
        return try chain.call(chain.steward, "POST", "/v1/support-instruments/ckpRvo/openings", body)
      }
      let (counted, bare) = (try add(4), try add(nil))
      let expected = code == "costsEntered" ? [422, 422] : [201, 422]
      #expect([counted.status, bare.status].sorted() == expected, "\(code)")
    }
  }

  @Test func `an initiative is matched by phase, barrier, region and role, with the reason for each`() throws {
    let place = lisdodde.path + "/support-matches?limit=100"
    func match(_ code: String) throws -> [String: Any] {
      try chain.call("Lisdoddeboer", "GET", place).items.first { $0["instrumentCode"] as? String == code } ?? [:]
    }
    func findings(_ code: String) throws -> [String: String] {
      (try match(code)["findings"] as? [[String: Any]] ?? []).reduce(into: [:]) {
        $0[$1["criterion"] as? String ?? ""] = $1["outcome"] as? String
      }
    }
    #expect(try match("versnellingshuisExecution")["outcome"] as? String == "met")
    #expect(try findings("versnellingshuisExecution") == ["phase": "met", "barrier": "met"])
    #expect(try findings("moonshot") == ["phase": "met", "barrier": "failed"])
    #expect(try findings("noordHolland") == ["region": "unknown", "barrier": "failed"])
    #expect(try findings("buyerGroup") == ["role": "failed", "barrier": "failed"])
    let workshop = try match("circoWorkshop")["findings"] as? [[String: Any]] ?? []
    let role = try #require(workshop.first { $0["criterion"] as? String == "role" })
    #expect(
      role["matched"] as? [String] == ["manufacturer"] && role["wanted"] as? [String] == ["designer", "manufacturer"])

    _ = try chain.call("Derksen", "PATCH", lisdodde.path, ["region": "noord-holland"])
    #expect(try findings("noordHolland") == ["region": "met", "barrier": "failed"])
    #expect(try chain.call("Bekerhandel", "GET", place).refusal == "404 notFound")
  }
}
