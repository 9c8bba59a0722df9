/// Why something is refused: a stable name that scripts rely on, published under `/problems/`.
///
/// Each capability declares its own in an extension beside its rules, and lists them in `Reason.all`.
package struct Reason: Hashable, Sendable {
  /// The name on the wire, in camelCase.
  package let code: String
  package let kind: Kind
  /// The same sentence whenever this happens.
  package let title: String
  /// What whoever is refused can do next.
  package let advice: String

  /// What kind of refusal it is; the API gives each kind one HTTP status.
  package enum Kind: Hashable, Sendable {
    /// Input that the published schema rules out.
    case invalid
    /// Input that only the register or the rules can refuse.
    case unacceptable
    case notAuthenticated
    case forbidden
    case notFound
    /// The state of the register stands in the way.
    case conflict
    /// The version the caller saw is not the current one.
    case stale
    /// The caller must say which version it saw.
    case preconditionRequired
    case tooManyRequests
    case unavailable
    /// What the server says before the register is asked, with its HTTP status.
    case transport(Int)
  }

  package init(_ code: String, _ kind: Kind, _ title: String, advice: String) {
    self.code = code
    self.kind = kind
    self.title = title
    self.advice = advice
  }

  package static func == (one: Reason, other: Reason) -> Bool { one.code == other.code }
  package func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension Reason {
  package static let invalidInput = Reason(
    "invalidInput", .invalid, "The request does not fit the published schema.",
    advice: "Correct the places listed in errors; /v1/openapi.json describes what is expected.")
  package static let unknownCode = Reason(
    "unknownCode", .unacceptable, "A code is not one of those that are known.",
    advice: "Take a code from /v1/vocabularies, or one that is registered for the initiative.")
  package static let emptySelection = Reason(
    "emptySelection", .unacceptable, "An empty selection never means everything.",
    advice: "Name at least one.")
  package static let invalidAmount = Reason(
    "invalidAmount", .unacceptable, "A number is not whole, or out of bounds.",
    advice: "Send a whole number within the bounds that the detail names; money is in cents.")
  package static let unauthenticated = Reason(
    "unauthenticated", .notAuthenticated, "There is no valid identity with this request.",
    advice: "Send a valid token as `Authorization: Bearer schakel_…`, or sign in.")
  package static let notFound = Reason(
    "notFound", .notFound, "There is nothing here that you may see.",
    advice: "Check the address and for whom you act.")
  package static let staleVersion = Reason(
    "staleVersion", .stale, "It was changed since you read it.",
    advice: "Read it again, and send the new ETag as If-Match.")
  package static let conflict = Reason(
    "conflict", .conflict, "The state of the register stands in the way.",
    advice: "Read the present state and decide again.")
  package static let alreadyExists = Reason(
    "alreadyExists", .conflict, "There is one already.",
    advice: "Use the one that exists, or choose another name.")
  package static let general: [Reason] = [
    .invalidInput, .unknownCode, .emptySelection, .invalidAmount, .unauthenticated, .notFound, .staleVersion, .conflict,
    .alreadyExists,
  ]
}
