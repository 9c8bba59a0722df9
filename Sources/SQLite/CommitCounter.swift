import Synchronization

/// Counts the commits of a writer, so that readers know whether their snapshot is still the latest.
///
/// It grows after a commit and before anybody is told of it: whoever has been told finds it grown.
public final class CommitCounter: Sendable {
  private let count = Atomic<Int>(0)

  /// A counter of its own.
  public init() {}

  /// How many commits there were.
  public var value: Int { count.load(ordering: .acquiring) }

  func advance() {
    count.wrappingAdd(1, ordering: .releasing)
  }
}
