import Foundation
import Testing
import TestSupport

/// The demo, and the walk through it that the README prints.
struct DemoTests {
  /// The walk's commands as one script, and what it must print.
  private func walk() throws -> (script: String, output: String) {
    let readme = try String(contentsOfFile: Program.home + "/README.md", encoding: .utf8)
    let part = readme.components(separatedBy: "<!-- ci:walk -->").last?.components(separatedBy: "<!-- ci:walk end -->")
    let pieces = (part?.first ?? "").components(separatedBy: "```")
    func blocks(_ language: String) -> String {
      pieces.filter { $0.hasPrefix(language + "\n") }.map { String($0.dropFirst(language.count + 1)) }.joined()
    }
    return (blocks("sh"), blocks("text"))
  }

  private func exports(_ output: String) -> String {
    output.split(separator: "\n").filter { $0.hasPrefix("export ") }.joined(separator: "\n") + "\n"
  }

  private func shell(_ script: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text
  }

  @Test func `the walk of the README prints what the README says`() throws {
    let program = try Program()
    let opened = try program.run("demo", "--database", program.database)
    try program.serve()
    let (script, output) = try walk()
    #expect(script.contains("revocations") && output.contains("consentRevoked"))

    let address = "http://127.0.0.1:\(program.port)"
    let printed = try shell(exports(opened.output) + script.replacing("http://127.0.0.1:8080", with: address))

    #expect(printed == output)
    #expect(try program.run("audit", "verify", "--database", program.database).status == 0)
  }

  @Test func `the further requests of the README work on the demo`() throws {
    let program = try Program()
    let opened = try program.run("demo", "--database", program.database)
    try program.serve()
    let helpers = try walk().script.split(separator: "\n").prefix(3).joined(separator: "\n")
    let readme = try String(contentsOfFile: Program.home + "/README.md", encoding: .utf8)
    let part = readme.components(separatedBy: "## Further requests").last?.components(separatedBy: "\n## ").first ?? ""
    let further = part.components(separatedBy: "```").filter { $0.hasPrefix("sh\n") }.map { $0.dropFirst(3) }.joined()
    #expect(further.contains("text/csv") && further.contains("/v1/sessions"))

    let script = "cd \(program.folder)\n\(exports(opened.output))\(helpers)\n\(further)"
    let printed = try shell(script.replacing("http://127.0.0.1:8080", with: "http://127.0.0.1:\(program.port)"))

    #expect(!printed.contains("/problems/"), "\(printed)")
    #expect(printed.contains("NB-3,declared,41.5,paper") && printed.contains("csrfToken"))
  }

  @Test func `the page of the walk shows the commands and the output of the README`() throws {
    let page = try String(contentsOfFile: Program.home + "/Public/walk.html", encoding: .utf8)
    let (script, output) = try walk()

    func shown(_ tag: String) -> String {
      page.components(separatedBy: "<\(tag)>").dropFirst().compactMap { $0.components(separatedBy: "</\(tag)>").first }
        .filter { $0.hasSuffix("\n") }.joined()
        .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }

    #expect(shown("code") == script)
    #expect(shown("samp") == output)
  }

  @Test func `a demo that is opened again has the same network and new tokens`() throws {
    let program = try Program()
    let first = try program.run("demo", "--database", program.database)
    let second = try program.run("demo", "--database", program.database)
    let line = second.output.split(separator: "\n").first { $0.hasPrefix("export READER=") } ?? ""

    try program.serve("--demo")
    let reader = try program.client(token: String(line.dropFirst("export READER=".count)))

    #expect(!first.output.contains(line))
    let titles = try reader.send("GET", "/v1/initiatives?limit=100").items.compactMap { $0["title"] as? String }
    #expect(
      titles == [
        "KoffiebekerPact", "Wood Loop", "Laptops that last", "Clothes the Circle", "Lisdodde Bouwketen",
        "Fair Solar Netwerk", "Matrasketen", "Moonshot Plaatmateriaal",
      ])
  }

  @Test func `in the demo Clothes the Circle has agreed, decided once, and decides again`() throws {
    let program = try Program()
    let opened = try program.run("demo", "--database", program.database)
    func value(_ name: String) -> String {
      let line = opened.output.split(separator: "\n").first { $0.hasPrefix("export \(name)=") } ?? ""
      return String(line.dropFirst("export \(name)=".count))
    }
    try program.serve()
    let maker = try program.client(token: value("MAKER"))
    let path = "/v1/initiatives/\(value("CIRCLE"))"

    let agreements = try maker.send("GET", "\(path)/agreements").items
    #expect(agreements.map { $0["state"] as? String } == ["inForce"])
    let decisions = try maker.send("GET", "\(path)/decisions").items
    #expect(decisions.map { $0["outcome"] as? String } == ["objected", nil])
    #expect(decisions.last?["id"] as? String == value("DECISION") && decisions.last?["votedCount"] as? Int == 4)
    #expect(try maker.send("GET", "\(path)/commitments").items.first?["state"] as? String == "accepted")
    let questions = try maker.send("GET", "\(path)/pulses").items.first?["questions"] as? [[String: Any]] ?? []
    #expect(questions.map { $0["level"] as? String } == ["high", "high", "middle"])
  }

  @Test func `F5 in the demo Lisdodde pays with its subsidy, and not without it`() throws {
    let program = try Program()
    let opened = try program.run("demo", "--database", program.database)
    let line = opened.output.split(separator: "\n").first { $0.hasPrefix("export DIRECTOR=") } ?? ""
    try program.serve()
    let director = try program.client(token: String(line.dropFirst("export DIRECTOR=".count)))
    let initiatives = try director.send("GET", "/v1/initiatives?limit=100").items
    let lisdodde = initiatives.first { $0["title"] as? String == "Lisdodde Bouwketen" }?["id"] as? String ?? ""

    let split = try director.send("GET", "/v1/initiatives/\(lisdodde)/splits").items.first?["id"] as? String ?? ""
    let results = try director.send("GET", "/v1/splits/\(split)/results").json
    let comparison = try director.send("GET", "/v1/splits/\(split)/comparison").json
    let without = comparison["withoutSubsidy"] as? [String: Any]
    #expect(results["surplusCents"] as? Int == 950_000 && without?["surplusCents"] as? Int == -950_000)
    let subsidies = try director.send("GET", "/v1/initiatives/\(lisdodde)/subsidies").items
    #expect(without?["fromDate"] as? String == subsidies.first?["endDate"] as? String && subsidies.count == 1)
  }

  @Test func `a register in use is no place for the demo`() throws {
    let program = try Program()
    _ = try program.token()

    let refused = try program.run("demo", "--database", program.database)

    #expect(refused.status == 1 && refused.output.isEmpty)
    #expect(refused.errors.contains("--database"))
  }
}
