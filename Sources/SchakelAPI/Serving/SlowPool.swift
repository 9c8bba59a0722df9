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

  private struct Line {
    var idle: [Lane]
    var waiting: [Work] = []
  }

  private static let laneCount = 2
  /// Jobs in line; further ones are refused.
  private static let waitingMax = 14
  /// Seconds that reading may take in one job: so long the write-ahead log may have to grow.
  private static let secondsMax = 30

  private let line: Mutex<Line>

  init(path: String) throws {
    let lanes = try (0..<Self.laneCount).map {
      Lane(
        queue: DispatchQueue(label: "schakel.slow.\($0)"),
        reader: try Reader(path: path, secondsMax: Self.secondsMax))
    }
    line = Mutex(Line(idle: lanes))
  }

  /// - Returns: False when the pool is full; the work is dropped then.
  func submit(_ work: @escaping Work) -> Bool {
    let (isTaken, lane) = line.withLock { line -> (Bool, Lane?) in
      if let lane = line.idle.popLast() { return (true, lane) }
      guard line.waiting.count < Self.waitingMax else { return (false, nil) }
      line.waiting.append(work)
      return (true, nil)
    }
    if let lane { run(work, on: lane) }
    return isTaken
  }

  private func run(_ work: @escaping Work, on lane: Lane) {
    lane.queue.async {
      work(lane.reader)
      if let next = self.next(after: lane) { self.run(next, on: lane) }
    }
  }

  /// The first in line; without one, the lane is idle.
  private func next(after lane: Lane) -> Work? {
    line.withLock { line in
      guard line.waiting.isEmpty else { return line.waiting.removeFirst() }
      line.idle.append(lane)
      return nil
    }
  }
}
