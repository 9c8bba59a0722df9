import SchakelDomain

extension Shape {
  var reference: JSON { ["$ref": .text("#/components/schemas/\(name)")] }

  /// The schema of the whole object.
  var schema: JSON {
    let required = members.filter(\.isRequired).map { JSON.text($0.name) }
    var schema: [JSON.Member] = [.init("type", "object"), .init("additionalProperties", .boolean(false))]
    if !required.isEmpty { schema.append(.init("required", .list(required))) }
    schema.append(.init("properties", .object(members.map { JSON.Member($0.name, $0.schema) })))
    return .object(schema)
  }

  /// The schema of a merge patch: every member may be left out.
  var patchSchema: JSON {
    [
      "type": "object", "additionalProperties": .boolean(false), "minProperties": .number("0"),
      "properties": .object(members.filter { !$0.isReadOnly }.map { JSON.Member($0.name, $0.schema) }),
    ]
  }

  func example(forRequest: Bool) -> JSON {
    .object(
      members.filter { !forRequest || !$0.isReadOnly }.map { JSON.Member($0.name, $0.type.example(named: $0.name)) })
  }
}

extension Shape.Member {
  fileprivate var schema: JSON {
    guard case .object(var schema) = type.schema else { return type.schema }
    if isNullable { schema = Self.nullable(schema) }
    schema.append(.init("description", .text(description)))
    if isReadOnly { schema.append(.init("readOnly", .boolean(true))) }
    return .object(schema)
  }

  private static func nullable(_ schema: [JSON.Member]) -> [JSON.Member] {
    if let reference = schema.first(where: { $0.name == "$ref" }) {
      return [.init("oneOf", [.object([reference]), ["type": "null"]])]
    }
    return schema.map { member in
      switch (member.name, member.value) {
      case ("type", .list(let types)): .init("type", .list(types + ["null"]))
      case ("type", let type): .init("type", .list([type, "null"]))
      case ("enum", .list(let codes)): .init("enum", .list(codes + [.null]))
      default: member
      }
    }
  }
}

extension ValueType {
  /// The shapes inside.
  var shapes: [Shape] {
    switch self {
    case .object(let shape): [shape]
    case .list(let type, _), .map(let type, _): type.shapes
    case .oneOf(let shapes): shapes
    default: []
    }
  }

  var schema: JSON {
    switch self {
    case .text(let range):
      [
        "type": "string", "minLength": .number(String(range.lowerBound)),
        "maxLength": .number(String(range.upperBound)),
      ]
    case .code(_, let codes): ["type": "string", "enum": .list(codes.map { .text($0) })]
    case .pattern(let pattern, _, _): ["type": "string", "pattern": .text("^\(pattern)$")]
    case .identifier: ["type": "string", "format": "uuid"]
    case .day: ["type": "string", "format": "date"]
    case .moment: ["type": "string", "format": "date-time"]
    case .boolean: ["type": "boolean"]
    case .integer(let range):
      [
        "type": "integer", "format": "int64", "minimum": .number(String(range.lowerBound)),
        "maximum": .number(String(range.upperBound)),
      ]
    case .decimal: ["type": ["string", "integer"], "pattern": "^-?[0-9]+(\\.[0-9]+)?$"]
    case .scalar: ["type": ["string", "integer", "boolean"]]
    case .list(let type, let range):
      [
        "type": "array", "minItems": .number(String(range.lowerBound)), "maxItems": .number(String(range.upperBound)),
        "items": type.schema,
      ]
    case .exactDecimal:
      ["type": ["string", "integer"], "pattern": "^-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,6})?$"]
    case .fraction: ["type": ["string", "integer"], "pattern": "^-?(0|[1-9][0-9]*)(/[1-9][0-9]*)?$"]
    case .object(let shape): shape.reference
    case .map(let type, let orNull):
      ["type": "object", "additionalProperties": orNull ? ["anyOf": [type.schema, ["type": "null"]]] : type.schema]
    case .oneOf(let shapes): ["anyOf": .list(shapes.map(\.reference))]
    case .any: [:]
    }
  }

  func example(named name: String) -> JSON {
    switch self {
    case .text(let range): .text(Self.text(named: name, range))
    case .code(_, let codes): .text(codes[0])
    case .pattern(_, let example, _): .text(example)
    case .identifier: "01890a5d-ac96-774b-bcce-b302099a8057"
    case .day: "2023-06-15"
    case .moment: "2023-06-15T08:00:05.000Z"
    case .boolean: .boolean(false)
    case .integer(let range): .number(String(max(range.lowerBound, min(range.upperBound, 1))))
    case .decimal, .exactDecimal, .scalar: "28.4"
    case .list(let type, let range): .list(Array(repeating: type.example(named: name), count: max(1, range.lowerBound)))
    case .fraction: "100/3"
    case .object(let shape): shape.example(forRequest: false)
    case .map(let type, _): ["partner": type.example(named: name)]
    case .oneOf(let shapes): shapes[0].example(forRequest: false)
    case .any: "…"
    }
  }

  private static func text(named name: String, _ range: ClosedRange<Int>) -> String {
    if name == "title" { return "KoffiebekerPact" }
    let text = "text"
    return range.upperBound >= text.count
      ? text + String(repeating: "x", count: max(0, range.lowerBound - text.count)) : "x"
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral {
  init(stringLiteral text: String) {
    self = .text(text)
  }

  init(dictionaryLiteral members: (String, JSON)...) {
    self = .object(members.map { Member($0.0, $0.1) })
  }

  init(arrayLiteral items: JSON...) {
    self = .list(items)
  }
}
