import Testing

@testable import SchakelDomain

/// Everything that six undertakings can answer, and what each table tells of any of them.
struct ReasonTableTests {
  private static let reasons = Array(ReasonNotJoining.allCases)
  private static let count = ReasonTable.batchCount

  /// By number, the reasons that each gave.
  private static func answers(_ number: Int) -> [Int] {
    var rest = number
    return (0..<count).map { _ in
      defer { rest /= reasons.count }
      return rest % reasons.count
    }
  }

  private static func table(_ answers: [Int]) throws -> [Int?] {
    let refused = try answers.enumerated().map { index, reason in
      ReasonTable.Refused(
        membershipID: try #require(Membership.ID("01890000-0000-7000-8000-00000000000\(index)")),
        reason: reasons[reason], undertaking: "\(index)")
    }
    return try #require(ReasonTable.counts(refused)).map(\.count)
  }

  @Test func `H10 D1 no table tells the reason of anybody, not even to one who gave a reason`() throws {
    /// What the first may have answered by the table, and by what the second knows that it answered itself.
    var possible: [[Int?]: [Int: Set<Int>]] = [:]
    var tables: [[Int]: [Int?]] = [:]
    var total = 1
    for _ in 0..<Self.count { total *= Self.reasons.count }
    for number in 0..<total {
      let answers = Self.answers(number)
      let sizes = Self.reasons.indices.map { reason in answers.count { $0 == reason } }
      let table = try tables[sizes] ?? Self.table(answers)
      tables[sizes] = table
      possible[table, default: [:]][answers[1], default: []].insert(answers[0])
    }

    #expect(possible.count > 1 && tables.count == 210)
    #expect(possible.values.allSatisfy { $0.values.allSatisfy { $0.count > 1 } })
  }

  @Test func `a batch is complete by how many there are, whatever they answered`() throws {
    #expect(ReasonTable.counts([]) == nil)
    #expect(try Self.table([0, 0, 0, 1, 2, 3]) == [3, nil, nil, nil, nil])
    #expect(try Self.table([0, 0, 0, 0, 0, 0]).allSatisfy { $0 == nil }, "it would tell all of them")
  }
}
