import Foundation
import TestSupport

/// A collaboration agreement in a chain.
extension Chain {
  static let members = roles.keys.sorted()

  var agreements: String { "/v1/initiatives/\(initiative)/agreements" }

  /// The choices of Clothes the Circle; those that are named otherwise.
  static func choices(_ others: [String: Any] = [:]) -> [String: Any] {
    let consent: [String: Any] = [
      "rule": "consent", "quorumPercent": 60, "oneVotePer": "partner", "isSecretUntilClose": true,
    ]
    let choices: [String: Any] = [
      "title": "Samenwerkingsafspraken", "text": "Wij maken samen nieuw garen.",
      "exclusivity": ["scope": "withinScope", "untilDate": "2025-01-01"],
      "exit": ["kind": "noticeDays", "noticeDays": 60], "accession": "open",
      "informationSharing": [
        ["sensitivityClass": "internal", "isForEveryRole": true, "isForEveryPurpose": true],
        ["sensitivityClass": "confidential", "roles": ["researcher"], "isForEveryPurpose": true],
      ],
      "decisionMaking": [
        consent.merging(["kind": "accession"]) { $1 }, consent.merging(["kind": "budget"]) { $1 },
        ["kind": "planning", "rule": "simpleMajority", "quorumPercent": 60, "isSecretUntilClose": true],
      ],
      "explanations": [["question": "goal", "text": "Een kilo garen\nuit een kilo trui."]],
    ]
    return choices.merging(others) { $1 }
  }

  /// Drafts and offers a version.
  func offerAgreement(_ others: [String: Any] = [:]) throws -> String {
    let agreement = try made("Regie", agreements, Chain.choices(others))
    let offered = try call("Regie", "PUT", "/v1/agreements/\(agreement)/offer")
    guard offered.status == 200 else { throw Unexpected(description: offered.text) }
    return agreement
  }

  func signAgreement(_ agreement: String, as name: String, hash: String? = nil) throws -> Reply {
    let shown = try call("Regie", "GET", "/v1/agreements/\(agreement)").json["documentHash"] as? String
    let path = "/v1/agreements/\(agreement)/signatures/\(id(name))"
    return try call(name, "PUT", path, ["documentHash": hash ?? shown ?? ""])
  }

  /// A version that all have signed.
  func agree(_ others: [String: Any] = [:]) throws -> String {
    let agreement = try offerAgreement(others)
    for name in Chain.members {
      let signed = try signAgreement(agreement, as: name)
      guard signed.status == 200 else { throw Unexpected(description: signed.text) }
    }
    return agreement
  }
}
