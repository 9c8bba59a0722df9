import FoundationEssentials
import Glibc

/// Serves the files of one folder.
///
/// A path is decoded first and judged then, segment by segment; after that the file's real place is asked of the system
/// and must lie in the folder, so that no link leads out of it either.
public struct StaticFiles: Sendable {
  private let folder: String
  /// Bytes of a file; larger ones are not served.
  public static let byteCountMax = 16 << 20

  /// - Parameter folder: It must exist.
  public init?(folder: String) {
    guard let real = realpath(folder, nil) else { return nil }
    defer { free(real) }
    self.folder = String(cString: real)
  }

  /// The answer to a GET or HEAD for a file; nil when there is no such file.
  ///
  /// `/` is `index.html`. The `ETag` is that of the file's size and moment of change.
  public func response(to request: Request) -> Response? {
    guard request.method == .get || request.method == .head, let path = file(for: request.path),
      let (bytes, tag) = read(path)
    else { return nil }
    var headers = ResponseHeaders()
    headers.add("ETag", tag)
    headers.add("Cache-Control", "no-cache")
    if let known = request.headers.list("if-none-match"), Self.isListed(tag, in: known) {
      return Response(.notModified, headers: headers)
    }
    headers.add("Content-Type", Self.type(of: path))
    return Response(.ok, headers: headers, body: bytes)
  }

  private func file(for path: String) -> String? {
    if path == "/" { return inside("index.html") }
    var names: [String] = []
    for segment in path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      // A name that begins with a dot is hidden, or leads up. Bytes are compared, as the system does: to a text, a dot
      // with an accent on it is no dot.
      guard let name = PercentEncoding.decodeSegment(Array(segment).span), name.utf8.first != UInt8(ascii: ".") else {
        return nil
      }
      names.append(name)
    }
    return inside(names.joined(separator: "/"))
  }

  private func inside(_ path: String) -> String? {
    guard let real = realpath("\(folder)/\(path)", nil) else { return nil }
    defer { free(real) }
    let place = String(cString: real)
    return place.utf8.starts(with: (folder + "/").utf8) ? place : nil
  }

  private func read(_ path: String) -> (bytes: [UInt8], tag: String)? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= Self.byteCountMax,
      let data = try? Data(contentsOf: URL(filePath: path))  // a file that cannot be read is not there for the client
    else { return nil }
    let changed = status.st_mtim
    return (Array(data), "\"\(String(changed.tv_sec, radix: 36))-\(changed.tv_nsec)-\(status.st_size)\"")
  }

  private static func isListed(_ tag: String, in list: String) -> Bool {
    list.split(separator: ",").map(trimmed).contains { $0 == "*" || $0 == tag || $0 == "W/\(tag)" }
  }

  private static func type(of path: String) -> String {
    let ending = path.split(separator: ".").last.map { $0.lowercased() }
    return ending.flatMap { types[$0] } ?? "application/octet-stream"
  }

  private static let types = [
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8", "json": "application/json", "svg": "image/svg+xml", "png": "image/png",
    "ico": "image/x-icon", "jpg": "image/jpeg", "woff2": "font/woff2", "txt": "text/plain; charset=utf-8",
    "webmanifest": "application/manifest+json",
  ]
}
