import Glibc

/// Keeps a second server away from a database, by a lock on the file `DATABASE.lock` beside it.
///
/// The kernel lets go of the lock when the process ends, however it ends; the file stays and means nothing by itself.
/// Programs that only visit the database do not take this lock: SQLite's own locks are enough for them.
public final class ServerLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock until this value is let go of.
  ///
  /// - Parameter databasePath: The database file; it need not exist yet.
  /// - Throws: `SQLiteError` of kind `busy` when another server has it, `cannotOpen` when there can be no file there.
  public init(databasePath: String) throws {
    let path = Self.resolved(databasePath) + ".lock"
    descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw SQLiteError(.cannotOpen, "Cannot open \(path): \(String(cString: strerror(errno)))")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let cause = errno
      close(descriptor)
      throw cause == EWOULDBLOCK
        ? SQLiteError(.busy, "Another server is serving \(databasePath)")
        : SQLiteError(.ioError, "Cannot lock \(path): \(String(cString: strerror(cause)))")
    }
  }

  deinit {
    close(descriptor)
  }

  /// Two names of one file must lead to one lock.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
