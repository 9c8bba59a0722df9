import CostSharing
import Testing

@Suite struct ShapleyTests {
  @Test func `two left gloves and one right: the right one has two thirds`() throws {
    // Shapley 1953 and every textbook: 1/6, 1/6, 2/3.
    let gloves = game(of: 3) { members in members.contains(2) && members.count > 1 ? 1 : 0 }

    #expect(try gloves.shapley().texts == ["1/6", "1/6", "2/3"])
  }

  @Test func `a permanent seat in the Security Council has 421 parts in 2145`() throws {
    // Five permanent members with a veto, ten others, nine votes needed; Shapley & Shubik's index for the council of
    // fifteen: 421/2145 and 4/2145.
    let council = game(of: 15) { members in members.count >= 9 && Set(members).isSuperset(of: 0..<5) ? 1 : 0 }

    let shares = try council.shapley()

    #expect(Set(shares[..<5].map(\.description)) == ["421/2145"])
    #expect(Set(shares[5...].map(\.description)) == ["4/2145"])
  }

  @Test func `the cost of a runway is shared step by step among those that need the step`() throws {
    // Littlechild & Owen 1973: each step's cost is divided equally over the aircraft that use it.
    let needed = [8, 11, 13, 18]
    let airport = game(of: 4) { members in -(members.map { needed[$0] }.max() ?? 0) }

    #expect(try airport.shapley().negated.texts == ["2", "3", "4", "9"])
  }

  @Test func `Ibn Ezra's four sons have the Shapley value of the largest claim`() throws {
    // Twelfth century: an estate of 120 left to four sons, wholly, by half, a third and a quarter. Each layer is shared
    // by those that claim it (O'Neill 1982; Aumann 2010).
    let claims = [120, 60, 40, 30]
    let largest = game(of: 4) { members in members.map { claims[$0] }.max() ?? 0 }

    #expect(try largest.shapley().texts == ["485/6", "125/6", "65/6", "15/2"])
  }

  @Test func `one player has everything`() throws {
    #expect(try game(["bank"], [78]).shapley().texts == ["78"])
  }

  @Test func `values next to 64 bits stay exact for sixteen players`() throws {
    let huge = game(of: 16) { members in members.count == 16 ? .max : members.count % 2 == 0 ? .min : 0 }

    #expect(try huge.shapley().sum == Fraction(Int64.max))
  }

  @Test func `a stopped computation ends with the reason it was stopped for`() {
    #expect(throws: Stopped.self) { try game(of: 3) { $0.count }.shapley { throw Stopped() } }
  }
}

/// What a checkpoint throws in tests.
struct Stopped: Error {}
