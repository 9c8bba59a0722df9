import HTTPServer
import SchakelDomain

/// The phase models with their gates, and where an initiative stands before its own.
enum PhaseRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/phase-models", modelListing, listModels)
    routes.read(.get, "/v1/initiatives/{initiative}/phases", listing, list)
  }

  private static let modelListing = Operation(
    "listPhaseModels", tag: "Initiatives", "The phase models, with what must hold before each phase is left.",
    answer: .list(of: .phaseModel))

  private static let listModels: Route.Read = { request, tx in
    let page = try request.page
    let models = PhaseModel.allCases.filter { $0.rawValue > page.after ?? "" }
    let service = PhaseGateService(tx)
    return try Answer.list(models.sorted { $0.rawValue < $1.rawValue }, page, cursor: \.rawValue) {
      try $0.phaseModel($1, service)
    }
  }

  private static let listing = Operation(
    "listPhases", tag: "Initiatives", "The phase an initiative is in and those that follow, each with its gate.",
    description: "A phase is left by changing the initiative, or by a decision of the members that waives its gate.",
    answer: .list(of: .phaseGate), reasons: [.notMember])

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let gates = try PhaseGateService(tx).gates(of: request.path("initiative"), as: request.caller)
    let rest = page.after.map { last in Array(gates.drop { $0.phase.rawValue != last }.dropFirst()) } ?? gates
    return Answer.list(rest, page, cursor: \.phase.rawValue) { $0.phaseGate($1) }
  }
}
