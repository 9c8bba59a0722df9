/// What stands where, and what no file of the project holds.
enum TreeRules {
  static let topLevel: Set<String> = [
    "Package.swift", "Sources", "Tests", "Migrations", "Public", "Dockerfile", "README.md", "LICENSE",
  ]

  /// Names at the root that are neither the design card's nor a dotfile nor of a database that was served from there,
  /// which git leaves out: its log, its lock, the copies made before migrations.
  static func strayNames(_ names: [String]) -> [String] {
    names.filter { name in
      let isDatabase = name.hasSuffix(".db") || name.contains(".db-") || name.contains(".db.")
      return !topLevel.contains(name) && !name.hasPrefix(".") && !isDatabase
    }
  }

  /// Migrations are `NNNN_name.sql`, numbered from 0001 without a gap; any other file in their folder is misplaced.
  static func migrationFaults(_ names: [String]) -> [String] {
    names.filter { !$0.hasPrefix(".") }.sorted().enumerated().compactMap { index, name in
      let number = String(index + 1)
      let expected = String(repeating: "0", count: max(0, 4 - number.count)) + number
      guard isMigrationName(name) else { return "\(name) is not named NNNN_name.sql" }
      return name.hasPrefix(expected + "_") ? nil : "\(name) stands where number \(expected) is due"
    }
  }

  private static func isMigrationName(_ name: String) -> Bool {
    guard name.hasSuffix(".sql") else { return false }
    let stem = Array(name.utf8.dropLast(4))
    let isLower = { (byte: UInt8) in isNameByte(byte) && byte < 0x80 && !(65...90).contains(byte) }
    return stem.count > 5 && stem[..<4].allSatisfy { (48...57).contains($0) } && stem[4] == UInt8(ascii: "_")
      && stem[5...].allSatisfy(isLower)
  }

  /// Work is finished or is an issue; the marks are spelt in two here so that this file is not one of its own finds.
  static func openEnds(_ file: SourceFile) -> [String] {
    let marks = ["TO" + "DO", "FIX" + "ME"]
    return file.lines.enumerated().filter { line in marks.contains { line.element.holds($0) } }.map { index, _ in
      file.complaint(index + 1, "an open end")
    }
  }

  /// Paths of one person's machine.
  static func machinePaths(_ file: SourceFile) -> [String] {
    let folders = ["root", "home", "Users"].map { "/\($0)/" }
    return file.lines.enumerated().filter { line in
      line.element.contains("file" + ":///") || folders.contains { startsPath($0, in: line.element) }
    }.map { index, _ in file.complaint(index + 1, "a path of one machine") }
  }

  /// Whether a path of the file system starts with this folder: not an address, not a path within the project.
  private static func startsPath(_ folder: String, in line: String) -> Bool {
    let bytes = Array(line.utf8)
    let wanted = Array(folder.utf8)
    return bytes.indices.contains { start in
      let end = start + wanted.count
      guard end < bytes.count, isNameByte(bytes[end]), bytes[start..<end].elementsEqual(wanted) else { return false }
      return start == 0 || !(isNameByte(bytes[start - 1]) || [45, 46, 125].contains(bytes[start - 1]))
    }
  }
}
