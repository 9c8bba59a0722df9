extension Reason {
  package static let csrfTokenMissing = Reason(
    "csrfTokenMissing", .forbidden, "A change from a browser session needs its CSRF token.",
    advice: "Send the token that signing in gave as the header CSRF-Token.")
  package static let scopeInsufficient = Reason(
    "scopeInsufficient", .forbidden, "The token does not allow this kind of request.",
    advice: "Use a token with the scope that is named.")
  package static let notAllowed = Reason(
    "notAllowed", .forbidden, "This is not for you to do.",
    advice: "Ask whoever may, or act in another role.")
  package static let mandateEnded = Reason(
    "mandateEnded", .forbidden, "Your mandate for this has ended, or there never was one.",
    advice: "Ask the partner for a mandate.")
  package static let mandateInsufficient = Reason(
    "mandateInsufficient", .forbidden, "Your mandate for the partner does not cover this.",
    advice: "Ask the partner for a wider mandate.")
  package static let actingAsAmbiguous = Reason(
    "actingAsAmbiguous", .invalid, "It is not clear for whom, or in which role, you act.",
    advice: "Send the header Acting-As with one of the choices.")
  package static let roleNotAllowed = Reason(
    "roleNotAllowed", .forbidden, "The right partner, but not a role in which it may do this.",
    advice: "Name a role you hold in the header Acting-As; rights belong to a role.")
  package static let notMember = Reason(
    "notMember", .forbidden, "Your partner is not a member of this initiative, or not any more.",
    advice: "Accept the invitation, or ask the lead to invite you again.")
  package static let notOwner = Reason(
    "notOwner", .forbidden, "Only the owner can do this.",
    advice: "Ask the owner.")
  package static let access: [Reason] = [
    .csrfTokenMissing, .scopeInsufficient, .notAllowed, .mandateEnded, .mandateInsufficient, .actingAsAmbiguous,
    .roleNotAllowed, .notMember, .notOwner, .idempotencyKeyReused,
  ]
}
