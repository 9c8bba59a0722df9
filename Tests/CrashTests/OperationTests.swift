import Foundation
import TestSupport
import Testing

/// What an operator does while clients write: stop, start, copy, check. Nothing that was accepted is lost by it.
@Suite(.serialized) struct OperationTests {
  @Test func `a server stopped and started under load loses nothing it accepted, and does nothing twice`() throws {
    let program = try Program()
    let token = try program.token()
    try program.serve()
    let writers = Writers(clientCount: 6, token: token, port: program.port)

    for _ in 1...5 {
      writers.waitForMore(50)
      #expect(program.stop() == 0)
      try program.serve()
      writers.port = program.port
    }
    writers.waitForMore(50)
    writers.end()

    let stored = try Writers.stored(program.client(token: token))
    #expect(stored == writers.made, "what was answered is there, and what was not answered was not done")
    #expect(writers.cutOff.isDisjoint(with: stored.values))
    #expect(try program.run("audit", "verify", "--database", program.database).status == 0)
    #expect(program.stop() == 0)
  }

  @Test func `a copy made under load is whole, holds all that was acknowledged before, and can be served`() throws {
    let program = try Program()
    let token = try program.token()
    try program.serve()
    let writers = Writers(clientCount: 4, token: token, port: program.port)

    for round in 1...3 {
      writers.waitForMore(50)
      let before = writers.made
      let restored = try Program()
      #expect(try program.run("backup", "--database", program.database, restored.database).status == 0)

      #expect(try restored.run("check", "--database", restored.database).status == 0, "round \(round)")
      #expect(try restored.run("audit", "verify", "--database", restored.database).status == 0)
      try restored.serve()
      let stored = try Writers.stored(restored.client(token: token))
      #expect(before.allSatisfy { stored[$0.key] == $0.value }, "round \(round)")
      #expect(try restored.client(token: token).send("POST", "/v1/initiatives", #"{"title":"on"}"#).status == 201)
      #expect(restored.stop() == 0)
    }
    writers.end()
    #expect(try Writers.stored(program.client(token: token)) == writers.made)
    #expect(program.stop() == 0)
  }

  @Test func `the commands work beside a server under load, and what they write is seen by its next request`() throws {
    let program = try Program()
    let token = try program.token()
    try program.serve()
    let writers = Writers(clientCount: 2, token: token, port: program.port)
    writers.waitForMore(10)

    for number in 1...3 {
      let fresh = try program.run(
        "token", "create", "--database", program.database, "--account", "An \(number)", "--role", "staff")
      let secret = fresh.output.trimmingCharacters(in: .whitespacesAndNewlines)
      #expect(try program.client(token: secret).send("GET", "/v1/me").status == 200)
      for words in [["check"], ["audit", "verify"], ["migrate"]] {
        let outcome = try program.run(words + ["--database", program.database])
        #expect(outcome.status == 0, "\(words): \(outcome.errors)")
      }
    }
    writers.end()

    #expect(try Writers.stored(program.client(token: token)) == writers.made)
    #expect(program.stop() == 0)
  }
}
