/// A refusal, with what whoever asked may know about it.
///
/// `detail` and `faults` reach the client: they never hold a value of somebody else's, nor a fact the asker is not
/// party to.
package struct DomainError: Error, Sendable {
  package let reason: Reason
  /// What happened in this case, and what to do next.
  package let detail: String
  /// The places of faulty input; all of them.
  package let faults: [Fault]
  /// The names of the fields concerned, where the reason lists them.
  package let fields: [String]
  /// Where the reason is competition: how the asker can still learn what it needs.
  package var neutralRoutes: [NeutralRoute] = []
  /// Seconds after which it may be tried again, where that is known.
  package var retryAfterSeconds: Int?

  /// One faulty place.
  package struct Fault: Hashable, Sendable {
    package let place: Place
    /// A JSON pointer into the body, or the name of a parameter or header.
    package let location: String
    /// A code as of a `Reason`, or of the schema: `required`, `type`, `tooLong` …
    package let code: String
    package let detail: String

    package enum Place: String, Sendable {
      case body, query, path, header
    }

    package init(_ place: Place = .body, at location: String, code: String, _ detail: String) {
      self.place = place
      self.location = location
      self.code = code
      self.detail = detail
    }
  }

  package init(_ reason: Reason, _ detail: String? = nil, faults: [Fault] = [], fields: [String] = []) {
    self.reason = reason
    self.detail = detail ?? reason.advice
    self.faults = faults
    self.fields = fields
  }

  /// Input at one place that the register or the rules refuse.
  package init(_ reason: Reason, at location: String, _ detail: String) {
    self.init(reason, detail, faults: [Fault(at: location, code: reason.code, detail)])
  }

  package static let notFound = DomainError(.notFound)
  package static let stale = DomainError(.staleVersion)
}
