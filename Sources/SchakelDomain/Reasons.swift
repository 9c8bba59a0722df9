extension Reason {
  /// Every reason for a refusal that the register knows; each capability adds its own list here.
  package static let all: [Reason] = [
    general, access, accounts, partners, initiatives, memberships, ndas, readDecisions, consents, splits,
    releases, competition, agreements, decisions, facilitators, commitments,
    meetings, pulses, phases, support,
  ].flatMap(\.self)
}
