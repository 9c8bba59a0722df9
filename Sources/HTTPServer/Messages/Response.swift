/// A whole response.
///
/// The server adds `Date`, `Content-Length` and `Connection`, and leaves the content away where the request was a HEAD.
public struct Response: Sendable {
  /// The status.
  public var status: Status
  /// The header fields, but for those that the server adds.
  public var headers: ResponseHeaders
  /// The content.
  public var body: [UInt8]
  /// What the log says of it, without a line's end; the responder gets those of a whole turn back at once.
  public var logLine: [UInt8] = []

  /// A response.
  public init(_ status: Status, headers: ResponseHeaders = ResponseHeaders(), body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// Header fields that are always the same, encoded once.
public struct HeaderBlock: Sendable {
  let bytes: [UInt8]

  /// Fields in the order given.
  public init(_ fields: [(name: StaticString, value: String)]) {
    var headers = ResponseHeaders()
    for field in fields { headers.add(field.name, field.value) }
    bytes = headers.bytes
  }
}

/// The header fields of a response, as they go out.
public struct ResponseHeaders: Sendable {
  private(set) var bytes: [UInt8] = []

  /// None.
  public init() {
    bytes.reserveCapacity(640)
  }

  /// Adds a field.
  ///
  /// - Parameters:
  ///   - name: As it shall stand.
  ///   - value: Line ends and other controls in it become spaces, so that no value can add a field.
  public mutating func add(_ name: StaticString, _ value: String) {
    var value = value
    let count = name.utf8CodeUnitCount + value.utf8.count + 4
    value.withUTF8 { characters in
      bytes.append(addingCapacity: count) { output in
        name.withUTF8Buffer { for byte in $0 { output.append(byte) } }
        output.append(UInt8(ascii: ":"))
        output.append(UInt8(ascii: " "))
        for byte in characters { output.append(byte < 0x20 || byte == 0x7f ? UInt8(ascii: " ") : byte) }
        output.append(13)
        output.append(10)
      }
    }
  }

  /// Adds fields that are always the same.
  public mutating func add(_ block: HeaderBlock) {
    bytes.append(contentsOf: block.bytes)
  }

  /// The value of the first field with this name, whatever its case; for tests and logs.
  public func first(_ name: String) -> String? {
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\r\n") {
      guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == name.lowercased() else { continue }
      return String(line[colon...].dropFirst(2))
    }
    return nil
  }
}
