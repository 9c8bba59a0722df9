import Cryptography
import SchakelDomain

extension Shape {
  private static let documentContent: [Shape.Member] = [
    .required("title", .text(1...200), "What it is called."),
    .required("text", .text(1...20_000), "The whole text."),
  ]

  static let ambitionDocumentInput = Shape("AmbitionDocumentInput", documentContent)

  static let ambitionSignatureInput = Shape(
    "AmbitionSignatureInput",
    [
      .required(
        "textHash", .pattern("[0-9a-f]{64}", String(repeating: "0a", count: 32), "64 hexadecimal digits"),
        "SHA-256 of the text that the signer was shown.")
    ])

  private static let ambitionSignature = Shape(
    "AmbitionSignature",
    [.readOnly("partnerId", .identifier, "Who signed."), .readOnly("signedAt", .moment, "When.")])

  static let ambitionDocument = Shape(
    "AmbitionDocument",
    [.readOnly("id", .identifier, "Its id."), .readOnly("initiativeId", .identifier, "Of which initiative.")]
      + documentContent + [
        .readOnly("textHash", .text(64...64), "SHA-256 of the text."),
        .readOnly("signatures", .list(.object(ambitionSignature), 0...10_000), "Who signed, by partner."),
        .readOnly("createdAt", .moment, "When it was put on record."),
      ])
}

extension JSONWriter {
  mutating func ambitionDocument(_ document: AmbitionDocument) {
    member("id", document.id)
    member("initiativeId", document.initiativeID)
    member("title", document.title)
    member("text", document.text)
    member("textHash", Hex.encode(document.textHash))
    key("signatures")
    list(document.signatures) { writer, signature in
      writer.object { writer in
        writer.member("partnerId", signature.partnerID)
        writer.member("signedAt", signature.signedAt)
      }
    }
    member("createdAt", document.createdAt)
  }
}
