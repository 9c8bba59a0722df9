import Foundation
import Testing
import TestSupport

/// A request sent twice under one key.
struct IdempotencyTests {
  private let key = [("Idempotency-Key", "\"5f0c7f5e-1f0d-4d0a-8e5b-8d4f1c0f6f11\"")]

  private func enter(_ chain: Chain) throws -> Reply {
    try chain.client("Noordbeker").send(
      "POST", "/v1/datasets/\(chain.dataSet)/records", #"{"name": "NB-9"}"#, headers: key)
  }

  @Test func `the second answer is the first, and there is one effect`() throws {
    let chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    _ = try chain.open()

    let first = try enter(chain)
    let second = try enter(chain)

    #expect(first.status == 201 && second.status == 201 && second.text == first.text)
    let records = try chain.call("Noordbeker", "GET", "/v1/datasets/\(chain.dataSet)/records").items
    #expect(records.filter { $0["name"] as? String == "NB-9" }.count == 1)
  }

  @Test func `whoever has lost the right does not hear the answer again`() throws {
    let chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    _ = try chain.open()
    let first = try enter(chain)
    let memberships = "/v1/initiatives/\(chain.initiative)/memberships"
    let own = try chain.call("Noordbeker", "GET", memberships).items.first {
      $0["partnerId"] as? String == chain.id("Noordbeker")
    }
    let left = try chain.call("Noordbeker", "PUT", "\(memberships)/\(own?["id"] as? String ?? "")/notice", [:])
    #expect(first.status == 201 && left.json["state"] as? String == "left")

    let second = try enter(chain)

    #expect(second.refusal == "403 notMember")
    #expect(!second.text.contains(first.json["id"] as? String ?? "NB-9"))
  }
}
