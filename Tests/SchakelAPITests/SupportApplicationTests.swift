import Foundation
import TestSupport
import Testing

/// Applications: what they are tested on, who sees whose amounts, and what is refused.
struct SupportApplicationTests {
  private let lisdodde: Lisdodde
  private var chain: Chain { lisdodde.chain }
  private static let names = Lisdodde.firms.map(\.name)

  init() throws { lisdodde = try Lisdodde() }

  @Test func `I2 each failed condition is named with the fact that fails it, and the unknown says what to record`()
    throws
  {
    let application = try lisdodde.apply("ckpRvo", "2022", until: "2024-09-02", costs: ["Lisdoddeboer": 100])
    let place = "/v1/partners/\(chain.id("Lisdoddeboer"))"
    _ = try chain.call(chain.steward, "PATCH", place, ["size": NSNull()])
    let reply = try lisdodde.test(application)
    #expect(
      reply.unmet == [
        "entrepreneursMin": "failed", "linksMin": "failed", "leadIsSmall": "unknown", "termMax": "failed",
        "deMinimisStatements": "failed", "facilitatorIndependent": "unknown",
      ])
    #expect(reply.json["isEligible"] as? Bool == false)
    #expect(reply.finding("entrepreneursMin")["actual"] as? Int == 1)
    #expect(reply.finding("linksMin")["roles"] as? [String] == ["grower"])
    #expect(reply.named("deMinimisStatements") == [chain.id("Lisdoddeboer")])
    #expect((reply.finding("termMax")["detail"] as? String)?.contains("2024-09-01") == true)
    #expect((reply.finding("leadIsSmall")["detail"] as? String)?.contains("Record the size") == true)

    let refused = try lisdodde.submit(application)
    #expect(refused.refusal == "422 notEligible" && refused.faultyPlaces.count == 6)
    #expect(refused.text.contains(chain.id("Lisdoddeboer")), "it names whose statement is missing")
  }

  @Test func `I2 experience that is not on record is unknown, and too little of it fails`() throws {
    for (experience, outcome) in [(nil, "unknown"), (11, "failed"), (12, nil)] as [(Int?, String?)] {
      let other = try Lisdodde(experience: experience)
      let reply = try other.test(other.apply("ckpRvo", "2022"))
      #expect(reply.unmet["facilitatorExperience"] == outcome)
    }
  }

  @Test func `I2 who may be large is unknown, and who are more than may be are named`() throws {
    let application = try lisdodde.apply("ckpRvo", "2022")
    let boer = "/v1/partners/\(chain.id("Lisdoddeboer"))"
    _ = try chain.call(chain.steward, "PATCH", boer, ["size": NSNull()])
    #expect(try lisdodde.test(application).named("largeMax") == [chain.id("Lisdoddeboer")])
    _ = try chain.call(chain.steward, "PATCH", boer, ["size": "large"])
    let reply = try lisdodde.test(application)
    #expect(Set(reply.named("largeMax")) == [chain.id("Lisdoddeboer"), chain.id("Timmerfabriek")])
    #expect(reply.unmet["largeMax"] == "failed" && reply.finding("largeMax")["actual"] as? Int == 2)
    #expect(reply.unmet["leadIsSmall"] == "failed")
  }

  /// Another person of a partner, with these rights.
  private func clerk(of name: String, _ rights: [String]) throws -> Client {
    let account = try chain.made(chain.steward, "/v1/accounts", ["name": "klerk"])
    let mandate: [String: Any] = ["partnerId": chain.id(name), "rights": rights]
    _ = try chain.made(name, "/v1/accounts/\(account)/mandates", mandate)
    let token = try SignIn.makeToken(chain.client(name), account, #"["read","write"]"#)
    return try chain.program.client(token: token)
  }

  @Test func `amounts are for the partner, the independent facilitator and the steward`() throws {
    let application = try lisdodde.apply("ckpRvo", "2022")
    try lisdodde.declare(["Lisdoddeboer"], cents: 777_123)
    let doors = [
      "/v1/support-applications/\(application)", "/v1/support-applications/\(application)/eligibility",
      lisdodde.path + "/support-applications", lisdodde.path + "/de-minimis-statements",
    ]
    func read(_ client: Client) throws -> String { try doors.map { try client.send("GET", $0).text }.joined() }
    let secrets = ["3800000", "777123", "1900000"]

    for name in ["Isolatiemaker", "Derksen"] {
      let seen = try read(chain.client(name))
      for secret in secrets { #expect(!seen.contains(secret), "\(name) reads \(secret)") }
    }
    #expect(try lisdodde.test(application, as: "Isolatiemaker").json["total"] is NSNull)
    let own = try read(chain.client("Lisdoddeboer"))
    #expect(secrets.allSatisfy(own.contains))
    #expect(!own.contains("4600000"))
    _ = try lisdodde.stateIndependence()
    for client in [try chain.client("Derksen"), chain.steward] {
      let seen = try read(client)
      #expect((secrets + ["4600000"]).allSatisfy(seen.contains))
    }
    for door in doors { #expect(try chain.call("Bekerhandel", "GET", door).refusal == "404 notFound") }
    #expect(try lisdodde.enter(1, of: "Lisdoddeboer", on: application, as: "Isolatiemaker").refusal == "403 notOwner")
    #expect(try lisdodde.enter(1, of: "Lisdoddeboer", on: application, as: "Derksen").refusal == "403 notOwner")
    let signer = try read(clerk(of: "Lisdoddeboer", ["sign"]))
    for secret in secrets { #expect(!signer.contains(secret), "a mandate to sign is none to read") }
    let entries = try chain.call("Isolatiemaker", "GET", lisdodde.path + "/audit-entries?limit=100")
    #expect(!entries.text.contains("3800000") && entries.text.contains("supportApplication.made"))
    let entered = entries.items.filter { $0["action"] as? String == "eligibleCosts.entered" }
    #expect(entered.count == 1 && entered.first?["partnerId"] as? String == chain.id("Isolatiemaker"), "its own only")
    #expect(try chain.program.run("audit", "verify", "--database", chain.program.database).status == 0)
  }

  @Test func `a bad application is refused with every fault, and one handed in stays as it was`() throws {
    let place = lisdodde.path + "/support-applications"
    let schema = try chain.call(
      "Derksen", "POST", place,
      ["title": " ", "openingId": "x", "partnerIds": [String](), "startDate": "2022-02-30", "endDate": "2022-09-01"])
    #expect(schema.status == 400)
    #expect(Set(schema.faultyPlaces) == ["/title", "/openingId", "/partnerIds", "/startDate", "/leadPartnerId"])
    let boer = chain.id("Lisdoddeboer")
    let refused = try chain.call(
      "Derksen", "POST", place,
      [
        "title": "x", "openingId": boer, "leadPartnerId": chain.id("Derksen"),
        "partnerIds": [boer, boer, chain.id("Bekerhandel")], "startDate": "2022-09-01", "endDate": "2022-09-01",
      ])
    #expect(refused.refusal == "422 invalidContent")
    let places = ["/openingId", "/endDate", "/partnerIds/1", "/partnerIds/2", "/leadPartnerId"]
    #expect(refused.faultyPlaces == places)
    #expect(try chain.call("Lisdoddeboer", "POST", place, [:]).status == 400)

    let application = try lisdodde.apply("ckpRvo", "2021", costs: Lisdodde.costs.filter { $0.key != "Timmerfabriek" })
    for cents in [-1, 1_000_000_000_001] {
      #expect(try lisdodde.enter(cents, of: "Lisdoddeboer", on: application).status == 400)
    }
    #expect(try lisdodde.enter(1, of: "Timmerfabriek", on: application).refusal == "404 notFound", "it takes no part")
    #expect(try lisdodde.test(application, against: boer).refusal == "404 notFound")
    #expect(try lisdodde.submit(application).json["submittedAt"] is String)
    #expect(try lisdodde.submit(application).status == 200, "handing in again changes nothing")
    #expect(try lisdodde.enter(1, of: "Lisdoddeboer", on: application).refusal == "409 applicationSubmitted")
    let opening = try lisdodde.opening("ckpRvo", "2021")
    for script in [
      "UPDATE support_application_partner SET eligible_cents = 1", "DELETE FROM support_application",
      "INSERT INTO support_condition VALUES ('\(opening)', 'termMax', 1, 'x')",
    ] {
      #expect(throws: Tampering.Failed.self, "\(script)") { try Tampering.run(script, on: chain.program.database) }
    }
  }

  @Test func `I2 shares are rounded down to the cent, and aid above the ceiling shows to its partner only`() throws {
    let place = "/v1/support-instruments/zuidHollandPilot/openings"
    let body: [String: Any] = [
      "period": "2030", "source": "x", "percent": 33, "partnerMaxCents": 1_000_000,
      "conditions": [
        ["condition": "deMinimisCeiling", "bound": 500, "source": "x"],
        ["condition": "subsidyMin", "bound": 1_000_033, "source": "x"],
        ["condition": "subsidyMax", "bound": 1_000_032, "source": "x"],
      ],
    ]
    _ = try chain.made(chain.steward, place, body)
    _ = try lisdodde.stateIndependence()
    let costs = ["Lisdoddeboer": 101, "Isolatiemaker": 3_030_304]
    let application = try lisdodde.apply("zuidHollandPilot", "2030", costs: costs)
    #expect(try lisdodde.test(application).unmet == ["deMinimisCeiling": "unknown", "subsidyMax": "failed"])
    let total = try lisdodde.test(application).json["total"] as? [String: Any]
    #expect(total?["subsidyCents"] as? Int == 1_000_033, "33 of 101 cents, and the maximum of the other")
    #expect(total?["ownContributionCents"] as? Int == 2_030_372)

    try lisdodde.declare(["Lisdoddeboer"], cents: 501)
    try lisdodde.declare(["Isolatiemaker"], cents: 500)
    let seen = try ["Derksen", "Lisdoddeboer", "Isolatiemaker"].map {
      try lisdodde.test(application, as: $0).named("deMinimisCeiling").count
    }
    #expect(seen == [1, 1, 0])
    let others = try lisdodde.test(application, as: "Isolatiemaker")
    #expect(others.unmet["deMinimisCeiling"] == "failed" && others.finding("subsidyMax")["actual"] is NSNull)
  }

  @Test func `nobody applies outside the days that are known`() throws {
    let place = "/v1/support-instruments/moonshot/openings"
    let body = ["period": "2021", "source": "x", "opensDate": "2021-01-01", "closesDate": "2022-09-01"]
    _ = try chain.made(chain.steward, place, body)
    let application = try lisdodde.apply("moonshot", "2021")
    #expect(try lisdodde.test(application).json["isEligible"] as? Bool == true)
    #expect(try lisdodde.submit(application).refusal == "409 openingClosed")
  }
}
