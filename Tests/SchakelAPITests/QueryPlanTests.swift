import Foundation
import HTTPServer
import SQLite
import SchakelDomain
import TestSupport
import Testing

@testable import SchakelAPI

/// Every list stays as fast when its table grows: it reads the rows of its page by an index, and sorts none.
struct QueryPlanTests {
  @Test func `no list reads a whole table or sorts what may be many`() throws {
    let server = try LocalServer(isDemo: true)
    try Self.addSplit(to: server)
    try server.addDecision()
    let ids = try Dictionary(uniqueKeysWithValues: Set(Self.tables.values).map { ($0, try server.ids($0)) })
    let log = server.statements
    let before = Set(log.texts)
    var unanswered: Set<String> = []

    for operation in Self.lists {
      var isAnswered = false
      for token in server.tokens {
        let client = try server.client(token: token)
        for path in try Self.paths(of: operation, ids) {
          isAnswered = try Self.ask(client, path) || isAnswered
        }
      }
      if !isAnswered { unanswered.insert(operation.pattern) }
    }

    let statements = log.texts.filter { $0.hasPrefix("SELECT") && !before.contains($0) }
    let faults = try statements.flatMap { text in try Self.faults(in: log.plan(text), of: text).map { "\($0): \(text)" }
    }
    #expect(unanswered.isEmpty, "of these nothing was seen")
    #expect(Self.lists.count > 20 && statements.count > 60)
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n\n"))")
  }

  private static let lists = Routes.all(site: Site(publicURL: "http://localhost", version: "0")).all
    .filter { route in
      if case .list = route.operation.answer { return route.method == .get }
      return false
    }
    .map(\.operation)

  /// What may be sorted all the same: it is bounded by something other than the size of the register.
  private static let bounded = [
    "FROM access_entry_field": "the fields of one read",
    "FROM dataset CROSS JOIN record": "a page for each data set of one initiative",
    "FROM consent CROSS JOIN destruction_duty": "the duties in one initiative",
    "FROM competitor_relation WHERE": "the relations of one group",
    "FROM agreement_signature": "the signatures of one version",
    "FROM decision_vote WHERE decision_id": "the votes on one decision",
    "FROM release_figure JOIN measure": "what was withheld of one initiative's measures, whose ledgers are bounded",
    "FROM release JOIN measure": "a page for each measure of one initiative",
  ]

  /// What a plan does that takes longer when a table grows.
  private static func faults(in plan: [String], of text: String) -> [String] {
    let isBounded = bounded.keys.contains { text.contains($0) }
    return plan.filter { !(isBounded && $0.contains("TEMP B-TREE FOR ORDER BY")) }.filter { step in
      let isWhole = step.hasPrefix("SCAN ") && !step.contains("CONSTANT ROW") && !step.uppercased().contains("SUBQUERY")
      return isWhole || step.contains("TEMP B-TREE") || step.contains("AUTOMATIC")
    }
  }

  /// The demo has none.
  private static func addSplit(to server: LocalServer) throws {
    let initiative = try #require(try server.ids("initiative").first)
    let path = "/v1/initiatives/\(initiative)"
    for client in try server.tokens.map({ try server.client(token: $0) }) {
      let members = try client.send("GET", "\(path)/memberships").items.compactMap { $0["partnerId"] as? String }
      guard let member = members.first else { continue }
      let split = #"{"title": "s", "subject": "surplus", "partners": [{"partnerId": "\#(member)"}]}"#
      if try client.send("POST", "\(path)/splits", split).status == 201 { return }
    }
    Issue.record("no split was made")
  }

  /// Asks for a page and the next.
  ///
  /// - Returns: Whether there was anything to see.
  private static func ask(_ client: Client, _ path: String) throws -> Bool {
    let reply = try client.send("GET", path)
    if let next = reply.json["next"] as? String, let link = URLComponents(string: next) {
      #expect(try client.send("GET", "\(link.path)?\(link.percentEncodedQuery ?? "")").status == 200)
    }
    return reply.status == 200
  }

  /// The tables of what stands in braces in a path, and of what filters name.
  private static let tables: [String: SQL] = [
    "initiative": "initiative", "dataset": "dataset", "nda": "nda", "partner": "partner", "split": "split",
    "measure": "measure", "account": "account", "leadPartnerId": "partner", "recordId": "record",
    "datasetId": "dataset", "initiativeId": "initiative", "groupId": "partner_group", "subjectId": "initiative",
    "decision": "decision", "subsidy": "subsidy",
  ]

  private static let texts = [
    "purpose": "impactStudy", "fields": "mass_g", "variant": "planned", "action": "nda.signed",
  ]

  /// An operation's addresses: a page of the usual size, one of a single item, and one for each filter.
  private static func paths(of operation: SchakelAPI.Operation, _ ids: [SQL: [String]]) throws -> [String] {
    var paths = [operation.pattern]
    for (name, table) in tables where operation.pattern.contains("{\(name)}") {
      let known = ids[table] ?? []
      paths = paths.flatMap { path in known.map { path.replacing("{\(name)}", with: $0) } }
    }
    // Counting reads everything by its nature; whoever asks for it knows.
    let filters = operation.query.filter { !["limit", "after", "withTotal"].contains($0.name) }
    return try paths.flatMap { path in
      let values = try filters.map { "\(path)?limit=1&\($0.name)=\(try value(of: $0, ids))" }
      return [path, "\(path)?limit=1"] + values
    }
  }

  private static func value(of filter: QueryParameter, _ ids: [SQL: [String]]) throws -> String {
    if let table = tables[filter.name] { return ids[table]?.first ?? UUID().uuidString.lowercased() }
    switch filter.type {
    case .code(_, let codes): return codes[0]
    case .integer: return "1"
    case .pattern(_, let example, _): return example
    default: return try #require(texts[filter.name], "a value for \(filter.name)")
    }
  }
}
