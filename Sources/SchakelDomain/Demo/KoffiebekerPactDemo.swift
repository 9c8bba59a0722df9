import Cryptography

/// The KoffiebekerPact up to the moment at which the researchers are invited.
struct KoffiebekerPactDemo {
  private let builder: DemoBuilder
  private let tx: WriteTransaction

  init(_ builder: DemoBuilder) {
    self.builder = builder
    tx = builder.tx
  }

  /// - Returns: The ids that the walk needs.
  func build() throws -> [DemoNetwork.Variable] {
    let initiative = try begin()
    let nda = try offerNDA(initiative)
    let record = try enterRecords(initiative)
    return [
      ("INITIATIVE", initiative.text, "the KoffiebekerPact"), ("NDA", nda.text, "its NDA"),
      ("DATASET", record.dataSetID.text, "the producer's data set"), ("RECORD", record.id.text, "its first record"),
      ("PRODUCER_ID", try builder.partner("Noordbeker").text, "Noordbeker"),
      ("PURCHASER_ID", try builder.partner("Inkoopkring Kantoren").text, "Inkoopkring Kantoren"),
      ("RESEARCHER_ID", try builder.partner("Studiebureau Kringloop").text, "Studiebureau Kringloop"),
    ]
  }

  private func begin() throws -> Initiative.ID {
    var content = InitiativeContent(title: "KoffiebekerPact")
    content.summary =
      "The whole coffee cup chain maps what a cup does to the environment, to find the most sustainable one. The case "
      + "is the report's; in this demo every party, person and figure is invented."
    content.goal = "Buyers can compare cups on reliable figures."
    content.productGroup = "coffee cups"
    content.sector = .packaging
    content.phaseModel = .versnellingshuisSupport
    content.phase = .execution
    content.status = .active
    content.drivers = [.bindingMeasures, .societal]
    content.barriers = [.unwillingToShare, .dataMissing]
    content.neededRoles = [.manufacturer, .purchaser, .researcher, .supplier, .wasteProcessor]
    let director = try builder.caller(.director)
    let initiative = try InitiativeEditor(tx).create(content, roles: [.chainDirector], as: director).id
    _ = try PurposeService.register(
      "impactStudy", text: "Study of what coffee cups do to the environment; for nothing else.", roles: [.researcher],
      of: initiative, as: director, in: tx)
    let members: [(String, ChainRole)] = [
      ("Noordbeker", .manufacturer), ("Papierpunt", .manufacturer), ("Kleiwerk", .manufacturer),
      ("Koffiegoed", .supplier), ("Inkoopkring Kantoren", .purchaser), ("Restfractie", .wasteProcessor),
    ]
    try builder.join(members, initiative, as: director)
    return initiative
  }

  private func offerNDA(_ initiative: Initiative.ID) throws -> NDA.ID {
    let text =
      "Whoever signs uses the data of the others for the impact study only, shows them to the researchers only, and "
      + "keeps silent about them for two years after the end. (Text of the demo, no legal advice.)"
    let terms = NDATerms(text: text, purposes: ["impactStudy"], roles: [.researcher], startDate: tx.today)
    let director = try builder.caller(.director)
    let nda = try NDAEditor(tx).create("Confidentiality for the impact study", terms, of: initiative, as: director).id
    try NDAEditor(tx).offer("1.0", of: nda, sunsetDate: nil, as: director)
    _ = try NDAEditor(tx).sign(
      nda, for: builder.partner("Noordbeker"), textHash: SHA256.digest(of: text), level: .simple,
      as: builder.caller(.producer))
    return nda
  }

  private func enterRecords(_ initiative: Initiative.ID) throws -> Record {
    let producer = try builder.caller(.producer)
    let cups = try DataSetEditor(tx).create(
      "Cups of Noordbeker", description: "Invented figures.", .confidential, Self.fields, in: initiative, as: producer)
    let records = try Self.records.map { name, values in
      try DataSetEditor(tx).enter(
        name, .declared, zip(Self.fields, values).map { (name: $0.name, value: $1, unit: nil) }, in: cups.id,
        as: producer)
    }
    return records[0]
  }

  private static let fields: [DataSetEditor.FieldInput] = [
    field("mass_g", .decimal, unit: "g"), field("material", .text),
    field("electricity_kwh_per_1000", .decimal, unit: "kWh"), field("transport_km", .decimal, unit: "km"),
    field("annual_volume", .integer, csiKind: .volume), field("unit_cost_ct", .integer, csiKind: .cost),
  ]

  private static func field(
    _ name: String, _ type: FieldType, unit: String? = nil, csiKind: CSIKind? = nil
  ) -> DataSetEditor.FieldInput {
    DataSetEditor.FieldInput(
      name: name, title: nil, type: type, unit: unit, sensitivityClass: .confidential, csiKind: csiKind)
  }

  private static let records: [(String, [String])] = [
    ("NB-1 cup PP 200 ml, 2022", ["28.4", "PP 100 %", "62", "214", "1200000", "31"]),
    ("NB-2 cup PP 300 ml, 2022", ["34.0", "PP 100 %", "71", "214", "800000", "37"]),
  ]
}
