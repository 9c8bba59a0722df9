import Foundation
import Testing
import TestSupport

/// Browser sessions: the real server over a real socket.
struct SessionRoutesTests {
  @Test func `signing in gives a cookie that only the browser sees, and a CSRF token`() throws {
    let scene = try SignIn("https://schakel.example")
    let made = try scene.attempt("bO")

    #expect(made.status == 201 && made.json["accountId"] as? String == scene.account)
    #expect(made.json["expiresAt"] as? String == "2023-06-16T00:00:00.000Z")
    #expect((made.json["csrfToken"] as? String)?.count == 43)
    let id = try #require(made.json["id"] as? String)
    #expect(made.header("location") == "https://schakel.example/v1/sessions/\(id)")
    #expect(made.header("cache-control") == "no-store" && made.header("etag") == nil)
    let cookie = try #require(made.header("set-cookie"))
    #expect(cookie.hasPrefix("__Host-schakel=") && cookie.hasSuffix("; Path=/; HttpOnly; Secure; SameSite=Strict"))
    let value = try #require(cookie.dropFirst(15).split(separator: ";").first)
    #expect(value.count == 43 && !made.text.contains(value))
  }

  @Test func `on one's own machine without TLS the cookie does without Secure`() throws {
    let scene = try SignIn()
    let cookie = try #require(try scene.attempt().header("set-cookie"))
    #expect(cookie.hasPrefix("schakel=") && cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Strict"))
  }

  @Test func `under another name the cookie counts for nothing`() throws {
    let scene = try SignIn("https://schakel.example")
    let browser = try scene.browser()
    let planted = browser.cookie.replacingOccurrences(of: "__Host-", with: "")

    #expect(try browser.client.send("GET", "/v1/me", headers: [("Cookie", planted)]).status == 401)
    #expect(try browser.client.send("GET", "/v1/me", headers: [("Cookie", "a=b; \(browser.cookie)")]).status == 200)
  }

  @Test func `a session reads with its cookie and changes with its CSRF token`() throws {
    let scene = try SignIn()
    let (browser, other) = (try scene.browser(), try scene.browser())
    let body = #"{"name":"mine","scopes":["read"]}"#

    #expect(try browser.send("GET", "/v1/me", csrf: nil).json["accountId"] as? String == scene.account)
    for token in [nil, "", "x", other.csrf, browser.cookie] {
      #expect(try browser.send("POST", "/v1/tokens", body, csrf: token).code == "csrfTokenMissing")
    }
    #expect(try browser.send("DELETE", "/v1/sessions/\(browser.id)", csrf: nil).code == "csrfTokenMissing")
    #expect(try scene.bo.send("GET", "/v1/tokens").items.count == 1)
    #expect(try browser.send("POST", "/v1/tokens", body).status == 201)
    #expect(try scene.bo.send("GET", "/v1/tokens").items.count == 2)
  }

  @Test func `an unknown name and a wrong password are told the same`() throws {
    let scene = try SignIn()
    let answers = try [("Bo", "twaalf gele fietsen"), ("Nobody", SignIn.password), ("Bo ", SignIn.password)].map {
      try scene.attempt($0.0, $0.1)
    }

    for answer in answers {
      #expect(answer.status == 401 && answer.code == "signInFailed" && answer.header("set-cookie") == nil)
      var (one, first) = (answer.json, answers[0].json)
      one["instance"] = nil
      first["instance"] = nil
      #expect(NSDictionary(dictionary: one) == NSDictionary(dictionary: first))
    }
  }

  @Test func `an unknown name costs what a wrong password costs`() throws {
    let scene = try SignIn()
    func quickest(_ names: [String]) throws -> Duration {
      try names.map { name in try ContinuousClock().measure { _ = try scene.attempt(name, "twaalf gele fietsen") } }
        .min() ?? .zero
    }
    // One scrypt is far above whatever else a request takes; without it the answer would come many times sooner.
    let (known, unknown) = (try quickest(["Bo", "Bo", "Bo"]), try quickest(["X", "Y", "Z"]))
    #expect(unknown * 3 > known && known * 3 > unknown)
  }

  @Test func `failures make the next try wait, whoever bears the name`() throws {
    let scene = try SignIn()
    for name in ["Bo", "Nobody"] {
      for _ in 1...5 { #expect(try scene.attempt(name, "twaalf gele fietsen").status == 401) }
      let refused = try scene.attempt(name == "Bo" ? "BO" : "NOBODY")
      #expect(refused.status == 429 && refused.code == "signInThrottled" && refused.header("retry-after") == "1")
    }
    try scene.travel(to: "2023-06-15T12:00:01Z")
    #expect(try scene.attempt("Bo", "twaalf gele fietsen").status == 401)
    #expect(try scene.attempt().header("retry-after") == "2")
    try scene.travel(to: "2023-06-15T12:00:03Z")
    #expect(try scene.attempt().status == 201)
    for _ in 1...4 { _ = try scene.attempt("Bo", "twaalf gele fietsen") }
    #expect(try scene.attempt().status == 201)
  }

  @Test func `failures of the day before are forgotten`() throws {
    let scene = try SignIn()
    for _ in 1...5 { _ = try scene.attempt("Bo", "twaalf gele fietsen") }
    try scene.travel(to: "2023-06-16T12:00:00Z")
    for _ in 1...4 { #expect(try scene.attempt("Bo", "twaalf gele fietsen").status == 401) }
    #expect(try scene.attempt().status == 201)
  }

  @Test func `a session ends after twelve hours, and its cookie hinders nobody from signing in again`() throws {
    let scene = try SignIn()
    let browser = try scene.browser()
    try scene.travel(to: "2023-06-15T23:59:59.999Z")
    #expect(try browser.send("GET", "/v1/me").status == 200)
    try scene.travel(to: "2023-06-16T00:00:00Z")

    #expect(try browser.send("GET", "/v1/me").status == 401)
    #expect(try browser.send("POST", "/v1/tokens", #"{"name":"a","scopes":["read"]}"#).status == 401)
    #expect(try scene.attempt(cookie: browser.cookie).status == 201)
    #expect(try scene.attempt("", cookie: browser.cookie).faultyPlaces == ["/name"])
  }

  @Test func `signing out counts on the next request and takes the cookie away`() throws {
    let scene = try SignIn("https://schakel.example")
    let (browser, other) = (try scene.browser(), try scene.browser())
    #expect(try browser.send("GET", "/v1/sessions/\(browser.id)").json["isCurrent"] as? Bool == true)

    let ended = try browser.send("DELETE", "/v1/sessions/\(browser.id)")

    let expected = "__Host-schakel=; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=0"
    #expect(ended.status == 204 && ended.header("set-cookie") == expected)
    #expect(try browser.send("GET", "/v1/me").status == 401)
    #expect(try other.send("GET", "/v1/sessions").items.map { $0["id"] as? String } == [other.id])
    #expect(try other.send("GET", "/v1/sessions/\(browser.id)").code == "notFound")
  }

  @Test func `one's own sessions are listed in pages and ended from elsewhere, and nobody else's`() throws {
    let scene = try SignIn()
    let browsers = try (1...3).map { _ in try scene.browser() }
    let page = try browsers[1].send("GET", "/v1/sessions?limit=2")

    #expect(page.items.map { $0["id"] as? String } == [browsers[0].id, browsers[1].id])
    #expect(page.items.map { $0["isCurrent"] as? Bool } == [false, true])
    #expect(page.json["next"] is String && !page.text.contains("csrf"))
    for client in [scene.steward, try scene.program.client()] {
      #expect([401, 404].contains(try client.send("DELETE", "/v1/sessions/\(browsers[0].id)").status))
    }
    #expect(try scene.steward.send("GET", "/v1/sessions").items.isEmpty)
    #expect(try scene.steward.send("GET", "/v1/sessions/\(browsers[0].id)").status == 404)
    let ended = try scene.bo.send("DELETE", "/v1/sessions/\(browsers[0].id)")
    #expect(ended.status == 204 && ended.header("set-cookie") == nil)
    #expect(try browsers[0].send("GET", "/v1/me").status == 401)
    #expect(try browsers[1].send("GET", "/v1/me").status == 200)
  }

  @Test func `a disabled account neither signs in nor stays in`() throws {
    let scene = try SignIn()
    let browser = try scene.browser()
    try Tampering.run("UPDATE account SET disabled_at = 1 WHERE name = 'Bo'", on: scene.program.database)

    #expect(try scene.attempt().code == "signInFailed")
    #expect(try browser.send("GET", "/v1/me").status == 401)
  }

  @Test func `the database holds no secret, and the trail is whole`() throws {
    let scene = try SignIn()
    let browser = try scene.browser()
    _ = try scene.attempt("Onbekende", "twaalf gele fietsen")
    _ = try browser.send("DELETE", "/v1/sessions/\(browser.id)")
    #expect(scene.program.stop() == 0)

    let stored = try Data(contentsOf: URL(fileURLWithPath: scene.program.database))
    let secrets = [SignIn.password, browser.csrf, String(browser.cookie.dropFirst(8)), "Onbekende", "fietsen"]
    for secret in secrets { #expect(stored.range(of: Data(secret.utf8)) == nil) }
    for action in ["account.passwordSet", "session.created", "session.ended"] {
      #expect(stored.range(of: Data(action.utf8)) != nil)
    }
    #expect(try scene.program.run("audit", "verify", "--database", scene.program.database).status == 0)
  }
}
