import Foundation
import TestSupport
import Testing

/// Readings that stand in line together share one commit, and what decides on them only as long as it holds.
struct ReadingTogetherTests {
  /// The demo, with the researcher allowed to read the producer's record.
  private final class Shared {
    let server: LocalServer
    let path: String
    private(set) var consent = ""

    init() throws {
      server = try LocalServer(isDemo: true)
      path = "/v1/records/\(server.demo["RECORD"] ?? "")?purpose=impactStudy"
      let researcher = server.demo["RESEARCHER_ID"] ?? ""
      let memberships = "/v1/initiatives/\(server.demo["INITIATIVE"] ?? "")/memberships"
      let membership = try made("DIRECTOR", "POST", memberships, ["partnerId": researcher])
      _ = try made("RESEARCHER", "PUT", "\(memberships)/\(membership)/acceptance", ["roles": ["researcher"]])
      consent = try made(
        "PRODUCER", "POST", "/v1/consents",
        [
          "datasetId": server.demo["DATASET"] ?? "", "recipientPartnerId": researcher, "recipientRole": "researcher",
          "purpose": "impactStudy", "fields": ["mass_g"], "startDate": Self.day(0), "endDate": Self.day(180),
        ])
      let nda = "/v1/ndas/\(server.demo["NDA"] ?? "")"
      let versions = try client("RESEARCHER").send("GET", nda).json["versions"] as? [[String: Any]]
      let hash = versions?.last?["textHash"] as? String ?? ""
      _ = try made("RESEARCHER", "PUT", "\(nda)/signatures/\(researcher)", ["textHash": hash])
    }

    /// A day from today on, in Europe/Amsterdam.
    private static func day(_ offset: Int) -> String {
      let format = DateFormatter()
      format.locale = Locale(identifier: "en_US_POSIX")
      format.timeZone = TimeZone(identifier: "Europe/Amsterdam")
      format.dateFormat = "yyyy-MM-dd"
      return format.string(from: Date().addingTimeInterval(Double(offset) * 86_400))
    }

    func client(_ name: String) throws -> Client { try server.client(token: server.demo[name]) }

    private func made(_ name: String, _ method: String, _ path: String, _ body: [String: Any]) throws -> String {
      let text = String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)
      let reply = try client(name).send(method, path, text)
      try #require(reply.status < 300, "\(path): \(reply.refusal)")
      return reply.json["id"] as? String ?? ""
    }
  }

  @Test func `a revocation between two readings of one commit ends the second`() throws {
    let shared = try Shared()
    let (before, after, owner) = (
      try shared.client("RESEARCHER"), try shared.client("RESEARCHER"), try shared.client("PRODUCER")
    )
    let prober = try shared.server.client()

    try shared.server.whileWriting {
      let changes: [(Client, String, String)] = [
        (before, "GET", shared.path), (owner, "POST", "/v1/consents/\(shared.consent)/revocations"),
        (after, "GET", shared.path),
      ]
      for (client, method, path) in changes {
        try client.begin(method, path)
        // Once this is answered, the one before it stands in line.
        #expect(try prober.send("GET", "/health/live").status == 200)
      }
    }

    #expect(try before.read().status == 200)
    #expect(try owner.read().status < 300)
    #expect(try after.read().refusal == "403 consentRevoked")
  }

  @Test func `readings of one commit are each kept in the ledger, permitted or refused`() throws {
    let shared = try Shared()
    let readers = try ["RESEARCHER", "RESEARCHER", "PURCHASER", "OUTSIDER"].map(shared.client)

    try shared.server.whileWriting {
      for reader in readers { try reader.begin("GET", shared.path) }
      #expect(try shared.server.client().send("GET", "/health/live").status == 200)
    }

    #expect(try readers.map { try $0.read().status } == [200, 200, 403, 404])
    let ledger = try shared.client("PRODUCER").send("GET", "/v1/access-ledger")
    #expect((ledger.json["items"] as? [Any])?.count == 4)
  }
}
