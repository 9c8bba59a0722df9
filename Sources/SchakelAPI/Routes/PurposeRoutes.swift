import HTTPServer
import SchakelDomain

/// What data of an initiative may be used for.
enum PurposeRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/initiatives/{initiative}/purposes", listing, list)
    routes.write(.post, "/v1/initiatives/{initiative}/purposes", registration, register)
    routes.read(.get, "/v1/initiatives/{initiative}/purposes/{code}", reading, find)
  }

  private static let listing = Operation(
    "listPurposes", tag: "Purposes", "The purposes that are registered.", answer: .list(of: .purpose),
    reasons: [.notMember])

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let rows = try PurposeService(tx).list(
      of: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.code) { $0.purpose($1) }
  }

  private static let registration = Operation(
    "registerPurpose", tag: "Purposes", "Register a purpose; its text is final.", body: .purposeInput,
    answer: .object(.purpose), status: .created,
    reasons: [.notAllowed, .notMember, .mandateInsufficient, .invalidContent, .alreadyExists])

  private static let register: Route.Write = { request, tx in
    let code = request.body.text("code") ?? ""
    let letters = code.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0)
    }
    guard letters, code.utf8.first.map({ (0x61...0x7a).contains($0) }) == true else {
      throw DomainError(
        .invalidInput, "The code must be in camelCase, such as impactStudy.",
        faults: [.init(at: "/code", code: "format", "Letters and digits, a small letter first.")])
    }
    let purpose = try PurposeService.register(
      code, text: request.body.text("text") ?? "", roles: request.body.codes("roles") ?? [],
      of: request.path("initiative"), as: request.caller, in: tx)
    return Answer.created(at: "/v1/initiatives/\(purpose.initiativeID)/purposes/\(purpose.code)") {
      $0.purpose(purpose)
    }
  }

  private static let reading = Operation(
    "getPurpose", tag: "Purposes", "One purpose.", answer: .object(.purpose), reasons: [.notMember])

  private static let find: Route.Read = { request, tx in
    let purpose = try PurposeService(tx).find(
      request.pathText("code"), of: request.path("initiative"), as: request.caller)
    return Answer.ok { $0.purpose(purpose) }
  }
}
