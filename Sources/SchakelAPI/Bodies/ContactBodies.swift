import SchakelDomain

extension Shape {
  private static let contactContent: [Shape.Member] = [
    .required("name", .text(1...200), "The person's name."),
    .optional("function", .text(0...200), "What the person does at the partner."),
    .optional("email", .text(3...254), "The person's e-mail address at work."),
    .optional("phone", .text(3...40), "The person's telephone number at work."),
  ]

  static let contactInput = Shape("ContactInput", contactContent)
  static let contact = Shape(
    "Contact",
    [.readOnly("id", .identifier, "Its id."), .readOnly("partnerId", .identifier, "Where the person works.")]
      + contactContent
      + [
        .readOnly("version", .integer(1...9_007_199_254_740_991), "Grows with each change."),
        .readOnly("createdAt", .moment, "When it was made."),
        .readOnly("updatedAt", .moment, "When it was last changed."),
      ])
}

extension ContactContent {
  /// What a body says; in a patch, what it leaves out stays.
  mutating func apply(_ body: Body) {
    if let name = body.text("name") { self.name = name }
    if body.has("function") { function = body.text("function") }
    if body.has("email") { email = body.text("email") }
    if body.has("phone") { phone = body.text("phone") }
  }
}

extension JSONWriter {
  mutating func contact(_ contact: Contact) {
    let content = contact.content
    member("id", contact.id)
    member("partnerId", contact.partnerID)
    member("name", content.name)
    member("function", content.function)
    member("email", content.email)
    member("phone", content.phone)
    member("version", contact.version)
    member("createdAt", contact.createdAt)
    member("updatedAt", contact.updatedAt)
  }
}
