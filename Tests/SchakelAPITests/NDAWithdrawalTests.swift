import Foundation
import TestSupport
import Testing

/// Withdrawing an NDA from offer: before anybody signed, and without an end to what is in force.
struct NDAWithdrawalTests {
  private let chain: Chain
  private var nda: String { "/v1/ndas/\(chain.nda)" }

  init() throws {
    chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    try chain.begin()
    try chain.offerNDA()
  }

  private func withdraw(_ number: String = "1.0", as name: String = "Regie") throws -> Reply {
    try chain.call(name, "PUT", "\(nda)/versions/\(number)/withdrawal")
  }

  private func states() throws -> [String] {
    let versions = try chain.call("Kleiwerk", "GET", nda).json["versions"] as? [[String: Any]] ?? []
    return versions.compactMap { $0["state"] as? String }
  }

  private func pair() throws -> String? {
    let pairs = try chain.call("Regie", "GET", nda + "/pairs").items
    return pairs.first?["state"] as? String
  }

  @Test func `a withdrawn version is not signed, changed or offered again, and a new one can be drafted`() throws {
    for _ in 1...2 { #expect(try withdraw().status == 200) }
    #expect(try states() == ["withdrawn"])
    let told = try chain.call("Kleiwerk", "GET", "/v1/notifications?limit=100").items.map { $0["event"] as? String }
    #expect(told == ["membershipInvited", "ndaOffered", "ndaWithdrawn"], "told once")
    #expect(try chain.call(chain.steward, "GET", "/v1/audit-entries?action=nda.withdrawn").items.count == 1)

    #expect(try chain.sign("Kleiwerk").refusal == "409 notOffered")
    #expect(try chain.call("Regie", "PUT", nda + "/versions/1.0/offer", [:]).refusal == "409 offerWithdrawn")
    let edited = try chain.call("Regie", "PATCH", nda + "/versions/1.0", ["text": "Anders."])
    #expect(edited.refusal == "409 offerWithdrawn")
    #expect(try chain.call("Regie", "POST", nda + "/corrections", ["text": "Wij zwijgen stil."]).status == 201)
    #expect(try withdraw("1.1").refusal == "409 notOffered", "a draft is not on offer")
    _ = try chain.call("Regie", "PUT", nda + "/versions/1.1/offer", [:])
    #expect(try chain.sign("Kleiwerk").status == 200 && states() == ["withdrawn", "offered"])
  }

  @Test func `C2 what somebody has signed is not withdrawn, also not behind the register's back`() throws {
    #expect(try chain.sign("Kleiwerk").status == 200)
    #expect(try withdraw().refusal == "409 textFrozen")
    #expect(try states() == ["offered"])
    #expect(throws: Tampering.Failed.self) {
      try Tampering.run("UPDATE nda_version SET withdrawn_at = 1", on: chain.program.database)
    }
  }

  @Test func `C5 the sunset that an offer set goes with it, and what has ended does not revive`() throws {
    for name in ["Noordbeker", "Studiebureau"] { #expect(try chain.sign(name).status == 200) }
    let terms: [String: Any] = ["text": "Wij zwijgen.", "purposes": ["impactStudy"], "roles": ["researcher"]]
    func offer(_ number: String) throws {
      guard try chain.call("Regie", "POST", nda + "/versions", terms).status == 201 else { return }
      _ = try chain.call("Regie", "PUT", "\(nda)/versions/\(number)/offer", ["sunsetDate": "2023-05-01"])
    }
    try offer("2.0")
    #expect(try withdraw("2.0").status == 200)
    try chain.travel(to: "2023-05-02T10:00:00+02:00")
    #expect(try pair() == "inForce", "nothing has taken its place")

    try chain.travel(to: "2023-04-02T10:00:00+02:00")
    try offer("3.0")
    try chain.travel(to: "2023-05-02T10:00:00+02:00")
    #expect(try pair() == "superseded")
    #expect(try withdraw("3.0").status == 200)
    #expect(try pair() == "superseded", "it ended on its day")
    #expect(try states() == ["offered", "withdrawn", "withdrawn"])
  }

  @Test func `only who shapes the initiative withdraws`() throws {
    #expect(try withdraw(as: "Kleiwerk").refusal == "403 notAllowed")
    #expect(try withdraw(as: "Bekerhandel").refusal == "404 notFound")
    #expect(try withdraw("9.9").refusal == "404 notFound")
    #expect(try chain.program.client().send("PUT", nda + "/versions/1.0/withdrawal").status == 401)
    #expect(try states() == ["offered"])
    #expect(try chain.call(chain.steward, "PUT", nda + "/versions/1.0/withdrawal").status == 200)
  }
}
