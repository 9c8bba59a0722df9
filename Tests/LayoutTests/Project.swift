import Foundation

/// The tree these tests stand in, found from the place of this file; folders that do not exist yet are empty.
enum Project {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let sources = files(under: "Sources", endingIn: [".swift"])
  static let tests = files(under: "Tests", endingIn: [".swift"])
  static let pages = files(under: "Public", endingIn: [".js", ".css", ".html"])
  static let migrations = files(under: "Migrations", endingIn: [".sql"])
  /// Everything written by hand, the loose files at the root included.
  static let all = sources + tests + pages + migrations + loose

  static var topLevelNames: [String] { names(in: "") }
  static var migrationNames: [String] { names(in: "Migrations") }
  static var targetNames: [String] { names(in: "Sources") }

  private static let loose = ["Package.swift", "README.md", "Dockerfile", ".ci/run"].compactMap(file)

  private static func names(in folder: String) -> [String] {
    let path = root.appending(path: folder).path
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  private static func files(under folder: String, endingIn suffixes: [String]) -> [SourceFile] {
    let paths = FileManager.default.enumerator(atPath: root.appending(path: folder).path)?.allObjects ?? []
    return paths.compactMap { $0 as? String }.sorted()
      .filter { path in suffixes.contains { path.hasSuffix($0) } }
      .compactMap { file("\(folder)/\($0)") }
  }

  /// Nothing when there is no such file, or it is not text.
  private static func file(_ path: String) -> SourceFile? {
    guard let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8) else { return nil }
    return SourceFile(path, text)
  }
}
