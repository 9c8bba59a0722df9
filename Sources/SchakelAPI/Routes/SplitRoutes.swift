import CostSharing
import HTTPServer
import SchakelDomain

/// Splits of burdens and benefits, their lines and how they come out.
enum SplitRoutes {
  /// - Parameter secondsMax: How long one calculation may take.
  static func add(to routes: inout Routes, secondsMax: Int) {
    routes.read(.get, "/v1/initiatives/{initiative}/splits", listing, list)
    routes.write(.post, "/v1/initiatives/{initiative}/splits", creation, create)
    routes.read(.get, "/v1/splits/{split}", reading, find)
    routes.write(.patch, "/v1/splits/{split}", change, update)
    routes.read(.get, "/v1/splits/{split}/results", resultReading, results)
    routes.slow(.get, "/v1/splits/{split}/comparison", comparisonReading) {
      try compare($0, $1, Deadline(secondsMax: secondsMax))
    }
    SplitLineRoutes.add(to: &routes)
    SplitEffectRoutes.add(to: &routes)
    SplitProposalRoutes.add(to: &routes, secondsMax: secondsMax)
  }

  static let members: [Reason] = [.notMember, .notAllowed, .mandateInsufficient]
  static let variant = QueryParameter(
    "variant", .text(1...60), "Only of this one; planned for results, withoutSubsidy is computed.")
  private static let rules: [Reason] = [
    .invalidContent, .unknownPartner, .invalidNumber, .negativeWeight, .duplicateID, .unexpectedField, .missingField,
  ]

  private static let listing = Operation(
    "listSplits", tag: "Splits", "The splits of an initiative; for its members.", answer: .list(of: .split),
    reasons: members)

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let rows = try SplitService(tx).list(
      of: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.id.text) { $0.split($1) }
  }

  private static let creation = Operation(
    "createSplit", tag: "Splits", "Say what is divided, over whom.", body: .splitInput, answer: .object(.split),
    status: .created, reasons: members + rules)

  private static let create: Route.Write = { request, tx in
    var content = SplitContent(title: "", subject: .surplus, partners: [])
    try content.apply(request.body)
    let split = try SplitEditor(tx).create(content, in: request.path("initiative"), as: request.caller)
    return Answer.created(at: "/v1/splits/\(split.id)", version: split.version) { $0.split(split) }
  }

  private static let reading = Operation(
    "getSplit", tag: "Splits", "One split.", answer: .object(.split), reasons: members)

  private static let find: Route.Read = { request, tx in
    let split = try SplitService(tx).find(request.path("split"), as: request.caller).split
    return Answer.ok(version: split.version) { $0.split(split) }
  }

  private static let change = Operation(
    "changeSplit", tag: "Splits", "Change a split in part.", body: .splitInput, answer: .object(.split),
    reasons: members + rules + [.staleVersion, .splitBinding])

  private static let update: Route.Write = { request, tx in
    let current = try SplitService(tx).find(request.path("split"), as: request.caller).split
    try request.requireMatch(current.version)
    var content = current.content
    try content.apply(request.body)
    let changed = try SplitEditor(tx).update(current, to: content, as: request.caller)
    return Answer.ok(version: changed.version) { $0.split(changed) }
  }

  private static let resultReading = Operation(
    "getSplitResults", tag: "Splits", "How a split comes out under each method, side by side.",
    description: """
      Computed from the open lines of all but your rivals, exact to the cent; a line that somebody keeps to itself \
      counts for nobody else. `ownPosition` adds your own private lines to your own position, and only you see it. \
      As text/csv when the header Accept asks for it: a row for each method and account.
      """,
    query: [variant], answer: .object(.splitResults), offersCSV: true, reasons: members + [.overflow])

  private static let results: Route.Read = { request, tx in
    let results = try SplitService(tx).results(
      of: request.path("split"), variant: request.query.text("variant") ?? SplitLineContent.planned, as: request.caller)
    return try Answer.ok { try $0.splitResults(results) }.asTable(request) { SplitTable.results(results) }
  }

  private static let comparisonReading = Operation(
    "getSplitComparison", tag: "Splits", "What the split engine makes of the open lines, in words as well.",
    description:
      "Who wins and loses before anything is shared, the methods side by side with who pays whom under each, "
      + "what each partner would regret, all scenarios, and the totals without subsidies. Private lines are in none of "
      + "its numbers. A calculation that takes too long is answered with 503 `calculationTooLong`.",
    query: [variant, volume, iterations, seed], answer: .object(.splitComparison),
    reasons: members + [.overflow, .calculationTooLong])

  private static let volume = QueryParameter(
    "volume", .exactDecimal,
    "Units that the chain handles, a year after the base year or at the one moment, for the break-even premium.")
  private static let iterations = QueryParameter(
    "iterations", .integer(1...MonteCarlo.iterationsMax), "Monte Carlo draws; none when left out.")
  private static let seed = QueryParameter(
    "seed", .integer(0...9_007_199_254_740_991), "Where the draws begin; 0 when left out.")

  private static func compare(_ request: APIRequest, _ tx: Transaction, _ deadline: Deadline) throws -> Answer {
    let volume = request.query.text("volume").flatMap { ExactDecimal($0) }
    if let volume, volume < .zero { throw Query.fault("volume", "range", "A volume is 0 or more.") }
    let terms = SplitComparison.Terms(
      volume: volume, iterations: try request.query.integer("iterations", in: 1...MonteCarlo.iterationsMax),
      seed: try request.query.integer("seed", in: 0...9_007_199_254_740_991) ?? 0)
    let comparison = try SplitService(tx).comparison(
      of: request.path("split"), variant: request.query.text("variant") ?? SplitLineContent.planned, terms,
      as: request.caller, checkpoint: deadline.check)
    return Answer.ok { $0.splitComparison(comparison) }
  }
}

/// The lines of a split.
enum SplitLineRoutes {
  private static let base = "/v1/splits/{split}/lines"

  static func add(to routes: inout Routes) {
    routes.read(.get, base, listing, list)
    routes.write(.post, base, entry, enter)
    routes.read(.get, base + "/{line}", reading, find)
    routes.write(.patch, base + "/{line}", change, update)
    routes.write(.delete, base + "/{line}", deletion, delete)
  }

  private static let rules: [Reason] = [
    .notOwner, .invalidContent, .unknownPartner, .samePartner, .missingField, .unexpectedField, .paymentInOutsideOption,
  ]

  private static let listing = Operation(
    "listSplitLines", tag: "Splits", "The open lines of a split, and your own private ones.",
    description: """
      Lines of a partner that competes with you, or may, are left out: of one with which a competitor relation says \
      yes or unknown, and, where none is recorded, of one that is or was in the same link of the chain. So is what \
      others pay it. As text/csv when the header Accept asks for it; a text that looks like a formula then has an \
      apostrophe before it, and the next page stands in the header Link.
      """,
    query: [SplitRoutes.variant], answer: .list(of: .splitLine), offersCSV: true, reasons: SplitRoutes.members)

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let rows = try SplitService(tx).listLines(
      of: request.path("split"), variant: request.query.text("variant"), after: page.after, limit: page.limit,
      as: request.caller)
    return Answer.list(rows, page, cursor: \.id.text) { $0.splitLine($1) }
      .asTable(request) { SplitTable.lines(rows.prefix(page.limit)) }
  }

  private static let entry = Operation(
    "enterSplitLine", tag: "Splits", "Enter a line of your own, or as a coordinator one of the joint account.",
    body: .splitLineInput, answer: .object(.splitLine), status: .created,
    reasons: SplitRoutes.members + rules + [.tooManyLines, .splitBinding])

  private static let enter: Route.Write = { request, tx in
    let content = try request.body.newSplitLine()
    let line = try SplitEditor(tx).enter(content, in: request.path("split"), as: request.caller)
    return Answer.created(at: "/v1/splits/\(line.splitID)/lines/\(line.id)", version: line.version) {
      $0.splitLine(line)
    }
  }

  private static let reading = Operation(
    "getSplitLine", tag: "Splits", "One line.", answer: .object(.splitLine), reasons: SplitRoutes.members)

  private static let find: Route.Read = { request, tx in
    let line = try SplitService(tx).findLine(request.path("line"), of: request.path("split"), as: request.caller)
    return Answer.ok(version: line.version) { $0.splitLine(line) }
  }

  private static let change = Operation(
    "changeSplitLine", tag: "Splits", "Change a line in part; whose it is stays.", body: .splitLineChange,
    answer: .object(.splitLine), reasons: SplitRoutes.members + rules + [.staleVersion, .estimateKept, .splitBinding])

  private static let update: Route.Write = { request, tx in
    let current = try current(request, tx)
    let content = try request.body.changed(current.content)
    let changed = try SplitEditor(tx).update(current, to: content, as: request.caller)
    return Answer.ok(version: changed.version) { $0.splitLine(changed) }
  }

  private static let deletion = Operation(
    "deleteSplitLine", tag: "Splits", "Delete a line.", status: .noContent,
    reasons: SplitRoutes.members + [.notOwner, .staleVersion, .splitBinding])

  private static let delete: Route.Write = { request, tx in
    try SplitEditor(tx).delete(current(request, tx), as: request.caller)
    return .noContent
  }

  private static func current(_ request: APIRequest, _ tx: Transaction) throws -> Split.Line {
    let line = try SplitService(tx).findLine(request.path("line"), of: request.path("split"), as: request.caller)
    try request.requireMatch(line.version)
    return line
  }
}
