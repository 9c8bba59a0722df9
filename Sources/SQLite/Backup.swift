import CSQLite
import FoundationEssentials
import Glibc

/// Copies a database while others read and write it.
public enum Backup {
  /// Copies a database to a new file, which appears whole or not at all.
  ///
  /// The copy is one snapshot, also when another process writes meanwhile, and is on the disk before this returns.
  ///
  /// - Parameters:
  ///   - path: The database.
  ///   - out: The copy. Must not exist; its folder must.
  /// - Throws: `SQLiteError`; nothing is left at `out` then.
  public static func copy(from path: String, to out: String) throws {
    guard !FileManager.default.fileExists(atPath: out) else { throw existing(out) }
    let source = try Connection(path: path, access: .readOnly)
    let partial = "\(out).partial-\(getpid())"
    // What an earlier process with this number left unfinished is worth nothing.
    unlink(partial)
    defer { unlink(partial) }
    try source.transaction(immediate: false) {
      // This read opens the snapshot. Without it each write of another process would start the copy again.
      _ = try source.exists("SELECT 1 FROM sqlite_schema")
      try copy(source, to: partial)
    }
    try settle(partial, as: out)
  }

  private static func copy(_ source: Connection, to partial: String) throws {
    let target = try Connection.open(partial, .create)
    defer { sqlite3_close_v2(target) }
    // A half copy is thrown away, so it needs no journal; the file is forced to the disk once it is whole.
    sqlite3_exec(target, "PRAGMA journal_mode = off; PRAGMA synchronous = off", nil, nil, nil)
    guard let backup = sqlite3_backup_init(target, "main", source.handle, "main") else {
      throw SQLiteError(last: target)
    }
    var code: Int32
    repeat { code = sqlite3_backup_step(backup, pagesPerStep) } while code == SQLITE_OK
    sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE else {
      throw SQLiteError(code: code, message: "Copying to \(partial) failed: \(String(cString: sqlite3_errstr(code)))")
    }
  }

  /// Forces the copy to the disk and gives it its name.
  private static func settle(_ partial: String, as out: String) throws {
    try force(partial, O_RDONLY)
    // A link, unlike a rename, fails when the name has been taken meanwhile.
    guard link(partial, out) == 0 else {
      throw errno == EEXIST ? existing(out) : fault("Naming the copy \(out)")
    }
    try force(FilePlace(out).folder, O_RDONLY | O_DIRECTORY)
  }

  private static func force(_ path: String, _ flags: Int32) throws {
    let descriptor = open(path, flags | O_CLOEXEC)
    guard descriptor >= 0 else { throw fault("Opening \(path)") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw fault("Writing \(path) to the disk") }
  }

  private static func existing(_ out: String) -> SQLiteError {
    SQLiteError(.cannotOpen, "\(out) exists already, and a backup overwrites nothing; choose another name")
  }

  private static func fault(_ what: String) -> SQLiteError {
    SQLiteError(.ioError, "\(what) failed: \(String(cString: strerror(errno)))")
  }

  private static let pagesPerStep: Int32 = 1_024
}
