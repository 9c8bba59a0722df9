// Who pays whom, once it is known what each account is owed.
//
// Of m balances that are not zero any order of payments needs at most m − 1, because every payment clears at least one
// account and the last clears two. Fewer are possible exactly when some of the balances add up to zero among
// themselves: m minus the largest number of such groups. To find that is hard in general, so it is done by dynamic
// programming over subsets, for 12 accounts at most.

/// How balances are settled.
package enum Settlement: Hashable, Sendable {
  /// The largest debtor pays the largest creditor, again until done.
  case greedy
  /// The fewest payments.
  case minimum
  /// Everybody settles with one account: a partner or `jointAccountID`.
  case hub(String)

  /// The name on the wire.
  package enum Name: String, CaseIterable, Sendable {
    case greedy, minimum, hub
  }

  package var name: Name {
    switch self {
    case .greedy: .greedy
    case .minimum: .minimum
    case .hub: .hub
    }
  }

  /// Accounts among which the fewest payments are looked for.
  package static let minimumAccountsMax = 12

  /// What stands in the way of settling these balances this way.
  ///
  /// - Parameter balances: Positive receives; they must add up to 0.
  func faults(_ balances: [CentsByID]) -> [SplitError.Fault] {
    switch self {
    case .greedy: return []
    case .minimum:
      let count = balances.count { $0.cents != 0 }
      guard count > Self.minimumAccountsMax else { return [] }
      let detail = "The fewest payments are found for at most \(Self.minimumAccountsMax) accounts, not \(count)."
      return [.init(.tooManyAccounts, at: "/settlement/type", detail)]
    case .hub(let id):
      guard id != jointAccountID, !balances.contains(where: { $0.id == id }) else { return [] }
      return [.init(.unknownPartner, at: "/settlement/hubId", "Name one of the accounts, or “\(jointAccountID)”.")]
    }
  }

  /// The payments that bring every balance to 0, in the order in which they are found.
  ///
  /// - Parameter balances: Without faults; in any order.
  func payments(_ balances: [CentsByID]) -> [Payment] {
    let open = balances.filter { $0.cents != 0 }.sorted { precedes($0.id, $1.id) }
    switch self {
    case .greedy: return Self.greedy(open)
    case .minimum: return ZeroSumGroups(open).groups.flatMap(Self.greedy)
    case .hub(let hub):
      let payers = open.filter { $0.cents < 0 && $0.id != hub }
      let receivers = open.filter { $0.cents > 0 && $0.id != hub }
      return payers.map { Payment(from: $0.id, to: hub, cents: $0.cents.magnitude) }
        + receivers.map { Payment(from: hub, to: $0.id, cents: $0.cents.magnitude) }
    }
  }

  private static func greedy(_ balances: [CentsByID]) -> [Payment] {
    var rest = balances.map { Int128($0.cents) }
    var payments: [Payment] = []
    while let debtor = first(in: rest, by: <), rest[debtor] < 0, let creditor = first(in: rest, by: >) {
      let amount = min(-rest[debtor], rest[creditor])
      rest[debtor] += amount
      rest[creditor] -= amount
      payments.append(Payment(from: balances[debtor].id, to: balances[creditor].id, cents: amount.magnitude))
    }
    return payments
  }

  /// The index of the most extreme number, of equals the first.
  private static func first(in numbers: [Int128], by comes: (Int128, Int128) -> Bool) -> Int? {
    numbers.indices.reduce(nil as Int?) { best, index in
      guard let best else { return index }
      return comes(numbers[index], numbers[best]) ? index : best
    }
  }
}

/// Money from one account to another.
package struct Payment: Hashable, Sendable {
  package let from: String
  package let to: String
  /// More than 0.
  package let cents: Int64

  fileprivate init(from: String, to: String, cents: some BinaryInteger) {
    self.from = from
    self.to = to
    // A payment never exceeds the balance it clears; the one balance without a positive twin is refused before.
    self.cents = Int64(clamping: cents)
  }
}

/// Balances in as many groups as possible that add up to zero each.
private struct ZeroSumGroups {
  let groups: [[CentsByID]]

  /// - Parameter balances: At most `Settlement.minimumAccountsMax`, none 0, ordered by id, adding up to 0.
  init(_ balances: [CentsByID]) {
    let sums = Self.sums(balances)
    let most = Self.most(sums)
    var groups: [[CentsByID]] = []
    var rest = sums.count - 1
    while rest > 0 {
      // The group of the smallest identifier with the smallest mask that keeps the optimum.
      let lowest = rest & -rest
      let group =
        (1...rest).first { mask in
          mask & ~rest == 0 && mask & lowest != 0 && sums[mask] == 0 && most[mask ^ rest] == most[rest] - 1
        } ?? rest
      groups.append(balances.indices.filter { group >> $0 & 1 == 1 }.map { balances[$0] })
      rest ^= group
    }
    self.groups = groups
  }

  /// The sum of every subset.
  private static func sums(_ balances: [CentsByID]) -> [Int128] {
    var sums: [Int128] = [0]
    for balance in balances { sums += sums.map { $0 + Int128(balance.cents) } }
    return sums
  }

  /// For every subset that adds up to zero, the largest number of groups it falls apart in; -1 for the others.
  private static func most(_ sums: [Int128]) -> [Int] {
    var most = Array(repeating: -1, count: sums.count)
    most[0] = 0
    for mask in sums.indices.dropFirst() where sums[mask] == 0 {
      let lowest = mask & -mask
      var group = mask
      while group > 0 {
        if group & lowest != 0, sums[group] == 0, most[mask ^ group] >= 0 {
          most[mask] = max(most[mask], most[mask ^ group] + 1)
        }
        group = (group - 1) & mask
      }
    }
    return most
  }
}

/// Balances settled.
package struct SettledBalances: Sendable {
  package let payments: [Payment]

  /// - Parameter balances: Cents per account, positive receives.
  /// - Throws: `SplitError` with every fault.
  package init(_ balances: [CentsByID], by settlement: Settlement) throws(SplitError) {
    let faults = Self.faults(balances, by: settlement)
    guard faults.isEmpty else { throw SplitError(faults) }
    payments = settlement.payments(balances)
  }

  /// Everything that is wrong: `invalidId`, `unbalanced`, `overflow`, `tooManyPartners`, `tooManyAccounts`,
  /// `unknownPartner`.
  package static func faults(_ balances: [CentsByID], by settlement: Settlement) -> [SplitError.Fault] {
    var faults = balances.flatMap { Identifiers.faults($0.id, at: "/balances/\(Identifiers.step($0.id))") }
    if balances.count > SplitLimits.partnersMax + 1 {
      faults.append(.init(.tooManyPartners, at: "/balances", "At most \(SplitLimits.partnersMax) partners settle."))
    }
    for balance in balances where balance.cents == .min {
      let place = "/balances/\(Identifiers.step(balance.id))"
      faults.append(.init(.overflow, at: place, "The balance cannot be paid in one amount."))
    }
    let sum = balances.reduce(Int128(0)) { $0 + Int128($1.cents) }
    if sum != 0 {
      faults.append(.init(.unbalanced, at: "/balances", "What is received and paid differs by \(sum) cents."))
    }
    return faults + settlement.faults(balances)
  }
}
