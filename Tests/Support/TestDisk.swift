import CSQLite
import Foundation

/// A disk in a test's hand: it fails when told to, and writes down what is done to it.
///
/// SQLite lets a program put itself between SQLite and the operating system (a VFS). This one is the ordinary one with
/// a few functions replaced. It is the default for the whole test process, and leaves all files alone but those in the
/// folder of a `TestDisk`.
package final class TestDisk: Sendable {
  /// What is wrong with it.
  package enum Fault: Sendable {
    /// No room for anything more.
    case full
    /// Writing is answered by an error.
    case brokenWrites
    /// Being asked to keep what was written is answered by an error.
    case brokenSyncs
  }

  /// One thing that was done to a file.
  package enum Operation: Sendable {
    case write(file: String, offset: Int, bytes: [UInt8])
    case truncate(file: String, byteCount: Int)
    /// Everything done to the file before is kept from here on.
    case sync(file: String)
    /// What the test noted at this moment.
    case note(String)
  }

  private let folder: String
  private let fault = Guarded<Fault?>(nil)
  private let log = Guarded<[Operation]?>(nil)

  /// - Parameter folder: Whose files are on this disk. Open databases there only after this.
  package init(folder: String) {
    self.folder = folder
    TestFileSystem.install()
    TestFileSystem.add(self, folder)
  }

  deinit {
    TestFileSystem.remove(folder)
  }

  /// What goes wrong from here on; nil for nothing.
  package func set(_ wanted: Fault?) { fault.withLock { $0 = wanted } }

  /// Begins to write down what is done.
  package func record() { log.withLock { $0 = [] } }

  /// Notes something between what is done, when it is written down.
  package func note(_ text: String) { append(.note(text)) }

  /// What was done since `record`.
  package var operations: [Operation] { log.withLock { $0 ?? [] } }

  private func append(_ operation: Operation) { log.withLock { $0?.append(operation) } }

  /// - Returns: SQLite's code of what is wrong with writing; 0 for nothing.
  func write(_ file: String, _ bytes: UnsafeRawBufferPointer, at offset: Int) -> Int32 {
    switch fault.withLock({ $0 }) {
    case .full: return SQLITE_FULL
    case .brokenWrites: return SQLITE_IOERR | (3 << 8)
    case .brokenSyncs, nil: break
    }
    append(.write(file: file, offset: offset, bytes: Array(bytes)))
    return SQLITE_OK
  }

  func truncate(_ file: String, to byteCount: Int) {
    append(.truncate(file: file, byteCount: byteCount))
  }

  /// - Returns: SQLite's code of what is wrong with keeping; 0 for nothing.
  func sync(_ file: String) -> Int32 {
    if case .brokenSyncs = fault.withLock({ $0 }) { return SQLITE_IOERR | (4 << 8) }
    append(.sync(file: file))
    return SQLITE_OK
  }
}

/// The functions that SQLite calls.
private enum TestFileSystem {
  /// A file that SQLite has opened on a test's disk.
  private struct Opened: Sendable {
    let disk: TestDisk
    let name: String
    /// The address of the ordinary functions for this kind of file.
    let methods: UInt

    var ordinary: UnsafePointer<sqlite3_io_methods>? { UnsafePointer(bitPattern: methods) }
  }

  private struct WeakDisk: Sendable {
    weak let disk: TestDisk?
  }

  // Written before any file is opened through this file system.
  nonisolated(unsafe) private static var ordinary: UnsafeMutablePointer<sqlite3_vfs>?
  private static let disks = Guarded<[String: WeakDisk]>([:])
  private static let opened = Guarded<[UInt: Opened]>([:])
  /// The ordinary file system has a table of functions for databases and another for logs; each gets a copy that lives
  /// on.
  private static let copies = Guarded<[UInt: UInt]>([:])

  static func install() { _ = isInstalled }

  static func add(_ disk: TestDisk, _ folder: String) {
    disks.withLock { $0[folder] = WeakDisk(disk: disk) }
  }

  static func remove(_ folder: String) {
    disks.withLock { $0[folder] = nil }
  }

  private static let isInstalled: Bool = {
    guard sqlite3_initialize() == SQLITE_OK, let found = sqlite3_vfs_find(nil) else { return false }
    ordinary = found
    let changed = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
    changed.initialize(to: found.pointee)
    changed.pointee.pNext = nil
    changed.pointee.zName = UnsafePointer(strdup("test-disk"))
    changed.pointee.xOpen = { _, name, file, flags, outFlags in
      TestFileSystem.open(name, file, flags, outFlags)
    }
    return sqlite3_vfs_register(changed, 1) == SQLITE_OK
  }()

  private static func open(
    _ name: sqlite3_filename?, _ file: UnsafeMutablePointer<sqlite3_file>?, _ flags: Int32,
    _ outFlags: UnsafeMutablePointer<Int32>?
  ) -> Int32 {
    guard let ordinary, let code = ordinary.pointee.xOpen?(ordinary, name, file, flags, outFlags) else {
      return SQLITE_ERROR
    }
    guard code == SQLITE_OK, let name, let file, let found = file.pointee.pMethods else { return code }
    let path = String(cString: name) as NSString
    guard let disk = disks.withLock({ $0[path.deletingLastPathComponent]?.disk }) else { return code }
    let entry = Opened(disk: disk, name: path.lastPathComponent, methods: UInt(bitPattern: found))
    opened.withLock { $0[UInt(bitPattern: file)] = entry }
    file.pointee.pMethods = changedMethods(for: found)
    return code
  }

  private static func changedMethods(
    for found: UnsafePointer<sqlite3_io_methods>
  ) -> UnsafePointer<sqlite3_io_methods>? {
    let address = copies.withLock { copies in
      if let known = copies[UInt(bitPattern: found)] { return known }
      let copy = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
      copy.initialize(to: found.pointee)
      replaceFunctions(in: copy)
      copies[UInt(bitPattern: found)] = UInt(bitPattern: copy)
      return UInt(bitPattern: copy)
    }
    return UnsafePointer(bitPattern: address)
  }

  private static func replaceFunctions(in methods: UnsafeMutablePointer<sqlite3_io_methods>) {
    methods.pointee.xWrite = { file, bytes, count, offset in
      guard let entry = TestFileSystem.entry(file) else { return SQLITE_ERROR }
      let fault = entry.disk.write(
        entry.name, UnsafeRawBufferPointer(start: bytes, count: Int(count)), at: Int(offset))
      return fault != 0 ? fault : entry.ordinary?.pointee.xWrite(file, bytes, count, offset) ?? SQLITE_ERROR
    }
    methods.pointee.xTruncate = { file, byteCount in
      guard let entry = TestFileSystem.entry(file) else { return SQLITE_ERROR }
      entry.disk.truncate(entry.name, to: Int(byteCount))
      return entry.ordinary?.pointee.xTruncate(file, byteCount) ?? SQLITE_ERROR
    }
    methods.pointee.xSync = { file, flags in
      guard let entry = TestFileSystem.entry(file) else { return SQLITE_ERROR }
      let fault = entry.disk.sync(entry.name)
      return fault != 0 ? fault : entry.ordinary?.pointee.xSync(file, flags) ?? SQLITE_ERROR
    }
    methods.pointee.xClose = { file in
      guard let entry = TestFileSystem.entry(file) else { return SQLITE_ERROR }
      TestFileSystem.opened.withLock { $0[UInt(bitPattern: file)] = nil }
      return entry.ordinary?.pointee.xClose(file) ?? SQLITE_ERROR
    }
  }

  private static func entry(_ file: UnsafeMutablePointer<sqlite3_file>?) -> Opened? {
    opened.withLock { $0[UInt(bitPattern: file)] }
  }
}
