import CostSharing

/// Changes of splits and their lines. Coordinators shape a split and keep the joint account; each partner keeps its own
/// lines.
package struct SplitEditor {
  let tx: WriteTransaction

  /// Lines of one account in one split.
  static let linesMax = 200

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Makes a split.
  ///
  /// - Throws: `DomainError` with `notAllowed`, `notMember`, `mandateInsufficient`, or a reason of splits.
  package func create(_ content: SplitContent, in initiative: Initiative.ID, as caller: Caller) throws -> Split {
    let participation = try Participation.of(caller, in: initiative, tx)
    try requireShaper(participation)
    let split = Split(
      id: tx.newID(), initiativeID: initiative, content: content, version: 1, createdAt: tx.now, updatedAt: tx.now)
    try requireSound(split)
    try SplitStore.insert(split, in: tx)
    try audit("split.created", .init("split", split.id, in: initiative), caller, participation)
    return split
  }

  /// Changes a split.
  ///
  /// - Throws: `DomainError` as `create`.
  package func update(_ current: Split, to content: SplitContent, as caller: Caller) throws -> Split {
    let participation = try Participation.of(caller, in: current.initiativeID, tx)
    try requireShaper(participation)
    guard content != current.content else { return current }
    guard try SplitProposalStore.binding(of: current.id, in: tx) == nil else { throw DomainError(.splitBinding) }
    let changed = Split(
      id: current.id, initiativeID: current.initiativeID, content: content, version: current.version + 1,
      createdAt: current.createdAt, updatedAt: tx.now)
    let narrowed = content.faults(asChangeOf: current.content)
    guard narrowed.isEmpty else { throw DomainError(splitFaults: narrowed) }
    try requireSound(changed)
    try SplitStore.update(changed, in: tx)
    try audit("split.changed", .init("split", current.id, in: current.initiativeID), caller, participation)
    return changed
  }

  /// Enters a line: a partner its own, a coordinator those of the joint account.
  ///
  /// - Throws: `DomainError` with `notOwner`, `unknownPartner`, `tooManyLines`, or a reason of splits.
  package func enter(_ content: SplitLineContent, in id: Split.ID, as caller: Caller) throws -> Split.Line {
    let (split, mandate, participation) = try SplitService(tx).find(id, as: caller)
    try requireOwner(content.account, participation)
    try requireSound(content, replacing: nil, in: split)
    try requireUnbound([content.variant], of: split)
    guard try SplitStore.countLines(of: id, on: content.account, in: tx) < Self.linesMax else {
      throw DomainError(.tooManyLines, "An account has at most \(Self.linesMax) lines in a split.")
    }
    let line = Split.Line(
      id: tx.newID(), splitID: id, content: content, enteredBy: mandate.partnerID, version: 1, createdAt: tx.now,
      updatedAt: tx.now)
    try SplitStore.insert(line, in: tx)
    try audit("splitLine.entered", .init("splitLine", line.id, in: split.initiativeID), caller, participation)
    return line
  }

  /// Changes a line; whose it is stays.
  ///
  /// - Throws: `DomainError` as `enter`, and `estimateKept`.
  package func update(_ current: Split.Line, to content: SplitLineContent, as caller: Caller) throws -> Split.Line {
    let (split, participation) = try own(current, caller)
    try requireSound(content, replacing: current, in: split)
    guard content != current.content else { return current }
    try requireUnbound([current.content.variant, content.variant], of: split)
    try requireEstimateKept(current.content, content)
    let changed = Split.Line(
      id: current.id, splitID: current.splitID, content: content, enteredBy: participation.standing.partnerID,
      version: current.version + 1,
      createdAt: current.createdAt, updatedAt: tx.now)
    try SplitStore.update(changed, in: tx)
    try audit("splitLine.changed", .init("splitLine", current.id, in: split.initiativeID), caller, participation)
    return changed
  }

  /// Deletes a line: a split is a draft as long as it binds nobody.
  ///
  /// - Throws: `DomainError` with `notOwner`, `notAllowed`.
  package func delete(_ line: Split.Line, as caller: Caller) throws {
    let (split, participation) = try own(line, caller)
    try requireUnbound([line.content.variant], of: split)
    try SplitStore.deleteLine(line.id, in: tx)
    try audit("splitLine.deleted", .init("splitLine", line.id, in: split.initiativeID), caller, participation)
  }

  private func own(_ line: Split.Line, _ caller: Caller) throws -> (Split, Participation) {
    let (split, _, participation) = try SplitService(tx).find(line.splitID, as: caller)
    try requireOwner(line.content.account, participation)
    return (split, participation)
  }

  /// Lines that a binding division was computed from stay as they are.
  private func requireUnbound(_ variants: [String], of split: Split) throws {
    guard let bound = try SplitProposalStore.binding(of: split.id, in: tx) else { return }
    let kept = [SplitLineContent.baseline, SplitLineContent.entered(bound)]
    guard !variants.contains(where: kept.contains) else { throw DomainError(.splitBinding) }
  }

  /// An estimate never becomes an actual: both stay, each with its date (MODEL F6).
  private func requireEstimateKept(_ current: SplitLineContent, _ content: SplitLineContent) throws {
    let becomesActual = content.isActual && !current.isActual
    guard !becomesActual else { throw DomainError(.estimateKept) }
  }

  private func requireShaper(_ participation: Participation) throws {
    _ = try participation.member(for: .manage)
    try participation.requireShaper()
  }

  func requireOwner(_ account: SplitAccount, _ participation: Participation) throws {
    guard let partner = account.partnerID else { return try requireShaper(participation) }
    guard try participation.member(for: .manage).partnerID == partner else { throw DomainError(.notOwner) }
  }

  private func requireSound(_ split: Split) throws {
    let content = split.content
    var faults = content.faults()
    for (index, partner) in content.partners.enumerated() {
      let stay = try MembershipStore.latest(of: partner.partnerID, in: split.initiativeID, tx)
      if stay?.isLive(on: tx.today) != true {
        faults.append(
          .init(at: "/partners/\(index)/partnerId", code: "unknownPartner", "The partner is not a member."))
      }
    }
    guard faults.isEmpty else { throw DomainError(splitFaults: faults) }
  }

  private func requireSound(_ content: SplitLineContent, replacing current: Split.Line?, in split: Split) throws {
    var faults = content.faults() + content.outlook.faults(of: content, in: split.content)
    let misnamed = content.subsidyFaults(in: split.content)
    faults += try misnamed.isEmpty ? subsidyFaults(content, replacing: current, in: split) : misnamed
    for (place, account) in [("/partnerId", content.account), ("/toPartnerId", content.receiver)] {
      if let partner = account?.partnerID, !split.content.includes(partner) {
        faults.append(.init(at: place, code: "unknownPartner", "The partner is not among those of the split."))
      }
    }
    guard faults.isEmpty else { throw DomainError(splitFaults: faults) }
  }

  func audit(
    _ action: String, _ subject: AuditLog.Subject, _ caller: Caller, _ participation: Participation
  ) throws {
    try AuditLog.append(action, subject, by: caller, for: participation.standing.partnerID, in: tx)
  }
}

extension SplitLineContent {
  fileprivate var isActual: Bool { variant == Self.actual || certainty == .realised }
}

extension SplitContent {
  /// Every fault that the schema cannot see, and that needs no look into the register.
  fileprivate func faults() -> [DomainError.Fault] {
    amountFaults() + frameFaults() + partnerFaults()
  }

  private func amountFaults() -> [DomainError.Fault] {
    let given = [("bearing", bearing != nil), ("amountCents", amountCents != nil), ("accountId", account != nil)]
    var faults = given.compactMap { name, isGiven -> DomainError.Fault? in
      guard isGiven != (subject == .amount) else { return nil }
      return isGiven
        ? .init(at: "/\(name)", code: "unexpectedField", "Only the subject amount has this; send null.")
        : .init(at: "/\(name)", code: "missingField", "The subject amount needs this.")
    }
    if let partner = account?.partnerID, !includes(partner) {
      faults.append(.init(at: "/accountId", code: "unknownPartner", "Name a partner of the split, or joint."))
    }
    return faults
  }

  private func partnerFaults() -> [DomainError.Fault] {
    var faults: [DomainError.Fault] = []
    var seen: Set<Partner.ID> = []
    for (index, partner) in partners.enumerated() {
      let place = "/partners/\(index)"
      if !seen.insert(partner.partnerID).inserted {
        faults.append(.init(at: "\(place)/partnerId", code: "duplicateId", "Name each partner once."))
      }
      guard let weight = partner.weight else { continue }
      guard let exact = ExactDecimal(weight) else {
        let detail = "At most 18 digits before the point and 6 behind it, without leading zeros."
        faults.append(.init(at: "\(place)/weight", code: "invalidNumber", detail))
        continue
      }
      if exact < .zero { faults.append(.init(at: "\(place)/weight", code: "negativeWeight", "A weight is 0 or more.")) }
    }
    return faults
  }
}
