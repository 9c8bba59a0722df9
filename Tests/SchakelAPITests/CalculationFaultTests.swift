import Foundation
import Testing

@testable import SchakelAPI
@testable import SchakelDomain

/// What the readers of calculations say of input that is wrong, without a server around them.
struct CalculationFaultTests {
  private static let partners = #""partners": [{"id": "bank", "ownCents": 5, "outsideCents": 0}]"#
  private static let frame = #""discountRate": "0.05", "baseYear": 2025, "horizonYears": 10"#
  private static let line =
    #""id": "l", "partnerId": "bank", "kind": "cost", "recurrence": "once", "startYear": 2025, "baseCents": 1"#

  private static func chain(_ more: String, lines: String = "") -> String {
    #"{"partners": [{"id": "bank"}], "lines": [\#(lines)], \#(frame)\#(more)}"#
  }

  /// The faults of an input, as `code place`.
  private func faults(_ operation: SplitOperation, _ input: String) throws -> [String] {
    let document = try JSONParser.parse(Array(#"{"operation": "x", "input": \#(input)}"#.utf8))
    do {
      _ = try SplitCalculation.read(operation, in: document)
      return []
    } catch let error as DomainError {
      return error.faults.map { "\($0.code) \($0.location.dropFirst("/input".count))" }
    }
  }

  @Test(
    arguments: [
      (.evaluate, chain(#", "scenario": "medium""#), "unknownScenario /scenario"),
      (
        .evaluate, chain("", lines: "{\(line), \"distribution\": \"bell\"}"),
        "unknownDistribution /lines/0/distribution"
      ),
      (.evaluate, chain("", lines: "{\(line), \"endYear\": 2026}"), "unexpectedField /lines/0/endYear"),
      (.evaluate, chain("", lines: "{\(line), \"lowCents\": \"1\"}"), "invalidAmount /lines/0/lowCents"),
      (
        .evaluate, chain("", lines: "{\(line), \"highCents\": 9223372036854775808}"),
        "amountOutOfRange /lines/0/highCents"
      ),
      (.evaluate, chain("", lines: "{\(line), \"driverId\": 5}"), "invalidId /lines/0/driverId"),
      (.evaluate, chain("", lines: "{\(line), \"requires\": [\"x\"]}"), "unknownPartner /lines/0/requires/0"),
      (.evaluate, chain(#", "a/b~c": 1"#), "unexpectedField /a~1b~0c"),
      (.monteCarlo, chain(#", "seed": -1, "iterations": 5"#), "seedOutOfRange /seed"),
      (.monteCarlo, chain(#", "seed": 1, "iterations": 100001"#), "iterationsOutOfRange /iterations"),
      (.monteCarlo, chain(#", "seed": 1, "iterations": 1.5"#), "invalidNumber /iterations"),
      (.monteCarlo, chain(#", "seed": 1"#), "missingField /iterations"),
      (.allocate, "{\(partners), \"method\": {\"type\": \"fair\"}}", "unknownMethod /method/type"),
      (
        .allocate, "{\(partners), \"method\": {\"type\": \"equal\", \"rule\": \"cea\"}}", "unexpectedField /method/rule"
      ),
      (
        .allocate,
        "{\(partners), \"method\": {\"type\": \"percentages\", \"base\": \"all\", \"percentages\": {\"bank\": 100}}}",
        "unknownBase /method/base"
      ),
      (
        .allocate, "{\(partners), \"method\": {\"type\": \"proportional\", \"weightKey\": \"size\"}}",
        "unknownWeightKey /method/weightKey"
      ),
      (
        .allocate, "{\(partners), \"method\": {\"type\": \"compensation\", \"rule\": \"x\"}}",
        "unknownRule /method/rule"
      ),
      (
        .allocate,
        "{\(partners), \"method\": {\"type\": \"epm\", \"baseValues\": {\"bank\": 1}, \"stability\": \"x\"}}",
        "unknownStability /method/stability"
      ),
      (
        .allocate, "{\(partners), \"method\": {\"type\": \"equal\"}, \"settlement\": {\"type\": \"x\"}}",
        "unknownSettlement /settlement/type"
      ),
      (
        .allocate, "{\(partners), \"method\": {\"type\": \"equal\"}, \"missing\": \"guess\"}",
        "unknownMissingRule /missing"
      ),
      (.compare, "{\(partners), \"methods\": []}", "count /methods"),
      (.game, #"{"partners": ["a"], "type": "profit"}"#, "unknownGameType /type"),
      (.game, #"{"partners": []}"#, "noPartners /partners"),
      (
        .game, #"{"partners": ["a", "b"], "coalitions": [{"members": [], "valueCents": 1}]}"#,
        "emptyCoalition /coalitions/0/members"
      ),
      (.claims, #"{"estateCents": 1, "claims": {}}"#, "noClaims /claims"),
      (.round, #"{"exact": {"a": "1/0"}, "totalCents": 1}"#, "invalidNumber /exact/a"),
      (.settle, #"{"balances": {"a": "x", "b": 1}}"#, "invalidAmount /balances/a"),
    ] as [(SplitOperation, String, String)])
  func `one fault is told with its code and its place`(operation: SplitOperation, input: String, fault: String) throws {
    #expect(try faults(operation, input) == [fault])
  }

  @Test func `of what cannot be read nothing more is said, but of all else is`() throws {
    // The base year is a text, so no year can be judged; the percentage that is no number belongs to a sum.
    let years = #"{"partners": [{"id": "bank"}], "lines": [{\#(Self.line)}], "discountRate": "2", "baseYear": "x"}"#
    #expect(
      try faults(.evaluate, years) == [
        "discountRateOutOfRange /discountRate", "invalidNumber /baseYear", "missingField /horizonYears",
      ])
    let method = #"{"type": "percentages", "percentages": {"bank": 0.5, "x": -1}}"#
    #expect(
      try faults(.allocate, #"{\#(Self.partners), "method": \#(method)}"#) == [
        "invalidNumber /method/percentages/bank", "unknownPartner /method/percentages/x",
      ])
  }

  @Test func `null is as good as left out`() throws {
    #expect(try faults(.evaluate, Self.chain(#", "scenario": null, "volume": null"#)) == [])
    #expect(try faults(.settle, #"{"balances": null}"#) == ["missingField /balances"])
  }

  @Test func `every code of the engine has an explanation of its own`() {
    let titles = Reason.calculations.map(\.title)
    #expect(Set(titles).count == titles.count)
    #expect(titles.allSatisfy { !$0.contains("refuses this") })
    #expect(Set(Reason.published.map(\.code)).count == Reason.published.count)
  }
}
