import Testing

@testable import SchakelDomain

struct IdentifierTests {
  @Test func `ids only grow, also when the clock steps back`() {
    let generator = IdentifierGenerator(after: Timestamp(milliseconds: 1_000_000))
    var last = ""
    for moment: Int64 in [5, 1_000_000, 1_000_000, 2_000_000, 1_500_000, 3_000_000] {
      for _ in 0..<5_000 {
        let id = generator.next(at: Timestamp(milliseconds: moment))
        #expect(id > last && Identifier<Never>(id) != nil)
        last = id
      }
    }
  }

  @Test func `an id says its version and variant`() throws {
    let id = IdentifierGenerator(after: Timestamp(milliseconds: 0)).next(at: Timestamp(milliseconds: 0x0123_4567_89ab))

    #expect(id.hasPrefix("01234567-89ab-7000-"))
    #expect("89ab".contains(id.dropFirst(19).prefix(1)))
  }

  @Test(arguments: [
    "", "x", "01890A5D-AC96-774B-BCCE-B302099A8057", "01890a5dac96774bbcceb302099a8057",
    "01890a5d-ac96-774b-bcce-b302099a805",
    "01890a5d-ac96-774b-bcce-b302099a80577", "g1890a5d-ac96-774b-bcce-b302099a8057",
  ])
  func `anything but a UUID in lower case is no id`(text: String) {
    #expect(Identifier<Never>(text) == nil)
  }
}
