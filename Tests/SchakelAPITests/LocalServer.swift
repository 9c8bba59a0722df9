import Cryptography
import Dispatch
import Foundation
import HTTPServer
import SQLite
import SchakelDomain
import TestSupport

@testable import SchakelAPI

/// The API in the test's own process, so that a test can put its hand between it and the disk, or hold its writer.
final class LocalServer {
  let disk: TestDisk
  let register: Register
  let statements: StatementLog
  private let folder: String
  /// What the demo tells: tokens and ids by their names.
  let demo: [String: String]
  private let token: String
  private let listener: Listener
  private let server: Server
  private let log = Told()

  /// - Parameters:
  ///   - isDemo: Whether the register holds the demo, and not just a steward.
  ///   - change: Sets what the test is about.
  ///   - limit: Sets the limits of the server that the test is about.
  init(
    isDemo: Bool = false, _ change: (inout Writer.Configuration) -> Void = { _ in },
    limit: (inout Limits) -> Void = { _ in }
  ) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("local-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    disk = TestDisk(folder: folder)
    let database = folder + "/test.db"
    _ = try Migrator(folder: Program.home + "/Migrations", digest: SHA256.digest).migrate(path: database)
    var configuration = Writer.Configuration()
    change(&configuration)
    statements = StatementLog(path: database)
    register = try Register(path: database, shardCount: 1, clock: .system, configuration: configuration)
    if isDemo {
      let variables = try register.writeNow { try DemoNetwork.open(in: $0) }
      demo = Dictionary(uniqueKeysWithValues: variables.map { ($0.name, $0.value) })
      token = demo["STEWARD"] ?? ""
    } else {
      demo = [:]
      token = try register.writeNow { try AccountService($0).makeToken(accountName: "An", role: .steward) }
    }
    var options = APIResponder.Options(site: Site(publicURL: "http://localhost", version: "0")) { [log] in
      log.add(String(decoding: $0, as: UTF8.self))
    }
    options.requestsPerMinute = nil
    var limits = Limits()
    limit(&limits)
    listener = try Listener(HTTPServer.Configuration(host: "127.0.0.1", port: 0, shardCount: 1, limits: limits))
    server = Server(listener, responder: APIResponder(register: register, options: options))
    server.start()
  }

  deinit {
    let end = DispatchSemaphore(value: 0)
    server.stop(deadlineSeconds: 0) { [register] in register.close { _ in end.signal() } }
    end.wait()
    // What stays behind in the temporary folder harms no other test.
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Of the demo: one for each kind of person.
  var tokens: [String] { demo.values.filter { $0.hasPrefix("schakel_") } }

  /// A client of the steward, or of somebody else.
  func client(token: String? = nil) throws -> Client { try Client(port: listener.port, token: token ?? self.token) }

  /// A few ids of a table.
  func ids(_ table: SQL) throws -> [String] {
    try Reader(path: folder + "/test.db").read { connection in
      try connection.rows("SELECT id FROM \(sql: table) ORDER BY id LIMIT 4") { try $0.get(0) }
    }
  }

  /// A decision in each initiative where members have agreed on nothing yet, and the agreement that its rule stands in.
  func addDecision() throws {
    try Tampering.run(
      """
      INSERT INTO agreement (id, initiative_id, number, title, text, document_sha256, created_at, updated_at)
        SELECT id, id, 1, 'a', 'a', zeroblob(32), 0, 0 FROM initiative
        WHERE id NOT IN (SELECT initiative_id FROM agreement);
      INSERT INTO decision (id, initiative_id, kind, title, proposal, agreement_id, account_id, opened_at)
        SELECT id, id, 'other', 'd', 'd', id, (SELECT min(id) FROM account), 0 FROM agreement
        WHERE id = initiative_id;
      INSERT INTO agreement_rule (agreement_id, kind, rule, quorum_percent, one_vote_per, is_secret, min_open_days)
        SELECT id, 'other', 'consent', 0, 'partner', 0, 0 FROM agreement WHERE id = initiative_id;
      """, on: folder + "/test.db")
  }

  /// The log so far, a line each.
  var lines: [String] { log.all }

  /// Keeps the writer busy while the body runs, so that changes wait in line.
  func whileWriting(_ body: () throws -> Void) throws {
    let (entered, released) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    register.write { _ in
      entered.signal()
      released.wait()
    } completion: { _ in
    }
    entered.wait()
    defer { released.signal() }
    try body()
  }
}

extension Client {
  func create(_ title: String) throws -> TestSupport.Reply {
    try send("POST", "/v1/initiatives", #"{"title":"\#(title)"}"#)
  }

  /// Sends a request without a body, and does not wait for its answer.
  func begin(_ method: String, _ path: String) throws {
    let fields = headers.map { "\($0.0): \($0.1)\r\n" }.joined()
    try write("\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n\(fields)Content-Length: 0\r\n\r\n")
  }

  /// Sends a change, and does not wait for its answer.
  func beginCreating(_ title: String) throws {
    let body = #"{"title":"\#(title)"}"#
    let fields = headers.map { "\($0.0): \($0.1)\r\n" }.joined()
    try write(
      "POST /v1/initiatives HTTP/1.1\r\nHost: localhost\r\n\(fields)Content-Type: application/json\r\n"
        + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
  }
}

/// What was told, from any queue.
final class Told: Sendable {
  private let texts = Guarded<[String]>([])

  var all: [String] { texts.withLock { $0 } }

  func add(_ text: String) { texts.withLock { $0.append(text) } }
}
