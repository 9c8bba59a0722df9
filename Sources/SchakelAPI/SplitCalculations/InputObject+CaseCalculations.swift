import CostSharing

// The operations on a whole case: read, check, and say what is to be computed.

extension InputObject {
  func evaluate() -> SplitCalculation {
    let chain = chainCase()
    return SplitCalculation { _ in
      let evaluation = try Evaluation(of: chain)
      return { writer in
        writer.evaluation(evaluation)
        writer.explanation(evaluation.explanation)
      }
    }
  }

  func scenarios() -> SplitCalculation {
    let chain = chainCase()
    return SplitCalculation { _ in
      let table = try ScenarioTable(of: chain)
      return { writer in
        writer.scenarios(table)
        writer.explanation(table.explanation)
      }
    }
  }

  func premiumCorridor() -> SplitCalculation? {
    let chain = chainCase()
    guard let payer = identifier("payerId"), let receiver = identifier("receiverId") else { return nil }
    log.add(PremiumCorridor.faults(of: chain, payerID: payer, receiverID: receiver))
    return SplitCalculation { _ in
      let corridor = try PremiumCorridor(of: chain, payerID: payer, receiverID: receiver)
      return { writer in
        writer.corridor(corridor)
        writer.explanation(corridor.explanation)
      }
    }
  }

  func annuity() -> SplitCalculation? {
    let amount = cents("amountCents")
    let rate = decimal("discountRate", isRequired: true)
    let years = (whole("baseYear"), whole("startYear"), whole("endYear"))
    guard let amount, let rate, let base = years.0, let start = years.1, let end = years.2 else { return nil }
    let terms = Annuity.Terms(amountCents: amount, discountRate: rate, baseYear: base, startYear: start, endYear: end)
    log.add(terms.faults())
    return SplitCalculation { _ in
      let annuity = try Annuity(terms)
      return { writer in
        writer.annuity(annuity)
        writer.explanation(annuity.explanation)
      }
    }
  }

  func sensitivity() -> SplitCalculation {
    let chain = chainCase()
    log.add(Sensitivity.faults(of: chain))
    return SplitCalculation { checkpoint in
      let sensitivity = try Sensitivity(of: chain, checkpoint: checkpoint)
      return { writer in
        writer.sensitivity(sensitivity)
        writer.explanation(sensitivity.explanation)
      }
    }
  }

  func monteCarlo() -> SplitCalculation? {
    let chain = chainCase()
    let iterations = whole("iterations", code: .iterationsOutOfRange)
    let seed = whole("seed", code: .seedOutOfRange)
    log.add(MonteCarlo.faults(iterations: iterations ?? 1, seed: seed ?? 0))
    guard let iterations, let seed else { return nil }
    return SplitCalculation { checkpoint in
      let result = try MonteCarlo(of: chain, iterations: iterations, seed: seed, checkpoint: checkpoint)
      return { writer in
        writer.monteCarlo(result)
        writer.explanation(result.explanation)
      }
    }
  }
}
