import Foundation
import Testing
import TestSupport

/// The real server over a real socket.
struct InitiativeRoutesTests {
  private func serving(_ body: (Program, Client) throws -> Void) throws {
    let program = try Program()
    let token = try program.token()
    try program.serve()
    try body(program, try program.client(token: token))
    #expect(program.stop() == 0)
  }

  @Test func `an initiative needs a title only, and comes back as it was made`() throws {
    try serving { _, client in
      let made = try client.send("POST", "/v1/initiatives", #"{"title":"KoffiebekerPact"}"#)

      #expect(made.status == 201 && made.header("etag") == "\"1\"")
      #expect(made.json["status"] as? String == "draft" && made.json["leadPartnerId"] is NSNull)
      let path = try #require(made.header("location").flatMap { URLComponents(string: $0)?.path })
      let read = try client.send("GET", path)
      #expect(read.status == 200 && read.body == made.body)
      #expect(try client.send("GET", path, headers: [("If-None-Match", "\"1\"")]).status == 304)
      #expect(try client.send("HEAD", path).header("content-length") == String(read.body.count))
    }
  }

  @Test func `faulty input names every place and stores nothing`() throws {
    try serving { _, client in
      let body = #"{"title":" ","sector":"x","phase":"pilot","drivers":["a",3],"leadPartnerId":null,"what":1}"#
      let refused = try client.send("POST", "/v1/initiatives", body)

      #expect(refused.status == 400 && refused.code == "invalidInput")
      #expect(refused.faultyPlaces == ["/title", "/sector", "/drivers/0", "/drivers/1", "/leadPartnerId", "/what"])
      #expect(try client.send("POST", "/v1/initiatives", #"{"title":"a","phase":"pilot"}"#).status == 422)
      #expect(try client.send("POST", "/v1/initiatives", #"{"title":"a""#).code == "malformedJson")
      #expect(try client.send("POST", "/v1/initiatives", "[]").faultyPlaces == [""])
      let text = [("Content-Type", "text/plain")]
      #expect(try client.send("POST", "/v1/initiatives", "{}", headers: text).status == 415)
      let coded = [("Content-Encoding", "gzip")]
      #expect(try client.send("POST", "/v1/initiatives", #"{"title":"a"}"#, headers: coded).status == 415)
      #expect(try client.send("GET", "/v1/initiatives?limit=101&limit=2&colour=red").faultyPlaces.count == 3)
      #expect(try client.send("GET", "/v1/initiatives?withTotal=true").json["total"] as? Int == 0)
    }
  }

  @Test func `a stranger hears 401 before anything about the input`() throws {
    try serving { program, _ in
      let stranger = try program.client()
      for path in ["/v1/initiatives", "/v1/initiatives?colour=red", "/v1/initiatives/x"] {
        let refused = try stranger.send("GET", path)
        #expect(refused.status == 401 && refused.header("www-authenticate") == "Bearer realm=\"schakel\"", "\(path)")
      }
      #expect(try stranger.send("POST", "/v1/initiatives", "{").status == 401)
      let liar = try program.client(token: "schakel_" + String(repeating: "A", count: 43))
      #expect(try liar.send("GET", "/v1/initiatives").header("www-authenticate")?.contains("invalid_token") == true)
    }
  }

  @Test func `pages follow one another without gap or repetition while rows are added`() throws {
    try serving { _, client in
      for number in 1...5 {
        _ = try client.send("POST", "/v1/initiatives", #"{"title":"\#(number)","sector":"textiles"}"#)
      }
      _ = try client.send("POST", "/v1/initiatives", #"{"title":"other","sector":"food"}"#)
      var titles: [String] = []
      var next: String? = "/v1/initiatives?sector=textiles&limit=2"
      while let path = next {
        let page = try client.send("GET", path)
        titles += page.items.compactMap { $0["title"] as? String }
        next = (page.json["next"] as? String).flatMap { URLComponents(string: $0) }.map {
          "\($0.path)?\($0.query ?? "")"
        }
        #expect((next == nil) == (page.header("link") == nil))
        if titles.count == 2 { _ = try client.send("POST", "/v1/initiatives", #"{"title":"6","sector":"textiles"}"#) }
      }

      #expect(titles == ["1", "2", "3", "4", "5", "6"])
    }
  }

  @Test func `a cursor of one list opens no other`() throws {
    try serving { _, client in
      for _ in 1...2 { _ = try client.send("POST", "/v1/initiatives", #"{"title":"a","sector":"food"}"#) }
      let page = try client.send("GET", "/v1/initiatives?sector=food&limit=1")
      let next = try #require(page.json["next"] as? String)
      let cursor = try #require(next.components(separatedBy: "after=").last)

      #expect(try client.send("GET", "/v1/initiatives?sector=food&after=\(cursor)").status == 200)
      #expect(try client.send("GET", "/v1/initiatives?after=\(cursor)").faultyPlaces == ["after"])
      #expect(try client.send("GET", "/v1/initiatives?sector=food&after=zzzz").faultyPlaces == ["after"])
    }
  }

  @Test func `a change takes the version that was seen`() throws {
    try serving { _, client in
      let made = try client.send("POST", "/v1/initiatives", #"{"title":"a","summary":"b"}"#)
      let path = "/v1/initiatives/\(made.json["id"] as? String ?? "")"

      let changed = try client.send(
        "PATCH", path, #"{"summary":null,"drivers":["societal"]}"#, headers: [("If-Match", "\"1\"")])
      let late = try client.send("PATCH", path, #"{"title":"c"}"#, headers: [("If-Match", "\"1\"")])

      #expect(changed.status == 200 && changed.header("etag") == "\"2\"" && changed.json["summary"] is NSNull)
      #expect(changed.json["title"] as? String == "a")
      #expect(late.status == 412 && late.code == "staleVersion")
      #expect(try client.send("DELETE", path, headers: [("If-Match", "\"1\"")]).status == 412)
      #expect(try client.send("DELETE", path).status == 204)
      #expect(try client.send("GET", path).status == 404)
    }
  }

  @Test func `only a draft is deleted`() throws {
    try serving { _, client in
      let made = try client.send("POST", "/v1/initiatives", #"{"title":"a","status":"active"}"#)
      let refused = try client.send("DELETE", "/v1/initiatives/\(made.json["id"] as? String ?? "")")
      #expect(refused.status == 409 && refused.code == "notDraft")
    }
  }

  @Test func `a request sent twice under one key has its effect once`() throws {
    try serving { _, client in
      let key = [("Idempotency-Key", "8e03978e-40d5-43dd-bc93-6894a57f9324")]
      let first = try client.send("POST", "/v1/initiatives", #"{"title":"a"}"#, headers: key)
      let second = try client.send("POST", "/v1/initiatives", #"{"title":"a"}"#, headers: key)
      let other = try client.send("POST", "/v1/initiatives", #"{"title":"b"}"#, headers: key)

      #expect(
        second.status == 201 && second.body == first.body && second.header("location") == first.header("location"))
      #expect(other.status == 422 && other.code == "idempotencyKeyReused")
      #expect(try client.send("GET", "/v1/initiatives").items.count == 1)
    }
  }

  @Test func `a reader sees and changes nothing, and no id is told from a missing one`() throws {
    try serving { program, steward in
      let made = try steward.send("POST", "/v1/initiatives", #"{"title":"a"}"#)
      let path = "/v1/initiatives/\(made.json["id"] as? String ?? "")"
      let words = ["token", "create", "--database", program.database, "--account", "Bo", "--role", "reader"]
      let token = try program.run(words[0], words[1], words[2], words[3], words[4], words[5], words[6], words[7]).output
      let reader = try program.client(token: token.trimmingCharacters(in: .whitespacesAndNewlines))

      #expect(try reader.send("GET", path).status == 200)
      #expect(try reader.send("PATCH", path, #"{"title":"b"}"#).code == "notAllowed")
      #expect(try reader.send("GET", path, headers: [("Acting-As", "role=steward")]).code == "roleNotAllowed")
      #expect(
        try reader.send("PATCH", path, #"{"title":"b"}"#, headers: [("Acting-As", "role=steward")]).code
          == "roleNotAllowed")
      #expect(try reader.send("GET", path, headers: [("Acting-As", "?")]).status == 400)
      for id in ["x", "01890a5d-ac96-774b-bcce-b302099a8057", "01890A5D-AC96-774B-BCCE-B302099A8057"] {
        #expect(try reader.send("GET", "/v1/initiatives/\(id)").code == "notFound")
      }
    }
  }
}
