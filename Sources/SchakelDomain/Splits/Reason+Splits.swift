import CostSharing

extension Reason {
  package static let overflow = Reason(
    "overflow", .unacceptable, "An amount does not fit in a signed 64-bit number of cents.",
    advice: "Use smaller amounts.")
  package static let unknownPartner = Reason(
    "unknownPartner", .unacceptable, "The partner is not one of the split, or not a member.",
    advice: "Name members of the initiative that are among the partners of the split.")
  package static let invalidNumber = Reason(
    "invalidNumber", .unacceptable, "The number has too many digits.",
    advice: "Use at most 18 digits before the point and 6 behind it.")
  package static let negativeWeight = Reason(
    "negativeWeight", .unacceptable, "A weight is 0 or more.", advice: "Give 0 to whoever shall carry nothing.")
  package static let duplicateID = Reason(
    "duplicateId", .unacceptable, "A partner is named twice.", advice: "Name each partner once.")
  package static let samePartner = Reason(
    "samePartner", .unacceptable, "A payment goes from one account to another.", advice: "Name another receiver.")
  package static let unexpectedField = Reason(
    "unexpectedField", .unacceptable, "The field does not belong to what was sent.", advice: "Leave it out.")
  package static let missingField = Reason(
    "missingField", .unacceptable, "A field is missing that belongs to what was sent.", advice: "Add it.")
  package static let paymentInOutsideOption = Reason(
    "paymentInOutsideOption", .unacceptable, "A baseline has no payments to the others.",
    advice: "Put the payment in another variant.")
  package static let tooManyLines = Reason(
    "tooManyLines", .conflict, "You have as many lines in this split as there may be.",
    advice: "Add lines together, or delete some.")
  package static let estimateKept = Reason(
    "estimateKept", .conflict, "An estimate stays as it is when the actual amount is known.",
    advice: "Enter the actual amount as a line of its own, with the variant actual.")
  package static let splitKeyDiscloses = Reason(
    "splitKeyDiscloses", .forbidden, "The shares would tell one partner the lines of another that may compete with it.",
    advice: "Record that they do not compete, or divide an agreed amount equally or by agreed weights.")
  package static let splitBinding = Reason(
    "splitBinding", .conflict, "A division of this split binds the partners; it stays, and what it rests on too.",
    advice: "Enter what came true in the variant actual, or make a new split.")
  package static let decisionDue = Reason(
    "decisionDue", .conflict, "A collaboration agreement is in force, and it says how is decided about a split.",
    advice: "Open a decision of the kind split that names the proposal.")
  package static let splits: [Reason] = [
    .overflow, .unknownPartner, .invalidNumber, .negativeWeight, .duplicateID, .samePartner, .unexpectedField,
    .missingField, .paymentInOutsideOption, .tooManyLines, .estimateKept,
    .splitKeyDiscloses, .splitBinding, .decisionDue,
  ]

  /// The reason with this code among those of splits.
  static func ofSplits(_ code: String) -> Reason { splits.first { $0.code == code } ?? .invalidContent }
}

extension DomainError {
  /// What the arithmetic refuses, with its places.
  init(_ error: SplitError) {
    let faults = error.faults.map { Fault(at: $0.location, code: $0.code.rawValue, $0.detail) }
    self.init(splitFaults: faults)
  }

  /// Faults of a split: the reason is the faults' own where they agree.
  init(splitFaults faults: [Fault]) {
    let codes = Set(faults.map(\.code))
    let reason = codes.count == 1 ? Reason.ofSplits(codes.first ?? "") : .invalidContent
    let detail = faults.count == 1 ? faults[0].detail : "\(faults.count) places are faulty; errors lists them all."
    self.init(reason, detail, faults: faults)
  }
}
