import Foundation
import TestSupport

/// What a disk may hold after the power was cut: what was synced, and any part of what was not.
struct PowerCut {
  /// What becomes of writes that were not synced.
  enum Loss: Sendable {
    case everything, nothing
    /// Some writes, in no order, and some of them in part.
    case some(seed: UInt64)
  }

  /// Bytes that a disk writes whole or not at all.
  private static let sectorBytes = 512

  private var kept: [String: [UInt8]]
  private var loose: [String: [TestDisk.Operation]] = [:]
  /// What the test had noted before the cut.
  private(set) var notes: [String] = []

  /// - Parameter files: What is on the disk for certain, by name.
  init(files: [String: [UInt8]]) {
    kept = files
  }

  /// Lets one thing happen before the cut.
  mutating func add(_ operation: TestDisk.Operation) {
    switch operation {
    case .write(let file, _, _), .truncate(let file, _): loose[file, default: []].append(operation)
    case .sync(let file):
      for operation in loose.removeValue(forKey: file) ?? [] { Self.apply(operation, to: &kept[file, default: []]) }
    case .note(let text): notes.append(text)
    }
  }

  /// Puts in a folder what the disk holds.
  func write(to folder: String, losing loss: Loss) throws {
    var files = kept
    var numbers = SeededLosses(loss)
    for (file, operations) in loose.sorted(by: { $0.key < $1.key }) {
      for operation in operations {
        guard let left = Self.left(of: operation, loss, &numbers) else { continue }
        Self.apply(left, to: &files[file, default: []])
      }
    }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)")) }
  }

  private static func left(
    of operation: TestDisk.Operation, _ loss: Loss, _ numbers: inout SeededLosses
  ) -> TestDisk.Operation? {
    switch loss {
    case .everything: return nil
    case .nothing: return operation
    case .some:
      guard numbers.next() % 2 == 0 else { return nil }
      guard case .write(let file, let offset, let bytes) = operation, numbers.next() % 3 == 0 else { return operation }
      let firstSector = sectorBytes - offset % sectorBytes
      return .write(file: file, offset: offset, bytes: Array(bytes.prefix(firstSector)))
    }
  }

  private static func apply(_ operation: TestDisk.Operation, to bytes: inout [UInt8]) {
    switch operation {
    case .write(_, let offset, let written):
      let missing = offset + written.count - bytes.count
      if missing > 0 { bytes += [UInt8](repeating: 0, count: missing) }
      bytes.replaceSubrange(offset..<offset + written.count, with: written)
    case .truncate(_, let byteCount):
      if byteCount < bytes.count { bytes.removeLast(bytes.count - byteCount) }
    case .sync, .note: break
    }
  }

  /// Numbers that follow from a seed (xorshift).
  private struct SeededLosses {
    private var state: UInt64 = 1

    init(_ loss: Loss) {
      if case .some(let seed) = loss { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }
    }

    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state >> 16
    }
  }
}
