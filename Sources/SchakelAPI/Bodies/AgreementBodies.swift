import Cryptography
import SchakelDomain

extension Shape {
  private static let exclusivity = Shape(
    "ExclusivityTerms",
    [
      .required("scope", .code(Exclusivity.self), "Whether members may do the same with others."),
      .optional("untilDate", .day, "The first day without it; none when left out."),
    ])

  private static let exit = Shape(
    "ExitTerms",
    [
      .required("kind", .code(ExitKind.self), "When a member may leave."),
      .optional("noticeDays", .integer(1...730), "Of noticeDays: days between notice and end."),
      .optional("notBeforeDate", .day, "Of notBefore: the first day on which one may leave."),
    ])

  private static let shared = Shape(
    "SharedClass",
    [
      .required("sensitivityClass", .code(SensitivityClass.self), "Which class of data may be shared."),
      .optional("roles", .list(.code(ChainRole.self), 1...29), "With which roles."),
      .defaulted("isForEveryRole", .boolean, "With every role, instead of naming them."),
      .optional("purposes", .list(.text(1...60), 1...50), "For which registered purposes."),
      .defaulted("isForEveryPurpose", .boolean, "For every purpose, instead of naming them."),
    ])

  static let decisionRule = Shape(
    "DecisionRule",
    [
      .required("kind", .code(DecisionKind.self), "About what; other is for whatever is not named."),
      .required("rule", .code(DecisionMethod.self), "How it is decided."),
      .optional("fraction", .text(3...9), "Of a qualified majority: 2/3."),
      .optional("mandatedPartnerId", .identifier, "Of mandated: who decides."),
      .defaulted("quorumPercent", .integer(0...100), "How many of those who may vote must; 0."),
      .defaulted("oneVotePer", .code(VoteUnit.self), "Whose votes count as one; partner."),
      .defaulted("isSecretUntilClose", .boolean, "Whether votes are hidden until it is closed; false."),
      .defaulted("minOpenDays", .integer(0...90), "Days it is open at least; 0."),
    ])

  private static let agreementExplanation = Shape(
    "AgreementExplanation",
    [
      .required("question", .code(AgreementQuestion.self), "Which question."),
      .required("text", .text(1...5000), "The answer in words."),
    ])

  private static let agreementContent: [Shape.Member] = [
    .required("title", .text(1...200), "What it is called."),
    .required("text", .text(1...200_000), "The whole text, in UTF-8."),
    .optional("exclusivity", .object(exclusivity), "Is the collaboration exclusive?"),
    .optional("exit", .object(exit), "When may a member leave?"),
    .optional("accession", .code(Accession.self), "Who can join?"),
    .defaulted("informationSharing", .list(.object(shared), 0...50), "What may be shared, with whom, what for?"),
    .defaulted("decisionMaking", .list(.object(decisionRule), 0...8), "How are decisions of each kind taken?"),
    .defaulted(
      "explanations", .list(.object(agreementExplanation), 0...11), "Answers in words, also to further questions."),
    .defaulted("signatureMinLevel", .code(SignatureLevel.self), "The weakest signature it accepts; simple."),
  ]

  static let agreementInput = Shape("AgreementInput", agreementContent)

  static let agreement = Shape(
    "Agreement",
    [
      .readOnly("id", .identifier, "Its id."), .readOnly("initiativeId", .identifier, "Of which initiative."),
      .readOnly("number", .integer(1...1_000_000), "The version's number."),
      .readOnly("state", .code(AgreementState.self), "Where it stands now."),
    ] + agreementContent + [
      .readOnly("document", .text(1...400_000), "What signers are shown: the choices and the text."),
      .readOnly("documentHash", .text(64...64), "SHA-256 of the document."),
      .readOnly("unanswered", .list(.code(AgreementQuestion.self), 0...5), "Core questions that are open still."),
      .readOnly("offeredAt", .moment, "When it was offered.", nullable: true),
      .readOnly("inForceAt", .moment, "When it came into force.", nullable: true),
      .readOnly("signatures", .list(.object(agreementSignature), 0...10_000), "Who signed."),
      .readOnly("version", .integer(1...9_007_199_254_740_991), "Grows with each change."),
      .readOnly("createdAt", .moment, "When it was made."),
      .readOnly("updatedAt", .moment, "When it was last changed."),
    ])

  static let agreementSignatureInput = Shape(
    "AgreementSignatureInput",
    [
      .required(
        "documentHash", .pattern("[0-9a-f]{64}", String(repeating: "0a", count: 32), "64 hexadecimal digits"),
        "SHA-256 of the document that the signer was shown."),
      .defaulted("level", .code(SignatureLevel.self), "How strong the signature is; simple."),
    ])

  static let agreementSignature = Shape(
    "AgreementSignature",
    [
      .readOnly("partnerId", .identifier, "For whom."), .readOnly("accountId", .identifier, "Who signed."),
      .readOnly("documentHash", .text(64...64), "On which document."),
      .readOnly("level", .code(SignatureLevel.self), "How strong."), .readOnly("signedAt", .moment, "When."),
    ])

  static let agreementRefusal = Shape(
    "AgreementRefusalInput", [.optional("reason", .text(0...2000), "Why the partner does not sign.")])
}

extension AgreementContent {
  /// What a body says; in a patch, what it leaves out stays.
  ///
  /// - Throws: `DomainError` with `invalidContent` and every answer that lacks what it needs.
  mutating func apply(_ body: Body) throws {
    if let title = body.text("title") { self.title = title }
    if let text = body.text("text") { self.text = text }
    if body.has("exclusivity") {
      exclusivity = body.object("exclusivity").map {
        ExclusivityTerms($0.code("scope") ?? .none, untilDate: $0.day("untilDate"))
      }
    }
    if body.has("accession") { accession = body.code("accession") }
    if let level = body.code("signatureMinLevel", as: SignatureLevel.self) { signatureMinLevel = level }
    var faults: [DomainError.Fault] = []
    if body.has("exit") { exit = Self.exit(body.object("exit"), &faults) }
    if let list = body.objects("informationSharing") { sharing = Self.sharing(list, &faults) }
    if let list = body.objects("decisionMaking") { rules = Self.rules(list, &faults) }
    if let list = body.objects("explanations") { explanations = Self.explanations(list, &faults) }
    if let first = faults.first { throw DomainError(.invalidContent, first.detail, faults: faults) }
  }

  private static func exit(_ body: Body?, _ faults: inout [DomainError.Fault]) -> ExitTerms? {
    guard let body, let kind = body.code("kind", as: ExitKind.self) else { return nil }
    let terms = ExitTerms(kind, noticeDays: body.integer("noticeDays"), notBefore: body.day("notBeforeDate"))
    if terms == nil {
      let detail = "noticeDays needs noticeDays, notBefore needs notBeforeDate, and no kind has what another needs."
      faults.append(.init(at: "/exit", code: "invalidContent", detail))
    }
    return terms
  }

  /// An empty selection never means everything: who means every role says so.
  private static func sharing(_ list: [Body], _ faults: inout [DomainError.Fault]) -> [SharedClass] {
    list.enumerated().map { index, body in
      let (roles, purposes) = (body.codes("roles", as: ChainRole.self), body.texts("purposes"))
      for (name, flag, isNamed) in [
        ("roles", "isForEveryRole", roles != nil), ("purposes", "isForEveryPurpose", purposes != nil),
      ] where isNamed == (body.boolean(flag) ?? false) {
        let detail = "Name \(name), or say \(flag), and not both."
        faults.append(.init(at: "/informationSharing/\(index)/\(name)", code: "emptySelection", detail))
      }
      return SharedClass(
        body.code("sensitivityClass") ?? .restricted, roles: roles.map { Array(Set($0)) }?.sorted(),
        purposes: purposes.map { Array(Set($0)).sorted() })
    }
  }

  private static func rules(_ list: [Body], _ faults: inout [DomainError.Fault]) -> [DecisionRule] {
    list.enumerated().map { index, body in
      let rule = DecisionRule(
        body.code("kind") ?? .other, body.code("rule") ?? .unanimity,
        fraction: body.text("fraction").flatMap { VoteFraction($0) }, mandatedPartnerID: body.id("mandatedPartnerId"),
        quorumPercent: body.integer("quorumPercent") ?? 0, oneVotePer: body.code("oneVotePer") ?? .partner,
        isSecretUntilClose: body.boolean("isSecretUntilClose") ?? false,
        minOpenDays: body.integer("minOpenDays") ?? 0)
      let place = "/decisionMaking/\(index)"
      if (rule.fraction != nil) != (rule.method == .qualifiedMajority) || (rule.fraction == nil && body.has("fraction"))
      {
        let detail = "A qualified majority, and no other rule, has a fraction above 1/2 and up to 1/1, such as 2/3."
        faults.append(.init(at: "\(place)/fraction", code: "invalidContent", detail))
      }
      if (rule.mandatedPartnerID != nil) != (rule.method == .mandated) {
        let detail = "The rule mandated, and no other, names who decides."
        faults.append(.init(at: "\(place)/mandatedPartnerId", code: "invalidContent", detail))
      }
      return rule
    }
  }

  private static func explanations(
    _ list: [Body], _ faults: inout [DomainError.Fault]
  ) -> [AgreementQuestion: String] {
    var texts: [AgreementQuestion: String] = [:]
    for (index, body) in list.enumerated() {
      guard let question = body.code("question", as: AgreementQuestion.self) else { continue }
      if texts.updateValue(body.text("text") ?? "", forKey: question) != nil {
        faults.append(.init(at: "/explanations/\(index)/question", code: "repeated", "Name each question once."))
      }
    }
    return texts
  }
}

extension [ChainRole] {
  fileprivate func sorted() -> [ChainRole] { sorted { $0.rawValue < $1.rawValue } }
}

extension JSONWriter {
  mutating func agreement(_ agreement: Agreement, _ state: AgreementState) {
    let content = agreement.content
    member("id", agreement.id)
    member("initiativeId", agreement.initiativeID)
    member("number", agreement.number)
    member("state", state.rawValue)
    member("title", content.title)
    member("text", content.text)
    choices(content)
    member("signatureMinLevel", content.signatureMinLevel.rawValue)
    member("document", content.document)
    member("documentHash", Hex.encode(content.documentHash))
    member("unanswered", content.unanswered.map(\.rawValue))
    member("offeredAt", agreement.offeredAt)
    member("inForceAt", agreement.inForceAt)
    key("signatures")
    list(agreement.signatures) { writer, signature in writer.object { $0.agreementSignature(signature) } }
    member("version", agreement.version)
    member("createdAt", agreement.createdAt)
    member("updatedAt", agreement.updatedAt)
  }

  private mutating func choices(_ content: AgreementContent) {
    key("exclusivity")
    if let terms = content.exclusivity {
      object { writer in
        writer.member("scope", terms.scope.rawValue)
        writer.member("untilDate", terms.untilDate)
      }
    } else {
      null()
    }
    key("exit")
    if let terms = content.exit {
      object { writer in
        writer.member("kind", terms.kind.rawValue)
        writer.member("noticeDays", terms.noticeDays)
        writer.member("notBeforeDate", terms.notBeforeDate)
      }
    } else {
      null()
    }
    member("accession", content.accession?.rawValue)
    key("informationSharing")
    list(content.sharing) { writer, shared in writer.object { $0.sharedClass(shared) } }
    key("decisionMaking")
    list(content.rules) { writer, rule in writer.object { $0.decisionRule(rule) } }
    key("explanations")
    let answered = AgreementQuestion.allCases.filter { content.explanations[$0] != nil }
    list(answered) { writer, question in
      writer.object { writer in
        writer.member("question", question.rawValue)
        writer.member("text", content.explanations[question])
      }
    }
  }

  private mutating func sharedClass(_ shared: SharedClass) {
    member("sensitivityClass", shared.sensitivityClass.rawValue)
    if let roles = shared.roles { member("roles", roles.map(\.rawValue)) }
    member("isForEveryRole", shared.roles == nil)
    if let purposes = shared.purposes { member("purposes", purposes) }
    member("isForEveryPurpose", shared.purposes == nil)
  }

  mutating func decisionRule(_ rule: DecisionRule) {
    member("kind", rule.kind.rawValue)
    member("rule", rule.method.rawValue)
    member("fraction", rule.fraction?.text)
    member("mandatedPartnerId", rule.mandatedPartnerID)
    member("quorumPercent", rule.quorumPercent)
    member("oneVotePer", rule.oneVotePer.rawValue)
    member("isSecretUntilClose", rule.isSecretUntilClose)
    member("minOpenDays", rule.minOpenDays)
  }

  mutating func agreementSignature(_ signature: AgreementSignature) {
    member("partnerId", signature.partnerID)
    member("accountId", signature.accountID)
    member("documentHash", Hex.encode(signature.documentHash))
    member("level", signature.level.rawValue)
    member("signedAt", signature.signedAt)
  }
}
