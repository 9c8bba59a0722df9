import Testing

@testable import SchakelDomain

struct PasswordTests {
  @Test(arguments: [("caf\u{65}\u{301}", "caf\u{e9}"), ("vier\u{a0}losse\u{3000}woorden", "vier losse woorden")])
  func `what two keyboards make of one password is the same`(one: String, other: String) {
    #expect(Array(PasswordHash.normalized(one).utf8) == Array(other.utf8))
    #expect(Array(PasswordHash.normalized(other).utf8) == Array(other.utf8))
  }

  @Test func `what looks alike stays different`() {
    #expect(PasswordHash.normalized("\u{fb01}ets") != PasswordHash.normalized("fiets"))
    #expect(PasswordHash.normalized("Fiets") != PasswordHash.normalized("fiets"))
  }
}
