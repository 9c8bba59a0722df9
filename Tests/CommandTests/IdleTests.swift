import Foundation
import TestSupport
import Testing

/// Connections that say nothing cost next to nothing.
struct IdleTests {
  private static let bytesPerConnectionMax = 10_000

  /// Descriptors that the test itself needs beside its connections.
  private static let otherCount = 300

  @Test func `ten thousand idle connections are held for at most 10 kB each, and others are served meanwhile`() throws {
    let count = min(10_000, Self.allowDescriptors(10_000 + Self.otherCount) - Self.otherCount)
    let program = try Program()
    let token = try program.token()
    try program.serve()
    let before = try Self.residentBytes(of: program)

    let clients = try (0..<count).map { _ in try program.client(token: token) }
    for client in clients { #expect(try client.send("GET", "/v1/initiatives").status == 200) }

    let other = try program.client(token: token)
    #expect(try other.send("POST", "/v1/initiatives", #"{"title":"a"}"#).status == 201)
    #expect(try program.client().send("GET", "/health/live").status == 200)
    let cost = try (Self.residentBytes(of: program) - before) / count
    #expect(cost <= Self.bytesPerConnectionMax, "\(count) connections, \(cost) bytes each")
    #expect(try clients[0].send("GET", "/v1/initiatives").items.count == 1, "the first of them goes on")
    #expect(program.stop() == 0)
  }

  /// Raises this process's limit of open files.
  ///
  /// - Returns: The limit, at most what is wanted.
  private static func allowDescriptors(_ wanted: Int) -> Int {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = max(limit.rlim_cur, min(rlim_t(wanted), limit.rlim_max))
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return min(wanted, Int(clamping: limit.rlim_cur))
  }

  private static func residentBytes(of program: Program) throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(program.processIdentifier)/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
    return try #require(line.split(separator: " ").dropFirst().first.flatMap { Int($0) }) * 1_024
  }
}
