import Disclosure
import Testing

struct ScaleLevelTests {
  @Test func `H6 D1 a level rules out no answer of anybody, whatever the reader answered itself`() {
    let scale = ScaleLevel.scale
    for count in Int64(RespondentSet.countMin)...60 {
      for level in ScaleLevel.allCases {
        let sums = (count * scale.lowerBound...count * scale.upperBound).filter {
          ScaleLevel(sum: $0, count: count) == level
        }
        /// What the sums leave to the others when two answers are known.
        func canBe(_ own: Int64, _ other: Int64) -> Bool {
          let rest = (count - 2) * scale.lowerBound...(count - 2) * scale.upperBound
          return sums.contains { rest.contains($0 - own - other) }
        }
        for own in scale {
          let possible = scale.filter { canBe(own, $0) }
          #expect(possible == Array(scale), "\(level) of \(count), with a \(own) of the reader's own")
        }
      }
    }
  }

  @Test func `with fewer answers a level would tell`() {
    // Whoever gave a 1 itself knows that the sum of the three others is 13 or more: none of them gave a 2.
    #expect(ScaleLevel(sum: 14, count: 4) == .high && ScaleLevel(sum: 13, count: 4) == .middle)
  }

  @Test func `that all agree is told like any other mean at that end`() {
    #expect(ScaleLevel(sum: 5, count: 5) == .low && ScaleLevel(sum: 13, count: 5) == .low)
    #expect(ScaleLevel(sum: 14, count: 5) == .middle && ScaleLevel(sum: 16, count: 5) == .middle)
    #expect(ScaleLevel(sum: 17, count: 5) == .high && ScaleLevel(sum: 25, count: 5) == .high)
  }
}

struct RespondentSetTests {
  /// Persons by a letter of their company and a number: `a1`.
  private func set(_ persons: String) -> RespondentSet {
    RespondentSet(
      Dictionary(uniqueKeysWithValues: persons.split(separator: " ").map { (String($0), String($0.prefix(1))) }))
  }

  @Test func `H6 answers are told of five persons of three companies or more`() {
    #expect(!set("").mayBeTold(beside: []))
    #expect(!set("a1 b1 c1 d1").mayBeTold(beside: []))
    #expect(!set("a1 a2 a3 b1 b2 b3").mayBeTold(beside: []))
    #expect(!set("a1 a2 a3 b1 c1").mayBeTold(beside: []), "without those of the first two are left")
    #expect(!set("a1 a2 a3 a4 a5 a6 b1 c1").mayBeTold(beside: []), "however many it has")
    #expect(set("a1 a2 b1 b2 c1").mayBeTold(beside: []))
    #expect(set("a1 b1 c1 d1 e1").mayBeTold(beside: []))
  }

  @Test func `H6 D6 no difference between two or more pulses isolates persons of fewer than three companies`() {
    let first = set("a1 b1 c1 d1 e1 f1 g1 h1")
    #expect(first.mayBeTold(beside: [first]), "the same persons")
    for later in ["a1 b1 c1 d1 e1 f1 g1", "a1 b1 c1 d1 e1 f1 g1 h1 i1", "a1 b1 c1 d1 e1 f1 g1 i1", "a1 b1 c1 d1 e1 f1"]
    {
      #expect(!set(later).mayBeTold(beside: [first]), "\(later)")
    }
    #expect(!set("a1 b1 c1 d1 e1 f1 g1 h2").mayBeTold(beside: [first]), "two persons of one company")
    #expect(set("a1 b1 c1 d1 e1").mayBeTold(beside: [first]))

    // Each two differ enough; but the first and the third less the second are a1 twice.
    let (one, two, three) = (set("a1 b1 c1 d1 e1"), set("b1 c1 d1 e1 f1 g1 h1 i1"), set("a1 f1 g1 h1 i1"))
    #expect(two.mayBeTold(beside: [one]) && three.mayBeTold(beside: [one]) && three.mayBeTold(beside: [two]))
    #expect(!three.mayBeTold(beside: [one, two]))
  }

  @Test func `a person that changed companies is one unknown still`() {
    let first = RespondentSet(["1": "a", "2": "b", "3": "c", "4": "d", "5": "e"])
    let moved = RespondentSet(["1": "b", "2": "b", "3": "c", "4": "d", "5": "e"])
    #expect(moved.mayBeTold(beside: [first]), "the same persons")
  }
}
