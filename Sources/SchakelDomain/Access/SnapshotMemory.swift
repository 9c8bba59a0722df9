/// Who was recognised in a snapshot, for whom each acts, and what decides on their reading: the same question has the
/// same answer there, and in a busy moment it is asked for every request.
///
/// It belongs to one `Transaction` and ends with it. What changes is seen in the next snapshot, not later. In a
/// `WriteTransaction` it is there for readings only, which change nothing that it knows.
final class SnapshotMemory {
  /// What a request shows of itself.
  struct Presented: Hashable {
    let bearer: String
    let actingAs: ActingAs?
  }

  /// A partner that asks for an owner's data.
  private struct Asker: Hashable {
    let partnerID: Partner.ID
    let dataSetID: DataSet.ID
  }

  private var callers: [Presented: Caller] = [:]
  /// The one found last: a busy client asks again before others do.
  private var latest: (presented: Presented, caller: Caller)?
  /// By the caller itself, which is kept with it.
  private var standings: [ObjectIdentifier: (caller: Caller, standing: Standing)] = [:]
  private var facts: [Asker: ReadFacts] = [:]

  /// The caller found before, or now; a failure is not kept.
  func caller(_ presented: Presented, find: () throws -> Caller) throws -> Caller {
    if let latest, latest.presented == presented { return latest.caller }
    let found = try callers[presented] ?? find()
    callers[presented] = found
    latest = (presented, found)
    return found
  }

  /// The standing found before, or now; a failure is not kept.
  func standing(of caller: Caller, find: () throws -> Standing) throws -> Standing {
    if let known = standings[ObjectIdentifier(caller)] { return known.standing }
    let found = try find()
    standings[ObjectIdentifier(caller)] = (caller, found)
    return found
  }

  /// The facts found before, or now; a failure is not kept.
  func facts(of dataSet: DataSet.ID, for partner: Partner.ID, find: () throws -> ReadFacts) throws -> ReadFacts {
    let asker = Asker(partnerID: partner, dataSetID: dataSet)
    if let known = facts[asker] { return known }
    let found = try find()
    facts[asker] = found
    return found
  }
}
