import Disclosure

/// One version of one value, the unknown of the audit.
struct ReleaseItem: Hashable {
  let recordID: Record.ID
  let fieldID: DataField.ID
  /// Of the value: the record's when it was written.
  let version: Int64

  var text: String { "\(recordID)/\(fieldID)/\(version)" }
}

/// A value that may go into figures of a measure.
struct ReleaseContribution {
  let item: ReleaseItem
  let quantity: Quantity
  let partnerID: Partner.ID
  /// The consent that lets it count.
  let consentID: Consent.ID
  /// What the record holds in the fields that figures are told apart by, where the consents cover them.
  let categories: [String: String]
  /// The figures of the measure that a waiver is in force for.
  let waivers: Set<Population>
}

/// Finds what goes into figures (MODEL 5.3.1): the latest values with an active consent for publication.
struct ReleaseContributions {
  /// Values in one figure.
  static let countMax = 2_000

  private let measure: Measure
  private let sources: [MeasureSource]
  /// The fields that figures are told apart by.
  private let categories: Set<String>
  private let tx: Transaction

  init(to measure: Measure, from sources: [MeasureSource], by categories: Set<String>, _ tx: Transaction) {
    self.measure = measure
    self.sources = sources
    self.categories = categories.union(measure.population.fields)
    self.tx = tx
  }

  /// In the order of data sets and records. None at all when one of them has more digits than can be added up exactly,
  /// or when there are too many: a part of them would be another figure.
  func all() throws -> [ReleaseContribution] {
    var found: [ReleaseContribution] = []
    var ndas = KnownNDAs()
    for source in sources {
      let consents = try ConsentStore.list(of: source.dataSet.id, for: nil, in: tx)
        .filter { $0.purpose == ReleaseEditor.purpose }
        .map { try ConsentAssessment.of($0, &ndas, in: tx) }
      guard let further = try of(source, consents, countMax: Self.countMax - found.count) else { return [] }
      found += further
    }
    return found
  }

  private func of(
    _ source: MeasureSource, _ consents: [ConsentAssessment], countMax: Int
  ) throws -> [ReleaseContribution]? {
    let (dataSet, field) = (source.dataSet, source.field)
    guard consents.contains(where: { $0.state == .active }) else { return [] }
    let others = dataSet.fields.filter { $0.isCategory && categories.contains($0.name) }
    var found: [ReleaseContribution] = []
    for record in try RecordStore.list(of: dataSet.id, after: nil, limit: Self.countMax + 1, in: tx) {
      let applying = consents.filter { $0.consent.covers(record.id) }
      guard let consent = Self.applying(to: field, applying),
        let (value, version) = try RecordStore.latest(of: record.id, field, in: tx)
      else { continue }
      let covered = others.filter { Self.applying(to: $0, applying) != nil }
      let held = try RecordStore.values(of: record.id, covered, in: tx).map { ($0.field.name, $0.value) }
      let categories = Dictionary(uniqueKeysWithValues: held)
      guard measure.population.includes(categories) else { continue }
      guard let quantity = Quantity(value), found.count < countMax else { return nil }
      found.append(
        ReleaseContribution(
          item: ReleaseItem(recordID: record.id, fieldID: field.id, version: version), quantity: quantity,
          partnerID: dataSet.partnerID, consentID: consent.id, categories: categories,
          waivers: waivers(applying, field)))
    }
    return found
  }

  /// The consent that lets a field count. A suspended one blocks the others (MODEL A9).
  private static func applying(to field: DataField, _ consents: [ConsentAssessment]) -> Consent? {
    let covering = consents.filter { $0.consent.figure == nil && $0.consent.fieldIDs.contains(field.id) }
    guard !covering.contains(where: { $0.state == .suspended }) else { return nil }
    return covering.first { $0.state == .active }?.consent
  }

  /// The figures for which a waiver is in force, and none is suspended.
  private func waivers(_ consents: [ConsentAssessment], _ field: DataField) -> Set<Population> {
    let own = consents.filter { $0.consent.figure?.measureID == measure.id && $0.consent.fieldIDs.contains(field.id) }
    func figures(_ state: ConsentState) -> Set<Population> {
      Set(own.filter { $0.state == state }.compactMap(\.consent.figure?.filter))
    }
    return figures(.active).subtracting(figures(.suspended))
  }
}

/// A field that a measure adds up, with its data set.
struct MeasureSource {
  let dataSet: DataSet
  let field: DataField
}

extension [MeasureSource] {
  /// The names of the fields that records can be told apart by.
  var categories: Set<String> { Set(flatMap { $0.dataSet.fields.filter(\.isCategory).map(\.name) }) }
}

extension Measure {
  /// In the order of data sets.
  func sources(_ tx: Transaction) throws -> [MeasureSource] {
    try DataSetStore.list(of: initiativeID, after: nil, limit: ReleaseContributions.countMax, in: tx).compactMap {
      dataSet in
      guard let field = dataSet.field(named: field), field.unit == unit,
        field.type == .decimal || field.type == .integer
      else { return nil }
      return MeasureSource(dataSet: dataSet, field: field)
    }
  }
}

extension DataField {
  /// Whether records may be told apart by it. A number is a value, and what competitors must not know is no category:
  /// one could ask for each of them in turn.
  var isCategory: Bool { csiKind == nil && [.text, .boolean, .date].contains(type) }
}
