import SchakelDomain

/// What every answer about an initiative shows of its facilitators (MODEL H7), in a header, so that no page of it can
/// be made without: the gravest of `interest` and `notStated`, and nothing where all stated that they are independent.
enum FacilitatorNotice {
  static let header: StaticString = "Facilitator-Independence"

  private static let base = "/v1/initiatives/{initiative}"

  /// Whether it is the address of one initiative, or below it.
  static func isShown(on pattern: String) -> Bool { pattern == base || isAdded(on: pattern) }

  /// Whether it is below that: the initiative's own route knows the concerns, and adds them itself.
  static func isAdded(on pattern: String) -> Bool { pattern.hasPrefix(base + "/") }

  /// An answer to somebody who may see the initiative, with the notice where there is one.
  static func added(to answer: Answer, _ request: APIRequest, _ route: Route, in tx: Transaction) throws -> Answer {
    guard route.isBelowInitiative, answer.refusal == nil else { return answer }
    return added(to: answer, try FacilitatorService(tx).concerns(of: request.path("initiative")))
  }

  static func added(to answer: Answer, _ concerns: [FacilitatorConcern]) -> Answer {
    guard !concerns.isEmpty else { return answer }
    let gravest = concerns.contains { $0.independence == .interest } ? Independence.interest : .notStated
    var answer = answer
    answer.headers.append((header, gravest.rawValue))
    return answer
  }
}
