import Foundation
import Testing
import TestSupport

/// Partners: the real server over a real socket.
struct PartnerRoutesTests {
  private func serving(_ body: (Client) throws -> Void) throws {
    let program = try Program()
    let token = try program.token()
    try program.serve()
    try body(try program.client(token: token))
    #expect(program.stop() == 0)
  }

  private static func body(_ kvkNumber: String) -> String { #"{"name":"Noordbeker","kvkNumber":\#(kvkNumber)}"# }

  // The trade register publishes no check digit, so the form is all that can be judged.
  private static let badNumbers = [
    #""1234567""#, #""123456789""#, #""1234567a""#, #""1234 678""#, #"" 12345678""#, #""+1234567""#, #""""#,
    #""１２３４５６７８""#, #""٠١٢٣٤٥٦٧""#, "12345678", "true", #"["12345678"]"#,
  ]

  @Test func `a KvK number is eight digits, in a body and in a query`() throws {
    try serving { steward in
      let made = try steward.send("POST", "/v1/partners", Self.body(#""01234567""#))
      #expect(made.status == 201 && made.json["kvkNumber"] as? String == "01234567")
      let place = "/v1/partners/\(made.json["id"] as? String ?? "")"

      for number in Self.badNumbers {
        let refusals = [
          try steward.send("POST", "/v1/partners", Self.body(number)),
          try steward.send("PATCH", place, #"{"kvkNumber":\#(number)}"#),
        ]
        #expect(refusals.allSatisfy { $0.status == 400 && $0.faultyPlaces == ["/kvkNumber"] }, "\(number)")
      }
      for number in ["1234567", "123456789", "1234567a", ""] {
        let refused = try steward.send("GET", "/v1/partners?kvkNumber=\(number)")
        #expect(refused.status == 400 && refused.faultyPlaces == ["kvkNumber"], "\(number)")
      }
      #expect(try steward.send("GET", "/v1/partners?kvkNumber=01234567").items.count == 1)
      #expect(try steward.send("GET", "/v1/partners").items.count == 1)
      #expect(try steward.send("GET", place).header("etag") == "\"1\"")
    }
  }

  @Test func `a KvK number is one partner's, and a Dutch one's`() throws {
    try serving { steward in
      #expect(try steward.send("POST", "/v1/partners", Self.body(#""12345678""#)).status == 201)
      let taken = try steward.send("POST", "/v1/partners", Self.body(#""12345678""#))
      #expect(taken.refusal == "409 alreadyExists" && taken.faultyPlaces == ["/kvkNumber"])
      let body = #"{"name":"Ostbecher","country":"DE","kvkNumber":"87654321"}"#
      let foreign = try steward.send("POST", "/v1/partners", body)
      #expect(foreign.status == 422 && foreign.faultyPlaces == ["/kvkNumber"])
      #expect(try steward.send("POST", "/v1/partners", Self.body("null")).status == 201)
      #expect(try steward.send("POST", "/v1/partners", Self.body("null")).status == 201)
    }
  }
}
