import Cryptography
import SchakelDomain

extension Shape {
  private static let text = ValueType.text(1...200_000)

  private static let terms: [Shape.Member] = [
    .required("text", text, "The whole text, in UTF-8."),
    .required("purposes", .list(.text(1...60), 1...50), "The registered purposes it covers."),
    .required("roles", .list(.code(ChainRole.self), 1...29), "The roles that may receive what it covers."),
    .optional("startDate", .day, "The first day of its term; today when left out."),
    .optional("endDate", .day, "The first day after its term; none when left out."),
    .defaulted("survivalMonths", .integer(0...600), "How long the duty of confidence outlives it; 24."),
    .defaulted("noticeDays", .integer(0...365), "Days between a notice and its end; 0: at once."),
    .defaulted("signatureMinLevel", .code(SignatureLevel.self), "The weakest signature it accepts; simple."),
  ]

  static let ndaInput = Shape("NDAInput", [.required("title", .text(1...200), "What it is called.")] + terms)
  static let ndaMajor = Shape("NDAVersionInput", terms)
  static let ndaText = Shape("NDATextInput", [.required("text", text, "The whole text, in UTF-8.")])
  static let ndaOffer = Shape(
    "NDAOfferInput", [.optional("sunsetDate", .day, "The first day on which earlier major versions no longer count.")])

  static let signatureInput = Shape(
    "SignatureInput",
    [
      .required(
        "textHash", .pattern("[0-9a-f]{64}", String(repeating: "0a", count: 32), "64 hexadecimal digits"),
        "SHA-256 of the text that the signer was shown."),
      .defaulted("level", .code(SignatureLevel.self), "How strong the signature is; simple."),
    ])

  static let ndaRefusal = Shape(
    "NDARefusalInput", [.optional("reason", .text(0...2000), "Why the partner does not sign.")])

  static let nda = Shape(
    "NDA",
    [
      .readOnly("id", .identifier, "Its id."), .readOnly("initiativeId", .identifier, "In which initiative."),
      .readOnly("title", .text(1...200), "What it is called."),
      .readOnly("versions", .list(.object(ndaVersion), 1...1000), "Its versions, the oldest first."),
      .readOnly("createdAt", .moment, "When it was made."),
      .readOnly("updatedAt", .moment, "When it was last changed."),
    ])

  private static let ndaVersion = Shape(
    "NDAVersion",
    [
      .readOnly("number", .text(3...20), "Major and minor number: 1.0."),
      .readOnly("state", .code("ndaVersionState", ["draft", "offered", "withdrawn"]), "Whether it can be signed."),
      .readOnly("text", text, "The whole text."), .readOnly("textHash", .text(64...64), "SHA-256 of the text."),
      .readOnly("purposes", .list(.text(1...60), 1...50), "The purposes it covers."),
      .readOnly("roles", .list(.code(ChainRole.self), 1...29), "The roles that may receive."),
      .readOnly("startDate", .day, "The first day of its term."),
      .readOnly("endDate", .day, "The first day after its term.", nullable: true),
      .readOnly("survivalMonths", .integer(0...600), "How long the duty of confidence outlives it."),
      .readOnly("noticeDays", .integer(0...365), "Days between a notice and its end."),
      .readOnly("signatureMinLevel", .code(SignatureLevel.self), "The weakest signature it accepts."),
      .readOnly("offeredAt", .moment, "When it was offered.", nullable: true),
      .readOnly("sunsetDate", .day, "The first day it no longer counts.", nullable: true),
    ])

  static let signature = Shape(
    "Signature",
    [
      .readOnly("partnerId", .identifier, "For whom."), .readOnly("accountId", .identifier, "Who signed."),
      .readOnly("number", .text(3...20), "Which version."), .readOnly("textHash", .text(64...64), "Of which text."),
      .readOnly("level", .code(SignatureLevel.self), "How strong."), .readOnly("signedAt", .moment, "When."),
    ])

  static let ndaNotice = Shape(
    "NDANotice",
    [
      .readOnly("partnerId", .identifier, "Whose part ends."), .readOnly("givenAt", .moment, "When it was given."),
      .readOnly("endsAt", .moment, "From when on nothing may be read under it."),
      .readOnly("survivalUntilDate", .day, "Until when the duty of confidence runs.", nullable: true),
    ])

  static let ndaPairs = Shape(
    "NDAPairs", [.readOnly("items", .list(.object(ndaPair), 0...100_000), "Every pair of signers that you may see.")])

  private static let ndaPair = Shape(
    "NDAPair",
    [
      .readOnly("partnerIds", .list(.identifier, 2...2), "The two partners."),
      .readOnly("state", .code(NDAForce.self), "Whether it binds them now."),
    ])
}

extension NDATerms {
  init(_ body: Body, today: LocalDate) {
    self.init(
      text: body.text("text") ?? "", purposes: Array(Set(body.texts("purposes") ?? [])).sorted(),
      roles: Array(Set(body.codes("roles", as: ChainRole.self) ?? [])).sorted { $0.rawValue < $1.rawValue },
      startDate: body.day("startDate") ?? today)
    endDate = body.day("endDate")
    if let months = body.integer("survivalMonths") { survivalMonths = months }
    if let days = body.integer("noticeDays") { noticeDays = days }
    if let level = body.code("signatureMinLevel", as: SignatureLevel.self) { signatureMinLevel = level }
  }
}

extension JSONWriter {
  mutating func nda(_ nda: NDA, _ facts: NDAFacts) {
    member("id", nda.id)
    member("initiativeId", nda.initiativeID)
    member("title", nda.title)
    key("versions")
    list(facts.versions) { writer, version in writer.object { $0.version(version) } }
    member("createdAt", nda.createdAt)
    member("updatedAt", nda.updatedAt)
  }

  private mutating func version(_ version: NDAVersion) {
    let terms = version.terms
    member("number", "\(version.major).\(version.minor)")
    member("state", version.withdrawnAt != nil ? "withdrawn" : version.offeredAt != nil ? "offered" : "draft")
    member("text", terms.text)
    member("textHash", Hex.encode(version.textHash))
    member("purposes", terms.purposes)
    member("roles", terms.roles.map(\.rawValue))
    member("startDate", terms.startDate)
    member("endDate", terms.endDate)
    member("survivalMonths", terms.survivalMonths)
    member("noticeDays", terms.noticeDays)
    member("signatureMinLevel", terms.signatureMinLevel.rawValue)
    member("offeredAt", version.offeredAt)
    member("sunsetDate", version.sunsetDate)
  }

  mutating func signature(_ signature: NDASignature) {
    member("partnerId", signature.partnerID)
    member("accountId", signature.accountID)
    member("number", "\(signature.major).\(signature.minor)")
    member("textHash", Hex.encode(signature.textHash))
    member("level", signature.level.rawValue)
    member("signedAt", signature.signedAt)
  }
}
