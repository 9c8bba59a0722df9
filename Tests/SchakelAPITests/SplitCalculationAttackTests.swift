import Foundation
import TestSupport
import Testing

/// Odd inputs of the split engine over a real socket: each has an answer of its own, and none holds up the server.
struct SplitCalculationAttackTests {
  private let program: Program
  private let client: Client

  init() throws {
    program = try Program()
    let token = try program.token()
    try program.serve("--calculation-seconds", "60")
    client = try program.client(token: token)
  }

  /// The status and, of a refusal, the codes in the order of the input.
  private func calculate(_ operation: String, _ input: String) throws -> String {
    let body = #"{"operation": "\#(operation)", "input": \#(input)}"#
    let reply = try client.send("POST", "/v1/split-calculations", body)
    let errors = reply.json["errors"] as? [[String: Any]] ?? []
    return ([String(reply.status)] + errors.compactMap { $0["code"] as? String }).joined(separator: " ")
  }

  private func line(_ id: String, _ cents: String, _ kind: String = "benefit", _ more: String = "") -> String {
    """
    {"id": "\(id)", "partnerId": "a", "kind": "\(kind)", "recurrence": "once", "startYear": 2025,
     "baseCents": \(cents)\(more)}
    """
  }

  private func chain(_ lines: String..., partners: String = #"{"id": "a"}, {"id": "b"}"#) -> String {
    """
    {"partners": [\(partners)], "lines": [\(lines.joined(separator: ","))], "discountRate": "0.04", "baseYear": 2025,
     "horizonYears": 10}
    """
  }

  private static let most = "9223372036854775807"
  private static let least = "-9223372036854775808"

  @Test func `amounts at the edge of 64 bits are exact or an overflow, and beyond it refused`() throws {
    let most = Self.most
    #expect(try calculate("evaluate", chain(line("l", most))) == "200")
    #expect(try calculate("evaluate", chain(line("l", most), line("m", most))) == "422 overflow")
    #expect(try calculate("evaluate", chain(line("l", "9223372036854775808"))) == "400 amountOutOfRange")
    #expect(try calculate("sensitivity", chain(line("l", most), line("m", most, "cost"))) == "200")
    // What flips it is one cent more than fits.
    #expect(try calculate("sensitivity", chain(line("l", most))) == "422 overflow")
    let talmud = #"{"estateCents": \#(most), "claims": {"a": \#(most), "b": \#(most)}, "rule": "talmud"}"#
    #expect(try calculate("claims", talmud) == "422 overflow")
    let unpaid = #"{"balances": {"a": \#(Self.least), "b": \#(most), "c": 1}}"#
    #expect(try calculate("settle", unpaid) == "422 overflow")
  }

  @Test func `a negative line, a probability above 1 and numbers in other clothes are refused`() throws {
    func probability(_ value: String) throws -> String {
      try calculate("evaluate", chain(line("l", "1", "benefit", #", "probability": \#(value)"#)))
    }

    for amount in ["-1", Self.least] {
      #expect(try calculate("evaluate", chain(line("l", amount))) == "400 negativeAmount")
    }
    for amount in ["1e3", "0.5"] {
      #expect(try calculate("evaluate", chain(line("l", amount))) == "400 invalidAmount")
    }
    #expect(try probability(#""999999999999999999""#) == "422 probabilityOutOfRange")
    #expect(try probability(#""-0.1""#) == "422 probabilityOutOfRange")
    for text in ["1" + String(repeating: "0", count: 30), "1e9", "٠.٥", "00.5", ".5", " 1"] {
      #expect(try probability("\"\(text)\"") == "400 invalidNumber")
    }
  }

  @Test func `identifiers are plain and stand once, names may be anything`() throws {
    let one = line("l", "1")
    #expect(try calculate("evaluate", chain(one, one)) == "422 duplicateId")
    #expect(try calculate("evaluate", chain(one, partners: #"{"id": "a"}, {"id": "a"}"#)) == "422 duplicateId")
    #expect(try calculate("evaluate", chain(one, partners: #"{"id": "a"}, {"id": "joint"}"#)) == "422 reservedId")
    for id in ["é", "💥", "a/b", "~1", "-a", "a\\n"] {
      let partners = #"{"id": "a"}, {"id": "\#(id)"}"#
      #expect(try calculate("evaluate", chain(one, partners: partners)) == "400 invalidId")
    }
    #expect(try calculate("evaluate", chain(one, partners: #"{"id": "a", "name": "\u202eé💥"}"#)) == "200")
    let twice = try client.send(
      "POST", "/v1/split-calculations", #"{"operation": "settle", "input": {"balances": {"a": 5, "a": -5}}}"#)
    #expect(twice.refusal == "400 malformedJson")
  }

  @Test func `sixteen partners that are worth nothing divide nothing`() throws {
    let partners = (10..<26).map { "\"p\($0)\"" }.joined(separator: ",")
    func game(_ more: String) -> String { #"{"partners": [\#(partners)], "coalitions": [], \#(more)}"# }

    let solve = #""solve": ["shapley", "tau", "separableCosts", "equalNonSeparable"]"#
    #expect(try calculate("game", game(solve)) == "200")
    #expect(try calculate("game", game(#""solve": ["nucleolus"]"#)) == "422 tooManyPartners")
    #expect(try calculate("game", game(#""solve": ["shapley"], "missing": "error""#)) == "422 missingCoalition")
  }

  @Test func `a table of groups has each once, with members that exist, and values at the edge stay exact`() throws {
    func game(_ coalitions: String, _ more: String = #""solve": ["shapley", "nucleolus", "tau"]"#) throws -> String {
      try calculate("game", #"{"partners": ["a", "b"], "coalitions": [\#(coalitions)], \#(more)}"#)
    }
    func group(_ members: String, _ cents: String) -> String {
      #"{"members": [\#(members)], "valueCents": \#(cents)}"#
    }
    let (a, b, all) = (#""a""#, #""b""#, #""a", "b""#)

    let faulty = [group(a, "1"), group(a, "1"), group("", "1"), group(#""b", "b""#, "1"), group(#""z""#, "1")]
    #expect(
      try game(faulty.joined(separator: ",")) == "400 duplicateCoalition emptyCoalition duplicateId unknownPartner")
    let edges = [group(a, Self.least), group(b, Self.least), group(all, Self.most)].joined(separator: ",")
    #expect(try game(edges) == "200")
    #expect(try game(group(all, Self.least), #""type": "cost", "solve": ["nucleolus", "tau"]"#) == "200")
  }

  @Test func `fractions whose common denominator is huge are refused before they are added up`() throws {
    // Each denominator of 400 digits differs, so their sum would have 25,000.
    let shares = (0..<64).map { "\"p\($0)\": \"1/\(String(repeating: "7", count: 390))\(1_000_000_001 + 2 * $0)\"" }
    let exact = "{\(shares.joined(separator: ","))}"
    let ids = (0..<16).map { "\"p\($0)\"" }.joined(separator: ",")
    let few = "{\(shares.prefix(16).joined(separator: ","))}"

    #expect(try calculate("round", #"{"exact": \#(exact), "totalCents": 1}"#) == "400 invalidNumber")
    let core = #"{"partners": [\#(ids)], "coalitions": [], "allocation": \#(few)}"#
    #expect(try calculate("coreCheck", core) == "400 invalidNumber")
    #expect(try calculate("round", #"{"exact": {"a": "1/0"}, "totalCents": 1}"#) == "400 invalidNumber")
    // The same long denominator throughout is fine.
    let long = String(repeating: "7", count: 490)
    #expect(
      try calculate("round", #"{"exact": {"a": "\#(long)/\#(long)9", "b": "0"}, "totalCents": 1}"#) == "422 sumMismatch"
    )
  }
}
