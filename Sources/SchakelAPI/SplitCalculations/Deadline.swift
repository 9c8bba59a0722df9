import SchakelDomain

/// Until when a calculation may go on.
struct Deadline {
  private let secondsMax: Int
  private let end: ContinuousClock.Instant

  init(secondsMax: Int) {
    self.secondsMax = secondsMax
    end = .now + .seconds(secondsMax)
  }

  /// - Throws: `DomainError` with `calculationTooLong`.
  func check() throws {
    guard ContinuousClock.now > end else { return }
    throw DomainError(
      .calculationTooLong,
      "A calculation may take \(secondsMax) seconds here; take fewer partners, lines or draws.")
  }
}
