import HTTPServer
import SQLite
import TestSupport
import Testing

/// What clients hear when the disk or the time does not suffice, and that it passes.
struct FaultTests {
  private func titles(_ client: Client) throws -> [String] {
    try client.send("GET", "/v1/initiatives?limit=100").items.compactMap { $0["title"] as? String }
  }

  private func expectUnavailable(_ reply: TestSupport.Reply, at location: SourceLocation = #_sourceLocation) {
    #expect(reply.refusal == "503 databaseUnavailable", sourceLocation: location)
    #expect(reply.header("content-type") == "application/problem+json", sourceLocation: location)
    #expect(reply.header("retry-after") == "1", sourceLocation: location)
    #expect(!reply.text.contains("SQLITE") && !reply.text.contains("test.db"), sourceLocation: location)
  }

  @Test func `a full disk refuses changes, lets reads go on, and needs no new start once there is room`() throws {
    let server = try LocalServer()
    let client = try server.client()
    #expect(try client.create("before").status == 201)

    server.disk.set(.full)
    expectUnavailable(try client.create("refused"))
    expectUnavailable(try client.create("refused"))
    #expect(try titles(client) == ["before"])
    #expect(try client.send("GET", "/health/ready").status == 200)
    server.disk.set(nil)

    #expect(try client.create("after").status == 201)
    #expect(try titles(client) == ["before", "after"])
    #expect(server.lines.contains { $0.contains("503") && $0.contains("cause") })
  }

  @Test(arguments: [TestDisk.Fault.brokenSyncs, .brokenWrites])
  func `a broken disk ends all writing, aloud, and lets reads go on`(_ fault: TestDisk.Fault) throws {
    let told = Told()
    let server = try LocalServer { $0.onFailure = { told.add("\($0)") } }
    let client = try server.client()
    #expect(try client.create("before").status == 201)

    server.disk.set(fault)
    expectUnavailable(try client.create("refused"))
    server.disk.set(nil)

    expectUnavailable(try client.create("refused"))
    #expect(try titles(client) == ["before"])
    #expect(told.all.count == 1 && told.all[0].contains("nothing more is written"))
    expectUnavailable(try client.send("GET", "/health/ready"))
    #expect(try client.send("GET", "/health/live").status == 200)
    // The line of a refusal is written when it has been sent; by the next one it is there.
    expectUnavailable(try client.create("refused"))
    #expect(server.lines.contains { $0.contains("The disk has failed") })
  }

  @Test func `changes beyond those that may wait are refused at once, and health answers meanwhile`() throws {
    // The change that keeps the writer busy is one of the three.
    let server = try LocalServer { $0.waitingMax = 3 }
    let (prober, excess) = (try server.client(), try server.client())
    let waiting = [try server.client(), try server.client()]

    try server.whileWriting {
      for (number, client) in waiting.enumerated() {
        try client.beginCreating("waits \(number)")
        #expect(try prober.send("GET", "/health/live").status == 200)
      }
      let refusal = try excess.create("excess")
      #expect(refusal.refusal == "503 overloaded" && refusal.header("retry-after") == "1")
      #expect(try titles(prober).isEmpty)
      #expect(try prober.send("GET", "/health/ready").status == 200)
    }

    for client in waiting { #expect(try client.read().status == 201) }
    #expect(try excess.create("later").status == 201)
    #expect(try titles(prober) == ["waits 0", "waits 1", "later"])
  }

  @Test func `a connection too many hears when to come back, and health answers meanwhile`() throws {
    let server = try LocalServer(limit: { $0.connectionCountMax = 1 })
    let client = try server.client()
    #expect(try client.create("served").status == 201)

    let refusal = try server.client().send("GET", "/v1/initiatives")

    #expect(refusal.refusal == "503 overloaded")
    #expect(refusal.header("retry-after") == "1" && refusal.header("connection") == "close")
    #expect(refusal.header("content-type") == "application/problem+json")
    for path in ["/health/live", "/health/ready"] {
      #expect(try server.client().send("GET", path).status == 200)
    }
    #expect(try titles(client) == ["served"])
  }

  @Test func `one that sends a hundred changes at once does not keep another one waiting`() throws {
    let server = try LocalServer()
    let (greedy, modest) = (try server.client(), try server.client())

    try server.whileWriting {
      for number in 1...100 { try greedy.beginCreating("greedy \(number)") }
      try modest.beginCreating("modest")
    }
    #expect(try modest.read().status == 201)
    for _ in 1...100 { #expect(try greedy.read().status == 201) }

    let order = try titles(modest)
    #expect((order.firstIndex(of: "modest") ?? 100) <= 2, "\(order.prefix(5))")
  }
}
