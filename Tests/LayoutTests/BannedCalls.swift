/// What product code does not do; each rule says why in its complaint.
enum BannedCalls {
  static func forcedTries(_ file: SourceFile) -> [String] {
    file.complaints("an error is thrown or handled, never forced") { $0.holds("try!") || $0.holds("as!") }
  }

  static func wallClock(_ file: SourceFile) -> [String] {
    guard file.name != "Clock.swift" else { return [] }
    return file.complaints("the moment is passed in; only Clock.swift asks for it") { line in
      line.holds("Date()") || line.holds("Date.now") || line.holds("Date.init()")
    }
  }

  static func printing(_ file: SourceFile) -> [String] {
    guard !file.isIn("Sources/schakel") else { return [] }
    return file.complaints("a library does not print") { line in
      ["print(", "debugPrint(", "dump("].contains { line.holds($0, asMember: false) }
    }
  }

  /// `Int` takes "+5" and more that no wire format knows.
  static func laxIntegers(_ file: SourceFile) -> [String] {
    let types = ["Int", "Int64", "Int32", "UInt", "UInt64", "UInt32", "UInt16", "UInt8"]
    let calls = types.flatMap { type in ["String(", "text", "string", "Substring("].map { "\(type)(\($0)" } }
    return file.complaints("parse digits: Int takes a sign") { line in
      line.contains("Int") && calls.contains { line.holds($0) }
    }
  }

  static func uncheckedSharing(_ file: SourceFile) -> [String] {
    guard !file.isIn("Sources/SQLite"), !file.isIn("Sources/HTTPServer/Transport") else { return [] }
    return file.complaints("unchecked sharing stands only in SQLite and HTTPServer/Transport") { line in
      line.contains("@unchecked") || line.contains("nonisolated(unsafe)")
    }
  }

  /// A dispatch queue's own `.async` is how work is handed over, so members do not count.
  static func asynchrony(_ file: SourceFile) -> [String] {
    let words = [
      "async", "await", "actor", "Task", "NSLock", "NSRecursiveLock", "NSCondition", "DispatchSemaphore",
      "pthread_mutex_lock",
    ]
    return file.complaints("state is confined to a serial queue: no async, no locks") { line in
      words.contains { line.holds($0, asMember: false) }
    }
  }

  /// Files that use a `Mutex`; three leaf types may.
  static func mutexFiles(_ files: [SourceFile]) -> [String] {
    files.filter { file in file.codeLines.contains { $0.holds("Mutex<") || $0.holds("Mutex(") } }.map(\.path)
  }

  /// Names that say nothing, and types named after their module, which break qualified look-up.
  static func emptyNames(_ file: SourceFile) -> [String] {
    let target = file.path.split(separator: "/").dropFirst().first.map(String.init)
    return file.complaints("a type is named after what it is, and not after its module") { line in
      guard let name = declaredType(line) else { return false }
      return name == target
        || ["Manager", "Helper", "Helpers", "Util", "Utils", "Base"].contains { name.hasSuffix($0) }
    }
  }

  private static func declaredType(_ line: String) -> String? {
    let words = line.utf8.split { !isNameByte($0) }.map { String(decoding: $0, as: UTF8.self) }
    guard let keyword = words.firstIndex(where: { ["struct", "class", "enum", "protocol"].contains($0) }) else {
      return nil
    }
    return words[(keyword + 1)...].first { $0 != "func" && $0 != "var" }
  }
}
