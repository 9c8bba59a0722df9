import SchakelDomain

/// A setting of the command line, and of the environment.
struct Flag: Sendable {
  let name: String
  /// What stands behind it, for the help; nil for a switch.
  let value: String?
  let fallback: String?
  let summary: String

  /// `SCHAKEL_CLOCK_FILE` for `clock-file`.
  var variable: String { "SCHAKEL_" + name.uppercased().map { $0 == "-" ? "_" : String($0) }.joined() }

  static let database = Flag(name: "database", value: "FILE", fallback: "schakel.db", summary: "The database file.")
  static let home = Flag(
    name: "home", value: "FOLDER", fallback: nil,
    summary: "Where Migrations and Public are; else found above the program or the present folder.")
  static let clockFile = Flag(
    name: "clock-file", value: "FILE", fallback: nil,
    summary: "A file with an RFC 3339 moment that is taken for the present; for tests and trainings.")
  static let common = [database, home, clockFile]

  static let account = Flag(name: "account", value: "NAME", fallback: nil, summary: "Whose token; made when missing.")
  static let role = Flag(name: "role", value: "ROLE", fallback: "steward", summary: "steward, staff or reader.")
  static let head = Flag(
    name: "head", value: "HASH", fallback: nil,
    summary: "A hash that the trail had once, as a receipt or an earlier check shows it; it must still be there.")
  static let publicURL = Flag(
    name: "public-url", value: "URL", fallback: nil, summary: "The address by which clients know the server.")

  private static func words(_ bounds: ClosedRange<Int>) -> String { "\(bounds.lowerBound) to \(bounds.upperBound)." }

  static let serving = [
    Flag(name: "host", value: "H", fallback: "127.0.0.1", summary: "The address to listen on."),
    Flag(name: "port", value: "P", fallback: "8080", summary: "The port to listen on; 0 for any that is free."),
    publicURL,
    Flag(name: "tls-certificate", value: "FILE", fallback: nil, summary: "A certificate in PEM, with its chain."),
    Flag(name: "tls-key", value: "FILE", fallback: nil, summary: "The certificate's private key in PEM."),
    Flag(
      name: "rate-limit", value: "N", fallback: "1200", summary: "Requests a minute for each token, or off."),
    Flag(
      name: "calculation-seconds", value: "N", fallback: "20", summary: "Seconds one calculation of a split may take."),
    Flag(
      name: "continuity-warning-days", value: "N", fallback: "\(Parameters().continuityWarningDays)",
      summary: "Days before facilitation or subsidy ends from which on it is a risk, "
        + words(Parameters.continuityWarningDaysBounds)),
    Flag(
      name: "no-result-days", value: "N", fallback: "\(Parameters().noResultDays)",
      summary: "Days without a result after which an initiative is at risk, " + words(Parameters.noResultDaysBounds)),
    Flag(
      name: "min-pulse", value: "N", fallback: "\(Parameters().minPulse)",
      summary: "Persons who must have answered a pulse before anything is told, " + words(Parameters.minPulseBounds)),
    Flag(
      name: "allowed-origins", value: "LIST", fallback: nil,
      summary: "Origins of web pages elsewhere that may use the API, with commas between."),
    Flag(
      name: "demo", value: nil, fallback: nil, summary: "Fill an empty database with the demo, and print its tokens."),
    Flag(name: "check", value: nil, fallback: nil, summary: "Check the whole database before serving."),
  ]
}
