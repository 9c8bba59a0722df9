/// What the figures of a ledger are made of: the smallest parts that any of them tells apart.
struct Unknowns: Sendable {
  /// All items that stand in the same figures.
  struct Atom: Sendable {
    /// The groups' numbers, ascending.
    let groups: [Int]
    /// What each adds.
    let amounts: [Int128]
  }

  /// By name, their number.
  let groups: [String: Int]
  /// Those of three or more groups first.
  let atoms: [Atom]
  /// How many atoms are of three or more groups: more than a reader and one other.
  let largeCount: Int
  /// The atoms of each figure, ascending.
  let figures: [[Int]]

  init(_ cells: [Cell]) {
    var groups: [String: Int] = [:]
    var items: [String: Item] = [:]
    for (index, cell) in cells.enumerated() {
      for part in cell.parts {
        let group = groups[part.group] ?? groups.count
        groups[part.group] = group
        items[part.item, default: Item(group: group, amount: part.quantity.units)].figures.append(index)
      }
    }
    var parts: [[Int]: [Int: Int128]] = [:]
    for item in items.values { parts[item.figures, default: [:]][item.group, default: 0] += item.amount }
    let ordered = parts.sorted { one, other in
      let (isLarge, isOtherLarge) = (one.value.count > 2, other.value.count > 2)
      return isLarge == isOtherLarge ? one.key.lexicographicallyPrecedes(other.key) : isLarge
    }
    var figures = [[Int]](repeating: [], count: cells.count)
    for (atom, part) in ordered.enumerated() {
      for figure in part.key { figures[figure].append(atom) }
    }
    atoms = ordered.map { part in
      let shares = part.value.sorted { $0.key < $1.key }
      return Atom(groups: shares.map(\.key), amounts: shares.map(\.value))
    }
    largeCount = ordered.count { $0.value.count > 2 }
    self.groups = groups
    self.figures = figures
  }

  private struct Item {
    let group: Int
    let amount: Int128
    var figures: [Int] = []
  }

  /// Adds up atoms with their coefficients by group.
  ///
  /// - Returns: Nil when the amounts are too large to be added exactly.
  func combination(_ terms: [(atom: Int, coefficient: Int128)], isProtected: [Bool]) -> Combination? {
    var amounts = [Int128](repeating: 0, count: groups.count)
    var isIn = [Bool](repeating: false, count: groups.count)
    for (atom, coefficient) in terms {
      for (group, amount) in zip(atoms[atom].groups, atoms[atom].amounts) {
        let (product, isTooLarge) = amount.multipliedReportingOverflow(by: coefficient)
        guard !isTooLarge, product.magnitude < Self.amountMax, amounts[group].magnitude < Self.amountMax else {
          return nil
        }
        amounts[group] += product
        isIn[group] = true
      }
    }
    return Combination(amounts.indices.filter { isIn[$0] }.map { (amounts[$0], isProtected[$0]) })
  }

  /// Leaves room for adding up as many groups as a ledger may have.
  private static let amountMax: UInt128 = 1 << 112
}
