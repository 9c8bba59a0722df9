import Dispatch

/// What one caller asked of the writer.
struct Job: Sendable {
  let submittedAt = DispatchTime.now()
  /// Does the work, and returns what tells the caller that it is durable. Called again when the transaction was rolled
  /// back for another job.
  let perform: @Sendable (Connection) throws -> @Sendable () -> Void
  /// Tells the caller that nothing of its work was kept.
  let fail: @Sendable (any Error) -> Void
}

/// Jobs that share one transaction.
///
///     begin ── job, job, job … ── commit ── every caller told
///        \           \              \
///         \           \              failed: everyone told so
///          \           the transaction was lost: the jobs so far are told so, the others wait for the next batch
///           no lock within the time-out: everyone told so
///
/// A job that throws is undone alone and its neighbours go on. It too is told only after the commit: its error may rest
/// on what a neighbour wrote ("this name is taken"), and that is not true until it is durable.
///
/// To undo one job takes a savepoint, and for that SQLite keeps a copy of every page that the job changes, which costs
/// as much as a third of its writing. Nearly all that is refused is refused before anything is written, and needs none.
/// So jobs run without; only when one throws that has written is all rolled back and run again, each in a savepoint.
struct Batch {
  private enum Outcome {
    case kept(@Sendable () -> Void)
    case refused(any Error, by: Job)
  }

  /// Whether each job has a savepoint.
  private let hasSavepoints: Bool
  /// Whether a job has to be undone that has none.
  private var isToBeRepeated = false
  /// How many jobs from the front were dealt with.
  private var count = 0
  private var outcomes: [Outcome] = []
  private var failure: SQLiteError?

  /// Runs jobs until the limits are reached, commits, and tells every caller.
  ///
  /// - Returns: How many jobs from the front were dealt with; at least one when there are any.
  static func run(_ jobs: ArraySlice<Job>, on connection: Connection, limits: Writer.Configuration) -> Int {
    var jobs = jobs.prefix(limits.batchCountMax)
    var batch = Batch(hasSavepoints: false)
    batch.perform(jobs, on: connection, limits)
    if batch.isToBeRepeated {
      jobs = jobs.prefix(batch.count)
      batch = Batch(hasSavepoints: true)
      batch.perform(jobs, on: connection, limits)
    }
    batch.tell(jobs.prefix(batch.count))
    return batch.count
  }

  private init(hasSavepoints: Bool) {
    self.hasSavepoints = hasSavepoints
  }

  private mutating func perform(_ jobs: ArraySlice<Job>, on connection: Connection, _ limits: Writer.Configuration) {
    let deadline = DispatchTime.now() + .milliseconds(limits.batchMilliseconds)
    do {
      try connection.begin(immediate: true)
    } catch {
      count = jobs.count
      failure = Self.failure(from: error)
      return
    }
    for job in jobs {
      count += 1
      add(job, on: connection)
      guard failure == nil, !isToBeRepeated else { return connection.rollback() }
      if DispatchTime.now() >= deadline { break }
    }
    commit(connection)
  }

  private mutating func add(_ job: Job, on connection: Connection) {
    let writeCount = connection.writeCount
    do {
      let tell =
        hasSavepoints
        ? try connection.savepoint { try Self.perform(job, on: connection) } : try Self.perform(job, on: connection)
      outcomes.append(.kept(tell))
    } catch {
      connection.noteDiskError(error)
      if !connection.isInTransaction || connection.diskHasFailed {
        failure = Self.failure(from: error)
      } else if !hasSavepoints, connection.writeCount != writeCount {
        isToBeRepeated = true
      }
      outcomes.append(.refused(error, by: job))
    }
  }

  private static func perform(_ job: Job, on connection: Connection) throws -> @Sendable () -> Void {
    let tell = try job.perform(connection)
    try connection.requireTransactionIntact()
    guard connection.foreignKeysAreResolved else { throw SQLiteError.unresolvedForeignKey }
    return tell
  }

  private mutating func commit(_ connection: Connection) {
    do {
      try connection.commit()
    } catch {
      failure = Self.failure(from: error)
    }
  }

  private func tell(_ jobs: ArraySlice<Job>) {
    if let failure {
      for job in jobs { job.fail(failure) }
      return
    }
    for outcome in outcomes {
      switch outcome {
      case .kept(let tell): tell()
      case .refused(let error, let job): job.fail(error)
      }
    }
  }

  /// What all callers of a lost batch are told: never one job's own error, of which its neighbours know nothing.
  private static func failure(from error: any Error) -> SQLiteError {
    if let error = error as? SQLiteError, error.isUnavailability { return error }
    return SQLiteError(.transactionLost, "The transaction was rolled back: \(error)")
  }
}

extension SQLiteError {
  /// A deferred foreign key that its own job did not satisfy; left alone it would make the whole batch's commit fail.
  fileprivate static var unresolvedForeignKey: SQLiteError {
    SQLiteError(.constraintForeignKey, "FOREIGN KEY constraint failed")
  }
}
