package import SQLite

/// One snapshot of the register, at one moment: everything a request sees.
package class Transaction {
  package let db: Connection
  /// The moment of the request; every rule of time is asked for this one.
  package let now: Timestamp
  /// The day it is in Europe/Amsterdam at `now`.
  package private(set) lazy var today = LocalDate(at: now)
  /// What the network has set for itself.
  let parameters: Parameters
  /// What the requests of this snapshot share; nil where the register may change meanwhile.
  let memory: SnapshotMemory?

  package convenience init(_ db: Connection, at now: Timestamp, by parameters: Parameters = Parameters()) {
    self.init(db, at: now, by: parameters, memory: SnapshotMemory())
  }

  fileprivate init(_ db: Connection, at now: Timestamp, by parameters: Parameters, memory: SnapshotMemory?) {
    self.db = db
    self.now = now
    self.parameters = parameters
    self.memory = memory
  }
}

/// A transaction that may change the register. It runs on the writer, and is kept or undone as a whole.
package final class WriteTransaction: Transaction {
  private let identifiers: IdentifierGenerator

  /// - Parameter isForReadings: Whether nothing is written but that something was read.
  package init(
    _ db: Connection, at now: Timestamp, by parameters: Parameters = Parameters(), identifiers: IdentifierGenerator,
    isForReadings: Bool = false
  ) {
    self.identifiers = identifiers
    super.init(db, at: now, by: parameters, memory: isForReadings ? SnapshotMemory() : nil)
  }

  /// A new id, greater than every id before it.
  package func newID<Owner>(_ owner: Owner.Type = Owner.self) -> Identifier<Owner> {
    Identifier(trusted: identifiers.next(at: now))
  }
}
