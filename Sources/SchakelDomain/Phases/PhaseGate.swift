import SQLite

// A phase is left when its gate is met, or when a decision of the members waives it (MODEL H1). Which conditions make
// up the gate of which phase is data, in the table `phase_gate`; what a condition means is here.
//
// Leaving is going on to a later phase of the model, taking the phase away, or following another model. Who skips
// phases passes each of their gates. Going back to an earlier phase of an ordered model needs nothing: the way forward
// leads through the gates again. A draft that nobody has built on yet is free, and so are the parts of a model without
// order.

/// What must hold before a phase is left; the raw value is the code on the wire.
package enum GateCondition: String, Vocabulary, ColumnReadable {
  case goalSet, severalLinks, agreementInForce, nextResultPlanned, resultAchieved, businessCase, continuationAgreed

  package static let vocabularyName = "gateCondition"

  package var labels: Labels {
    switch self {
    case .goalSet: Labels(nl: "er is een doel", en: "there is a goal")
    case .severalLinks:
      Labels(nl: "deelnemers uit meerdere schakels", en: "members of several links of the chain")
    case .agreementInForce:
      Labels(nl: "samenwerkingsafspraken van kracht", en: "a collaboration agreement in force")
    case .nextResultPlanned: Labels(nl: "een volgend resultaat gepland", en: "a next result planned")
    case .resultAchieved: Labels(nl: "een resultaat behaald", en: "a result reached")
    case .businessCase: Labels(nl: "een businesscase", en: "a business case")
    case .continuationAgreed: Labels(nl: "voortzetting afgesproken", en: "continuation agreed")
    }
  }
}

/// The gate of a phase of an initiative, as it stands now.
package struct PhaseGate: Sendable {
  package let phase: Phase
  package let conditions: [(condition: GateCondition, isMet: Bool)]
  /// The decision that waives it, if there is one.
  package let waiver: Decision.ID?

  package var unmet: [GateCondition] { conditions.filter { !$0.isMet }.map(\.condition) }
  package var isOpen: Bool { unmet.isEmpty || waiver != nil }
}

/// The gates of the phase models, and where an initiative stands before them.
package struct PhaseGateService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// The conditions of a phase.
  package func conditions(of phase: Phase, in model: PhaseModel) throws -> [GateCondition] {
    try tx.db.rows(
      "SELECT condition FROM phase_gate WHERE phase_model = \(model) AND phase = \(phase) ORDER BY position"
    ) { try $0.get(0) }
  }

  /// The gates from the phase that an initiative is in up to the end of its model.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func gates(of id: Initiative.ID, as caller: Caller) throws -> [PhaseGate] {
    let participation = try Participation.of(caller, in: id, tx)
    try participation.requireMember()
    let content = participation.initiative.content
    guard let model = content.phaseModel, let phase = content.phase, model.isOrdered else { return [] }
    return try model.phases.drop { $0 != phase }.map { try gate(of: $0, in: model, id, goal: content.goal) }
  }

  /// - Parameter content: What the initiative is to become.
  /// - Throws: `DomainError` with `gateNotMet`, naming each unmet condition.
  func requireOpenGates(of initiative: Initiative, to content: InitiativeContent) throws {
    let gates = Self.gates(from: initiative.content, to: content)
    guard !gates.isEmpty else { return }
    if initiative.content.status == .draft, try !InitiativeStore.isBuiltOn(initiative.id, in: tx) { return }
    let faults = try gates.flatMap { model, phase -> [DomainError.Fault] in
      let gate = try gate(of: phase, in: model, initiative.id, goal: content.goal)
      guard !gate.isOpen else { return [] }
      return gate.unmet.map { condition in
        let detail = "The phase \(phase.rawValue) is not left before this holds: \(condition.labels.en)."
        return .init(at: "/phase", code: condition.rawValue, detail)
      }
    }
    guard !faults.isEmpty else { return }
    throw DomainError(.gateNotMet, faults.map(\.detail).joined(separator: " "), faults: faults)
  }

  /// The phases that a change leaves, by its way through the models.
  private static func gates(
    from old: InitiativeContent, to new: InitiativeContent
  ) -> [(model: PhaseModel, phase: Phase)] {
    guard (old.phaseModel, old.phase) != (new.phaseModel, new.phase) else { return [] }
    var left: [(PhaseModel, Phase)] = []
    let begin = old.phaseModel == new.phaseModel ? old.phase : nil
    if begin == nil || new.phase == nil, let model = old.phaseModel, let phase = old.phase, model.isOrdered {
      left.append((model, phase))
    }
    if let model = new.phaseModel, let phase = new.phase, model.isOrdered {
      let passed = model.phases.prefix { $0 != phase }
      left += passed.drop { begin != nil && $0 != begin }.map { (model, $0) }
    }
    return left
  }

  private func gate(of phase: Phase, in model: PhaseModel, _ id: Initiative.ID, goal: String?) throws -> PhaseGate {
    let conditions = try conditions(of: phase, in: model).map { ($0, try isMet($0, id, goal: goal)) }
    let waiver = try DecisionStore.waiver(of: phase, in: id, tx)
    return PhaseGate(phase: phase, conditions: conditions, waiver: waiver)
  }

  private func isMet(_ condition: GateCondition, _ id: Initiative.ID, goal: String?) throws -> Bool {
    switch condition {
    case .goalSet: return goal != nil
    case .severalLinks:
      let roles = try MembershipStore.live(in: id, tx).map { ChainRole.links.intersection($0.roles) }
      return Set(roles.joined()).count > 1
    case .agreementInForce: return try AgreementStore.inForce(in: id, tx) != nil
    case .nextResultPlanned: return try InitiativeResultStore.progress(of: id, tx).hasNext
    case .resultAchieved: return try InitiativeResultStore.progress(of: id, tx).lastAchieved != nil
    case .businessCase: return try !SplitStore.list(of: id, after: nil, limit: 1, in: tx).isEmpty
    case .continuationAgreed: return try Continuation.isAgreed(in: id, since: nil, tx)
    }
  }
}

extension PhaseModel {
  /// Whether its phases follow each other.
  package var isOrdered: Bool { self != .zuidHolland }

  /// The phase that follows.
  func next(after phase: Phase) -> Phase? {
    guard isOrdered, let index = phases.firstIndex(of: phase), index + 1 < phases.count else { return nil }
    return phases[index + 1]
  }
}

extension Reason {
  package static let gateNotMet = Reason(
    "gateNotMet", .conflict, "The phase is not left before its gate is met.",
    advice: "See to the conditions listed in errors, or let the members decide to waive them.")
  package static let phases: [Reason] = [.gateNotMet]
}
