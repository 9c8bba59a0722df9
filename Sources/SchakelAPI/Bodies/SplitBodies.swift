import CostSharing
import SchakelDomain

extension ValueType {
  /// A partner's id, or the word for the collaboration's own account.
  static let account = ValueType.text(1...36)
}

extension Shape {
  private static let weightedPartner = Shape(
    "WeightedPartner",
    [
      .required("partnerId", .identifier, "A member among whom is divided."),
      .optional("weight", .decimal, "Its weight in a proportional split, 0 or more; up to six places."),
    ])

  private static let splitContent: [Shape.Member] = [
    .required("title", .text(1...200), "What it is called."),
    .defaulted("subject", .code(SplitSubject.self), "What is divided; surplus when left out."),
    .optional("bearing", .code(SharedAmount.Bearing.self), "Of an amount: whether it is carried or received."),
    .optional("amountCents", .cents, "Of an amount: how much."),
    .optional(
      "accountId", .account, "Of an amount: who has it until it is divided, a partner or joint."),
    .defaulted("discountRate", .decimal, "What a euro loses in a year, 0 to 1; 0 when left out."),
    .optional(
      "baseYear", .integer(0...9_999),
      "The year in which amounts count in full; left out where one moment is looked at. Years only become more."
    ),
    .defaulted(
      "horizonYears", .integer(0...CaseLimits.horizonYearsMax), "Years after it; 0 when left out."),
    .required("partners", .list(.object(weightedPartner), 1...64), "Over whom is divided."),
  ]

  static let splitInput = Shape("SplitInput", splitContent)

  private static let stamps: [Shape.Member] = [
    .readOnly("version", .integer(1...9_007_199_254_740_991), "Grows with each change."),
    .readOnly("createdAt", .moment, "When it was made."),
    .readOnly("updatedAt", .moment, "When it was last changed."),
  ]

  static let split = Shape(
    "Split",
    [
      .readOnly("id", .identifier, "Its id."), .readOnly("initiativeId", .identifier, "In which initiative."),
    ] + splitContent + stamps)

  private static let lineTerms: [Shape.Member] =
    [
      .required(
        "kind", .code(LineKind.self), "What it is; the kind says which way the amount counts."),
      .optional("category", .code(LineCategory.self), "What it is about."),
      .optional("description", .text(0...2000), "In the owner's words."),
      .required("amountCents", .cents, "Euro cents, 0 or more."),
      .optional("toPartnerId", .account, "Of a payment: who receives it, a partner or joint."),
      .defaulted(
        "certainty", .code(LineCertainty.self), "How sure the amount is; an estimate when left out."
      ),
      .defaulted(
        "variant", .text(1...60),
        "planned when left out; baseline is what you have without the others."),
      .optional("subsidyId", .identifier, "Of a benefit of the category subsidy: the granted one that it comes from."),
      .defaulted(
        "isPrivate", .boolean,
        "Whether only you see it and it counts for you alone; true when left out."),
    ] + outlook

  static let splitLineChange = Shape("SplitLineChange", lineTerms)
  static let splitLineInput = Shape(
    "SplitLineInput", [.required("partnerId", .account, "Whose line it is: your partner, or joint.")] + lineTerms)

  static let splitLine = Shape(
    "SplitLine",
    [
      .readOnly("id", .identifier, "Its id."), .readOnly("splitId", .identifier, "In which split."),
      .readOnly("partnerId", .account, "Whose it is: a partner, or joint."),
    ] + lineTerms + [
      .readOnly("enteredByPartnerId", .identifier, "Who wrote it as it stands.", nullable: true)
    ] + stamps)
}

extension SplitContent {
  /// What a body says; in a patch, what it leaves out stays.
  ///
  /// - Throws: `DomainError` for an account that cannot be one.
  mutating func apply(_ body: Body) throws {
    if let title = body.text("title") { self.title = title }
    if let subject = body.code("subject", as: SplitSubject.self) { self.subject = subject }
    if body.has("bearing") { bearing = body.code("bearing") }
    if body.has("amountCents") { amountCents = body.integer("amountCents") }
    if body.has("accountId") { account = try body.account("accountId") }
    if let rate = body.decimal("discountRate") { discountRate = rate }
    if body.has("baseYear") { baseYear = body.integer("baseYear") }
    if let years = body.integer("horizonYears") { horizonYears = years }
    if let partners = body.objects("partners") {
      self.partners = partners.compactMap { partner in
        partner.id("partnerId").map { WeightedPartner(partnerID: $0, weight: partner.decimal("weight")) }
      }
    }
  }
}

extension Body {
  /// A line as it is entered.
  ///
  /// - Throws: `DomainError` for an account that cannot be one.
  func newSplitLine() throws -> SplitLineContent {
    let account = try account("partnerId") ?? .joint
    let isPrivate = boolean("isPrivate") ?? (account != .joint)
    let content = SplitLineContent(
      account: account, kind: code("kind") ?? .cost, amountCents: 0, isPrivate: isPrivate)
    return try changed(content)
  }

  /// A line after a change.
  ///
  /// - Throws: `DomainError` for an account that cannot be one.
  func changed(_ current: SplitLineContent) throws -> SplitLineContent {
    var content = current
    if let kind = code("kind", as: LineKind.self) { content.kind = kind }
    if has("category") { content.category = code("category") }
    if has("description") { content.description = text("description") }
    if let amountCents = integer("amountCents") { content.amountCents = amountCents }
    if has("toPartnerId") { content.receiver = try account("toPartnerId") }
    if let certainty = code("certainty", as: LineCertainty.self) { content.certainty = certainty }
    if let variant = text("variant") { content.variant = variant }
    if has("subsidyId") { content.subsidyID = id("subsidyId") }
    if let isPrivate = boolean("isPrivate") { content.isPrivate = isPrivate }
    change(&content.outlook)
    return content
  }

  func account(_ name: String) throws -> SplitAccount? {
    guard let text = text(name) else { return nil }
    guard let account = SplitAccount(text) else {
      let detail = "A partner's id is due, or \(jointAccountID)."
      throw DomainError(.invalidInput, detail, faults: [.init(at: "/\(name)", code: "format", detail)])
    }
    return account
  }
}

extension JSONWriter {
  mutating func split(_ split: Split) {
    let content = split.content
    member("id", split.id)
    member("initiativeId", split.initiativeID)
    member("title", content.title)
    member("subject", content.subject.rawValue)
    member("bearing", content.bearing?.rawValue)
    member("amountCents", content.amountCents)
    member("accountId", content.account?.text)
    member("discountRate", content.discountRate)
    member("baseYear", content.baseYear)
    member("horizonYears", content.horizonYears)
    key("partners")
    list(content.partners) { writer, partner in
      writer.object { writer in
        writer.member("partnerId", partner.partnerID)
        writer.member("weight", partner.weight)
      }
    }
    member("version", split.version)
    member("createdAt", split.createdAt)
    member("updatedAt", split.updatedAt)
  }

  mutating func splitLine(_ line: Split.Line) {
    let content = line.content
    member("id", line.id)
    member("splitId", line.splitID)
    member("partnerId", content.account.text)
    member("kind", content.kind.rawValue)
    member("category", content.category?.rawValue)
    member("description", content.description)
    member("amountCents", content.amountCents)
    member("toPartnerId", content.receiver?.text)
    member("certainty", content.certainty.rawValue)
    member("variant", content.variant)
    member("subsidyId", content.subsidyID)
    member("isPrivate", content.isPrivate)
    outlook(content.outlook)
    member("enteredByPartnerId", line.enteredBy)
    member("version", line.version)
    member("createdAt", line.createdAt)
    member("updatedAt", line.updatedAt)
  }
}
