import Testing
import TestSupport

/// The published glossary, over a real socket.
struct GlossaryTests {
  @Test func `anybody reads each word once, with its Dutch and its meaning`() throws {
    let program = try Program()
    _ = try program.token()
    try program.serve()

    let glossary = try program.client().send("GET", "/v1/glossary")

    #expect(glossary.status == 200)
    let terms = glossary.items.compactMap { $0["term"] as? String }
    #expect(terms.count == glossary.items.count && Set(terms).count == terms.count && terms.count > 100)
    #expect(
      glossary.items.allSatisfy { item in
        ["topic", "dutch", "meaning"].allSatisfy { (item[$0] as? String)?.isEmpty == false }
      })
    let consent = try #require(glossary.items.first { $0["term"] as? String == "consent" })
    #expect(consent["dutch"] as? String == "toestemming" && consent["topic"] as? String == "data")
    let tag = try #require(glossary.header("etag"))
    #expect(try program.client().send("GET", "/v1/glossary", headers: [("If-None-Match", tag)]).status == 304)
    #expect(try program.client().send("POST", "/v1/glossary", "{}").status == 405)
  }

  @Test func `its topics are a vocabulary`() throws {
    let program = try Program()
    _ = try program.token()
    try program.serve()
    let client = try program.client()
    let codes = try client.send("GET", "/v1/vocabularies/glossaryTopic").json["codes"] as? [[String: Any]] ?? []
    let topics = try client.send("GET", "/v1/glossary").items.compactMap { $0["topic"] as? String }
    #expect(Set(codes.compactMap { $0["code"] as? String }) == Set(topics))
  }
}
