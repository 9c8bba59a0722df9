import Glibc

/// The descriptors that the system lets this process have.
enum Descriptors {
  /// Those of a process beside its connections: databases, logs, event queues, files that are being served.
  static let otherCount = 256

  /// Raises the process's limit as far as is wanted and allowed.
  ///
  /// - Returns: How many descriptors it may have open now.
  static func allow(_ wanted: Int) -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return wanted }
    if limit.rlim_cur < rlim_t(wanted) {
      let before = limit.rlim_cur
      limit.rlim_cur = min(rlim_t(wanted), limit.rlim_max)
      if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) != 0 { limit.rlim_cur = before }
    }
    return Int(clamping: limit.rlim_cur)
  }
}
