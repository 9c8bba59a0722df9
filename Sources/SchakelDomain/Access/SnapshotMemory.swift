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

  /// A person who was recognised, and for whom that person says to act.
  struct Person: Hashable {
    let accountID: Account.ID
    let actingAs: ActingAs?
  }

  /// A partner that asks for an owner's data.
  private struct Asker: Hashable {
    let partnerID: Partner.ID
    let dataSetID: DataSet.ID
  }

  private var callers: [Presented: Caller] = [:]
  private var standings: [Person: Standing] = [:]
  private var facts: [Asker: ReadFacts] = [:]

  /// The caller found before, or now; a failure is not kept.
  func caller(_ presented: Presented, find: () throws -> Caller) throws -> Caller {
    if let known = callers[presented] { return known }
    let found = try find()
    callers[presented] = found
    return found
  }

  /// The standing found before, or now; a failure is not kept.
  func standing(of caller: Caller, find: () throws -> Standing) throws -> Standing {
    let person = Person(accountID: caller.accountID, actingAs: caller.actingAs)
    if let known = standings[person] { return known }
    let found = try find()
    standings[person] = found
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
