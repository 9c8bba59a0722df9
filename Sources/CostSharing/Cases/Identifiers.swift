/// The form of an identifier, and the accounts that a case knows.
enum Identifiers {
  private static let charactersMax = SplitLimits.identifierCharactersMax

  /// 1 to 64 characters `A-Z a-z 0-9 _ . -`, the first a letter or digit.
  static func isWellFormed(_ text: String) -> Bool {
    guard (1...charactersMax).contains(text.utf8.count), let first = text.utf8.first, isAlphanumeric(first) else {
      return false
    }
    return text.utf8.allSatisfy { isAlphanumeric($0) || "_.-".utf8.contains($0) }
  }

  /// What is wrong with the form of one; nothing when it is right.
  static func faults(_ id: String, at location: String) -> [SplitError.Fault] {
    guard !isWellFormed(id) else { return [] }
    let detail = "Use 1 to \(charactersMax) letters, digits, “_”, “.” or “-”, a letter or digit first."
    return [.init(.invalidId, at: location, detail)]
  }

  /// Everything that is wrong with the ids of partners, in their order.
  ///
  /// - Parameter location: The pointer of the id at an index.
  static func partnerFaults(_ ids: [String], at location: (Int) -> String) -> [SplitError.Fault] {
    guard !ids.isEmpty else { return [.init(.noPartners, at: "/partners", "Name at least one partner.")] }
    var faults: [SplitError.Fault] = []
    if ids.count > SplitLimits.partnersMax {
      let detail = "At most \(SplitLimits.partnersMax) partners share; merge those that always act together."
      faults.append(.init(.tooManyPartners, at: "/partners", detail))
    }
    var known: Set<String> = []
    for (index, id) in ids.enumerated() {
      faults += self.faults(id, at: location(index))
      if id == jointAccountID {
        faults.append(.init(.reservedId, at: location(index), "“\(jointAccountID)” is the collaboration's account."))
      }
      if !known.insert(id).inserted {
        faults.append(.init(.duplicateId, at: location(index), "Name each partner once."))
      }
    }
    return faults
  }

  /// An identifier as a step of a JSON pointer: one of the wrong form may hold what must be escaped.
  static func step(_ id: String) -> String {
    id.replacing("~", with: "~0").replacing("/", with: "~1")
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }
}
