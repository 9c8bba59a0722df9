import Foundation
import TestSupport

/// Every address of the description, with ids of others in its braces.
struct Doors {
  let chain: Chain
  /// For each name in braces.
  let ids: [String: [String]]

  /// The addresses that take a method; those with a name in braces that stands for nothing here are left out.
  func all(_ method: String = "get") throws -> [String] {
    let paths =
      try chain.call(chain.steward, "GET", "/v1/openapi.json").json["paths"] as? [String: [String: Any]] ?? [:]
    var doors = paths.filter { $0.value[method] != nil }.keys.map { "/v1" + $0 }
    for (name, values) in ids {
      doors = doors.flatMap { door in
        door.contains("{\(name)}") ? values.map { door.replacing("{\(name)}", with: $0) } : [door]
      }
    }
    let purposes = doors.filter { $0.contains("/records/") || $0.hasSuffix("/records") }.flatMap { door in
      ["aggregatePublication", "impactStudy"].map { "\(door)?purpose=\($0)" }
    }
    // The description and the vocabularies name every code.
    return (doors + purposes).filter {
      !$0.contains("{") && !$0.contains("openapi") && !$0.contains("vocabular") && !$0.contains("glossary")
    }
  }

  /// Opens all that can be read.
  ///
  /// - Returns: How many answered 200, and where one of the secrets stood.
  func look(_ client: Client, for secrets: [String]) throws -> (opened: Int, told: [String]) {
    var (opened, told) = (0, [String]())
    for door in try all() {
      for path in [door, door + (door.contains("?") ? "&" : "?") + "limit=100"] {
        let reply = try chain.call(client, "GET", path)
        opened += reply.status == 200 ? 1 : 0
        told += secrets.filter(reply.text.contains).map { "\($0) at \(path)" }
      }
    }
    return (opened, told)
  }
}
