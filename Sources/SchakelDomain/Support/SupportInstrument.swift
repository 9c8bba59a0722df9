/// A way to get help: a subsidy, guidance, a network of buyers, a tool, a standard.
package struct SupportInstrument: Sendable {
  /// Its stable name.
  package let code: String
  package let scheme: SupportScheme
  package let kind: SupportKind
  /// As it is called in Dutch.
  package let name: String
  package let summary: String
  /// Where this is known from.
  package let source: String
  /// What it is for, by kind of criterion; one that is missing asks for nothing.
  package let criteria: [SupportCriterion: [String]]
}

/// The profile of an instrument for one opening period. It never changes: a correction is a further version, and what
/// was applied for keeps the one it was tested against (MODEL I1).
package struct SupportOpening: Sendable {
  package typealias ID = Identifier<SupportOpening>

  package let id: ID
  package let instrumentCode: String
  /// Of its period, from 1.
  package let version: Int64
  package let content: Content
  package let createdAt: Timestamp

  /// What is known of it.
  package struct Content: Sendable {
    /// As the period is called: a year, mostly.
    package let period: String
    /// Nil where it is not known.
    package var opensDate: LocalDate?
    /// The first day on which nobody can apply any more; nil where it is not known.
    package var closesDate: LocalDate?
    /// Of the eligible costs, 1 to 100; nil for help that is no money, or where it is not known.
    package var percent: Int64?
    /// The most that one entrepreneur gets.
    package var partnerMaxCents: Int64?
    /// What is not known of it, or not tested.
    package var remarks: String?
    package let source: String
    package var conditions: [Condition] = []

    package init(period: String, source: String) {
      self.period = period
      self.source = source
    }
  }

  /// One condition of the profile.
  package struct Condition: Sendable {
    package let kind: EligibilityCondition
    /// Nil for a condition that counts nothing.
    package let bound: Int64?
    package let source: String

    package init(_ kind: EligibilityCondition, bound: Int64?, source: String) {
      self.kind = kind
      self.bound = bound
      self.source = source
    }
  }
}

extension SupportOpening.Content {
  /// Every fault that the schema cannot see.
  package func faults() -> [DomainError.Fault] {
    var faults: [DomainError.Fault] = []
    if let opensDate, let closesDate, closesDate <= opensDate {
      faults.append(.init(at: "/closesDate", code: Reason.invalidContent.code, "It must close after it opens."))
    }
    for (index, condition) in conditions.enumerated() {
      let place = "/conditions/\(index)"
      if conditions[..<index].contains(where: { $0.kind == condition.kind }) {
        faults.append(.init(at: place + "/condition", code: "repeated", "Name each condition once."))
      }
      if condition.kind == .costsEntered {
        let detail = "It is tested wherever the subsidy is a percentage; leave it out."
        faults.append(.init(at: place + "/condition", code: Reason.invalidContent.code, detail))
      }
      if (condition.bound != nil) != condition.kind.isCounted {
        let detail = condition.kind.isCounted ? "This condition needs a bound." : "This condition has no bound."
        faults.append(.init(at: place + "/bound", code: Reason.invalidContent.code, detail))
      }
    }
    return faults
  }

  /// Whether one can apply on a day, as far as the days are known.
  func isOpen(on day: LocalDate) -> Bool {
    (opensDate.map { $0 <= day } ?? true) && (closesDate.map { day < $0 } ?? true)
  }
}
