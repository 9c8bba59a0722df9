import HTTPServer
import Testing

@testable import SchakelAPI

struct OpenAPITests {
  private let site = Site(publicURL: "http://127.0.0.1:8080", version: "1.2.3")

  private func document() throws -> JSON {
    try JSONParser.parse(OpenAPIDocument(routes: Routes.all(site: site), site: site).answer.body)
  }

  @Test func `the description holds every route and no other`() throws {
    guard case .object(let paths) = try document().member("paths") else { throw Missing() }
    let described = Set(
      paths.flatMap { path -> [String] in
        guard case .object(let operations) = path.value else { return [] }
        return operations.map { "\($0.name.uppercased()) /v1\(path.name)" }
      })
    let routes = Set(
      Routes.all(site: site).all.map { "\($0.method.name) \($0.operation.pattern)" }.filter { $0.contains(" /v1/") })

    #expect(described == routes)
  }

  @Test func `the served document is that of the command`() throws {
    let served = try document().member("paths")
    #expect(try JSONParser.parse(APIDescription.json(site: site)).member("paths") == served)
  }

  @Test func `every operation has a name of its own`() throws {
    let names = Routes.all(site: site).all.map(\.operation.id)
    #expect(Set(names).count == names.count)
  }

  @Test func `whatever changes something takes the CSRF token, but for signing in`() throws {
    let paths = try document().member("paths")
    func headers(_ path: String, _ method: String) -> String {
      paths?.member(path)?.member(method)?.member("parameters").map { String(describing: $0) } ?? ""
    }
    #expect(headers("/tokens", "post").contains("CSRF-Token"))
    #expect(headers("/sessions/{session}", "delete").contains("CSRF-Token"))
    #expect(!headers("/sessions", "post").contains("CSRF-Token") && !headers("/tokens", "get").contains("CSRF-Token"))
  }

  private struct Missing: Error {}
}
