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
        let isVersioned = path.value.member("servers") == nil
        return operations.map(\.name).filter { $0 != "servers" }
          .map { "\($0.uppercased()) \(isVersioned ? "/v1" : "")\(path.name)" }
      })
    let routes = Set(
      Routes.all(site: site).router.all.map { "\($0.method.name) \($0.pattern)" }
        .filter { !$0.contains("/.well-known/") })

    #expect(described == routes)
  }

  @Test func `the served document is that of the command`() throws {
    let served = try document().member("paths")
    #expect(try JSONParser.parse(APIDescription.json(site: site)).member("paths") == served)
  }

  @Test func `every operation has a name of its own`() throws {
    let names = Routes.all(site: site).router.all.map(\.value.operation.id)
    #expect(Set(names).count == names.count)
  }

  private struct Missing: Error {}
}
