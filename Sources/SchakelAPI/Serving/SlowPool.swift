import Dispatch
import SQLite
import Synchronization

/// A few serial queues with a reader each, for work that would hold up a shard. Work waits in one line for whichever is
/// free first: what is short never stands behind what is long while another is idle.
final class SlowPool: Sendable {
  typealias Work = @Sendable (Reader) -> Void

  private struct Lane: Sendable {
    let queue: DispatchQueue
    let reader: Reader
  }

  private static let laneCount = 2
  /// Jobs in line; further ones are refused.
  private static let waitingMax = 14
  /// Seconds that reading may take in one job: so long the write-ahead log may have to grow.
  private static let secondsMax = 30

  private let lanes: [Lane]
  /// Stands still, suspended, while no lane is idle.
  private let line = DispatchQueue(label: "schakel.slow.line")
  /// One bit for each idle lane, taken on `line` only.
  private let idle = Atomic<UInt>((1 << UInt(laneCount)) - 1)
  /// Jobs in line and under way.
  private let jobCount = Atomic<Int>(0)

  init(path: String) throws {
    lanes = try (0..<Self.laneCount).map {
      Lane(
        queue: DispatchQueue(label: "schakel.slow.\($0)"),
        reader: try Reader(path: path, secondsMax: Self.secondsMax))
    }
  }

  /// - Returns: False when the pool is full; the work is dropped then.
  func submit(_ work: @escaping Work) -> Bool {
    guard jobCount.wrappingAdd(1, ordering: .relaxed).newValue <= Self.laneCount + Self.waitingMax else {
      jobCount.wrappingSubtract(1, ordering: .relaxed)
      return false
    }
    line.async { self.run(work) }
    return true
  }

  private func run(_ work: @escaping Work) {
    // First, so that whoever makes the first lane idle again finds the line suspended.
    line.suspend()
    let index = idle.load(ordering: .acquiring).trailingZeroBitCount
    let bit: UInt = 1 << UInt(index)
    if idle.bitwiseAnd(~bit, ordering: .acquiringAndReleasing).newValue != 0 { line.resume() }
    let lane = lanes[index]
    lane.queue.async { [self] in
      work(lane.reader)
      jobCount.wrappingSubtract(1, ordering: .relaxed)
      if idle.bitwiseOr(bit, ordering: .acquiringAndReleasing).oldValue == 0 { line.resume() }
    }
  }
}
