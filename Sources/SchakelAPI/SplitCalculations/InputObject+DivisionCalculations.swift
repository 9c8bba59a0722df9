import CostSharing

// The operations that divide, settle and round.

extension InputObject {
  func allocate() -> SplitCalculation? {
    let positions = positions()
    let method = method()
    let groups = groupValues()
    let settlement = settlement()
    log.add(groups.faults(for: positions))
    guard let method else { return nil }
    log.add(method.faults(for: positions.ids, at: place("method")))
    return SplitCalculation { checkpoint in
      let allocation = try Allocation(of: positions, by: method, groups, settlement: settlement, checkpoint: checkpoint)
      return { writer in
        writer.allocation(allocation)
        writer.explanation(allocation.explanation)
      }
    }
  }

  func compare() -> SplitCalculation {
    let positions = positions()
    let methods = methods()
    let groups = groupValues()
    let settlement = settlement()
    log.add(groups.faults(for: positions))
    log.add(methods.flatMap { $0.method.faults(for: positions.ids, at: $0.place) })
    return SplitCalculation { checkpoint in
      let comparison = try Comparison(
        of: positions, by: methods, groups, settlement: settlement, checkpoint: checkpoint)
      return { writer in
        writer.comparison(comparison)
        writer.explanation(comparison.explanation)
      }
    }
  }

  func plan() -> SplitCalculation? {
    let chain = chainCase()
    let method = method()
    let groups = planGroups()
    let settlement = settlement()
    if case .values(let values) = groups { log.add(values.faults(for: chain.partners.map(\.id))) }
    guard let method else { return nil }
    log.add(Plan.faults(of: method, in: chain))
    return SplitCalculation { checkpoint in
      let plan = try Plan(of: chain, by: method, groups, settlement: settlement, checkpoint: checkpoint)
      return { writer in
        writer.plan(plan)
        writer.explanation(plan.allocation.explanation)
      }
    }
  }

  private func positions() -> Positions {
    let partners = objects("partners", .allocationPartner) ?? []
    let positions = Positions(
      partners: partners.map {
        Positions.Position(
          id: $0.identifier("id") ?? "", name: $0.text("name"), ownCents: $0.cents("ownCents") ?? 0,
          outsideCents: $0.cents("outsideCents") ?? 0)
      }, jointCents: cents("jointCents", isRequired: false) ?? 0)
    log.add(positions.faults())
    return positions
  }

  private func planGroups() -> Plan.Groups {
    let source = code("coalitionValues", .unknownMissingRule, as: CoalitionSource.self)
    let values = groupValues()
    guard source == .derived else { return .values(values) }
    if has("coalitions") {
      let detail = "The values of groups follow from the lines or are given, not both."
      log.refuse(.unexpectedField, at: place("coalitions"), detail)
    }
    return .derived
  }

  func settle() -> SplitCalculation? {
    guard let balances = centsByID("balances") else { return nil }
    let named = balances.map { CentsByID(id: $0.key, cents: $0.value) }
    let settlement = settlement()
    log.add(SettledBalances.faults(named, by: settlement))
    return SplitCalculation { _ in
      let settled = try SettledBalances(named, by: settlement)
      return { writer in
        writer.settled(settled)
        writer.explanation(settled.explanation)
      }
    }
  }

  func round() -> SplitCalculation? {
    let exact = fractions("exact")
    let total = cents("totalCents")
    guard let exact, let total else { return nil }
    log.add(Rounding.faults(exact, totalCents: total))
    return SplitCalculation { _ in
      let cents = try Rounding.cents(exact, totalCents: total)
      return { writer in
        writer.cents("cents", cents)
        writer.explanation(Rounding.explanation(totalCents: total))
      }
    }
  }
}
