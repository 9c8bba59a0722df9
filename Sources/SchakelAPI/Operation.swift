import HTTPServer
import SchakelDomain

/// What is declared of one route: for the checks before its handler runs, and for the published description.
struct Operation: Sendable {
  /// The name in the description, in camelCase.
  let id: String
  let tag: String
  let summary: String
  let description: String
  var query: [QueryParameter] = []
  var body: Shape?
  /// Of one whose body may be text/csv as well: what it answers to that, with 200.
  var csvAnswer: Shape?
  /// Whether its answer is to be had as text/csv as well.
  var offersCSV = false
  /// What a token must allow, where it is not what the route's kind says.
  var scope: Scope?
  var answer: AnswerShape = .none
  var status: Status = .ok
  /// The reasons for which it refuses, besides those that every route has.
  var reasons: [Reason] = []
  /// Whether it answers anybody.
  var isOpen = false
  var acceptsCSV: Bool { csvAnswer != nil }
  /// The path's pattern, once it is added.
  fileprivate(set) var pattern = ""

  /// What an answer holds.
  enum AnswerShape: Sendable {
    case none
    case object(Shape)
    case list(of: Shape)
    /// Not described member by member.
    case other(contentType: String)
  }

  init(
    _ id: String, tag: String, _ summary: String, description: String = "", query: [QueryParameter] = [],
    body: Shape? = nil, csvAnswer: Shape? = nil, answer: AnswerShape = .none, offersCSV: Bool = false,
    status: Status = .ok, reasons: [Reason] = [], isOpen: Bool = false, scope: Scope? = nil
  ) {
    self.id = id
    self.tag = tag
    self.summary = summary
    self.description = description
    self.query = query
    self.body = body
    self.csvAnswer = csvAnswer
    self.answer = answer
    self.offersCSV = offersCSV
    self.status = status
    self.reasons = reasons
    self.isOpen = isOpen
    self.scope = scope
    if case .list = answer { self.query += QueryParameter.paging }
  }
}

/// A route's declaration and its handler, by the kind that says where it runs.
///
/// A class, because each request carries its route along.
final class Route: Sendable {
  let method: Method
  let operation: Operation
  let kind: Kind
  /// Whether its address is below that of an initiative.
  let isBelowInitiative: Bool

  init(_ method: Method, operation: Operation, kind: Kind) {
    self.method = method
    self.operation = operation
    self.kind = kind
    isBelowInitiative = FacilitatorNotice.isAdded(on: operation.pattern)
  }

  typealias Read = @Sendable (APIRequest, Transaction) throws -> Answer
  typealias Write = @Sendable (APIRequest, WriteTransaction) throws -> Answer
  /// Work that takes long, and then a change that takes its result.
  typealias Prepare = @Sendable (APIRequest, Transaction) throws -> @Sendable (WriteTransaction) throws -> Answer

  enum Kind: Sendable {
    /// At once, without the register.
    case direct(@Sendable (APIRequest) throws -> Answer)
    /// At once on the shard, in one snapshot.
    case read(Read)
    /// On the writer, kept or undone as a whole, answered after the commit; may be run twice for that.
    case write(Write)
    /// A read of confidential data: on the writer, because its entry in the audit trail commits with it.
    case audited(Write)
    /// On the slow pool, never on a shard.
    case slow(Read)
    /// On the slow pool as well, once it is known who asks, and without the register: it may take longer than a
    /// snapshot of that should be held.
    case calculation(@Sendable (APIRequest) throws -> Answer)
    /// On the slow pool first, then on the writer.
    case prepared(Prepare)

    /// Whether it cannot be done when no more changes may wait. Asked first: a refusal under load must cost little.
    var needsWriter: Bool {
      switch self {
      case .direct, .read, .slow, .calculation: false
      case .write, .audited, .prepared: true
      }
    }
  }

  /// What a token must allow for this route.
  var scope: Scope {
    if let scope = operation.scope { return scope }
    return switch kind {
    case .direct, .read, .slow, .calculation: .read
    case .audited: .values
    case .write, .prepared: .write
    }
  }
}

/// All routes. A capability adds its own in `Routes/`, and one line in `everything`.
struct Routes: Sendable {
  /// In the order of the router's numbers.
  private(set) var all: [Route] = []
  private(set) var router = Router()

  mutating func direct(
    _ method: Method, _ pattern: String, _ operation: Operation,
    _ handler: @escaping @Sendable (APIRequest) throws -> Answer
  ) {
    add(method, pattern, operation, .direct(handler))
  }

  mutating func read(_ method: Method, _ pattern: String, _ operation: Operation, _ handler: @escaping Route.Read) {
    add(method, pattern, operation, .read(handler))
  }

  mutating func write(_ method: Method, _ pattern: String, _ operation: Operation, _ handler: @escaping Route.Write) {
    add(method, pattern, operation, .write(handler))
  }

  mutating func audited(_ method: Method, _ pattern: String, _ operation: Operation, _ handler: @escaping Route.Write) {
    add(method, pattern, operation, .audited(handler))
  }

  mutating func slow(_ method: Method, _ pattern: String, _ operation: Operation, _ handler: @escaping Route.Read) {
    add(method, pattern, operation, .slow(handler))
  }

  mutating func calculation(
    _ method: Method, _ pattern: String, _ operation: Operation,
    _ handler: @escaping @Sendable (APIRequest) throws -> Answer
  ) {
    add(method, pattern, operation, .calculation(handler))
  }

  mutating func prepared(
    _ method: Method, _ pattern: String, _ operation: Operation, _ handler: @escaping Route.Prepare
  ) {
    add(method, pattern, operation, .prepared(handler))
  }

  private mutating func add(_ method: Method, _ pattern: String, _ operation: Operation, _ kind: Route.Kind) {
    var operation = operation
    operation.pattern = pattern
    router.add(method, pattern)
    all.append(Route(method, operation: operation, kind: kind))
  }
}
