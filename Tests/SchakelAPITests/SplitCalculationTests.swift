import Foundation
import TestSupport
import Testing

@testable import SchakelAPI

/// Calculations over a socket; the vectors were made by an independent exact implementation.
struct SplitCalculationTests {
  private let program: Program
  private let client: Client

  init() throws {
    program = try Program()
    let token = try program.token()
    try program.serve("--calculation-seconds", "60")
    client = try program.client(token: token)
  }

  private static let path = "/v1/split-calculations"

  private func post(_ body: JSON) throws -> (status: Int, json: JSON) {
    var writer = JSONWriter()
    writer.value(body)
    let reply = try client.send("POST", Self.path, String(decoding: writer.bytes, as: UTF8.self))
    return (reply.status, try JSONParser.parse(reply.body))
  }

  private func codes(_ problem: JSON) -> [JSON] {
    guard case .list(let errors)? = problem.member("errors") else { return [] }
    return errors.compactMap { $0.member("code") }
  }

  @Test func `every vector comes out exactly`() throws {
    let url = try #require(
      Bundle.module.url(forResource: "split-calculations", withExtension: "json", subdirectory: "Vectors"))
    guard case .list(let vectors)? = try JSONParser.parse(Array(Data(contentsOf: url))).member("vectors") else {
      Issue.record("there are no vectors")
      return
    }
    #expect(vectors.count == 143)
    for vector in vectors {
      guard let id = vector.member("id"), let operation = vector.member("operation"),
        let input = vector.member("input"), let expected = vector.member("expected")
      else { continue }
      let answer = try post(["operation": operation, "input": input])
      if let code = expected.member("error") {
        #expect(answer.status == 400 || answer.status == 422, "\(id)")
        #expect(answer.json.member("code") == code || codes(answer.json).contains(code), "\(id) \(answer.json)")
      } else {
        #expect(answer.status == 200, "\(id) \(answer.json)")
        let result = answer.json.member("result") ?? .null
        #expect(result.holds(expected), "\(id) \(result)")
        #expect(result.member("explanation")?.member("nl") != nil, "\(id)")
      }
    }
  }

  @Test func `every fault is listed once, at its place, in the order of the input`() throws {
    let body = """
      {"operation": "evaluate", "input": {"scenario": "medium", "lines": [
        {"id": "a", "kind": "gift", "partnerId": "bank", "recurrence": "once", "startYear": 2024, "baseCents": 1.5},
        {"id": "a", "partnerId": "x/y", "recurrence": "once", "kind": "cost", "startYear": 2025, "baseCents": -1,
         "probability": 0.5, "colour": "red"}],
       "partners": [{"id": "bank"}, {"id": "joint"}], "baseYear": 2025, "horizonYears": 10}}
      """
    let reply = try client.send("POST", Self.path, body)
    let problem = try JSONParser.parse(reply.body)

    #expect(reply.status == 400 && problem.member("code") == "invalidInput")
    guard case .list(let errors)? = problem.member("errors") else {
      Issue.record("no errors")
      return
    }
    let found = errors.map { error -> String in
      guard case .text(let code)? = error.member("code"), case .text(let place)? = error.member("location") else {
        return ""
      }
      return "\(code) \(place)"
    }
    #expect(
      found == [
        "unknownScenario /input/scenario", "unknownKind /input/lines/0/kind",
        "yearBeforeBase /input/lines/0/startYear", "invalidAmount /input/lines/0/baseCents",
        "duplicateId /input/lines/1/id", "unknownPartner /input/lines/1/partnerId",
        "negativeAmount /input/lines/1/baseCents", "invalidNumber /input/lines/1/probability",
        "unexpectedField /input/lines/1/colour", "reservedId /input/partners/1/id",
        "missingField /input/discountRate",
      ])
  }

  @Test func `what only the rules refuse is 422 with the code of the fault`() throws {
    let answer = try post([
      "operation": "settle", "input": ["balances": ["bank": .number("1"), "shop": .number("0")]],
    ])
    #expect(answer.status == 422 && answer.json.member("code") == "unbalanced")
    #expect(answer.json.member("type") == .text("http://127.0.0.1:\(program.port)/problems/unbalanced"))

    let explanation = try client.send("GET", "/problems/unbalanced")
    #expect(explanation.status == 200)
  }

  @Test func `an operation that does not exist, and an input that is none, are refused by the schema`() throws {
    let unknown = try post(["operation": "guess", "input": [:]])
    #expect(unknown.status == 400 && codes(unknown.json) == ["unknownCode"])
    let text = try post(["operation": "evaluate", "input": "case"])
    #expect(text.status == 400 && codes(text.json) == ["type"])
    let none = try post(["operation": "evaluate"])
    #expect(none.status == 400 && codes(none.json) == ["required"])
    let list = try post(["operation": "evaluate", "input": ["partners": "bank"]])
    #expect(list.status == 400 && codes(list.json).contains("type"))
  }

  @Test func `a stranger calculates nothing, and a body that is too large is not read`() throws {
    let body = #"{"operation": "round", "input": {"exact": {"a": "1"}, "totalCents": 1}}"#
    let stranger = try program.client().send("POST", Self.path, body)
    #expect(stranger.status == 401)
    #expect(!stranger.text.contains("cents"))
    let large = try program.client(token: nil).send("POST", Self.path, String(repeating: " ", count: 1_100_000))
    #expect(large.status == 413)
  }

  @Test func `nothing is kept of a calculation, and its numbers do not stand in the log of actions`() throws {
    let body = #"{"operation": "round", "input": {"exact": {"a": "98765"}, "totalCents": 98765}}"#
    #expect(try client.send("POST", Self.path, body).status == 200)
    let trail = try client.send("GET", "/v1/audit-entries")
    #expect(!trail.text.contains("98765"))
  }
}

/// The time that a calculation may take.
struct CalculationTimeTests {
  @Test func `a calculation that takes too long is ended, and the limit is told`() throws {
    let program = try Program()
    let token = try program.token()
    try program.serve("--calculation-seconds", "1")
    let client = try program.client(token: token)
    let lines = (0..<900).map { index in
      """
      {"id": "l\(index)", "partnerId": "bank", "kind": "benefit", "recurrence": "yearly", "startYear": 2025,
       "baseCents": 9000, "lowCents": 1, "highCents": 100000}
      """
    }.joined(separator: ",")
    let body = """
      {"operation": "monteCarlo", "input": {"partners": [{"id": "bank"}], "lines": [\(lines)], "discountRate": "0.05",
       "baseYear": 2025, "horizonYears": 60, "seed": 1, "iterations": 100000}}
      """
    let reply = try client.send("POST", "/v1/split-calculations", body)

    #expect(reply.status == 503 && reply.json["code"] as? String == "calculationTooLong")
    #expect((reply.json["detail"] as? String)?.contains("1 seconds") == true)
    #expect(try client.send("GET", "/health/live").status == 200)
  }
}

extension JSON {
  /// Whether everything that is expected stands here; further members of objects are allowed.
  fileprivate func holds(_ expected: JSON) -> Bool {
    switch (self, expected) {
    case (.object, .object(let members)):
      members.allSatisfy { expected in member(expected.name).map { $0.holds(expected.value) } ?? false }
    case (.list(let items), .list(let expected)):
      items.count == expected.count && zip(items, expected).allSatisfy { $0.holds($1) }
    default: self == expected
    }
  }
}
