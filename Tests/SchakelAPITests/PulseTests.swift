import Foundation
import TestSupport
import Testing

/// How members are doing: answered without names, and told so that nobody is given away.
struct PulseTests {
  private let pulses: Pulses
  private var chain: Chain { pulses.chain }

  init() throws {
    pulses = try Pulses()
  }

  /// Companies in the order of their names, so many.
  private func members(_ count: Int) -> [String] { Array(Chain.members.prefix(count)) }

  @Test func `H6 while a pulse is open nobody sees more than how many answered`() throws {
    let pulse = try pulses.open(Pulses.questions)
    for name in members(5) {
      let answered = try pulses.answer(pulse, chain.client(name), [5, 4, 3], "Niets.")
      #expect(answered.status == 200 && answered.json["hasAnswered"] as? Bool == true)
    }

    for client in [chain.steward, try chain.client("Regie"), try chain.client("Restfractie")] {
      for place in ["/v1/pulses/\(pulse)", pulses.path] {
        let seen = try chain.call(client, "GET", place)
        let found = seen.items.first ?? seen.json
        #expect(found["respondentCount"] as? Int == 5 && found["hasAnswered"] as? Bool == false)
        #expect(!seen.text.contains("Niets") && !seen.text.contains("high") && !seen.text.contains("released"))
      }
      #expect(try chain.call(client, "GET", "/v1/pulses/\(pulse)").levels == ["open", "open", "open", "open"])
    }
    for name in Chain.members + ["Regie"] {
      let told = try chain.call(name, "GET", "/v1/notifications?limit=100").items.compactMap { $0["event"] as? String }
      #expect(told.filter { $0.hasPrefix("pulse") } == (name == "Regie" ? [] : ["pulseOpened"]))
    }
  }

  @Test func `H6 answers are shown from five persons of three companies, companies of one group as one`() throws {
    #expect(try pulses.shown(members(4)) == "withheld")
    #expect(try pulses.shown(members(5)) == "high")

    let twoCompanies = try pulses.open()
    for name in members(2) {
      for number in 1...3 {
        #expect(try pulses.answer(twoCompanies, pulses.colleague(of: name, number), [5, 5]).status == 200)
      }
    }
    let closed = try pulses.close(twoCompanies)
    #expect(closed.levels == ["withheld", "withheld"] && closed.json["respondentCount"] as? Int == 6)
    #expect(try fiveOfThree().levels == ["high", "high"])
    let group = try chain.made(chain.steward, "/v1/groups", ["name": "Bekergroep"])
    for name in members(2) {
      _ = try chain.call(chain.steward, "PATCH", "/v1/partners/\(chain.id(name))", ["groupId": group])
    }
    #expect(try fiveOfThree().levels == ["withheld", "withheld"], "three companies, two undertakings")
  }

  @Test func `H6 a network that has set more persons waits for as many`() throws {
    let careful = try Pulses(settings: "--min-pulse 6")
    let few = try careful.open(Pulses.questions)
    for name in members(5) { _ = try careful.answer(few, careful.chain.client(name), [5, 4, 3], "Niets.") }
    #expect(try careful.close(few).levels == ["withheld", "withheld", "withheld", "withheld"])
    #expect(try careful.shown(members(6)) == "high")
  }

  /// A pulse that two, two and one person of three companies answered.
  private func fiveOfThree() throws -> Reply {
    let pulse = try pulses.open()
    for (name, number) in zip(members(3) + members(2), [1, 1, 1, 2, 2]) {
      #expect(try pulses.answer(pulse, pulses.colleague(of: name, number), [5, 5]).status == 200)
    }
    return try pulses.close(pulse)
  }

  @Test func `H6 that all agree looks like a mean at that end, and a mean is not told`() throws {
    let answers = [[1, 1, 1, 1, 1], [1, 1, 3, 3, 3], [5, 5, 4, 3, 3], [5, 5, 5, 5, 5], [1, 5, 3, 1, 5]]
    var closed: [Reply] = []
    for values in answers {
      let pulse = try pulses.open()
      for (name, value) in zip(members(5), values) {
        #expect(try pulses.answer(pulse, chain.client(name), [value, 6 - value]).status == 200)
      }
      closed.append(try pulses.close(pulse))
    }

    #expect(
      closed.map(\.levels) == [
        ["low", "high"], ["low", "high"], ["high", "low"], ["high", "low"], ["middle", "middle"],
      ])
    let bodies = Set(
      closed.prefix(2).map {
        $0.text.components(separatedBy: "\"questions\":").last?.components(separatedBy: "\"openedAt\"").first
      })
    #expect(bodies.count == 1, "nothing else tells them apart")
  }

  @Test func `H6 no comparison of pulses isolates who left, joined or kept silent in between`() throws {
    let all = Chain.members
    #expect(try pulses.shown(all) == "high")
    #expect(try pulses.shown(all) == "high", "the same persons")

    try chain.leave("Studiebureau")
    #expect(try pulses.shown(members(6)) == "withheld", "one has left")
    try chain.join("Bekerhandel", as: "wholesaler")
    #expect(try pulses.shown(members(6) + ["Bekerhandel"]) == "withheld", "one has left and one has joined")
    #expect(try pulses.shown(members(5)) == "withheld", "and one kept silent")
    #expect(try pulses.shown(members(5) + ["Bekerhandel"]) == "high", "three persons of three companies differ")
    #expect(try pulses.shown(members(5)) == "withheld", "too close to one of those that were shown")
  }

  @Test func `H6 pulse results pass the same door as figures, and what is withheld stays so and is gone`() throws {
    let pulse = try pulses.open(Pulses.questions)
    for name in members(5) { _ = try pulses.answer(pulse, chain.client(name), [4, 4, 4], "verborgen \(name)") }
    let first = try pulses.close(pulse)
    #expect(first.levels == ["high", "high", "high", "released"])
    #expect(first.texts(4) == members(5).map { "verborgen \($0)" }.sorted())

    let second = try pulses.open(Pulses.questions)
    for name in members(6) { _ = try pulses.answer(second, chain.client(name), [2, 2, 2], "ingehouden \(name)") }
    let withheld = try pulses.close(second)
    #expect(withheld.levels == ["withheld", "withheld", "withheld", "withheld"] && withheld.texts(4) == nil)
    #expect(try pulses.close(second).body == withheld.body, "closing again changes nothing")
    #expect(try pulses.answer(second, chain.client("Restfractie"), [1, 1, 1]).refusal == "409 pulseClosed")
    #expect(try Tampering.number("SELECT count(*) FROM pulse_tally", on: chain.program.database) == 0)
    for script in [
      "UPDATE pulse_result SET outcome = 'released', level = 'low'", "DELETE FROM pulse_result",
      "UPDATE pulse SET closed_at = NULL, is_told = NULL", "DELETE FROM pulse_respondent", "DELETE FROM pulse",
      "INSERT INTO pulse_respondent SELECT pulse.id, account.id, partner.id FROM pulse, account, partner LIMIT 1",
      "INSERT INTO pulse_tally SELECT id, 1, 1, '[]' FROM pulse",
    ] {
      #expect(throws: Tampering.Failed.self, "\(script)") { try Tampering.run(script, on: chain.program.database) }
    }
  }

  @Test func `texts are shown from five on, sorted, and to members only`() throws {
    let few = try pulses.open(Pulses.questions)
    for (index, name) in members(5).enumerated() {
      _ = try pulses.answer(few, chain.client(name), [3, 3, 3], index < 4 ? "tekst \(9 - index)" : nil)
    }
    #expect(try pulses.close(few).levels == ["middle", "middle", "middle", "withheld"])
    let pulse = try pulses.open(Pulses.questions)
    for (name, text) in zip(members(5), ["peer", "aap", "noot", "aap", "vuur"]) {
      _ = try pulses.answer(pulse, chain.client(name), [3, 3, 3], text)
    }

    let closed = try pulses.close(pulse)
    #expect(closed.levels == ["middle", "middle", "middle", "released"])
    #expect(closed.texts(4) == ["aap", "aap", "noot", "peer", "vuur"])
    #expect(try chain.call("Restfractie", "GET", "/v1/pulses/\(pulse)").texts(4)?.count == 5)
    for place in ["/v1/pulses/\(pulse)", pulses.path] {
      let office = try chain.call(chain.steward, "GET", place)
      #expect(office.status == 200 && !office.text.contains("aap") && office.text.contains("middle"))
    }
  }

  @Test func `each person answers once, for whichever company`() throws {
    let pulse = try pulses.open()
    #expect(try pulses.answer(pulse, chain.client("Kleiwerk"), [1, 1]).status == 200)
    #expect(try pulses.answer(pulse, chain.client("Kleiwerk"), [5, 5]).refusal == "409 pulseAnswered")
    _ = try chain.made(
      "Papierpunt", "/v1/accounts/\(chain.accounts["Kleiwerk"] ?? "")/mandates",
      ["partnerId": chain.id("Papierpunt"), "rights": ["read"]])
    let other = try chain.client("Kleiwerk")
    other.headers.append(("Acting-As", chain.id("Papierpunt")))
    defer { other.headers.removeLast() }
    #expect(try pulses.answer(pulse, other, [5, 5]).refusal == "409 pulseAnswered")
    #expect(try pulses.answer(pulse, chain.client("Papierpunt"), [1, 1]).json["respondentCount"] as? Int == 2)
  }

  @Test func `members answer, who leads opens and closes, and outsiders hear of nothing`() throws {
    #expect(try chain.call("Kleiwerk", "POST", pulses.path, ["title": "x"]).refusal == "403 notAllowed")
    #expect(try chain.call("Bekerhandel", "POST", pulses.path, ["title": "x"]).refusal == "404 notFound")
    let pulse = try pulses.open()
    let place = "/v1/pulses/\(pulse)"
    #expect(try chain.call("Regie", "POST", pulses.path, ["title": "x"]).refusal == "409 pulseOpen")
    #expect(try chain.call("Kleiwerk", "PUT", place + "/closing").refusal == "403 notAllowed")
    #expect(try pulses.answer(pulse, chain.steward, [1, 1]).refusal == "403 notAllowed")
    for client in [try chain.client("Bekerhandel")] {
      for path in [place, pulses.path] { #expect(try chain.call(client, "GET", path).refusal == "404 notFound") }
      #expect(try pulses.answer(pulse, client, [1, 1]).refusal == "404 notFound")
      #expect(try chain.call(client, "PUT", place + "/closing").refusal == "404 notFound")
    }
    #expect(try chain.program.client().send("GET", place).status == 401)
    try chain.leave("Kleiwerk")
    #expect(try chain.call("Kleiwerk", "GET", place).refusal == "403 notMember")
    #expect(try pulses.answer(pulse, chain.client("Kleiwerk"), [1, 1]).refusal == "403 notMember")
    #expect(try chain.call(chain.steward, "PUT", place + "/closing").levels == ["withheld", "withheld"])
  }

  @Test func `faulty pulses and answers are refused with every place, and nothing is counted`() throws {
    let schema = try chain.call(
      "Regie", "POST", pulses.path, ["title": " ", "questions": [["kind": "trust"], ["kind": "text", "text": ""]]])
    #expect(schema.status == 400)
    #expect(
      schema.faultyPlaces.sorted()
        == ["/questions/0/kind", "/questions/0/text", "/questions/1/text", "/title"])
    #expect(try chain.call("Regie", "GET", pulses.path).items.isEmpty)
    let pulse = try pulses.open(Pulses.questions)
    let place = "/v1/pulses/\(pulse)/answer"
    func answer(_ answers: [[String: Any]]) throws -> Reply {
      try chain.call("Kleiwerk", "PUT", place, ["answers": answers])
    }

    let bad = try answer([["question": 1, "value": 6], ["question": 2, "value": 2.5], ["value": 3]])
    #expect(bad.status == 400)
    #expect(bad.faultyPlaces == ["/answers/0/value", "/answers/1/value", "/answers/2/question"])
    let odd = try answer([
      ["question": 1, "value": 3], ["question": 1, "value": 3], ["question": 3, "text": "nee"],
      ["question": 4, "value": 3], ["question": 9, "value": 1],
    ])
    #expect(odd.refusal == "422 invalidContent" && !odd.text.contains("nee"))
    #expect(
      odd.faultyPlaces == [
        "/answers/1/question", "/answers/2/value", "/answers/2/text", "/answers/3/value", "/answers/3/text",
        "/answers/4/question", "/answers",
      ])
    #expect(try chain.call("Kleiwerk", "GET", "/v1/pulses/\(pulse)").json["respondentCount"] as? Int == 0)
    #expect(
      try answer([["question": 1, "value": 3], ["question": 2, "value": 3], ["question": 3, "value": 3]]).status == 200)
  }

  @Test func `a draft with a pulse is not deleted`() throws {
    let place = "/v1/initiatives/" + (try chain.made(chain.steward, "/v1/initiatives", ["title": "a"]))
    _ = try chain.made(chain.steward, place + "/pulses", ["title": "x"])
    #expect(try chain.call(chain.steward, "DELETE", place).refusal == "409 notDraft")
  }
}
