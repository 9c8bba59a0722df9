import Testing

@testable import HTTPServer

struct RouterTests {
  private static let routes: [(method: Method, pattern: String, name: String)] = [
    (.get, "/", "root"), (.get, "/v1/ndas/{nda}", "nda"), (.delete, "/v1/ndas/{nda}", "remove"),
    (.get, "/v1/ndas/latest", "latest"), (.put, "/v1/ndas/{nda}/signatures/{partner}", "sign"),
  ]

  private func router() -> Router {
    var router = Router()
    for route in Self.routes { router.add(route.method, route.pattern) }
    return router
  }

  private func found(_ method: Method, _ path: String) -> String? {
    if case .found(let number, _) = router().find(method, path: path) { Self.routes[number].name } else { nil }
  }

  @Test func `a literal segment goes before a name`() {
    #expect(found(.get, "/") == "root")
    #expect(found(.get, "/v1/ndas/latest") == "latest")
    #expect(found(.get, "/v1/ndas/1") == "nda")
  }

  @Test func `names are percent-decoded`() {
    guard case .found(4, let parameters) = router().find(.put, path: "/v1/ndas/a%20b/signatures/c") else {
      Issue.record("not found")
      return
    }
    #expect(parameters.first("nda") == "a b")
    #expect(parameters.first("partner") == "c")
  }

  @Test(arguments: [
    "/v1/ndas/", "/v1/ndas/1/", "/v1//1", "//", "/v1", "/v1/ndas/a%2Fb", "/v1/ndas/%00", "/v1/ndas/%ff", "*",
  ])
  func `any other path is not found`(path: String) {
    guard case .notFound = router().find(.get, path: path) else {
      Issue.record("found: \(path)")
      return
    }
  }

  @Test func `another method is told which there are, and HEAD is GET`() {
    guard case .methodNotAllowed(let allowed) = router().find(.post, path: "/v1/ndas/1") else {
      Issue.record("no answer")
      return
    }
    #expect(allowed.map(\.name) == ["DELETE", "GET", "HEAD", "OPTIONS"])
    #expect(found(.head, "/v1/ndas/1") == "nda")
  }
}
