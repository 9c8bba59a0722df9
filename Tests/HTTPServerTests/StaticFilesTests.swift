import Foundation
import HTTPServer
import Testing

/// A folder whose files are served, in another one that holds what must stay inside.
private final class SiteFolder {
  let outer: String
  var inner: String { outer + "/site" }

  init() throws {
    outer = FileManager.default.temporaryDirectory.appendingPathComponent("site-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: outer + "/site/sub", withIntermediateDirectories: true)
    try write("secret.txt", "secret")
    try write("site-too/near.txt", "secret")
    for name in ["index.html", "a.css", "a.js", "a.svg", "a.bin", "A.HTML", "sub/b c.txt", "é.txt"] {
      try write("site/" + name, "text of \(name)")
    }
    for name in [".hidden", ".\u{301}hidden", "sub/.hidden", ".git/config"] { try write("site/" + name, "secret") }
    for (name, target) in [("out.txt", "../secret.txt"), ("out", ".."), ("near", "../site-too"), ("in.txt", "a.js")] {
      try FileManager.default.createSymbolicLink(atPath: "\(inner)/\(name)", withDestinationPath: target)
    }
  }

  deinit {
    // What stays behind in the temporary folder harms no other test.
    try? FileManager.default.removeItem(atPath: outer)
  }

  func write(_ name: String, _ text: String) throws {
    let url = URL(fileURLWithPath: outer + "/" + name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }
}

/// Serves files, and 404 for what is none.
private struct FileResponder: Responder {
  let files: StaticFiles

  func respond(to request: Request, on shard: Int, reply: HTTPServer.Reply) {
    reply.send(files.response(to: request) ?? Response(.notFound))
  }

  func response(to error: HTTPError) -> Response { Response(error.status) }
}

struct StaticFilesTests {
  private let folder: SiteFolder
  private let files: StaticFiles

  init() throws {
    folder = try SiteFolder()
    files = try #require(StaticFiles(folder: folder.inner))
  }

  private func get(_ path: String, _ known: String? = nil) -> Response? {
    let headers = RequestHeaders(known.map { [("If-None-Match", $0)] } ?? [])
    return files.response(to: Request(method: .get, path: path, headers: headers))
  }

  @Test(arguments: [
    ("/", "index.html", "text/html; charset=utf-8"), ("/index.html", "index.html", "text/html; charset=utf-8"),
    ("/a.css", "a.css", "text/css; charset=utf-8"), ("/a.js", "a.js", "text/javascript; charset=utf-8"),
    ("/a.svg", "a.svg", "image/svg+xml"), ("/a.bin", "a.bin", "application/octet-stream"),
    ("/A.HTML", "A.HTML", "text/html; charset=utf-8"), ("/sub/b%20c.txt", "sub/b c.txt", "text/plain; charset=utf-8"),
    ("/%C3%A9.txt", "é.txt", "text/plain; charset=utf-8"), ("/%61.js", "a.js", "text/javascript; charset=utf-8"),
    ("/in.txt", "a.js", "text/javascript; charset=utf-8"),
  ])
  func `a file is served with its type`(path: String, name: String, type: String) {
    let response = get(path)

    #expect(response?.status == .ok && response?.body == Array("text of \(name)".utf8))
    #expect(response?.headers.first("Content-Type") == type)
  }

  @Test func `a file that the client knows is not sent again, until it changes`() throws {
    let tag = try #require(get("/a.js")?.headers.first("ETag"))

    for known in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
      let response = get("/a.js", known)
      #expect(response?.status == .notModified && response?.body.isEmpty == true, "\(known)")
      #expect(response?.headers.first("ETag") == tag)
    }
    #expect(get("/a.js", "\"other\"")?.status == .ok)
    try folder.write("site/a.js", "changed")
    #expect(get("/a.js", tag)?.body == Array("changed".utf8))
  }

  @Test(arguments: [
    "/../secret.txt", "/%2e%2e/secret.txt", "/.%2E/secret.txt", "/sub/../../secret.txt", "/..%2fsecret.txt",
    "/%2e%2e%2fsecret.txt", "/sub/..%2f..%2fsecret.txt", "/..\\secret.txt", "/..%5csecret.txt", "/sub%5c..%5c..",
    "/%252e%252e/secret.txt", "/out.txt", "/out/secret.txt", "/near/near.txt", "/.hidden", "/%2ehidden",
    "/.%CC%81hidden", "/sub/.hidden", "/.git/config", "/./a.js", "/a.js%00", "/a.js%00.css", "/%00", "//a.js",
    "//secret.txt", "/a.js/", "/a.js/.", "/sub", "/sub/", "/sub//b%20c.txt", "/%c0%ae%c0%ae/secret.txt", "/%zz", "/%",
    "*", "", "/none.txt", "/A.js",
  ])
  func `nothing leads out of the folder, to a hidden file or to a folder`(path: String) {
    #expect(get(path) == nil, "\(path)")
  }

  @Test func `other methods find no file, and a file too large is none`() throws {
    for method in [HTTPServer.Method.post, .put, .delete, .options] {
      #expect(files.response(to: Request(method: method, path: "/a.js")) == nil)
    }
    #expect(files.response(to: Request(method: .head, path: "/a.js"))?.status == .ok)
    #expect(truncate("\(folder.inner)/a.bin", StaticFiles.byteCountMax + 1) == 0)
    #expect(get("/a.bin") == nil)
  }

  @Test func `a folder that is not there serves nothing`() {
    #expect(StaticFiles(folder: folder.outer + "/none") == nil)
  }

  @Test func `over the wire HEAD and 304 come without content, and no path comes out of the folder`() throws {
    let served = try Served(responder: FileResponder(files: files))
    let tag = try #require(get("/a.js")?.headers.first("ETag"))
    let wire = try served.wire()

    wire.write("HEAD /a.js HTTP/1.1\r\nHost: a\r\n\r\n")
    wire.write("GET /a.js HTTP/1.1\r\nHost: a\r\nIf-None-Match: \(tag)\r\n\r\n")
    wire.write("GET /%2e%2e/secret.txt HTTP/1.1\r\nHost: a\r\n\r\n")
    wire.write("GET /..\\secret.txt HTTP/1.1\r\nHost: a\r\n\r\n")

    let heads = try wire.readToEnd().components(separatedBy: "\r\n\r\n")
    #expect(heads.map { $0.split(separator: " ").dropFirst().first ?? "" } == ["200", "304", "404", "400", ""])
    #expect(heads[0].contains("Content-Length: 12\r\n") || heads[0].hasSuffix("Content-Length: 12"))
    #expect(!heads[1].contains("Content-Length"))
  }
}
