import CostSharing
import Testing

@Suite struct CoreCheckTests {
  private let four = game(
    ["bank", "inzamelaar", "producent", "recycler"],
    [63, 203, 5, 75, 266, 948, 987, 208, 608, 192, 1151, 1190, 1023, 1009, 1914])

  @Test func `an equal division leaves one pair thirty short`() {
    let check = four.coreCheck(of: Array(repeating: Fraction("957/2") ?? .zero, count: 4))

    #expect(check.isEfficient && !check.isInCore)
    #expect(check.violatedCount == 1)
    #expect(check.violated.map { four.members(of: $0.coalition) } == [["bank", "recycler"]])
    #expect(check.violated.first?.allocated.description == "957")
    #expect(check.violated.first?.shortfall.description == "30")
    #expect(check.maxExcess?.description == "30")
  }

  @Test func `the worst come first, and no more are listed than asked`() {
    let everythingToOne: [Fraction] = [1_914, 0, 0, 0]

    let check = four.coreCheck(of: everythingToOne, listing: 3)

    #expect(check.violatedCount == 7)
    #expect(check.violated.map(\.shortfall.description) == ["1009", "608", "208"])
  }

  @Test func `of equal shortfalls the smaller group comes first, then the smaller identifiers`() {
    let game = game(["a", "b", "c"], [5, 5, 0, 5, 0, 0, 0])

    let check = game.coreCheck(of: [0, 0, 0])

    #expect(check.violated.map { game.members(of: $0.coalition) } == [["a"], ["b"], ["a", "b"]])
  }

  @Test func `a division that divides something else is not in the core`() {
    let check = game(["a", "b"], [0, 0, 100]).coreCheck(of: [50, 49])

    #expect(!check.isEfficient && !check.isInCore)
    #expect(check.violatedCount == 0)
    #expect(check.maxExcess?.description == "-49")
  }

  @Test func `a single player has no group to be short of`() {
    let check = game(["a"], [7]).coreCheck(of: [7])

    #expect(check.isInCore)
    #expect(check.maxExcess == nil)
  }

  @Test func `large and small denominators give the same answer`() throws {
    let tiny = Fraction(numerator: 1, denominator: BigInteger.one << 200)
    let game = game(["a", "b", "c"], [0, 0, 0, 10, 10, 10, 15])
    let third: [Fraction] = [5, 5, 5]

    let check = game.coreCheck(of: [third[0] - tiny, third[1] - tiny, third[2] + tiny + tiny])

    #expect(game.coreCheck(of: third).isInCore)
    #expect(check.isEfficient)
    #expect(check.violated.map { game.members(of: $0.coalition) } == [["a", "b"]])
    #expect(check.maxExcess == tiny + tiny)
  }

  @Test func `coalitions are listed by size, then by the identifiers of their members`() {
    let listed = (1..<8).map { Coalition(mask: UInt64($0)) }.sorted()

    #expect(listed.map(\.members) == [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]])
  }
}
