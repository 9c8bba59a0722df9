import CostSharing
import Testing

@Suite struct SplitErrorTests {
  @Test func `every fault of a case is listed in the order of the input`() {
    let splitCase = SplitCase(
      partners: [.init(id: "a"), .init(id: "joint"), .init(id: "-b"), .init(id: "a")],
      lines: [
        .init(id: "l", partnerID: "x", kind: .benefit, amountCents: -1),
        .init(id: "l", partnerID: "a", kind: .payment, amountCents: 1),
        .init(id: "m", partnerID: "a", kind: .payment, amountCents: 1, toPartnerID: "a"),
        .init(id: "n", partnerID: "a", kind: .risk, amountCents: 1, toPartnerID: "joint"),
      ],
      subject: .amount(.init(.burden, cents: -5, from: "y")))

    #expect(
      faults(splitCase, .equal) == [
        "/partners/1/id reservedId", "/partners/2/id invalidId", "/partners/3/id duplicateId",
        "/lines/0/partnerId unknownPartner", "/lines/0/amountCents negativeAmount", "/lines/1/id duplicateId",
        "/lines/1/toPartnerId missingField", "/lines/2/toPartnerId samePartner", "/lines/3/toPartnerId unexpectedField",
        "/amount/accountId unknownPartner", "/amount/cents negativeAmount",
      ])
  }

  @Test func `weights are given for every partner and nobody else`() {
    let weights = ["r": -1, "z": 1].decimals

    #expect(
      faults(repairCase(gainCents: 1, lossCents: 1), .proportional(.weights(weights))) == [
        "/method/weights missingWeight", "/method/weights/z unknownPartner", "/method/weights/r negativeWeight",
      ])
  }

  @Test func `a key that is zero for everybody divides nothing`() {
    #expect(
      faults(repairCase(gainCents: 9, lossCents: 9), .proportional(.lines(.cost))) == ["/method weightsSumToZero"])
  }

  @Test func `a case without partners, or with more than sixty-four, is refused`() {
    let many = (0...SplitLimits.partnersMax).map { SplitPartner(id: "p\($0)") }

    #expect(faults(SplitCase(partners: [], lines: [], subject: .surplus), .equal) == ["/partners noPartners"])
    #expect(faults(SplitCase(partners: many, lines: [], subject: .surplus), .equal) == ["/partners tooManyPartners"])
  }

  @Test func `a sum that does not fit is refused, never wrapped`() {
    let positions = [("bank", own: Int64.max, outside: Int64(0)), ("inzamelaar", 6, 0)]
    let transfer = [("a", own: Int64.max, outside: Int64(0)), ("b", -Int64.max, 0)]
    let farBelow = [("a", own: -Int64.max, outside: Int64.max)]

    #expect(faults(positionCase(positions, .surplus), .equal) == [" overflow"])
    #expect(faults(positionCase(transfer, .surplus), .equal) == [])
    #expect(faults(positionCase(farBelow, .surplus), .equal) == [" overflow"])
  }

  @Test(arguments: ["", "é", "a b", "_a", "a/b", String(repeating: "a", count: 65)])
  func `an identifier out of the rules is refused`(id: String) {
    let splitCase = SplitCase(partners: [.init(id: id)], lines: [], subject: .surplus)

    #expect(faults(splitCase, .equal) == ["/partners/0/id invalidId"])
  }

  private func faults(_ splitCase: SplitCase, _ method: SplitMethod) -> [String] {
    do throws(SplitError) {
      _ = try Division(of: splitCase, by: method)
      return []
    } catch {
      return error.faults.map { "\($0.location) \($0.code.rawValue)" }
    }
  }
}
