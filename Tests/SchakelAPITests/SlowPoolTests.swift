import Dispatch
import Foundation
import SQLite
import TestSupport
import Testing

@testable import SchakelAPI

/// Work that takes long, beside work that does not.
@Suite struct SlowPoolTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pool-\(UUID().uuidString)").path

  private func opened() throws -> SlowPool {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    _ = try Writer(path: folder + "/test.db")
    return try SlowPool(path: folder + "/test.db")
  }

  /// Keeps a lane busy until it is told to go on.
  private func hold(_ pool: SlowPool) -> DispatchSemaphore {
    let (entered, released) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    #expect(
      pool.submit { _ in
        entered.signal()
        released.wait()
      })
    entered.wait()
    return released
  }

  @Test func `short work passes long work while a lane is free`() throws {
    let pool = try opened()
    defer { try? FileManager.default.removeItem(atPath: folder) }  // what stays behind harms no other test
    let long = hold(pool)
    let done = DispatchSemaphore(value: 0)

    for _ in 0..<5 { #expect(pool.submit { _ in done.signal() }) }

    for _ in 0..<5 { #expect(done.wait(timeout: .now() + 20) == .success) }
    long.signal()
  }

  @Test func `what is in line has its turn, and more than that is refused`() throws {
    let pool = try opened()
    defer { try? FileManager.default.removeItem(atPath: folder) }  // what stays behind harms no other test
    let held = [hold(pool), hold(pool)]
    let done = DispatchSemaphore(value: 0)

    let taken = (0..<20).filter { _ in pool.submit { _ in done.signal() } }
    for semaphore in held { semaphore.signal() }

    #expect(taken.count == 14)
    for _ in taken { #expect(done.wait(timeout: .now() + 20) == .success) }
    #expect(pool.submit { _ in done.signal() })
    #expect(done.wait(timeout: .now() + 20) == .success)
  }

  @Test func `who tries again until it is taken is served once, whoever else does`() throws {
    let pool = try opened()
    defer { try? FileManager.default.removeItem(atPath: folder) }  // what stays behind harms no other test
    let (served, done) = (Guarded(0), DispatchSemaphore(value: 0))

    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      for _ in 0..<500 {
        let work: SlowPool.Work = { reader in
          if (try? reader.read { try !$0.exists("SELECT 1 WHERE 0") }) == true { served.withLock { $0 += 1 } }
          done.signal()
        }
        while !pool.submit(work) { sched_yield() }
      }
    }

    for _ in 0..<2_000 { #expect(done.wait(timeout: .now() + 60) == .success) }
    #expect(served.withLock { $0 } == 2_000)
    let held = [hold(pool), hold(pool)]
    for semaphore in held { semaphore.signal() }
  }
}
