import Dispatch

/// What one caller asked of the writer.
struct Job: Sendable {
  let submittedAt = DispatchTime.now()
  /// Does the work, and returns what tells the caller that it is durable.
  let perform: @Sendable (Connection) throws -> @Sendable () -> Void
  /// Tells the caller that nothing of its work was kept.
  let fail: @Sendable (any Error) -> Void
}

/// Jobs that share one transaction, each in a savepoint of its own.
///
///     begin ── job, job, job … ── commit ── every caller told
///        \           \              \
///         \           \              failed: everyone told so
///          \           the transaction was lost: the jobs so far are told so, the others wait for the next batch
///           no lock within the time-out: everyone told so
///
/// A job that throws has its savepoint rolled back and its neighbours go on. It too is told only after the commit: its
/// error may rest on what a neighbour wrote ("this name is taken"), and that is not true until it is durable.
struct Batch {
  private enum Outcome {
    case kept(@Sendable () -> Void)
    case refused(any Error, by: Job)
  }

  /// How many jobs from the front were dealt with.
  private var count = 0
  private var outcomes: [Outcome] = []
  private var failure: SQLiteError?

  /// Runs jobs until the limits are reached, commits, and tells every caller.
  ///
  /// - Returns: How many jobs from the front were dealt with; at least one when there are any.
  static func run(_ jobs: ArraySlice<Job>, on connection: Connection, limits: Writer.Configuration) -> Int {
    var batch = Batch()
    let jobs = jobs.prefix(limits.batchCountMax)
    batch.perform(jobs, on: connection, deadline: .now() + .milliseconds(limits.batchMilliseconds))
    batch.tell(jobs.prefix(batch.count))
    return batch.count
  }

  private mutating func perform(_ jobs: ArraySlice<Job>, on connection: Connection, deadline: DispatchTime) {
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
      guard failure == nil else { return connection.rollback() }
      if DispatchTime.now() >= deadline { break }
    }
    commit(connection)
  }

  private mutating func add(_ job: Job, on connection: Connection) {
    do {
      let tell = try connection.savepoint {
        let tell = try job.perform(connection)
        guard connection.foreignKeysAreResolved else { throw SQLiteError.unresolvedForeignKey }
        return tell
      }
      outcomes.append(.kept(tell))
    } catch {
      outcomes.append(.refused(error, by: job))
      connection.noteDiskError(error)
      if !connection.isInTransaction || connection.diskHasFailed { failure = Self.failure(from: error) }
    }
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
