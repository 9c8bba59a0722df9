import Foundation
import Testing
import TestSupport

/// Who is told of what, and who is not, over a real socket.
struct NotificationTests {
  private static let spring = "2023-04-01T10:00:00+02:00"

  /// What the chain director hears while the chain comes together.
  private static let answers = Array(repeating: "invitationAccepted", count: Chain.roles.count)

  /// The events a party was told of, the newest last.
  private func events(_ chain: Chain, _ name: String) throws -> [String] {
    try chain.call(name, "GET", "/v1/notifications?limit=100").items.compactMap { $0["event"] as? String }
  }

  @Test func `an invitation and an offer reach whom they concern, and not who made them`() throws {
    let chain = try Chain(at: Self.spring)
    try chain.begin()
    try chain.offerNDA()

    for name in Chain.roles.keys {
      #expect(try events(chain, name) == ["membershipInvited", "ndaOffered"], "\(name)")
    }
    #expect(try events(chain, "Regie") == Self.answers, "the answers only")
    #expect(try events(chain, "Bekerhandel").isEmpty)
    let offer = try #require(try chain.call("Kleiwerk", "GET", "/v1/notifications").items.last)
    #expect(offer["subjectKind"] as? String == "nda" && offer["subjectId"] as? String == chain.nda)
    #expect(offer["initiativeId"] as? String == chain.initiative)
    #expect(Set(offer.keys) == ["id", "event", "subjectKind", "subjectId", "initiativeId", "createdAt"])
  }

  @Test func `C8 signers hear of a decline, a new version and a notice, without reasons`() throws {
    let chain = try Chain(at: Self.spring)
    try chain.begin()
    try chain.offerNDA()
    for name in ["Noordbeker", "Studiebureau"] { _ = try chain.sign(name) }
    let nda = "/v1/ndas/\(chain.nda)"
    _ = try chain.call("Papierpunt", "PUT", "\(nda)/refusals/\(chain.id("Papierpunt"))", ["reason": "te ruim"])
    _ = try chain.call("Papierpunt", "PUT", "\(nda)/refusals/\(chain.id("Papierpunt"))", ["reason": "te ruim"])
    _ = try chain.call("Regie", "POST", "\(nda)/corrections", ["text": "Wij zwijgen samen."])
    _ = try chain.call("Regie", "PUT", "\(nda)/versions/1.1/offer", [:])
    _ = try chain.call("Noordbeker", "PUT", "\(nda)/notices/\(chain.id("Noordbeker"))")

    let before = ["membershipInvited", "ndaOffered"]
    #expect(try events(chain, "Studiebureau") == before + ["ndaDeclined", "ndaVersionOffered", "ndaNoticeGiven"])
    #expect(try events(chain, "Noordbeker") == before + ["ndaDeclined", "ndaVersionOffered"])
    #expect(try events(chain, "Regie") == Self.answers + ["ndaDeclined", "ndaNoticeGiven"])
    for name in ["Papierpunt", "Kleiwerk"] {
      #expect(try events(chain, name) == before + ["ndaVersionOffered"], "\(name) signed nothing")
    }
    #expect(try !chain.call("Studiebureau", "GET", "/v1/notifications").text.contains("ruim"))
  }

  @Test func `what happens to a consent is told to the other side and to nobody else`() throws {
    let chain = try Chain(at: Self.spring)
    let (record, consent) = try chain.open()
    let request: [String: Any] = [
      "datasetId": chain.dataSet, "role": "researcher", "purpose": "impactStudy", "fields": ["mass_g"],
      "startDate": "2023-04-01", "endDate": "2023-10-01",
    ]
    let asked = try chain.made("Studiebureau", "/v1/consent-requests", request)
    for _ in 1...2 { _ = try chain.call("Noordbeker", "PUT", "/v1/consent-requests/\(asked)/refusal", [:]) }
    _ = try chain.read("Studiebureau", record)
    for act in ["suspensions", "resumptions", "revocations", "revocations"] {
      _ = try chain.call("Noordbeker", "POST", "/v1/consents/\(consent)/\(act)")
    }

    let told = [
      "consentGranted", "consentRefused", "consentSuspended", "consentResumed", "destructionDutyImposed",
      "consentRevoked",
    ]
    #expect(try events(chain, "Studiebureau") == ["membershipInvited", "ndaOffered"] + told)
    #expect(try events(chain, "Noordbeker") == ["membershipInvited", "ndaOffered", "consentRequested"])
    for name in ["Papierpunt", "Kleiwerk", "Regie", "Bekerhandel"] {
      let heard = try chain.call(name, "GET", "/v1/notifications?limit=100").text
      #expect(!heard.contains("onsent") && !heard.contains("destruction"), "\(name): \(heard)")
      #expect(!heard.contains(consent) && !heard.contains(record))
    }
    let all = try chain.call("Studiebureau", "GET", "/v1/notifications?limit=100").text
    #expect(!all.contains("28.4") && !all.contains("mass_g") && !all.contains(record))
  }

  @Test func `nobody is told of a change that did not happen`() throws {
    let chain = try Chain(at: Self.spring)
    _ = try chain.open()
    let before = try events(chain, "Studiebureau")
    #expect(try chain.consent(until: "2033-03-01").status == 422)
    #expect(try chain.consent(purpose: "unheard").status == 422)
    #expect(try events(chain, "Studiebureau") == before)
  }

  @Test func `pages follow each other, and only a partner's own people read them`() throws {
    let chain = try Chain(at: Self.spring)
    try chain.begin()
    try chain.offerNDA()
    let first = try chain.call("Kleiwerk", "GET", "/v1/notifications?limit=1")
    let next = try #require((first.json["next"] as? String).flatMap { URLComponents(string: $0) })
    let second = try chain.call("Kleiwerk", "GET", "\(next.path)?\(next.query ?? "")")
    let seen = (first.items + second.items).compactMap { $0["event"] as? String }
    #expect(seen == ["membershipInvited", "ndaOffered"] && second.json["next"] is NSNull)
    #expect(try chain.call(chain.steward, "GET", "/v1/notifications").refusal == "403 notAllowed")
    #expect(try chain.program.client().send("GET", "/v1/notifications").status == 401)
  }

  @Test func `the events are a published vocabulary`() throws {
    let chain = try Chain(at: Self.spring)
    let vocabulary = try chain.program.client().send("GET", "/v1/vocabularies/notificationEvent")
    let codes = vocabulary.json["codes"] as? [[String: Any]] ?? []
    #expect(codes.contains { $0["code"] as? String == "consentRevoked" })
    #expect(
      codes.allSatisfy { code in
        let labels = code["labels"] as? [String: String] ?? [:]
        return labels["nl"]?.isEmpty == false && labels["en"]?.isEmpty == false
      })
  }
}
