/// A file's path, cut in two.
struct FilePlace {
  /// `.` for a bare name.
  let folder: String
  let name: String

  init(_ path: String) {
    let cut = path.lastIndex(of: "/")
    name = cut.map { String(path[path.index(after: $0)...]) } ?? path
    folder = cut.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }
}
