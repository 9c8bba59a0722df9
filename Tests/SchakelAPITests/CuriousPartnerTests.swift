import Foundation
import TestSupport
import Testing

/// Somebody that opens every door there is of support, pulses and votes, and looks for what it may not know.
struct CuriousPartnerTests {
  private let lisdodde: Lisdodde
  private var chain: Chain { lisdodde.chain }
  private let doors: Doors
  private static let owner = "Binnenplaat"

  /// Amounts of one partner: its estimate, its statement, its part, its claim; and the invoice's number.
  private static let amounts = [":3131313", ":424242", ":515151", ":125050", "F-6161"]
  /// What nobody hears before the end, also not the office: what was answered, and what was voted.
  private static let answers = ["geheime twijfel", "te duur voor ons"]

  init() throws {
    lisdodde = try Lisdodde()
    let chain = lisdodde.chain
    _ = try lisdodde.stateIndependence()
    var costs = Dictionary(uniqueKeysWithValues: Lisdodde.firms.map { ($0.name, 2_000_000) })
    costs[Self.owner] = 3_131_313
    costs["Timmerfabriek"] = nil
    try lisdodde.declare(Array(costs.keys).filter { $0 != Self.owner })
    try lisdodde.declare([Self.owner], cents: 424_242)
    let application = try lisdodde.apply("ckpRvo", "2021", costs: costs)
    let subsidy = try lisdodde.grant(application, ["Lisdoddeboer": 800_000, Self.owner: 515_151])
    let claim = try lisdodde.claim("F-6161", on: subsidy, as: Self.owner)
    let document = try lisdodde.makeAmbition()
    _ = try lisdodde.signAmbition(document, as: Self.owner)
    let question = ["kind": "text", "text": "Wat houdt u tegen?"]
    let pulse = try chain.made("Derksen", lisdodde.path + "/pulses", ["title": "Stand", "questions": [question]])
    let answers: [[String: Any]] = [
      ["question": 1, "value": 2], ["question": 2, "value": 1], ["question": 3, "text": "geheime twijfel"],
    ]
    let answered = try chain.call(Self.owner, "PUT", "/v1/pulses/\(pulse)/answer", ["answers": answers])
    try lisdodde.agree()
    let decision = try chain.made(
      "Derksen", lisdodde.path + "/decisions", ["title": "Geld", "proposal": "Wij leggen in.", "kind": "budget"])
    let vote = try chain.call(
      Self.owner, "PUT", "/v1/decisions/\(decision)/votes/\(chain.id(Self.owner))",
      ["vote": "object", "reason": "te duur voor ons"])
    #expect(claim.status == 201 && answered.status == 200 && vote.status == 200)
    let agreement = try chain.call("Derksen", "GET", chain.agreements).items.last?["id"] as? String ?? ""
    let opening = try lisdodde.opening("ckpRvo", "2021")
    doors = Doors(
      chain: chain,
      ids: [
        "initiative": [chain.initiative], "application": [application], "subsidy": [subsidy],
        "claim": [claim.json["id"] as? String ?? ""],
        "document": [document],
        "pulse": [pulse], "decision": [decision], "agreement": [agreement], "opening": [opening],
        "facilitator": [lisdodde.facilitator], "partner": [chain.id(Self.owner)],
        "account": [chain.accounts[Self.owner] ?? ""], "code": ["ckpRvo"],
      ])
  }

  @Test func `I1 I2 I3 I4 no door tells a partner's amounts to another, and none an answer or a vote before the end`()
    throws
  {
    let secrets = Self.amounts + Self.answers
    for name in ["Lisdoddeboer", "Timmerfabriek", "Buitenplaat"] {
      let (opened, told) = try doors.look(chain.client(name), for: secrets)
      #expect(opened > 30 && told.isEmpty, "\(name)")
    }
    let titles = ["Bouwketen", "\"Wand\"", "\"Ambitie\""]
    let (opened, told) = try doors.look(chain.client("Bekerhandel"), for: secrets + titles)
    #expect(opened > 5 && told == [], "an outsider")
    for name in [chain.steward, try chain.client("Derksen")] {
      #expect(try doors.look(name, for: Self.answers).told.isEmpty, "who sees all amounts")
    }
    let own = try doors.look(chain.client(Self.owner), for: Self.amounts).told
    for amount in Self.amounts { #expect(own.contains { $0.hasPrefix(amount) }, "\(amount) is there to be found") }
  }

  @Test func `A1 A5 I3 an outsider changes nothing of it, and hears that none of it exists`() throws {
    let outsider = try chain.client("Bekerhandel")
    for method in ["put", "patch", "delete", "post"] {
      for door in try doors.all(method) where doors.ids.values.joined().contains(where: door.contains) {
        let reply = try chain.call(outsider, method.uppercased(), door, [:])
        #expect([400, 403, 404, 405, 409].contains(reply.status), "\(method) \(door): \(reply.text)")
        for secret in Self.amounts + Self.answers { #expect(!reply.text.contains(secret), "\(door)") }
      }
    }
    let after = try doors.look(chain.client(Self.owner), for: Self.amounts).told
    #expect(!after.isEmpty)
  }
}
