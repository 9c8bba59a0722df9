import CSQLite

/// What the database answered when it did not do what was asked.
///
/// This is the one place where SQLite's codes and sentences are recognised.
public struct SQLiteError: Error, Sendable {
  /// What went wrong, as far as a caller acts on it.
  public enum Kind: Sendable, Hashable {
    /// A `CHECK` said no; `constraint` holds its name.
    case constraintCheck
    /// A `UNIQUE` or a primary key said no; `constraint` holds `table.column, table.column` or `index 'name'`.
    case constraintUnique
    /// A foreign key said no. SQLite does not tell which one.
    case constraintForeignKey
    /// A `NOT NULL` said no; `constraint` holds `table.column`.
    case constraintNotNull
    /// A trigger raised; `constraint` holds the text it raised.
    case constraintTrigger
    /// A column of a STRICT table was given another type; `constraint` holds `table.column`.
    case constraintDataType
    /// Another process held the database for longer than the time-out.
    case busy
    /// The disk, or the greatest size set for the database, is full.
    case full
    /// Reading or writing the disk failed.
    case ioError
    /// The file is damaged.
    case corrupt
    /// The file, its folder or the connection may only be read.
    case readOnly
    /// The file is no SQLite database.
    case notADatabase
    /// The file could not be opened.
    case cannotOpen
    /// A column was read as a type it does not hold.
    case unexpectedColumn
    /// The writer has as many jobs waiting as it may.
    case queueFull
    /// The transaction ended before its work did, so the work was undone.
    case transactionLost
    /// The writer has been closed.
    case closed
    /// The time for reading was over before the statement was done.
    case interrupted
    /// Anything else: faulty SQL, out of memory.
    case other
  }

  /// SQLite's extended result code; 0 for errors that this module found itself.
  public let code: Int32
  /// What went wrong, as far as a caller acts on it.
  public let kind: Kind
  /// What SQLite said about it, or what this module has to say.
  ///
  /// For logs and command lines, not for clients.
  public let message: String
  /// The name of the `CHECK`, the text a trigger raised, or the columns of a `UNIQUE` or `NOT NULL`.
  public let constraint: String?

  /// An error that this module found itself.
  init(_ kind: Kind, _ message: String, code: Int32 = 0) {
    self.code = code
    self.kind = kind
    self.message = message
    self.constraint = nil
  }

  /// An error that SQLite answered.
  init(code: Int32, message: String) {
    self.code = code
    self.kind = Self.kind(of: code)
    self.message = message
    self.constraint = Self.constraint(of: kind, in: message)
  }

  /// Whether the fault lies with the database at this moment and not with the question: the same may work later.
  public var isUnavailability: Bool {
    switch kind {
    case .busy, .full, .ioError, .corrupt, .readOnly, .notADatabase, .cannotOpen, .queueFull, .transactionLost, .closed,
      .interrupted:
      true
    case .constraintCheck, .constraintUnique, .constraintForeignKey, .constraintNotNull, .constraintTrigger,
      .constraintDataType, .unexpectedColumn, .other:
      false
    }
  }
}

extension SQLiteError {
  private static func kind(of code: Int32) -> Kind {
    switch code & 0xff {
    case SQLITE_CONSTRAINT: constraintKind(of: code)
    case SQLITE_BUSY, SQLITE_LOCKED: .busy
    case SQLITE_FULL: .full
    case SQLITE_IOERR: .ioError
    case SQLITE_CORRUPT: .corrupt
    case SQLITE_READONLY: .readOnly
    case SQLITE_NOTADB: .notADatabase
    case SQLITE_CANTOPEN, SQLITE_PERM: .cannotOpen
    case SQLITE_INTERRUPT: .interrupted
    default: .other
    }
  }

  /// The extended codes are the primary code with a number in the second byte (sqlite.org/rescode.html).
  private static func constraintKind(of code: Int32) -> Kind {
    switch code >> 8 {
    case 1: .constraintCheck
    case 3: .constraintForeignKey
    case 5: .constraintNotNull
    case 6, 8, 10: .constraintUnique  // primary key, unique, rowid
    case 7: .constraintTrigger
    case 12: .constraintDataType
    default: .other
    }
  }

  private static func constraint(of kind: Kind, in message: String) -> String? {
    switch kind {
    case .constraintTrigger:
      return message
    case .constraintCheck, .constraintUnique, .constraintNotNull:
      // "UNIQUE constraint failed: partner.name", "CHECK constraint failed: partner_name_is_not_blank"
      guard let mark = message.firstRange(of: "constraint failed: ") else { return nil }
      return String(message[mark.upperBound...])
    case .constraintDataType:
      // "cannot store TEXT value in INTEGER column split.cents"
      guard let mark = message.firstRange(of: " column ") else { return nil }
      return String(message[mark.upperBound...])
    default:
      return nil
    }
  }
}

extension SQLiteError: CustomStringConvertible {
  /// The message, followed by what a person can do about it.
  public var description: String {
    guard let advice else { return message }
    return "\(message). \(advice)"
  }

  private var advice: String? {
    switch kind {
    case .busy: "Another process is using the database; try again, or stop that process."
    case .full: "Free some space on the disk and try again."
    case .ioError: "Check the disk and the file system, and start again."
    case .corrupt: "Stop, keep the file, and restore a backup."
    case .readOnly: "Make the file and its folder writable for this user."
    case .notADatabase: "Check the path: this file was not made by SQLite."
    case .cannotOpen: "Check that the folder exists and that this user may read and write in it."
    case .queueFull, .transactionLost: "Try again later."
    default: nil
    }
  }
}
