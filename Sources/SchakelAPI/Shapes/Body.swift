import SchakelDomain

/// A body that has been checked against its shape; reading cannot fail any more for what the shape guarantees.
struct Body: Sendable {
  let json: JSON

  init(_ json: JSON) {
    self.json = json
  }

  /// Of a request that has none, or needs none.
  static let empty = Body(.object([]))

  /// Whether the member was sent, be it as null.
  func has(_ name: String) -> Bool { json.member(name) != nil }

  func text(_ name: String) -> String? {
    if case .text(let text) = json.member(name) { text } else { nil }
  }

  func integer(_ name: String) -> Int64? { json.member(name)?.integer }

  func boolean(_ name: String) -> Bool? {
    if case .boolean(let flag) = json.member(name) { flag } else { nil }
  }

  func id<Owner>(_ name: String, as owner: Owner.Type = Owner.self) -> Identifier<Owner>? {
    text(name).flatMap { Identifier<Owner>($0) }
  }

  func day(_ name: String) -> LocalDate? { text(name).flatMap { LocalDate(iso: $0) } }

  func days(_ name: String) -> [LocalDate]? { texts(name)?.compactMap { LocalDate(iso: $0) } }

  func moment(_ name: String) -> Timestamp? { text(name).flatMap { Timestamp(rfc3339: $0) } }

  func code<V: Vocabulary>(_ name: String, as vocabulary: V.Type = V.self) -> V? {
    text(name).flatMap { V(rawValue: $0) }
  }

  /// An exact decimal, sent as a text or an integer.
  func decimal(_ name: String) -> String? {
    switch json.member(name) {
    case .text(let text): text
    case .number(let text): text
    default: nil
    }
  }

  func texts(_ name: String) -> [String]? {
    items(name)?.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  func codes<V: Vocabulary>(_ name: String, as vocabulary: V.Type = V.self) -> [V]? {
    texts(name)?.compactMap { V(rawValue: $0) }
  }

  func objects(_ name: String) -> [Body]? { items(name)?.map { Body($0) } }

  func object(_ name: String) -> Body? {
    if case .object = json.member(name) { json.member(name).map { Body($0) } } else { nil }
  }

  private func items(_ name: String) -> [JSON]? {
    if case .list(let items) = json.member(name) { items } else { nil }
  }
}
