extension SplitCase {
  /// Everything that is wrong with this case, in the order of the input.
  func faults() -> [SplitError.Fault] {
    var known = KnownAccounts()
    return partnerFaults(&known) + lineFaults(known) + subjectFaults(known)
  }

  /// Everything that is wrong with a method for these partners, ordered by identifier.
  func faults(of method: SplitMethod) -> [SplitError.Fault] {
    guard case .proportional(.weights(let weights)) = method else { return [] }
    let partnerIDs = Set(partners.map(\.id))
    let missing = partnerIDs.subtracting(weights.keys).sorted(by: precedes).map { id in
      SplitError.Fault(.missingWeight, at: "/method/weights", "Give partner \(id) a weight; 0 is allowed.")
    }
    let unknown = weights.keys.filter { !partnerIDs.contains($0) }.sorted(by: precedes).map { id in
      SplitError.Fault(.unknownPartner, at: "/method/weights/\(id)", "A weight is for a partner of this case.")
    }
    let negative = weights.filter { $0.value < .zero }.keys.sorted(by: precedes).map { id in
      SplitError.Fault(.negativeWeight, at: "/method/weights/\(id)", "A weight is 0 or more.")
    }
    return missing + unknown + negative
  }

  private func partnerFaults(_ known: inout KnownAccounts) -> [SplitError.Fault] {
    var faults: [SplitError.Fault] = []
    if partners.isEmpty {
      faults.append(.init(.noPartners, at: "/partners", "Name at least one partner."))
    }
    if partners.count > SplitLimits.partnersMax {
      let detail = "At most \(SplitLimits.partnersMax) partners share; merge those that always act together."
      faults.append(.init(.tooManyPartners, at: "/partners", detail))
    }
    for (index, partner) in partners.enumerated() {
      let location = "/partners/\(index)/id"
      faults += identifierFaults(partner.id, at: location)
      if partner.id == jointAccountID {
        faults.append(.init(.reservedId, at: location, "“\(jointAccountID)” is the account of the collaboration."))
      }
      if !known.insert(partner.id) {
        faults.append(.init(.duplicateId, at: location, "Name each partner once."))
      }
    }
    return faults
  }

  private func lineFaults(_ known: KnownAccounts) -> [SplitError.Fault] {
    var faults: [SplitError.Fault] = []
    var lineIDs: Set<String> = []
    for (index, line) in lines.enumerated() {
      let location = "/lines/\(index)"
      faults += identifierFaults(line.id, at: "\(location)/id")
      if !lineIDs.insert(line.id).inserted {
        faults.append(.init(.duplicateId, at: "\(location)/id", "Give each line an identifier of its own."))
      }
      faults += known.faults(line.partnerID, at: "\(location)/partnerId")
      if line.amountCents < 0 {
        let detail = "An amount is 0 or more; its kind gives the sign."
        faults.append(.init(.negativeAmount, at: "\(location)/amountCents", detail))
      }
      faults += receiverFaults(line, known, at: "\(location)/toPartnerId")
    }
    return faults
  }

  private func receiverFaults(_ line: SplitLine, _ known: KnownAccounts, at location: String) -> [SplitError.Fault] {
    switch (line.kind, line.toPartnerID) {
    case (.payment, nil):
      [.init(.missingField, at: location, "A payment names who receives it.")]
    case (.payment, line.partnerID?):
      [.init(.samePartner, at: location, "A payment goes from one account to another.")]
    case (.payment, let receiver?):
      known.faults(receiver, at: location)
    case (_, .some):
      [.init(.unexpectedField, at: location, "Only a payment has a receiver.")]
    case (_, nil):
      []
    }
  }

  private func subjectFaults(_ known: KnownAccounts) -> [SplitError.Fault] {
    guard case .amount(let amount) = subject else { return [] }
    let unknown = known.faults(amount.accountID, at: "/amount/accountId")
    guard amount.cents < 0 else { return unknown }
    let detail = "An amount is 0 or more; its bearing says whether it is a burden."
    return unknown + [.init(.negativeAmount, at: "/amount/cents", detail)]
  }

  private func identifierFaults(_ id: String, at location: String) -> [SplitError.Fault] {
    guard !isIdentifier(id) else { return [] }
    let detail =
      "Use 1 to \(SplitLimits.identifierCharactersMax) letters, digits, “_”, “.” or “-”, a letter or digit first."
    return [.init(.invalidId, at: location, detail)]
  }

  private func isIdentifier(_ text: String) -> Bool {
    guard (1...SplitLimits.identifierCharactersMax).contains(text.utf8.count), let first = text.utf8.first,
      isAlphanumeric(first)
    else { return false }
    return text.utf8.allSatisfy { isAlphanumeric($0) || "_.-".utf8.contains($0) }
  }

  private func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }
}

/// The accounts a line may name: the partners seen so far and the joint one.
private struct KnownAccounts {
  private var partnerIDs: Set<String> = []

  mutating func insert(_ id: String) -> Bool {
    partnerIDs.insert(id).inserted
  }

  func faults(_ id: String, at location: String) -> [SplitError.Fault] {
    guard id != jointAccountID, !partnerIDs.contains(id) else { return [] }
    return [.init(.unknownPartner, at: location, "Name a partner of this case, or “\(jointAccountID)”.")]
  }
}
