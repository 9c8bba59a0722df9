package import CostSharing
import SQLite

/// How often a line falls; the raw value is the code on the wire.
package enum LineRecurrence: String, Vocabulary, Bindable, ColumnReadable {
  case once, yearly

  package static let vocabularyName = "lineRecurrence"

  package var labels: Labels {
    switch self {
    case .once: Labels(nl: "eenmalig", en: "once")
    case .yearly: Labels(nl: "jaarlijks", en: "yearly")
    }
  }
}

extension Distribution: Vocabulary, Bindable, ColumnReadable {
  package static let vocabularyName = "distribution"

  package var labels: Labels {
    switch self {
    case .triangular: Labels(nl: "driehoekig", en: "triangular")
    case .uniform: Labels(nl: "gelijkmatig", en: "uniform")
    }
  }
}

/// When a line falls and how uncertain it is (SPLIT 2.2 to 2.6). Left alone, it falls once, in the base year, for sure.
package struct LineOutlook: Hashable, Sendable {
  package var recurrence = LineRecurrence.once
  /// Nil: the base year of the split.
  package var startYear: Int64?
  /// Of a yearly line, its last year; nil: to the horizon.
  package var endYear: Int64?
  /// Euro cents, at most the amount; nil: the amount.
  package var lowCents: Int64?
  /// Euro cents, at least the amount; nil: the amount.
  package var highCents: Int64?
  /// The chance that the line happens at all, 0 to 1: a decimal, exact as written.
  package var probability = "1"
  /// What the amount grows by every year after the first, -0.5 to 1.
  package var growthRate = "0"
  package var distribution = Distribution.triangular
  /// The uncertain cause that moves this line and others together.
  package var driver: String?
  /// The partners without whom the line does not happen, beside its owner; nil: all.
  package var requires: [Partner.ID]?

  package init() {}

  /// Every fault that needs no look into the register: the engine's own, at the places of a line's body.
  func faults(of content: SplitLineContent, in split: SplitContent) -> [DomainError.Fault] {
    let unread = numberFaults
    guard unread.isEmpty else {
      return unread + yearFaults(split) + requirementFaults(content, split)
    }
    var frame = split.frame
    var line = line(id: "line", content, in: split, on: jointAccountID)
    line.requires = nil
    frame.lines = [line]
    let found = frame.faults().filter { $0.location.hasPrefix(Self.place) }.map { fault in
      let place = fault.location.dropFirst(Self.place.count)
      return DomainError.Fault(
        at: place == "/baseCents" ? "/amountCents" : String(place), code: fault.code.rawValue,
        fault.detail)
    }
    return yearFaults(split) + found + requirementFaults(content, split)
  }

  private static let place = "/lines/0"

  /// The line for the engine, as one of this account; a payment only where its receiver is given.
  func line(
    id: String, _ content: SplitLineContent, in split: SplitContent, on account: String,
    to receiver: String? = nil
  ) -> ChainLine {
    let first = startYear ?? split.frame.baseYear
    return ChainLine(
      id: id, partnerID: account,
      kind: content.kind == .payment && receiver == nil ? .cost : content.kind,
      timing: recurrence == .once ? .once(year: first) : .yearly(from: first, to: endYear),
      amount: Estimate(lowCents: lowCents, baseCents: content.amountCents, highCents: highCents),
      probability: ExactDecimal(probability) ?? .one, growthRate: ExactDecimal(growthRate) ?? .zero,
      distribution: distribution, driverID: driver,
      requires: requires?.filter(split.includes).map(\.text), toPartnerID: receiver)
  }

  private var numberFaults: [DomainError.Fault] {
    [("probability", probability), ("growthRate", growthRate)].filter { ExactDecimal($0.1) == nil }
      .map { name, _ in
        let detail = "At most 18 digits before the point and 6 behind it, without leading zeros."
        return .init(at: "/\(name)", code: "invalidNumber", detail)
      }
  }

  private func yearFaults(_ split: SplitContent) -> [DomainError.Fault] {
    var faults: [DomainError.Fault] = []
    if split.baseYear == nil {
      let detail = "The split looks at one moment; years need its baseYear."
      if recurrence == .yearly {
        faults.append(.init(at: "/recurrence", code: "unexpectedField", detail))
      }
      if startYear != nil {
        faults.append(.init(at: "/startYear", code: "unexpectedField", detail))
      }
    }
    if recurrence == .once, endYear != nil {
      faults.append(
        .init(
          at: "/endYear", code: "unexpectedField", "What falls once has no last year; send null."))
    }
    return faults
  }

  private func requirementFaults(_ content: SplitLineContent, _ split: SplitContent) -> [DomainError
    .Fault]
  {
    guard let requires else { return [] }
    if content.variant == SplitLineContent.baseline {
      let detail = "What a partner has without the others needs none of them; send null."
      return [.init(at: "/requires", code: "unexpectedField", detail)]
    }
    return requires.indices.filter { !split.includes(requires[$0]) }.map {
      .init(
        at: "/requires/\($0)", code: "unknownPartner",
        "The partner is not among those of the split.")
    }
  }
}

extension SplitContent {
  /// A case without partners or lines: the years and the rate.
  var frame: ChainCase {
    ChainCase(
      partners: [], lines: [], discountRate: ExactDecimal(discountRate) ?? .zero,
      baseYear: baseYear ?? 0,
      horizonYears: horizonYears)
  }

  /// What is wrong with the years and the rate.
  func frameFaults() -> [DomainError.Fault] {
    guard let rate = ExactDecimal(discountRate) else {
      let detail = "At most 18 digits before the point and 6 behind it, without leading zeros."
      return [.init(at: "/discountRate", code: "invalidNumber", detail)]
    }
    var faults: [DomainError.Fault] = []
    if rate < .zero || rate > .one {
      let detail = "A discount rate lies between 0 and 1."
      faults.append(.init(at: "/discountRate", code: "discountRateOutOfRange", detail))
    }
    if baseYear == nil, horizonYears > 0 {
      faults.append(.init(at: "/baseYear", code: "missingField", "A horizon begins somewhere."))
    }
    return faults
  }

  /// The years only become more: lines that nobody else sees may lie in any of them.
  func faults(asChangeOf current: SplitContent) -> [DomainError.Fault] {
    guard let first = current.baseYear else { return [] }
    let detail = "Lines may lie in any year that was agreed on: the years can only become more."
    guard let baseYear, baseYear <= first else {
      return [.init(at: "/baseYear", code: "invalidContent", detail)]
    }
    guard baseYear + horizonYears >= first + current.horizonYears else {
      return [.init(at: "/horizonYears", code: "invalidContent", detail)]
    }
    return []
  }

  /// Lines of a partner at what they are worth in the base year, by their base estimates.
  ///
  /// - Throws: `DomainError` with `overflow`.
  func presentValues(_ lines: [Split.Line]) throws -> [SplitLine] {
    var chain = frame
    chain.lines = lines.map {
      $0.content.outlook.line(id: $0.id.text, $0.content, in: self, on: jointAccountID)
    }
    let worth: [Int64]
    do { worth = try chain.presentCents() } catch { throw DomainError(error) }
    return zip(lines, worth).map { line, cents in
      SplitLine(
        id: line.id.text, partnerID: line.content.account.text, kind: line.content.kind, amountCents: cents,
        toPartnerID: line.content.receiver?.text)
    }
  }
}
