import Foundation
import TestSupport

/// Answering questions of competition law in a chain.
extension Chain {
  static let questions = [
    "competitors", "sharedParameters", "marketEffect", "customerEffect", "csiExchanged", "individualFigures",
    "currentOrFutureData", "nonPublicData", "competitorRecipients", "unnecessaryData", "onwardSharing",
    "unrecordedMeetings", "purchasingPower", "standardConditions", "bindingRule", "environmentalBenefit",
    "exemptionConditions", "foreclosure", "authorityGuidance", "changeAhead",
  ]

  /// Answers to all questions: `no`, but for those that are named.
  static func answers(_ others: [String: String] = [:]) -> [[String: Any]] {
    questions.map { question in
      let answer = others[question] ?? "no"
      var entry: [String: Any] = ["question": question, "answer": answer]
      if answer != "unknown" { entry["source"] = "notulen van de startbijeenkomst" }
      return entry
    }
  }

  var checks: String { "/v1/initiatives/\(initiative)/competition-checks" }

  func check(_ others: [String: String] = [:], as name: String = "Regie") throws -> Reply {
    try call(name, "POST", checks, ["answers": Chain.answers(others)])
  }

  /// The network's office answers whether two partners compete.
  func relate(_ one: String, _ other: String, _ answer: String) throws {
    let body: [String: Any] = [
      "partnerIds": [id(one), id(other)], "market": "koffiebekers", "answer": answer, "source": "jaarverslagen",
    ]
    _ = try made(steward, "/v1/competitor-relations", body)
  }

  /// A further member.
  func join(_ name: String, _ role: String) throws {
    let path = "/v1/initiatives/\(initiative)/memberships"
    let membership = try made("Regie", path, ["partnerId": id(name)])
    _ = try call(name, "PUT", "\(path)/\(membership)/acceptance", ["roles": [role], "drivers": ["societal"]])
  }

  /// Leaves at once.
  func leave(_ name: String) throws {
    let path = "/v1/initiatives/\(initiative)/memberships"
    let own = try call(name, "GET", path + "?limit=100").items.last { $0["partnerId"] as? String == id(name) }
    _ = try call(name, "PUT", "\(path)/\(own?["id"] as? String ?? "")/notice", [:])
  }
}
