import SchakelDomain

extension Shape {
  static let phaseGate = Shape(
    "PhaseGate",
    [
      .readOnly("phase", .code(Phase.self), "Which phase it leads out of."),
      .readOnly("conditions", .list(.object(gateCondition), 0...20), "What must hold."),
      .readOnly("isOpen", .boolean, "Whether the phase may be left: all is met, or waived."),
      .readOnly("waivedByDecisionId", .identifier, "The decision of the members that waives it.", nullable: true),
    ])

  private static let gateCondition = Shape(
    "GateConditionState",
    [
      .readOnly("condition", .code(GateCondition.self), "What must hold."),
      .readOnly("isMet", .boolean, "Whether it does."),
    ])

  static let phaseModel = Shape(
    "PhaseModelDescription",
    [
      .readOnly("phaseModel", .code(PhaseModel.self), "Which model."),
      .readOnly("isOrdered", .boolean, "Whether its phases follow each other."),
      .readOnly("phases", .list(.object(phase), 1...20), "Its phases."),
    ])

  private static let phase = Shape(
    "PhaseDescription",
    [
      .readOnly("phase", .code(Phase.self), "Which phase."),
      .readOnly("conditions", .list(.code(GateCondition.self), 0...20), "What must hold before it is left."),
    ])
}

extension JSONWriter {
  mutating func phaseGate(_ gate: PhaseGate) {
    member("phase", gate.phase.rawValue)
    key("conditions")
    list(gate.conditions) { writer, row in
      writer.object {
        $0.member("condition", row.condition.rawValue)
        $0.member("isMet", row.isMet)
      }
    }
    member("isOpen", gate.isOpen)
    member("waivedByDecisionId", gate.waiver)
  }

  mutating func phaseModel(_ model: PhaseModel, _ service: PhaseGateService) throws {
    member("phaseModel", model.rawValue)
    member("isOrdered", model.isOrdered)
    key("phases")
    try list(model.phases) { writer, phase in
      try writer.object {
        $0.member("phase", phase.rawValue)
        $0.member("conditions", try service.conditions(of: phase, in: model).map(\.rawValue))
      }
    }
  }
}
