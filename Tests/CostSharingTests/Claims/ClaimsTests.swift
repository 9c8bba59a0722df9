import CostSharing
import Testing

@Suite struct ClaimsTests {
  private let uneven: [String: Int64] = ["bank": 128, "inzamelaar": 1491, "producent": 63, "recycler": 460]

  // Made by an independent exact computation; order: bank, inzamelaar, producent, recycler.
  @Test(arguments: [
    (ClaimsRule.proportional, 1382, "88448/1071 49061/51 691/17 317860/1071", [82, 962, 41, 297]),
    (.cea, 1223, "128 572 63 460", [128, 572, 63, 460]),
    (.cel, 1271, "0 1151 0 120", [0, 1151, 0, 120]),
    (.talmud, 1280, "64 1909/2 63/2 230", [64, 955, 31, 230]),
    (.randomArrival, 1386, "64 2121/2 63/2 230", [64, 1061, 31, 230]),
    (.adjustedProportional, 1232, "64 1813/2 63/2 230", [64, 907, 31, 230]),
    (.cel, 0, "0 0 0 0", [0, 0, 0, 0]),
  ])
  func `an estate is divided by each rule`(
    rule: ClaimsRule, estate: Int, exact: String, cents: [Int]
  ) throws {
    let awards = try ClaimsCase(estateCents: Int64(estate), claims: uneven, rule: rule).awards()

    #expect(awards.claimants == ["bank", "inzamelaar", "producent", "recycler"])
    #expect(awards.exact.texts.joined(separator: " ") == exact)
    #expect(awards.awardCents == cents.map(Int64.init))
    #expect(awards.claimTotalCents == 2142 && awards.unallocatedCents == 0 && !awards.isSufficient)
  }

  // Mishnah, Ketubot 93a: claims of 100, 200 and 300 (Aumann & Maschler 1985).
  @Test(arguments: [
    (100, ["100/3", "100/3", "100/3"]), (200, ["50", "75", "75"]), (300, ["50", "100", "150"]),
  ])
  func `the Talmud's three estates`(estate: Int, awards: [String]) throws {
    #expect(try divide(estate, [100, 200, 300], .talmud) == awards)
  }

  @Test func `one garment, one claiming all and the other half`() throws {
    // Mishnah, Bava Metzia 2a: three quarters and a quarter.
    #expect(try divide(4, [4, 2], .talmud) == ["3", "1"])
  }

  @Test func `an estate that suffices pays every claim and leaves the rest`() throws {
    let awards = try ClaimsCase(estateCents: 1_000_008, claims: uneven, rule: .cea).awards()

    #expect(awards.awardCents == [128, 1491, 63, 460])
    #expect(awards.unallocatedCents == 997_866 && awards.isSufficient)
  }

  @Test func `claims of nothing leave everything`() throws {
    let awards = try ClaimsCase(estateCents: 3, claims: ["bank": 0, "inzamelaar": 0], rule: .talmud).awards()

    #expect(awards.awardCents == [0, 0] && awards.claimTotalCents == 0)
    #expect(awards.unallocatedCents == 3 && awards.isSufficient)
  }

  @Test func `equal claims differ by a cent at most, for the smaller identifier`() throws {
    let claims: [String: Int64] = ["producent": 500, "inzamelaar": 500, "bank": 500]

    for rule in ClaimsRule.allCases {
      #expect(try ClaimsCase(estateCents: 1003, claims: claims, rule: rule).awards().awardCents == [335, 334, 334])
    }
  }

  @Test func `what cannot be divided is refused by name`() {
    #expect(codes(-1, uneven) == [.negativeEstate])
    #expect(codes(1, ["bank": -1, "inzamelaar": 5]) == [.negativeClaim])
    #expect(codes(-1, [:]) == [.negativeEstate, .noClaims])
    #expect(codes(1, ["a b": 5, "c/d": -1]) == [.invalidId, .invalidId, .negativeClaim])
    #expect(codes(1, ["a": .max, "b": 1]) == [.overflow])
    let many = Dictionary(uniqueKeysWithValues: players(17).map { ($0, Int64(9)) })
    #expect(codes(1, many, .randomArrival) == [.tooManyPartners])
    #expect(codes(1, many, .talmud) == [])
  }

  @Test func `claims next to 64 bits stay exact`() throws {
    let claims: [String: Int64] = ["a": .max - 1, "b": 1]

    for rule in ClaimsRule.allCases {
      let awards = try ClaimsCase(estateCents: .max - 1, claims: claims, rule: rule).awards()
      #expect(awards.exact.sum == Fraction(Int64.max - 1))
    }
  }

  private func divide(_ estate: Int, _ claims: [Int], _ rule: ClaimsRule) throws -> [String] {
    try rule.awards(estate: BigInteger(estate), claims: claims.map { BigInteger($0) }).texts
  }

  private func codes(_ estate: Int64, _ claims: [String: Int64], _ rule: ClaimsRule = .cea) -> [SplitError.Code] {
    do throws(SplitError) {
      _ = try ClaimsCase(estateCents: estate, claims: claims, rule: rule).awards()
      return []
    } catch {
      return error.faults.map(\.code)
    }
  }
}
