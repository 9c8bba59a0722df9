// A network to try Schakel on: the cases that the report Rode Draden 2023 names. What it tells of them is in the
// texts; every company, person, quantity and amount beside that is invented, and the data says so where people read it.
//
// It is made by the same acts as anything else, by the persons who would do them, in one transaction: there is either
// the whole demo or nothing. The KoffiebekerPact stands where its walk in the README begins: everybody has joined but
// for the researchers, and the producer has signed. Clothes the Circle stands where its members decide on one more.

/// The demo, and how to come in.
package struct DemoNetwork {
  /// A name that a shell can take, what it holds, and for whom it is.
  package typealias Variable = (name: String, value: String, meaning: String)

  /// Fills an empty database; one that holds the demo already gets new tokens only.
  ///
  /// - Returns: One token for each kind of person, and the ids that the walk needs.
  /// - Throws: `DomainError` with `conflict` for a database that holds anything else.
  package static func open(in tx: WriteTransaction) throws -> [Variable] {
    if try AccountStore.find(name: DemoPerson.steward.accountName, in: tx) != nil { return try newTokens(tx) }
    guard try AccountStore.isEmpty(in: tx) else {
      throw DomainError(
        .conflict, "The demo needs an empty database; name a file that does not exist yet with --database.")
    }
    let builder = try DemoBuilder(tx)
    let pact = try KoffiebekerPactDemo(builder).build()
    try WoodLoopDemo(builder).build()
    try LaptopDemo(builder).build()
    let circle = try ClothesTheCircleDemo(builder).build()
    try LisdoddeDemo(builder).build()
    for initiative in DemoCases.all {
      _ = try InitiativeEditor(tx).create(initiative, as: builder.caller(.staff))
    }
    return try DemoPerson.allCases.map { try builder.variable($0) } + pact + circle
  }

  private static func newTokens(_ tx: WriteTransaction) throws -> [Variable] {
    try DemoPerson.allCases.compactMap { person in
      // A demo that an earlier version made knows fewer of them.
      guard let account = try AccountStore.find(name: person.accountName, in: tx) else { return nil }
      return (person.variableName, try AccountService(tx).makeToken(of: account), person.meaning)
    }
  }
}

/// The kinds of person in the demo.
enum DemoPerson: String, CaseIterable {
  case steward, staff, reader, director, producer, competitor, purchaser, researcher, outsider, maker, candidate

  var variableName: String { rawValue.uppercased() }

  var accountName: String { "demo \(rawValue)" }

  /// The company acted for; nil for the network's own people.
  var company: String? {
    switch self {
    case .steward, .staff, .reader: nil
    case .director: "Regie Onafhankelijk"
    case .producer: "Noordbeker"
    case .competitor: "Papierpunt"
    case .purchaser: "Inkoopkring Kantoren"
    case .researcher: "Studiebureau Kringloop"
    case .outsider: "Bekerhandel Zuid"
    case .maker: "Weefhuis"
    case .candidate: "Zuidergaren"
    }
  }

  var meaning: String {
    switch self {
    case .steward: "operates the register"
    case .staff: "works for the network"
    case .reader: "looks at the network's initiatives"
    default: "acts for \(company ?? "nobody")"
    }
  }
}

/// Makes partners and persons, and remembers who is who.
final class DemoBuilder {
  let tx: WriteTransaction
  private var tokens: [DemoPerson: String] = [:]
  private var callers: [String: Caller] = [:]
  private var partners: [String: Partner.ID] = [:]

  init(_ tx: WriteTransaction) throws {
    self.tx = tx
    for (person, role) in [(DemoPerson.steward, NetworkRole.steward), (.staff, .staff), (.reader, .reader)] {
      let token = try AccountService(tx).makeToken(accountName: person.accountName, role: role)
      tokens[person] = token
      callers[person.rawValue] = try Authentication.caller(bearer: token, actingAs: nil, in: tx)
    }
    for person in DemoPerson.allCases {
      guard let company = person.company else { continue }
      tokens[person] = try register(company, personName: person.accountName)
    }
  }

  func caller(_ person: DemoPerson) throws -> Caller { try caller(person.company ?? person.rawValue) }

  /// The person of a company; made with the company when it is not known yet.
  func caller(_ company: String) throws -> Caller {
    if let known = callers[company] { return known }
    _ = try register(company, personName: "demo person of \(company)")
    return try caller(company)
  }

  func partner(_ company: String) throws -> Partner.ID {
    _ = try caller(company)
    guard let id = partners[company] else { throw DomainError.notFound }
    return id
  }

  /// The person of a company that was made before.
  func caller(of partner: Partner.ID) throws -> Caller {
    guard let company = partners.first(where: { $0.value == partner })?.key else { throw DomainError.notFound }
    return try caller(company)
  }

  func variable(_ person: DemoPerson) throws -> DemoNetwork.Variable {
    (person.variableName, tokens[person] ?? "", person.meaning)
  }

  /// Lets companies join an initiative that somebody else leads.
  func join(_ members: [(company: String, role: ChainRole)], _ initiative: Initiative.ID, as lead: Caller) throws {
    for (company, role) in members {
      let invited = try MembershipEditor(tx).invite(Invitation(partner(company)), to: initiative, as: lead)
      _ = try MembershipEditor(tx).accept(
        invited.id, of: initiative, roles: [role], drivers: [.societal], as: caller(company))
    }
  }

  /// A company and a person who may do everything for it.
  ///
  /// - Returns: The person's token.
  private func register(_ company: String, personName: String) throws -> String {
    let steward = try caller(.steward)
    var content = PartnerContent(name: company)
    content.size = .medium
    let partner = try PartnerEditor(tx).create(content, as: steward)
    let person = try AccountService(tx).create(name: personName, email: nil, networkRoles: [], as: steward)
    _ = try MandateEditor(tx).give(
      Set(MandateRight.allCases), to: person.id, for: partner.id, startDate: nil, endDate: nil, as: steward)
    let secret = try AccountService(tx).makeToken(of: person.id)
    partners[company] = partner.id
    callers[company] = try Authentication.caller(bearer: secret, actingAs: nil, in: tx)
    return secret
  }
}
