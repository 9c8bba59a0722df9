import Foundation
import TestSupport

/// Pulses in a chain, answered by the persons of its members.
final class Pulses {
  let chain: Chain
  private var colleagues: [String: Client] = [:]
  var path: String { "/v1/initiatives/\(chain.initiative)/pulses" }

  static let questions = [
    ["kind": "scale", "text": "Komen wij verder?"], ["kind": "text", "text": "Wat houdt u tegen?"],
  ]

  init(settings: String = "") throws {
    chain = try Chain(at: "2023-04-11T10:00:00+02:00", settings: settings)
    try chain.begin()
  }

  /// Another person of a company.
  func colleague(of name: String, _ number: Int) throws -> Client {
    let key = "\(name) \(number)"
    if let known = colleagues[key] { return known }
    let account = try chain.made(chain.steward, "/v1/accounts", ["name": "colleague \(key)"])
    _ = try chain.made(name, "/v1/accounts/\(account)/mandates", ["partnerId": chain.id(name), "rights": ["read"]])
    let token = try chain.call(
      name, "POST", "/v1/tokens", ["name": "test", "scopes": ["read", "write"], "accountId": account])
    let client = try chain.program.client(token: token.json["secret"] as? String)
    colleagues[key] = client
    return client
  }

  func open(_ questions: [[String: String]] = []) throws -> String {
    try chain.made("Regie", path, ["title": "Hoe gaat het?", "questions": questions])
  }

  /// Answers the questions on a scale, in order, and the one behind them in words.
  func answer(_ pulse: String, _ client: Client, _ values: [Int], _ text: String? = nil) throws -> Reply {
    var answers: [[String: Any]] = values.enumerated().map { ["question": $0 + 1, "value": $1] }
    if let text { answers.append(["question": values.count + 1, "text": text]) }
    return try chain.call(client, "PUT", "/v1/pulses/\(pulse)/answer", ["answers": answers])
  }

  /// The same answer of several companies.
  func answer(_ pulse: String, _ names: [String], _ values: [Int] = [4, 4]) throws {
    for name in names {
      let reply = try answer(pulse, chain.client(name), values)
      guard reply.status == 200 else { throw Chain.Unexpected(description: reply.text) }
    }
  }

  func close(_ pulse: String) throws -> Reply { try chain.call("Regie", "PUT", "/v1/pulses/\(pulse)/closing") }

  /// Asks some companies, each the same, and tells what is shown of the first question.
  func shown(_ names: [String]) throws -> String? {
    let pulse = try open()
    try answer(pulse, names)
    return try close(pulse).levels.first
  }
}

extension Reply {
  /// Of each question, what is shown: a level, an outcome, or what it is while the pulse is open.
  var levels: [String] {
    (json["questions"] as? [[String: Any]] ?? []).map {
      $0["level"] as? String ?? $0["outcome"] as? String ?? "open"
    }
  }

  /// Of a question, the texts that are shown.
  func texts(_ number: Int) -> [String]? {
    (json["questions"] as? [[String: Any]] ?? [])[number - 1]["texts"] as? [String]
  }
}
