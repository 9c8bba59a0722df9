import HTTPServer
import SchakelDomain

/// Which links of a chain are filled, and which are missing.
enum ChainMapRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/initiatives/{initiative}/chain-map", reading, find)
  }

  private static let reading = Operation(
    "getChainMap", tag: "Memberships", "Which roles of the chain are filled, by whom, and which are missing.",
    description: "The initiative says in neededRoles which it needs. Who is invited for a role does not fill it yet.",
    answer: .object(.chainMap))

  private static let find: Route.Read = { request, tx in
    let map = try ChainMapService(tx).map(of: request.path("initiative"), as: request.caller)
    return Answer.ok { $0.chainMap(map) }
  }
}
