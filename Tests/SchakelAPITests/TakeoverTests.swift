import Foundation
import Testing
import TestSupport

/// Ways to more than one was given: through the steward's office, by a role one takes oneself, by leaving.
struct TakeoverTests {
  private let all = ["read", "manage", "sign", "grant"]

  @Test func `A5 the steward puts nobody in the place of a partner's persons`() throws {
    let chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    let (steward, partner) = (chain.steward, chain.id("Noordbeker"))
    let account = try #require(chain.accounts["Noordbeker"])
    let mandate = try chain.call("Noordbeker", "GET", "/v1/accounts/\(account)/mandates").items.first?["id"] as? String
    let ended = try chain.call(steward, "PUT", "/v1/accounts/\(account)/mandates/\(mandate ?? "")/ending")
    #expect(ended.status == 200, "\(ended.text)")
    let puppet = try chain.made(steward, "/v1/accounts", ["name": "puppet"])

    let body: [String: Any] = ["partnerId": partner, "rights": ["read"]]
    let given = try chain.call(steward, "POST", "/v1/accounts/\(puppet)/mandates", body)

    #expect(given.refusal == "403 notAllowed")
  }

  @Test func `A5 the first token of a colleague is made by the partner, not by the steward`() throws {
    let chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    let colleague = try chain.made("Noordbeker", "/v1/accounts", ["name": "colleague"])
    let body: [String: Any] = ["partnerId": chain.id("Noordbeker"), "rights": ["read"]]
    _ = try chain.made("Noordbeker", "/v1/accounts/\(colleague)/mandates", body)
    let token: [String: Any] = ["name": "x", "scopes": ["read", "values"], "accountId": colleague]

    #expect(try chain.call(chain.steward, "POST", "/v1/tokens", token).refusal == "403 notAllowed")
    #expect(try chain.call("Papierpunt", "POST", "/v1/tokens", token).refusal == "403 notAllowed")
    #expect(try chain.call("Noordbeker", "POST", "/v1/tokens", token).status == 201)
    #expect(try chain.call("Noordbeker", "POST", "/v1/tokens", token).refusal == "403 notAllowed", "the first only")
  }

  @Test func `H10 nobody makes itself chain director`() throws {
    let chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    try chain.begin()
    let path = "/v1/initiatives/\(chain.initiative)/memberships"
    let invited = try chain.made("Regie", path, ["partnerId": chain.id("Bekerhandel")])

    let taken = try chain.call("Bekerhandel", "PUT", "\(path)/\(invited)/acceptance", ["roles": ["chainDirector"]])
    #expect(taken.refusal == "403 roleNotAllowed" && taken.faultyPlaces == ["/roles"])
    let plain = try chain.call("Bekerhandel", "PUT", "\(path)/\(invited)/acceptance", ["roles": ["retailer"]])
    #expect(plain.json["state"] as? String == "member")
  }

  @Test func `A13 a lead that has left leads no more`() throws {
    let chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    try chain.begin()
    try chain.offerNDA()
    let initiative = "/v1/initiatives/\(chain.initiative)"
    let own = try chain.call("Regie", "GET", "\(initiative)/memberships").items.first {
      $0["partnerId"] as? String == chain.id("Regie")
    }
    let left = try chain.call("Regie", "PUT", "\(initiative)/memberships/\(own?["id"] as? String ?? "")/notice", [:])
    #expect(left.json["state"] as? String == "left")

    #expect(try chain.call("Regie", "GET", "\(initiative)/records").refusal == "403 notMember")
    #expect(try chain.call("Regie", "PATCH", initiative, ["status": "stopped"]).refusal == "403 notMember")
    let told = try chain.call("Regie", "GET", "/v1/notifications").items.count
    let refusal = try chain.call("Papierpunt", "PUT", "/v1/ndas/\(chain.nda)/refusals/\(chain.id("Papierpunt"))", [:])
    #expect(refusal.status < 300, "\(refusal.text)")
    #expect(try chain.call("Regie", "GET", "/v1/notifications").items.count == told)
  }

  @Test func `C6 notice of an NDA ends every version that was signed, and a sunset lies ahead`() throws {
    let chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    let (record, _) = try chain.open()
    let second: [String: Any] = ["text": "Nog stiller.", "purposes": ["impactStudy"], "roles": ["researcher"]]
    _ = try chain.call("Regie", "POST", "/v1/ndas/\(chain.nda)/versions", second)
    let offer = "/v1/ndas/\(chain.nda)/versions/2.0/offer"
    #expect(try chain.call("Regie", "PUT", offer, ["sunsetDate": "2020-01-01"]).faultyPlaces == ["/sunsetDate"])
    #expect(try chain.call("Regie", "PUT", offer, [:]).status == 200)
    for name in ["Studiebureau", "Noordbeker"] { #expect(try chain.sign(name).status == 200) }
    #expect(try chain.read("Studiebureau", record).status == 200)

    let notice = try chain.call("Noordbeker", "PUT", "/v1/ndas/\(chain.nda)/notices/\(chain.id("Noordbeker"))")

    #expect(notice.status == 200, "\(notice.text)")
    #expect(try chain.read("Studiebureau", record).refusal == "403 ndaNotInForce")
  }
}
