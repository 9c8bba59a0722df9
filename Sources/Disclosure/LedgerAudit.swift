/// Whether further figures may be released beside those that were, whoever reads them; see the front page.
package struct LedgerAudit: Sendable {
  /// What is judged at most; beyond it, every figure is refused.
  package enum Bounds {
    /// Earlier figures, released or withheld for their amounts.
    package static let figures = 2_000
    /// Figures asked at once.
    package static let asked = 200
    /// Unknowns that the figures tell apart.
    package static let atoms = 3_000
    /// Multiplications in the echelon form: a second's or two.
    package static let steps = 4_000_000_000
  }

  private let rules: DisclosureRules
  private let asked: [Cell]
  /// The figures asked that differ by too few groups from one that was withheld for its amounts.
  private let nearRefusals: Set<Int>
  private let unknowns: Unknowns
  /// The atoms of the figures asked.
  private let questions: [[Int]]
  private var known: Set<[Int]>
  private var space: RowSpace
  /// What readers can compute already, by waivers, or because contributors came under one control.
  private var exposures: [Exposure: Int] = [:]
  private var isTooLarge = false

  /// - Parameters:
  ///   - released: Every figure released before that shares items with these, or may.
  ///   - refused: Every figure that was withheld for its amounts.
  ///   - asked: The figures that `admit` will be asked for.
  package init(released: [Cell], refused: [Cell] = [], asking asked: [Cell], by rules: DisclosureRules) {
    self.rules = rules
    self.asked = asked
    unknowns = Unknowns(released + asked)
    let count = unknowns.atoms.count
    let rankMax = min(count, released.count + asked.count)
    questions = Array(unknowns.figures.dropFirst(released.count))
    nearRefusals = Self.nearRefusals(asked, refused, rules.minGroups)
    known = []
    space = RowSpace(columnCount: count, rankMax: rankMax)
    isTooLarge =
      released.count + refused.count > Bounds.figures || asked.count > Bounds.asked || count > Bounds.atoms
      || (released.count + asked.count) * rankMax * (count + rankMax) > Bounds.steps
    if !isTooLarge { learn(unknowns.figures.prefix(released.count)) }
  }

  private mutating func learn(_ figures: ArraySlice<[Int]>) {
    for figure in figures where known.insert(figure).inserted {
      if case .unproven = space.insert(figure) { isTooLarge = true }
    }
    exposures = space.exposures(unknowns)
  }

  /// Judges one of the figures asked, and counts it as released when nothing is against it.
  ///
  /// - Parameter waivers: The groups that have agreed to the publication of this figure.
  /// - Returns: Why it is withheld; nil when it may be released. The audit is as before when it may not.
  package mutating func admit(_ index: Int, waivers: Set<String> = []) -> Cell.Rule? {
    if isTooLarge { return .tooLarge }
    if case .withheld(let rule) = asked[index].verdict(by: rules, waivers: waivers) { return rule }
    let question = questions[index]
    guard !known.contains(question) else { return nil }
    if nearRefusals.contains(index) { return .earlierRefusal }
    var isProtected = [Bool](repeating: true, count: unknowns.groups.count)
    for group in waivers.compactMap({ unknowns.groups[$0] }) { isProtected[group] = false }
    if let rule = differenceFault(question, isProtected) { return rule }
    return extend(by: question, isProtected)
  }

  private static func nearRefusals(_ asked: [Cell], _ refused: [Cell], _ minGroups: Int) -> Set<Int> {
    let refusals = refused.map { ($0.parts, $0.items) }
    return Set(
      asked.indices.filter { index in
        let question = (asked[index].parts, asked[index].items)
        return refusals.contains { areNear(question, $0, minGroups) }
      })
  }

  /// Whether two figures differ, but by too few groups. Most differ by enough within their first items.
  private static func areNear(
    _ one: (parts: [Cell.Part], items: Set<String>), _ other: (parts: [Cell.Part], items: Set<String>),
    _ minGroups: Int
  ) -> Bool {
    var groups: Set<String> = []
    for (parts, items) in [(one.parts, other.items), (other.parts, one.items)] {
      for part in parts where !items.contains(part.item) {
        groups.insert(part.group)
        if groups.count == minGroups { return false }
      }
    }
    return !groups.isEmpty
  }

  /// Compares with each figure that is known; who contributes comes before how much.
  private func differenceFault(_ question: [Int], _ isProtected: [Bool]) -> Cell.Rule? {
    var found: Cell.Rule?
    for figure in known {
      let terms = Self.difference(question, figure)
      guard let combination = unknowns.combination(terms, isProtected: isProtected) else { return .tooLarge }
      guard let rule = combination.fault(by: rules) else { continue }
      if !rule.isOfAmounts { return rule }
      found = rule
    }
    return found
  }

  /// One figure less another: what they share cancels out.
  private static func difference(_ one: [Int], _ other: [Int]) -> [(atom: Int, coefficient: Int128)] {
    var terms: [(Int, Int128)] = []
    var (index, otherIndex) = (0, 0)
    while index < one.count || otherIndex < other.count {
      if otherIndex == other.count || index < one.count && one[index] < other[otherIndex] {
        terms.append((one[index], 1))
        index += 1
      } else if index == one.count || other[otherIndex] < one[index] {
        terms.append((other[otherIndex], -1))
        otherIndex += 1
      } else {
        index += 1
        otherIndex += 1
      }
    }
    return terms
  }

  /// Adds a figure to what is known, unless that tells something of a group without a waiver.
  private mutating func extend(by question: [Int], _ isProtected: [Bool]) -> Cell.Rule? {
    var further = space
    switch further.insert(question) {
    case .unproven: return .tooLarge
    case .dependent: break
    case .independent(let changed):
      var found = exposures
      if further.pivots[further.pivots.count - 1] >= unknowns.largeCount { found = further.exposures(unknowns) }
      let isTold = found.contains { isProtected[$0.key.subject] && $0.value > exposures[$0.key] ?? 0 }
      if isTold { return .earlierRelease }
      if let rule = rowFault(further, changed, isProtected) { return rule }
      exposures = found
    }
    space = further
    known.insert(question)
    return nil
  }

  /// Judges what can be computed anew in a few steps.
  private func rowFault(_ space: RowSpace, _ changed: [Int], _ isProtected: [Bool]) -> Cell.Rule? {
    var found: Cell.Rule?
    for row in changed {
      guard let terms = space.integers(inRow: row) else { continue }
      guard let combination = unknowns.combination(terms, isProtected: isProtected) else { return .tooLarge }
      guard let rule = combination.fault(by: rules) else { continue }
      if !rule.isOfAmounts { return rule }
      found = rule
    }
    return found
  }
}
