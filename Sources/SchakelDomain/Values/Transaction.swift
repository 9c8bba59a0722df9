package import SQLite

/// One snapshot of the register, at one moment: everything a request sees.
package class Transaction {
  package let db: Connection
  /// The moment of the request; every rule of time is asked for this one.
  package let now: Timestamp
  /// The day it is in Europe/Amsterdam at `now`.
  package private(set) lazy var today = LocalDate(at: now)
  /// Whom the requests of this snapshot came from; nil where the register may change meanwhile.
  let callers: CallerMemory?

  package convenience init(_ db: Connection, at now: Timestamp) {
    self.init(db, at: now, callers: CallerMemory())
  }

  fileprivate init(_ db: Connection, at now: Timestamp, callers: CallerMemory?) {
    self.db = db
    self.now = now
    self.callers = callers
  }
}

/// A transaction that may change the register. It runs on the writer, in a savepoint of its own.
package final class WriteTransaction: Transaction {
  private let identifiers: IdentifierGenerator

  package init(_ db: Connection, at now: Timestamp, identifiers: IdentifierGenerator) {
    self.identifiers = identifiers
    super.init(db, at: now, callers: nil)
  }

  /// A new id, greater than every id before it.
  package func newID<Owner>(_ owner: Owner.Type = Owner.self) -> Identifier<Owner> {
    Identifier(trusted: identifiers.next(at: now))
  }
}
