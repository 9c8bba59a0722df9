import CostSharing
import SchakelDomain

/// A kept proposal computed again from what it was computed from, held against what came out then.
///
/// It holds places only and no figure, so that who audits need not see anybody's lines.
struct SplitRecalculation {
  /// Whether the arithmetic of then is still the arithmetic here; nothing was computed where it is not.
  let isKnownSpecification: Bool
  /// Whether the outcome is the same to the cent; nil where nothing was computed.
  let isSame: Bool?
  /// Pointers into the outcome at which it differs, the first ones; empty where all of it could not be computed.
  let differences: [String]

  /// Differences named at most.
  static let differencesMax = 20

  /// - Throws: What the checkpoint throws.
  init(of proposal: SplitProposal, _ checkpoint: Checkpoint) throws {
    isKnownSpecification = proposal.specification == SplitProposal.specification
    guard isKnownSpecification else {
      isSame = nil
      differences = []
      return
    }
    guard let kept = try? JSONParser.parse(Array(proposal.record.outcome.utf8)),
      let source = proposal.source
    else {
      // What cannot be read is not what was written.
      isSame = false
      differences = []
      return
    }
    let found: JSON
    do {
      let record = try SplitProposal.Computation(source, checkpoint).record
      found = try JSONParser.parse(Array(record.outcome.utf8))
    } catch let error as DomainError {
      guard error.reason.code != Reason.calculationTooLong.code else { throw error }
      isSame = false
      differences = []
      return
    }
    let places = kept.differences(from: found)
    isSame = places.isEmpty
    differences = Array(places.prefix(Self.differencesMax))
  }
}

extension JSON {
  /// Pointers to where two documents differ; one for a whole object or list where their shapes do.
  fileprivate func differences(from other: JSON, at pointer: String = "") -> [String] {
    switch (self, other) {
    case (.object(let members), .object(let others)) where members.map(\.name) == others.map(\.name):
      return zip(members, others).flatMap { mine, theirs in
        mine.value.differences(from: theirs.value, at: "\(pointer)/\(JSONPointer.step(mine.name))")
      }
    case (.list(let items), .list(let others)) where items.count == others.count:
      return zip(items, others).enumerated().flatMap { index, pair in
        pair.0.differences(from: pair.1, at: "\(pointer)/\(index)")
      }
    default: return self == other ? [] : [pointer]
    }
  }
}

extension SplitProposal {
  /// What the proposal was computed from, read back; nil where it cannot be read.
  fileprivate var source: Source? {
    guard let json = try? JSONParser.parse(Array(record.input.utf8)) else { return nil }
    let input = Body(json)
    guard let split = input.object("split")?.keptSplit, let lines = input.keptLines("lines"),
      let baseline = input.keptLines("baseline")
    else { return nil }
    let names = input.object("names")
    return Source(
      split: split, variant: variant, method: method, lines: lines, baseline: baseline,
      names: split.content.partners.map { ($0.partnerID, names?.text($0.partnerID.text) ?? $0.partnerID.text) })
  }
}

extension Body {
  fileprivate var keptSplit: Split? {
    guard let id = id("id", as: Split.self), let initiative = self.id("initiativeId", as: Initiative.self),
      let stamps = keptStamps
    else { return nil }
    var content = SplitContent(title: "", subject: .surplus, partners: [])
    guard (try? content.apply(self)) != nil else { return nil }
    return Split(
      id: id, initiativeID: initiative, content: content, version: stamps.version, createdAt: stamps.createdAt,
      updatedAt: stamps.updatedAt)
  }

  fileprivate func keptLines(_ name: String) -> [Split.Line]? {
    guard let bodies = objects(name) else { return nil }
    let lines = bodies.compactMap(\.keptLine)
    return lines.count == bodies.count ? lines : nil
  }

  private var keptLine: Split.Line? {
    guard let id = id("id", as: Split.Line.self), let split = self.id("splitId", as: Split.self),
      let stamps = keptStamps,
      let content = try? newSplitLine()
    else { return nil }
    return Split.Line(
      id: id, splitID: split, content: content, enteredBy: self.id("enteredByPartnerId"), version: stamps.version,
      createdAt: stamps.createdAt, updatedAt: stamps.updatedAt)
  }

  private var keptStamps: (version: Int64, createdAt: Timestamp, updatedAt: Timestamp)? {
    guard let version = integer("version"), let created = moment("createdAt"), let updated = moment("updatedAt") else {
      return nil
    }
    return (version, created, updated)
  }
}

extension Shape {
  static let splitRecalculation = Shape(
    "SplitRecalculation",
    [
      .readOnly("proposalId", .identifier, "Of which proposal."),
      .readOnly("specificationVersion", .text(1...20), "The version of the arithmetic that it was computed by."),
      .readOnly("isKnownSpecification", .boolean, "Whether this server computes by that version."),
      .readOnly(
        "isSame", .boolean, "Whether all comes out the same to the cent; null where nothing was computed.",
        nullable: true),
      .readOnly(
        "differences", .list(.text(0...2000), 0...SplitRecalculation.differencesMax),
        "JSON pointers into the outcome at which it differs; none where it could not be computed at all."),
    ])
}

extension JSONWriter {
  mutating func splitRecalculation(_ recalculation: SplitRecalculation, of proposal: SplitProposal) {
    member("proposalId", proposal.id)
    member("specificationVersion", proposal.specification)
    member("isKnownSpecification", recalculation.isKnownSpecification)
    if let isSame = recalculation.isSame { member("isSame", isSame) } else { member("isSame", nil as String?) }
    member("differences", recalculation.differences)
  }
}
