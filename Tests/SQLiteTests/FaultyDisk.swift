import CSQLite
import Foundation
import Synchronization

/// A disk that fails when told to, for databases whose path holds "faulty-disk".
///
/// SQLite lets a program put itself between SQLite and the operating system (a VFS). This one is the ordinary one with
/// two functions replaced. It is the default for the whole test process, and leaves all other files alone.
enum FaultyDisk {
  /// What the disk answers to being asked to keep what was written; 0 for doing it.
  static let syncAnswer = Atomic<Int32>(0)
  /// What the disk answers to writing; 0 for doing it.
  static let writeAnswer = Atomic<Int32>(0)

  static let fsyncFailed: Int32 = SQLITE_IOERR | (4 << 8)

  static func install() { _ = isInstalled }

  // Written before any file is opened through this disk, and the same for every file.
  nonisolated(unsafe) private static var ordinary: UnsafeMutablePointer<sqlite3_vfs>?
  nonisolated(unsafe) private static var ordinaryMethods: UnsafePointer<sqlite3_io_methods>?

  /// The ordinary disk has one table of functions for databases and another for logs; each gets a copy that lives on.
  private static let copies = Mutex<[UInt: UInt]>([:])

  private static let isInstalled: Bool = {
    guard sqlite3_initialize() == SQLITE_OK, let found = sqlite3_vfs_find(nil) else { return false }
    ordinary = found
    let faulty = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
    faulty.initialize(to: found.pointee)
    faulty.pointee.pNext = nil
    faulty.pointee.zName = UnsafePointer(strdup("faulty-disk"))
    faulty.pointee.xOpen = { _, name, file, flags, outFlags in
      FaultyDisk.open(name, file, flags, outFlags)
    }
    return sqlite3_vfs_register(faulty, 1) == SQLITE_OK
  }()

  private static func open(
    _ name: sqlite3_filename?, _ file: UnsafeMutablePointer<sqlite3_file>?, _ flags: Int32,
    _ outFlags: UnsafeMutablePointer<Int32>?
  ) -> Int32 {
    guard let ordinary, let code = ordinary.pointee.xOpen?(ordinary, name, file, flags, outFlags) else {
      return SQLITE_ERROR
    }
    guard code == SQLITE_OK, let name, String(cString: name).contains("faulty-disk"), let file,
      let found = file.pointee.pMethods
    else { return code }
    file.pointee.pMethods = faultyMethods(for: found)
    return code
  }

  private static func faultyMethods(for found: UnsafePointer<sqlite3_io_methods>) -> UnsafePointer<sqlite3_io_methods>?
  {
    let address = copies.withLock { copies in
      if let known = copies[UInt(bitPattern: found)] { return known }
      let copy = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
      copy.initialize(to: found.pointee)
      replaceFunctions(in: copy)
      // Both tables hold the same functions for writing and syncing.
      ordinaryMethods = found
      copies[UInt(bitPattern: found)] = UInt(bitPattern: copy)
      return UInt(bitPattern: copy)
    }
    return UnsafePointer(bitPattern: address)
  }

  private static func replaceFunctions(in methods: UnsafeMutablePointer<sqlite3_io_methods>) {
    methods.pointee.xSync = { file, flags in
      let answer = FaultyDisk.syncAnswer.load(ordering: .relaxed)
      return answer != 0 ? answer : FaultyDisk.ordinaryMethods?.pointee.xSync(file, flags) ?? SQLITE_ERROR
    }
    methods.pointee.xWrite = { file, bytes, count, offset in
      let answer = FaultyDisk.writeAnswer.load(ordering: .relaxed)
      return answer != 0
        ? answer : FaultyDisk.ordinaryMethods?.pointee.xWrite(file, bytes, count, offset) ?? SQLITE_ERROR
    }
  }
}
