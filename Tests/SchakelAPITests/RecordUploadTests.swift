import Foundation
import Testing
import TestSupport

/// Records by text/csv, in and out, over a real socket.
struct RecordUploadTests {
  private static let spring = "2023-04-01T10:00:00+02:00"

  /// A chain whose data set has the record NB-1: mass 28.4, material PP 100 %.
  private func chain() throws -> (Chain, record: String) {
    let chain = try Chain(at: Self.spring)
    try chain.begin()
    return (chain, try chain.enterRecord())
  }

  private func upload(
    _ chain: Chain, _ table: String, by name: String = "Noordbeker", as type: String = "text/csv",
    _ further: [(String, String)] = []
  ) throws -> Reply {
    try chain.client(name).send(
      "POST", "/v1/datasets/\(chain.dataSet)/records", table, headers: [("Content-Type", type)] + further)
  }

  private func export(_ chain: Chain, _ name: String, _ query: String = "") throws -> Reply {
    try chain.client(name).send(
      "GET", "/v1/datasets/\(chain.dataSet)/records?\(query)", headers: [("Accept", "text/csv")])
  }

  private func names(_ chain: Chain) throws -> [String] {
    try chain.call("Noordbeker", "GET", "/v1/datasets/\(chain.dataSet)/records").items
      .compactMap { $0["name"] as? String }
  }

  @Test func `a table enters new records and gives known ones a version, without re-entry`() throws {
    let (chain, record) = try chain()
    let table =
      "\u{feff}name,evidenceLevel,mass_g,material\r\nNB-1,,,\"karton, \"\"kraft\"\"\"\r\nNB-2,verified,30,\r\n"

    let taken = try upload(chain, table)

    #expect(taken.status == 200, "\(taken.text)")
    #expect(taken.json["enteredCount"] as? Int == 1 && taken.json["changedCount"] as? Int == 1)
    let records = taken.json["records"] as? [[String: Any]] ?? []
    #expect(records.map { $0["name"] as? String } == ["NB-1", "NB-2"])
    #expect(records.map { $0["version"] as? Int } == [2, 1] && records[0]["id"] as? String == record)
    #expect(!taken.text.contains("kraft"))
    let known = try chain.call("Noordbeker", "GET", "/v1/records/\(record)")
    #expect(known.values == ["mass_g": "28.4", "material": "karton, \"kraft\""])
    #expect(known.json["evidenceLevel"] as? String == "declared")
    let new = try chain.call("Noordbeker", "GET", "/v1/records/\(records[1]["id"] as? String ?? "")")
    #expect(new.values == ["mass_g": "30"] && new.json["evidenceLevel"] as? String == "verified")
    #expect(try chain.program.run("audit", "verify", "--database", chain.program.database).status == 0)
  }

  @Test func `all faults are listed by row and column, and nothing is stored`() throws {
    let (chain, _) = try chain()
    let table = """
      name,evidenceLevel,mass_g,annual_volume,name,colour
      A,proven,heavy,12.5,,
      B,declared,1
      A,declared,1,1,,
      ,declared,"1"2,1,,
      NB-1,declared,2,2,,

      """

    let refused = try upload(chain, table)

    #expect(refused.refusal == "400 invalidInput", "\(refused.text)")
    #expect(
      refused.faultyPlaces == [
        "/header/5", "/header/6", "/rows/1/evidenceLevel", "/rows/1/mass_g", "/rows/1/annual_volume", "/rows/2",
        "/rows/3/name", "/rows/4/name", "/rows/4/mass_g",
      ])
    let codes = (refused.json["errors"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
    #expect(
      codes == ["repeated", "unknown", "unknownCode", "type", "type", "count", "repeated", "blank", "quoting"])
    #expect(!refused.text.contains("heavy") && !refused.text.contains("proven"))
    #expect(try names(chain) == ["NB-1"])
    let record = try chain.call("Noordbeker", "GET", "/v1/datasets/\(chain.dataSet)/records").items[0]
    #expect(record["version"] as? Int == 1)
  }

  @Test(arguments: [
    ("name,mass_g\nA,x\n", "422 invalidContent", ["/rows/1/mass_g"]),
    ("name,colour\nA,x\n", "422 invalidContent", ["/header/2"]),
    ("mass_g\n1\n", "400 invalidInput", ["/header"]),
    ("name;mass_g\nA;1\n", "400 invalidInput", ["/header/1", "/header"]),
    ("", "400 invalidInput", ["/header", "/rows"]), ("name\n", "400 invalidInput", ["/rows"]),
    ("name\nA\n\nB\n", "400 invalidInput", ["/rows/2/name"]), ("name\n\"A\n", "400 invalidInput", ["/rows/1/name"]),
    ("name,mass_g\nA,\"1\u{1}\"\n", "400 invalidInput", ["/rows/1/mass_g"]),
  ])
  func `a faulty table is refused where it is faulty`(table: String, refusal: String, places: [String]) throws {
    let (chain, _) = try chain()

    let refused = try upload(chain, table)

    #expect(refused.refusal == refusal && refused.faultyPlaces == places, "\(refused.text)")
    #expect(try names(chain) == ["NB-1"])
  }

  @Test func `a table is bounded`() throws {
    let (chain, _) = try chain()
    let rows = (1...1_000).map { "R-\($0),\($0)" }

    let tooMany = try upload(chain, (["name,mass_g"] + rows + ["R-0,0"]).joined(separator: "\n"))
    #expect(tooMany.refusal == "400 invalidInput" && tooMany.faultyPlaces == ["/rows"])
    let faulty = try upload(chain, (["name,mass_g,material"] + rows).joined(separator: "\n"))
    #expect(faulty.faultyPlaces.count == 1_000)
    let taken = try upload(chain, (["name,mass_g"] + rows).joined(separator: "\n"))
    #expect(taken.json["enteredCount"] as? Int == 1_000)
    #expect(try chain.program.run("audit", "verify", "--database", chain.program.database).status == 0)
  }

  @Test(arguments: [
    "text/csv; charset=iso-8859-1", "text/csv; header=absent", "text/csv;", "text/csv; separator=semicolon",
    "text/plain", "application/vnd.ms-excel",
  ])
  func `another media type is refused`(type: String) throws {
    let (chain, _) = try chain()
    #expect(try upload(chain, "name\nA\n", as: type).refusal == "415 unsupportedMediaType")
    #expect(try upload(chain, "name\nA\n", as: "text/csv; charset=UTF-8; header=present").status == 200)
    let elsewhere = try chain.client("Noordbeker").send(
      "POST", "/v1/initiatives/\(chain.initiative)/datasets", "title\nx\n", headers: [("Content-Type", "text/csv")])
    #expect(elsewhere.refusal == "415 unsupportedMediaType")
  }

  @Test func `only the owner sends tables, and nobody else hears what is wrong with one`() throws {
    let (chain, _) = try chain()
    let table = "name,mass_g\nA,x\n"
    for (name, refusal) in [
      ("Papierpunt", "403 notOwner"), ("Studiebureau", "403 notOwner"), ("Regie", "403 notOwner"),
      ("Bekerhandel", "404 notFound"),
    ] {
      let refused = try upload(chain, table, by: name)
      #expect(refused.refusal == refusal && refused.faultyPlaces.isEmpty)
    }
    let type = [("Content-Type", "text/csv")]
    let path = "/v1/datasets/\(chain.dataSet)/records"
    #expect(try chain.steward.send("POST", path, table, headers: type).refusal == "403 notAllowed")
    #expect(try chain.program.client().send("POST", path, table, headers: type).status == 401)
    #expect(try names(chain) == ["NB-1"])
  }

  @Test func `a table sent twice under one key has its effect once`() throws {
    let (chain, _) = try chain()
    let key = [("Idempotency-Key", "\"table-1\"")]
    let first = try upload(chain, "name\nA\n", as: "text/csv", key)
    let second = try upload(chain, "name\nA\n", as: "text/csv", key)
    #expect(first.status == 200 && second.text == first.text)
    #expect(try upload(chain, "name\nB\n", as: "text/csv", key).code == "idempotencyKeyReused")
    #expect(try names(chain) == ["NB-1", "A"])
  }

  @Test func `a field that is called name has a column of its own`() throws {
    let (chain, _) = try chain()
    _ = try chain.call(
      "Noordbeker", "POST", "/v1/datasets/\(chain.dataSet)/fields", ["name": "name", "type": "text"])
    #expect(try upload(chain, "name,values.name\nA,beker\n").status == 200)
    let page = try export(chain, "Noordbeker", "fields=name")
    #expect(page.text == "name,evidenceLevel,values.name\r\nNB-1,declared,\r\nA,declared,beker\r\n")
    #expect(try upload(chain, page.text).json["changedCount"] as? Int == 2)
  }

  @Test func `an export passes the decision of a read, and stands in the ledger`() throws {
    let chain = try Chain(at: Self.spring)
    let (record, _) = try chain.open()
    let query = "purpose=impactStudy&fields=mass_g,material"
    #expect(try upload(chain, "name,material\nNB-2,=HYPERLINK(1)\n").status == 200)

    let page = try export(chain, "Studiebureau", query + "&limit=1")
    #expect(page.status == 200 && page.header("content-type") == "text/csv; charset=utf-8; header=present")
    #expect(page.text == "name,evidenceLevel,mass_g,material\r\nNB-1,declared,28.4,PP 100 %\r\n")
    let link = try #require(page.header("link"))
    let next = try #require(URLComponents(string: String(link.dropFirst().prefix { $0 != ">" })))
    #expect(link.hasSuffix("rel=\"next\""))
    let last = try chain.client("Studiebureau").send(
      "GET", "\(next.path)?\(next.query ?? "")", headers: [("Accept", "text/csv")])
    #expect(last.text == "name,evidenceLevel,mass_g,material\r\nNB-2,declared,,'=HYPERLINK(1)\r\n")
    #expect(last.header("link") == nil)
    let entries = try chain.call("Noordbeker", "GET", "/v1/access-ledger?recordId=\(record)").items
    #expect(entries.count == 1 && entries[0]["fields"] as? [String] == ["mass_g", "material"])

    for (name, refusal) in [
      ("Papierpunt", "403 noConsent"), ("Regie", "403 noConsent"), ("Bekerhandel", "404 notFound"),
    ] {
      let refused = try export(chain, name, query)
      #expect(refused.refusal == refusal && !refused.text.contains("28.4"))
      #expect(refused.header("content-type") == "application/problem+json")
    }
    #expect(try export(chain, "Studiebureau", "purpose=impactStudy&fields=annual_volume").code == "fieldNotCovered")
    let other = try chain.client("Noordbeker").send("GET", "/v1/initiatives", headers: [("Accept", "text/csv")])
    #expect(other.refusal == "406 notAcceptable")
  }
}
