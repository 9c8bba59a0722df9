import Foundation
import Testing
import TestSupport

/// Setting passwords: the real server over a real socket.
struct PasswordRoutesTests {
  @Test func `a password has twelve code points or more, of any kind`() throws {
    let scene = try SignIn(hasPassword: false)
    let path = "/v1/accounts/\(scene.account)/password"
    for bad in ["elf tekens!", "            ", String(repeating: "é", count: 201)] {
      let refused = try scene.bo.send("PUT", path, SignIn.body(bad))
      #expect(refused.status == 400 && refused.faultyPlaces == ["/password"] && !refused.text.contains(bad))
    }
    #expect(try scene.bo.send("PUT", path, "{}").faultyPlaces == ["/password"])
    #expect(try scene.attempt().status == 401)
    for good in ["twaalftekens", String(repeating: "é", count: 200), "🐘🐘🐘🐘🐘🐘🐘🐘🐘🐘🐘🐘"] {
      #expect(try scene.bo.send("PUT", path, SignIn.body(good)).status == 204)
      #expect(try scene.attempt("Bo", good).status == 201)
    }
  }

  @Test func `a password typed on another keyboard is the same`() throws {
    let scene = try SignIn(hasPassword: false)
    let path = "/v1/accounts/\(scene.account)/password"
    #expect(try scene.bo.send("PUT", path, SignIn.body("caf\u{e9} om de hoek")).status == 204)
    #expect(try scene.attempt("Bo", "cafe\u{301} om de hoek").status == 201)
    #expect(try scene.attempt("Bo", "cafe om de hoek").status == 401)
  }

  @Test func `the account's name is no password`() throws {
    let scene = try SignIn()
    let account = try SignIn.makeAccount("Marieke de Vries", scene.steward)
    let refused = try scene.steward.send("PUT", "/v1/accounts/\(account)/password", SignIn.body("marieke DE vries"))
    #expect(refused.status == 422 && refused.faultyPlaces == ["/password"])
    #expect(try scene.attempt("Marieke de Vries", "marieke DE vries").status == 401)
  }

  @Test func `in a session the current password is needed, and wrong ones are counted`() throws {
    let scene = try SignIn()
    let browser = try scene.browser()
    let path = "/v1/accounts/\(scene.account)/password"
    let new = "tien groene giraffen"

    #expect(try browser.send("PUT", path, SignIn.body(new)).refusal == "422 passwordWrong")
    #expect(try browser.send("PUT", path, SignIn.body(new, current: "x"), csrf: nil).code == "csrfTokenMissing")
    for _ in 1...5 {
      let refused = try browser.send("PUT", path, SignIn.body(new, current: "x"))
      #expect(refused.code == "passwordWrong" && refused.faultyPlaces == ["/currentPassword"])
    }
    let waiting = try browser.send("PUT", path, SignIn.body(new, current: SignIn.password))
    #expect(waiting.status == 429 && waiting.header("retry-after") == "1")
    try scene.travel(to: "2023-06-15T12:00:01Z")
    #expect(try browser.send("PUT", path, SignIn.body(new, current: SignIn.password)).status == 204)
    #expect(try scene.attempt().status == 401)
    #expect(try scene.attempt("Bo", new).status == 201)
  }

  @Test func `a new password ends the other sessions and leaves this one`() throws {
    let scene = try SignIn()
    let (browser, other) = (try scene.browser(), try scene.browser())
    let path = "/v1/accounts/\(scene.account)/password"
    #expect(
      try browser.send("PUT", path, SignIn.body("tien groene giraffen", current: SignIn.password)).status == 204)

    #expect(try browser.send("GET", "/v1/me").status == 200)
    #expect(try other.send("GET", "/v1/me").status == 401)
    #expect(try scene.bo.send("GET", "/v1/me").status == 200)
    #expect(try scene.bo.send("PUT", path, SignIn.body("elf blauwe walvissen")).status == 204)
    #expect(try browser.send("GET", "/v1/me").status == 401)
  }

  @Test func `a narrow token cannot widen itself with a password`() throws {
    let scene = try SignIn()
    let body = #"{"name":"narrow","scopes":["read","write"]}"#
    let secret = try scene.bo.send("POST", "/v1/tokens", body).json["secret"] as? String
    let narrow = try scene.program.client(token: secret)

    let refused = try narrow.send("PUT", "/v1/accounts/\(scene.account)/password", SignIn.body("tien groene giraffen"))
    #expect(refused.refusal == "403 scopeInsufficient")
    #expect(try scene.attempt().status == 201)
  }

  @Test func `the steward sets a first password only, and of nobody who can come in`() throws {
    let scene = try SignIn()
    let account = try SignIn.makeAccount("Cas", scene.steward)
    let path = "/v1/accounts/\(account)/password"
    let (first, second) = ("tien groene giraffen", "elf blauwe walvissen")

    #expect(try scene.steward.send("PUT", path, SignIn.body(first)).status == 204)
    #expect(try scene.attempt("Cas", first).status == 201)
    #expect(try scene.steward.send("PUT", path, SignIn.body(second)).refusal == "403 notAllowed")
    let token = #"{"name":"a","scopes":["read"],"accountId":"\#(account)"}"#
    #expect(try scene.steward.send("POST", "/v1/tokens", token).refusal == "403 notAllowed")
    let had = try scene.steward.send("PUT", "/v1/accounts/\(scene.account)/password", SignIn.body(second))
    #expect(had.refusal == "403 notAllowed")
    #expect(try scene.attempt("Cas", first).status == 201)
    #expect(try !scene.steward.send("GET", "/v1/accounts/\(account)").text.contains("assword"))
  }

  @Test func `nobody else sets a password, nor learns whose account there is`() throws {
    let scene = try SignIn()
    let account = try SignIn.makeAccount("Cas", scene.steward)
    for id in [account, "01890a5d-ac96-774b-bcce-b302099a8057", "x"] {
      let path = "/v1/accounts/\(id)/password"
      #expect(try scene.bo.send("PUT", path, SignIn.body("tien groene giraffen")).refusal == "404 notFound")
      let stranger = try scene.program.client()
      #expect(try stranger.send("PUT", path, SignIn.body("tien groene giraffen")).status == 401)
    }
    #expect(try scene.attempt("Cas", "tien groene giraffen").status == 401)
  }
}
