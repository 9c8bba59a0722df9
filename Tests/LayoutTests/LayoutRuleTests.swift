import Testing

/// Every rule given what it must refuse, and what it must let pass.
@Suite struct LayoutRuleTests {
  @Test(arguments: [
    ("import HTTPServer", "HTTPServer"), ("  @testable import SQLite", "SQLite"),
    ("public import Foundation", "Foundation"),
    ("@preconcurrency package import struct Foundation.Date", "Foundation"), ("internal import class A.B // c", "A"),
  ])
  func `an import is seen in every form`(line: String, module: String) {
    #expect(ImportRules.importedModule(line) == module)
  }

  @Test func `an import against the direction is refused`() {
    let sample = "import FoundationEssentials\npackage import HTTPServer\n// import SQLite\n"

    #expect(
      ImportRules.complaints(source("CostSharing", sample)) == [
        "Sources/CostSharing/A.swift:2: CostSharing may not import HTTPServer"
      ])
    #expect(ImportRules.complaints(source("SchakelAPI", sample)).isEmpty)
    #expect(ImportRules.complaints(source("Unheard", sample)).count == 2)
    #expect(ImportRules.unknownTargets(["CLinux", "SQLite", "Unheard"]) == ["Unheard"])
  }

  @Test func `a file, a line and a function that are too long are refused`() {
    let body = String(repeating: "  call()\n", count: 59)
    let long = "func a(b: () -> Int = { 1 }) {\n\(body)}\nfunc c() {\n}\n"

    #expect(
      SizeRules.longFunctions(source("SQLite", long)) == [
        "Sources/SQLite/A.swift:1: a function of 61 lines, at most 60"
      ])
    #expect(SizeRules.longFile(source("SQLite", String(repeating: "\n", count: 401))).count == 1)
    #expect(SizeRules.longFile(source("SQLite", String(repeating: "\n", count: 400))).isEmpty)
    #expect(SizeRules.longLines(source("SQLite", "\n" + String(repeating: "é", count: 121))).count == 1)
    #expect(SizeRules.longLines(source("SQLite", String(repeating: "é", count: 120))).isEmpty)
  }

  @Test func `functions are measured, requirements and calls of init are not`() {
    let sample = """
      protocol P {
        func a() -> Int
        init(b: Int)
        var c: Int { get }
      }
      struct S: P {
        init() { self.init(b: 1) }
        func d<T>(
          e: [T] = []
        ) where T: P {
          if true {
          }
        }
        subscript(f: Int) -> Int { f }
      }
      """

    let functions = SizeRules.functions(source("SQLite", sample).codeLines)
    #expect(functions.map(\.line) == [7, 8, 14])
    #expect(functions.map(\.lines) == [1, 6, 1])
  }

  @Test func `a statement outside the domain is refused`() {
    let sample =
      "let a = \"SELECT b FROM c\"\n"
      + "let d = \"\"\"\n  DELETE FROM e\n  \"\"\"\nlet f = \"DELETE\"\nlet g = \"Select one\""

    #expect(SQLRules.strayStatements(source("SchakelAPI", sample, "NDAStore.swift")).count == 2)
    #expect(SQLRules.strayStatements(source("SchakelDomain", sample, "NDAStore.swift")).isEmpty)
    #expect(SQLRules.strayStatements(source("SQLite", sample)).isEmpty)
  }

  @Test(arguments: [
    ("INSERT INTO a (b) VALUES (?) ON CONFLICT (b) DO UPDATE SET c = 1", ["a"]),
    ("INSERT OR IGNORE INTO a VALUES (1)", ["a"]),
    ("UPDATE a SET b = 1 WHERE c IN (SELECT d FROM e)", ["a"]), ("UPDATE OR FAIL a SET b = 1", ["a"]),
    ("DELETE FROM a; DELETE FROM b", ["a", "b"]), ("SELECT b FROM a", []),
    ("WITH x AS (SELECT 1) DELETE FROM a", ["a"]),
  ])
  func `the tables a statement writes are seen`(statement: String, tables: [String]) {
    #expect(SQLRules.writtenTables(statement) == tables)
  }

  @Test func `a table written by two files is refused`() {
    let first = source("SchakelDomain", "\"INSERT INTO nda (id) VALUES (?)\"", "NDAStore.swift")
    let second = source("SchakelDomain", "\"UPDATE nda SET id = 1\"", "ConsentStore.swift")
    let reader = source("SchakelDomain", "\"SELECT id FROM nda\"", "AuditStore.swift")

    #expect(SQLRules.sharedTables([first, second, reader]).count == 1)
    #expect(SQLRules.sharedTables([first, reader]).isEmpty)
  }

  @Test func `a forced try or cast is refused`() {
    #expect(BannedCalls.forcedTries(source("SQLite", "try! a()\nb as! C\ntry? d()\n// try!")).count == 2)
  }

  @Test func `asking for the moment is refused outside the clock`() {
    let sample = "let a = Date()\nlet b = Date.now\nlet c = UpDate()\nlet d: Date"

    #expect(BannedCalls.wallClock(source("SchakelDomain", sample)).count == 2)
    #expect(BannedCalls.wallClock(source("SchakelDomain", sample, "Clock.swift")).isEmpty)
  }

  @Test func `printing is refused outside the executable`() {
    let sample = "print(1)\nsqlite.print(2)\nfingerprint(3)\n\"\\(dump(4))\""

    #expect(BannedCalls.printing(source("SchakelAPI", sample)).count == 2)
    #expect(BannedCalls.printing(source("schakel", sample)).isEmpty)
  }

  @Test func `Int on text is refused`() {
    let sample = "Int(text)\nInt64(String(a))\nUInt16(string)\nInt(textLength)\nInt(a.count)\nText(text)"

    #expect(BannedCalls.laxIntegers(source("SchakelAPI", sample)).count == 3)
  }

  @Test func `unchecked sharing is refused outside its two homes`() {
    let sample = "final class A: @unchecked Sendable {}\nnonisolated(unsafe) var b = 1\nnonisolated func c() {}"

    #expect(BannedCalls.uncheckedSharing(source("SchakelAPI", sample)).count == 2)
    #expect(BannedCalls.uncheckedSharing(source("HTTPServer", sample, "Routing/A.swift")).count == 2)
    #expect(BannedCalls.uncheckedSharing(source("HTTPServer", sample, "Transport/A.swift")).isEmpty)
  }

  @Test func `awaiting and locking are refused, handing over to a queue is not`() {
    let sample =
      "func a() async {}\nawait b()\nlet c = NSLock()\nTask { }\nqueue.async { }\nenum TaskKind {}\nactor D {}"

    #expect(BannedCalls.asynchrony(source("HTTPServer", sample)).count == 5)
  }

  @Test func `a Mutex is counted by file`() {
    let files = ["let a = Mutex(1)", "let b: Mutex<Int>", "// Mutex(", "pthread_Mutex(c)"].map { source("schakel", $0) }

    #expect(BannedCalls.mutexFiles(files).count == 2)
  }

  @Test func `an empty name is refused, and one that is the module's`() {
    let sample =
      "struct NDAManager {}\nfinal class SQLite {}\nenum Database {}\nextension StringUtils {}\nlet baseBase = 1"

    #expect(BannedCalls.emptyNames(source("SQLite", sample)).count == 2)
  }

  @Test func `open ends are refused`() {
    let sample = "// TO" + "DO: later\n# FIX" + "ME\n-- TO" + "DOS are a word"

    #expect(TreeRules.openEnds(SourceFile("Migrations/0001_a.sql", sample)).count == 2)
  }

  @Test(arguments: ["/ho" + "me/ann/x", "open(\"/ro" + "ot/x\")", "fil" + "e:///etc"])
  func `a path of one machine is refused`(line: String) {
    #expect(TreeRules.machinePaths(SourceFile("Dockerfile", line)).count == 1)
  }

  @Test(arguments: ["https://example.org/ho" + "me/a", "/homes/a", "a/ro" + "ot/b", "./ho" + "me/a"])
  func `a path of the project or the web is not one of a machine`(line: String) {
    #expect(TreeRules.machinePaths(SourceFile("Dockerfile", line)).isEmpty)
  }

  @Test func `a name the design does not know is refused at the top`() {
    let names = ["Sources", ".ci", "demo.db-wal", "demo.db.lock", "demo.db.before-0002", "notes.md", "Scripts"]
    #expect(TreeRules.strayNames(names) == ["notes.md", "Scripts"])
  }

  @Test func `a migration that is misnamed, doubled or missing is refused`() {
    #expect(TreeRules.migrationFaults(["0002_b.sql", "0001_a_1.sql"]).isEmpty)
    #expect(TreeRules.migrationFaults(["0001_a.sql", "0003_c.sql"]).count == 1)
    #expect(TreeRules.migrationFaults(["0001_a.sql", "0001_b.sql"]).count == 1)
    #expect(TreeRules.migrationFaults(["0001_a.sql", "0002-b.sql", "0003_C.sql", "README"]).count == 3)
  }

  private func source(_ target: String, _ text: String, _ name: String = "A.swift") -> SourceFile {
    SourceFile("Sources/\(target)/\(name)", text)
  }
}
