extension Reason {
  package static let textFrozen = Reason(
    "textFrozen", .conflict, "The text is signed, and frozen for good.", advice: "Draft a new version.")
  package static let draftOpen = Reason(
    "draftOpen", .conflict, "There is a draft already.", advice: "Edit or offer the draft that there is.")
  package static let alreadySigned = Reason(
    "alreadySigned", .conflict, "Who signed cannot decline any more.", advice: "Give notice instead.")
  package static let notSigned = Reason(
    "notSigned", .conflict, "The partner has not signed this.", advice: "There is nothing to end; decline instead.")
  package static let notOffered = Reason(
    "notOffered", .conflict, "No version of this is on offer.", advice: "Wait until the coordinator offers one.")
  package static let offerWithdrawn = Reason(
    "offerWithdrawn", .conflict, "The version was withdrawn from offer.", advice: "Draft a new version.")
  package static let ndaTextChanged = Reason(
    "ndaTextChanged", .conflict, "The text you were shown is not the text on offer.",
    advice: "Read the text again, and sign with its hash.")
  package static let bothSides = Reason(
    "bothSides", .forbidden, "One person cannot sign for two sides.", advice: "Let somebody else of the partner sign.")
  package static let signatureTooWeak = Reason(
    "signatureTooWeak", .unacceptable, "The agreement asks for a stronger signature.",
    advice: "Sign at the level that the version names in signatureMinLevel.")
  package static let ndas: [Reason] = [
    .textFrozen, .draftOpen, .alreadySigned, .notSigned, .notOffered, .offerWithdrawn, .ndaTextChanged, .bothSides,
    .signatureTooWeak,
  ]
}
