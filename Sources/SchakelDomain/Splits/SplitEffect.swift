import CostSharing
import SQLite

extension Split {
  /// What the chain brings beside money: tonnes of CO2, a more secure supply. It stands next to the results and is in
  /// no amount of them (MODEL F11); who gives it a price enters a line in its own name.
  package struct Effect: Sendable {
    package typealias ID = Identifier<Effect>

    package let id: ID
    package let splitID: Split.ID
    package let content: SplitEffectContent
    /// Who entered it.
    package let enteredBy: Partner.ID
    package let createdAt: Timestamp
  }
}

/// What is written of an effect.
package struct SplitEffectContent: Hashable, Sendable {
  /// Whose it is; of the joint account: of the collaboration as a whole.
  package var account: SplitAccount
  package var category: LineCategory
  package var description: String?
  /// How much of the unit: a decimal, exact as written.
  package var quantity: String
  package var unit: String
  package var variant: String
  /// Whether its owner alone sees it.
  package var isPrivate: Bool

  package init(_ category: LineCategory, _ quantity: String, _ unit: String, of account: SplitAccount) {
    self.account = account
    self.category = category
    self.quantity = quantity
    self.unit = unit
    variant = SplitLineContent.planned
    isPrivate = account != .joint
  }

  /// Every fault that the schema cannot see.
  func faults(in split: Split) -> [DomainError.Fault] {
    var faults: [DomainError.Fault] = []
    if let partner = account.partnerID, !split.content.includes(partner) {
      faults.append(.init(at: "/partnerId", code: "unknownPartner", "The partner is not among those of the split."))
    }
    if ExactDecimal(quantity) == nil {
      let detail = "At most 18 digits before the point and 6 behind it, without leading zeros."
      faults.append(.init(at: "/quantity", code: "invalidNumber", detail))
    }
    if account == .joint, isPrivate {
      faults.append(.init(at: "/isPrivate", code: "invalidContent", "What is the whole chain's is open to all."))
    }
    return faults
  }
}

extension SplitService {
  /// A page of the effects that the caller may see.
  ///
  /// - Parameter variant: Only of this one; nil for all.
  /// - Throws: `DomainError` as `list`.
  package func listEffects(
    of id: Split.ID, variant: String?, after: String?, limit: Int, as caller: Caller
  ) throws -> [Split.Effect] {
    let (split, mandate, _) = try find(id, as: caller)
    return try SplitEffectStore.list(
      of: id, openFrom: sources(of: split, for: mandate.partnerID).open, ownOf: mandate.partnerID, variant: variant,
      after: after.flatMap { Split.Effect.ID($0) }, limit: limit + 1, in: tx)
  }

  /// One effect; another's private one, or a rival's, is as one that does not exist.
  ///
  /// - Throws: `DomainError` as `list`.
  package func findEffect(_ id: Split.Effect.ID, of splitID: Split.ID, as caller: Caller) throws -> Split.Effect {
    let (split, mandate, _) = try find(splitID, as: caller)
    guard let effect = try SplitEffectStore.find(id, in: tx), effect.splitID == splitID else {
      throw DomainError.notFound
    }
    guard let owner = effect.content.account.partnerID, owner != mandate.partnerID else { return effect }
    guard !effect.content.isPrivate, try sources(of: split, for: mandate.partnerID).open.contains(owner) else {
      throw DomainError.notFound
    }
    return effect
  }
}

extension SplitEditor {
  /// Enters an effect: a partner its own, a coordinator those of the whole chain.
  ///
  /// - Throws: `DomainError` with `notOwner`, `unknownPartner`, `tooManyLines`, or a reason of splits.
  package func enter(_ content: SplitEffectContent, in id: Split.ID, as caller: Caller) throws -> Split.Effect {
    let (split, mandate, participation) = try SplitService(tx).find(id, as: caller)
    try requireOwner(content.account, participation)
    let faults = content.faults(in: split)
    guard faults.isEmpty else { throw DomainError(splitFaults: faults) }
    guard try SplitEffectStore.count(of: id, on: content.account, in: tx) < Self.linesMax else {
      throw DomainError(.tooManyLines, "An account has at most \(Self.linesMax) effects in a split.")
    }
    let effect = Split.Effect(
      id: tx.newID(), splitID: id, content: content, enteredBy: mandate.partnerID, createdAt: tx.now)
    try SplitEffectStore.insert(effect, in: tx)
    try audit("splitEffect.entered", .init("splitEffect", effect.id, in: split.initiativeID), caller, participation)
    return effect
  }

  /// Deletes an effect.
  ///
  /// - Throws: `DomainError` with `notOwner`, `notAllowed`.
  package func delete(_ effect: Split.Effect, as caller: Caller) throws {
    let (split, _, participation) = try SplitService(tx).find(effect.splitID, as: caller)
    try requireOwner(effect.content.account, participation)
    try SplitEffectStore.delete(effect.id, in: tx)
    try audit("splitEffect.deleted", .init("splitEffect", effect.id, in: split.initiativeID), caller, participation)
  }
}
