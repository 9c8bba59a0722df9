import Foundation
import TestSupport
import Testing

/// Connections that say nothing cost next to nothing.
struct IdleTests {
  private static let bytesPerConnectionMax = 10_000

  @Test func `ten thousand idle connections are held for at most 10 kB each, and others are served meanwhile`() throws {
    let program = try Program()
    let token = try program.token()
    try program.serve()
    let before = try Self.bytes("VmRSS:", of: program)

    // A sanitizer reserves terabytes of addresses, keeps what was given back, and takes its time: then a few must do,
    // and nothing can be said of memory.
    let isWatched = try Self.bytes("VmSize:", of: program) > 1 << 40
    let crowd = try Crowd(count: isWatched ? 100 : 10_000, port: program.port, token: token)
    let count = try #require(try crowd.waitUntilServed(), "all were served")

    let other = try program.client(token: token)
    #expect(try other.send("POST", "/v1/initiatives", #"{"title":"a"}"#).status == 201)
    #expect(try program.client().send("GET", "/health/live").status == 200)
    let cost = try (Self.bytes("VmRSS:", of: program) - before) / count
    #expect(cost <= Self.bytesPerConnectionMax || isWatched, "\(count) connections, \(cost) bytes each")
    #expect(try crowd.askOnceMore(), "the first of them goes on")
    #expect(program.stop() == 0)
  }

  /// A line of what the system knows of the server.
  private static func bytes(_ name: String, of program: Program) throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(program.processIdentifier)/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix(name) })
    return try #require(line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }) * 1_024
  }
}

/// Many connections of a program of its own, each of which has been served once.
private final class Crowd {
  private let process = Process()
  private let (incoming, outgoing) = (Pipe(), Pipe())

  /// Says how many there are once each has its answer, and `on` once the first has another.
  private static let script = #"""
    count=$1 request=$'GET /v1/initiatives HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer '$3$'\r\n\r\n'
    ulimit -n "$(ulimit -Hn)"
    most=$(ulimit -n)
    if [ "$most" != unlimited ] && [ "$most" -lt $((count + 100)) ]; then count=$((most - 100)); fi
    connections=()
    for ((number = 0; number < count; number++)); do
      exec {connection}<> "/dev/tcp/127.0.0.1/$2" || exit 1
      printf %s "$request" >&"$connection"
      connections+=("$connection")
    done
    for connection in "${connections[@]}"; do
      read -r line <&"$connection"
      case $line in "HTTP/1.1 200 "*) ;; *) exit 1 ;; esac
    done
    echo "$count"
    read -r line
    printf %s "$request" >&"${connections[0]}"
    while read -r line <&"${connections[0]}"; do
      case $line in *"HTTP/1.1 200 "*) echo on; exit ;; esac
    done
    """#

  init(count: Int, port: Int, token: String) throws {
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["bash", "-c", Self.script, "crowd", String(count), String(port), token]
    process.standardInput = incoming
    process.standardOutput = outgoing
    try process.run()
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }

  /// - Returns: How many connections there are; nil when one was not served.
  func waitUntilServed() throws -> Int? { Int(line()) }

  func askOnceMore() throws -> Bool {
    try incoming.fileHandleForWriting.write(contentsOf: Data("\n".utf8))
    return line() == "on"
  }

  private func line() -> String {
    String(decoding: outgoing.fileHandleForReading.availableData, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
