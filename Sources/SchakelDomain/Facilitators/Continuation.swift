/// What the members agreed on for the time after facilitation or subsidy (MODEL H8).
enum Continuation {
  /// Whether they did, by a decision on continuation or by an agreement in force that answers that question.
  ///
  /// - Parameter start: Only what was agreed from then on counts; nil for all.
  static func isAgreed(in initiative: Initiative.ID, since start: Timestamp?, _ tx: Transaction) throws -> Bool {
    let earliest = start ?? Timestamp(milliseconds: 0)
    if let adopted = try DecisionStore.lastAdopted(.continuation, in: initiative, tx), adopted >= earliest {
      return true
    }
    guard let agreement = try AgreementStore.inForce(in: initiative, tx), let inForceAt = agreement.inForceAt else {
      return false
    }
    return inForceAt >= earliest && agreement.content.explanations[.continuation] != nil
  }
}
