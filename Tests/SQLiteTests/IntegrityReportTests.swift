import Foundation
import Testing

@testable import SQLite

struct IntegrityReportTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let connection = try Connection(path: folder.database, access: .create)
    try connection.script(
      """
      CREATE TABLE partner (id INTEGER PRIMARY KEY) STRICT;
      CREATE TABLE item (id INTEGER PRIMARY KEY, partner INTEGER REFERENCES partner (id), filling BLOB) STRICT;
      CREATE INDEX item_partner ON item (partner);
      """)
    for id in 1...200 { try connection.run("INSERT INTO item (id, filling) VALUES (\(id), randomblob(500))") }
  }

  @Test func `a sound database has no findings`() throws {
    #expect(try IntegrityReport.check(path: folder.database).findings.isEmpty)
  }

  @Test func `a reference to nothing is found`() throws {
    let connection = try Connection(path: folder.database, access: .readWrite)
    try connection.enforceForeignKeys(false)
    try connection.run("UPDATE item SET partner = 9 WHERE id = 3")

    #expect(
      try IntegrityReport.check(path: folder.database).findings
        == ["Row 3 of item refers to a partner that does not exist"])
  }

  @Test(arguments: [1, 3, 4, 5])
  func `a damaged page is named`(_ page: Int) throws {
    let file = try #require(FileHandle(forUpdatingAtPath: folder.database))
    try file.seek(toOffset: UInt64(page * 4096))
    try file.write(contentsOf: Data(repeating: 0xA5, count: 4096))
    try file.close()

    let findings = try IntegrityReport.check(path: folder.database).findings
    #expect(findings.contains { $0.lowercased().contains("page \(page + 1)") }, "\(findings)")
  }

  @Test func `a file that is no database is a finding`() throws {
    try folder.write(String(repeating: "This is a letter. ", count: 400), to: "letter.db")

    #expect(try IntegrityReport.check(path: folder / "letter.db").findings.count == 1)
  }

  @Test func `a file that does not exist is an error`() {
    #expect(sqliteError { _ = try IntegrityReport.check(path: folder / "none.db") }?.kind == .cannotOpen)
  }
}
