import CSQLite
import FoundationEssentials
import Glibc

extension Connection {
  /// What differs between connections.
  public struct Settings: Sendable {
    /// Milliseconds to wait for another process's lock before answering `busy`.
    public var busyTimeoutMilliseconds = 5_000
    /// Statements kept prepared.
    public var statementCountMax = 512
    /// Kibibytes of pages kept in memory.
    public var cacheKibibytes = 2_048
    /// Bytes of the file that are read through a memory map; 0 for none.
    public var mapBytes = 0

    /// The defaults.
    public init() {}
  }

  /// Once per process, before the first connection.
  ///
  /// It only fails when SQLite is already in use, and then costs speed.
  private static let memoryIsUncounted = csqlite_leave_memory_uncounted() == SQLITE_OK

  static func open(_ path: String, _ access: Access) throws -> OpaquePointer {
    _ = memoryIsUncounted
    if access == .create { try makePrivateFile(path) }
    // No mutex: a connection is confined to one queue.
    let flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    var handle: OpaquePointer?
    let wanted = access == .readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE
    let code = sqlite3_open_v2(path, &handle, flags | wanted, nil)
    guard code == SQLITE_OK, let handle else {
      let cause = errno
      sqlite3_close_v2(handle)
      throw SQLiteError(code: code, message: "Cannot open \(path): \(openingFault(path, errno: cause))")
    }
    return handle
  }

  func configure(_ access: Access, _ settings: Settings) throws {
    // First, so that the pragmas below wait for others too.
    sqlite3_busy_timeout(handle, Int32(clamping: settings.busyTimeoutMilliseconds))
    try set(SQLITE_DBCONFIG_DEFENSIVE, to: 1)
    try set(SQLITE_DBCONFIG_TRUSTED_SCHEMA, to: 0)
    try set(SQLITE_DBCONFIG_ENABLE_FKEY, to: 1)
    // A misspelt column in double quotes is an error, not a text.
    try set(SQLITE_DBCONFIG_DQS_DML, to: 0)
    try set(SQLITE_DBCONFIG_DQS_DDL, to: 0)
    try setPragma("PRAGMA temp_store", 2)
    try setPragma("PRAGMA cell_size_check", 1)
    try setPragma("PRAGMA cache_size", -settings.cacheKibibytes)
    try setPragma("PRAGMA mmap_size", settings.mapBytes)
    if access != .readOnly { try configureWriting() }
    // Reads the file's first page, so that a file that is no database is refused here.
    try run("SELECT count(*) FROM sqlite_schema")
  }

  /// Migrations rebuild tables under their references, and check these themselves.
  func enforceForeignKeys(_ wanted: Bool) throws {
    try set(SQLITE_DBCONFIG_ENABLE_FKEY, to: wanted ? 1 : 0)
  }

  private func configureWriting() throws {
    let mode = try row("PRAGMA journal_mode = wal") { try $0.get(0, as: String.self) }
    guard mode == "wal" else {
      throw SQLiteError(.other, "The journal mode is \(mode ?? "unknown") and not wal; is this a network disk?")
    }
    try setPragma("PRAGMA synchronous", 2)  // FULL: a commit is on the disk before it is answered
    try setPragma("PRAGMA journal_size_limit", 64 << 20)
    try setPragma("PRAGMA secure_delete", 1)  // what is deleted is overwritten in the file
  }

  private func set(_ option: Int32, to wanted: Int32) throws {
    var stored: Int32 = -1
    guard csqlite_set_option(handle, option, wanted, &stored) == SQLITE_OK, stored == wanted else {
      throw SQLiteError(.other, "SQLite does not accept \(wanted) for its option \(option)")
    }
  }

  /// - Parameter pragma: Reads it; the number is written behind it, for pragmas take no parameters.
  private func setPragma(_ pragma: SQL, _ wanted: Int) throws {
    try script("\(pragma.text) = \(wanted)")
    let stored = try row(pragma) { try $0.get(0, as: Int.self) }
    guard stored == wanted else {
      throw SQLiteError(.other, "SQLite does not accept \(wanted) for \(pragma.text)")
    }
  }

  /// SQLite would make the file readable for everyone; the files beside it get the same rights as the file itself.
  private static func makePrivateFile(_ path: String) throws {
    // Only when the file is new: closing another descriptor of an open database would drop SQLite's locks on it.
    let descriptor = Glibc.open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    if descriptor >= 0 { close(descriptor) }
  }

  private static func openingFault(_ path: String, errno cause: Int32) -> String {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return "the file does not exist" }
    return isFolder ? "it is a folder" : String(cString: strerror(cause))
  }
}
