/// Writes responses as they go over the wire.
enum ResponseEncoder {
  /// What tells a client to send the body it holds back.
  static let goAhead = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

  /// Appends a response.
  ///
  /// - Parameters:
  ///   - isHead: Whether the request was a HEAD: the length is told, the content kept back.
  ///   - isKeptAlive: Whether the connection stays open.
  ///   - isOld: Whether the client speaks HTTP/1.0, which must be told that the connection stays open.
  ///   - date: The field `Date`, with its end.
  static func append(
    _ response: Response, isHead: Bool, isKeptAlive: Bool, isOld: Bool, date: [UInt8], to output: inout [UInt8]
  ) {
    output.append(contentsOf: response.status.line)
    output.append(contentsOf: response.headers.bytes)
    output.append(contentsOf: date)
    if !response.status.isWithoutContent {
      append("Content-Length: ", to: &output)
      append(response.body.count, to: &output)
      append("\r\n", to: &output)
    }
    if !isKeptAlive {
      append("Connection: close\r\n", to: &output)
    } else if isOld {
      append("Connection: keep-alive\r\n", to: &output)
    }
    append("\r\n", to: &output)
    if !isHead, !response.status.isWithoutContent { output.append(contentsOf: response.body) }
  }

  private static func append(_ text: StaticString, to output: inout [UInt8]) {
    text.withUTF8Buffer { output.append(contentsOf: $0) }
  }

  private static func append(_ number: Int, to output: inout [UInt8]) {
    guard number >= 10 else { return output.append(UInt8(ascii: "0") + UInt8(number)) }
    append(number / 10, to: &output)
    output.append(UInt8(ascii: "0") + UInt8(number % 10))
  }
}
