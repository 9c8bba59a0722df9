/// What a router found for a method and a path.
public enum RouteMatch: Sendable {
  /// The route's number.
  case found(Int, PathParameters)
  /// The path is known, the method is not; the methods that are, in alphabetical order.
  case methodNotAllowed(allowed: [Method])
  case notFound
}

/// What stood in the path where its pattern has a name in braces, percent-decoded.
public struct PathParameters: Sendable {
  private var values: [(name: String, value: String)] = []

  /// Parameters for a test.
  public init(_ values: [(name: String, value: String)] = []) {
    self.values = values
  }

  /// The value of a parameter.
  public func first(_ name: String) -> String? {
    values.first { $0.name == name }?.value
  }

  mutating func add(_ name: String, _ value: String) {
    values.append((name, value))
  }
}

/// Finds the route of a method and a path, by its number: 0 for the one that was added first.
///
/// Patterns are paths with names in braces: `/v1/ndas/{nda}/signatures/{partner}`. A literal segment goes before a
/// name.
public struct Router: Sendable {
  private var count = 0
  private var nodes: [Node] = [Node()]

  private struct Node: Sendable {
    /// The segment that leads here; empty for a named one.
    var literal: [UInt8] = []
    /// With the hashes of their segments, so that none has to be copied to be looked up; so few that a search is
    /// quicker than a table.
    var literals: [(hash: UInt64, node: Int)] = []
    var named: (name: String, node: Int)?
    var routes: [(method: Method, number: Int)] = []

    /// The node behind a segment whose hash is that of this one.
    func child(_ segment: Span<UInt8>) -> Int? {
      if literals.isEmpty { return nil }
      let hash = Router.hash(of: segment)
      for entry in literals where entry.hash == hash { return entry.node }
      return nil
    }

    func isNamed(_ segment: Span<UInt8>) -> Bool { segment.equals(literal.span) }

    func route(for method: Method) -> Int? {
      for entry in routes where entry.method == method { return entry.number }
      return nil
    }
  }

  /// A router without routes.
  public init() {}

  /// Adds a route.
  ///
  /// - Precondition: There is none yet for the method and the pattern, and two patterns that differ only in the name of
  /// a
  ///   segment use one name.
  public mutating func add(_ method: Method, _ pattern: String) {
    precondition(pattern.utf8.first == UInt8(ascii: "/"), "A pattern begins with a slash: \(pattern)")
    var node = 0
    for segment in pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      node = child(of: node, for: segment)
    }
    precondition(nodes[node].route(for: method) == nil, "\(method.name) \(pattern) was added twice")
    nodes[node].routes.append((method, count))
    count += 1
  }

  /// Finds a route; HEAD takes that of GET.
  ///
  /// - Parameter path: As it came in, percent-encoded.
  public func find(_ method: Method, path: String) -> RouteMatch {
    var parameters = PathParameters()
    guard let node = node(at: path, &parameters) else { return .notFound }
    if let number = nodes[node].route(for: method) { return .found(number, parameters) }
    let get = nodes[node].route(for: .get)
    if method == .head, let get { return .found(get, parameters) }
    guard !nodes[node].routes.isEmpty else { return .notFound }
    let names = nodes[node].routes.map(\.method.name) + (get == nil ? [] : [Method.head.name]) + [Method.options.name]
    return .methodNotAllowed(allowed: Set(names).sorted().map { Method($0) })
  }

  private mutating func child(of node: Int, for segment: Substring) -> Int {
    if segment.first == "{", segment.last == "}" {
      let name = String(segment.dropFirst().dropLast())
      if let named = nodes[node].named {
        precondition(named.name == name, "One segment is called both \(named.name) and \(name)")
        return named.node
      }
      nodes.append(Node())
      nodes[node].named = (name, nodes.count - 1)
      return nodes.count - 1
    }
    let literal = Array(segment.utf8)
    if let found = nodes[node].child(literal.span) {
      precondition(nodes[found].literal == literal, "Two segments share a hash; give one of them another name")
      return found
    }
    nodes.append(Node(literal: literal))
    nodes[node].literals.append((Self.hash(of: literal.span), nodes.count - 1))
    return nodes.count - 1
  }

  /// FNV-1a.
  private static func hash(of bytes: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in bytes.indices { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
    return hash
  }

  private func node(at path: String, _ parameters: inout PathParameters) -> Int? {
    let bytes = path.utf8.span
    guard bytes.first == UInt8(ascii: "/") else { return nil }
    var node = 0
    var start = 1
    while start <= bytes.count {
      let end = bytes.firstIndex(of: UInt8(ascii: "/"), from: start) ?? bytes.count
      let segment = bytes.extracting(start..<end)
      let found = nodes[node].child(segment)
      if let found, nodes[found].isNamed(segment) {
        node = found
      } else {
        guard let named = nodes[node].named else { return nil }
        guard let value = PercentEncoding.decodeSegment(segment) else { return nil }
        parameters.add(named.name, value)
        node = named.node
      }
      start = end + 1
    }
    return node
  }
}
