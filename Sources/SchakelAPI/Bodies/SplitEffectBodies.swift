import CostSharing
import SchakelDomain

extension Shape {
  private static let effectTerms: [Shape.Member] = [
    .required("partnerId", .account, "Whose it is: your partner, or joint for the chain as a whole."),
    .required("category", .code(LineCategory.self), "What it is about."),
    .required("quantity", .exactDecimal, "How much; up to six places."),
    .required("unit", .text(1...40), "Of what, such as t CO2; never money."),
    .optional("description", .text(0...2000), "In the owner's words, with the source."),
    .defaulted("variant", .text(1...60), "planned when left out."),
    .defaulted("isPrivate", .boolean, "Whether only you see it; true when left out, but for joint."),
  ]

  static let splitEffectInput = Shape("SplitEffectInput", effectTerms)

  static let splitEffect = Shape(
    "SplitEffect",
    [.readOnly("id", .identifier, "Its id."), .readOnly("splitId", .identifier, "In which split.")] + effectTerms + [
      .readOnly("enteredByPartnerId", .identifier, "Who entered it."),
      .readOnly("createdAt", .moment, "When."),
    ])

  static let perverseIncentive = Shape(
    "PerverseIncentive",
    [
      .readOnly("partnerId", .identifier, "Who has more without the chain."),
      .readOnly("category", .code(LineCategory.self), "Of what."),
      .readOnly("linearCents", .cents, "What it brings without the chain: benefits in the baseline."),
      .readOnly("circularCents", .cents, "What it brings in the chain."),
      .readOnly("differenceCents", .cents, "How much more the linear use pays."),
      .readOnly("factor", .fraction, "How many times as much; null where the chain pays nothing.", nullable: true),
    ])
}

extension Body {
  /// An effect as it is entered.
  ///
  /// - Throws: `DomainError` for an account that cannot be one.
  func newSplitEffect() throws -> SplitEffectContent {
    let account = try account("partnerId") ?? .joint
    var content = SplitEffectContent(
      code("category") ?? .other, decimal("quantity") ?? "", text("unit") ?? "", of: account)
    content.description = text("description")
    if let variant = text("variant") { content.variant = variant }
    if let isPrivate = boolean("isPrivate") { content.isPrivate = isPrivate }
    return content
  }
}

extension JSONWriter {
  mutating func splitEffect(_ effect: Split.Effect) {
    let content = effect.content
    member("id", effect.id)
    member("splitId", effect.splitID)
    member("partnerId", content.account.text)
    member("category", content.category.rawValue)
    member("quantity", content.quantity)
    member("unit", content.unit)
    member("description", content.description)
    member("variant", content.variant)
    member("isPrivate", content.isPrivate)
    member("enteredByPartnerId", effect.enteredBy)
    member("createdAt", effect.createdAt)
  }

  mutating func perverseIncentive(_ incentive: PerverseIncentive) {
    member("partnerId", incentive.partnerID)
    member("category", incentive.category.rawValue)
    member("linearCents", incentive.linearCents)
    member("circularCents", incentive.circularCents)
    member("differenceCents", incentive.differenceCents)
    if let factor = incentive.factor { exact("factor", factor) } else { member("factor", nil as String?) }
  }
}
