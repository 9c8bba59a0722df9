import CostSharing

// Results of calculations as they are answered; the shapes stand in `Shape+CalculationResults`.

extension JSONWriter {
  mutating func cents(_ name: StaticString, _ amounts: [CentsByID]) {
    key(name)
    object { writer in
      for amount in amounts {
        writer.key(named: amount.id)
        writer.integer(amount.cents)
      }
    }
  }

  mutating func exact(_ name: StaticString, _ amounts: [ExactByID]) {
    key(name)
    object { writer in
      for amount in amounts {
        writer.key(named: amount.id)
        writer.text(amount.exact.description)
      }
    }
  }

  mutating func exact(_ name: StaticString, _ exact: Fraction) {
    member(name, exact.description)
  }

  mutating func standardErrors(_ errors: [(id: String, cents: Int64?)]) {
    key("standardErrorCents")
    object { writer in
      for error in errors {
        writer.key(named: error.id)
        if let cents = error.cents { writer.integer(cents) } else { writer.null() }
      }
    }
  }

  mutating func explanation(_ explanation: Explanation) {
    key("explanation")
    object { writer in
      writer.member("nl", explanation.nl)
      writer.member("en", explanation.en)
    }
  }

  mutating func evaluation(_ evaluation: Evaluation) {
    member("scenario", evaluation.scenario.rawValue)
    cents("lineNpvCents", evaluation.lines.map { CentsByID(id: $0.id, cents: $0.cents) })
    key("accounts")
    object { writer in
      for partner in evaluation.partners {
        writer.key(named: partner.id)
        writer.object { writer in
          writer.account(partner.account)
          writer.member("outsideNpvCents", partner.outsideCents)
          writer.member("gainWithoutTransfersCents", partner.gainWithoutTransfersCents)
        }
      }
      writer.key(named: jointAccountID)
      writer.object { $0.account(evaluation.joint) }
    }
    member("surplusCents", evaluation.surplusCents)
    member("outsideTotalCents", evaluation.outsideTotalCents)
    member("gainCents", evaluation.gainCents)
    member("verdict", evaluation.verdict.rawValue)
    member("viableWithoutTransfers", evaluation.viableWithoutTransfers)
    member("paybackYear", evaluation.paybackYear)
    member("discountedPaybackYear", evaluation.discountedPaybackYear)
    key("breakEvenPremium")
    if let premium = evaluation.premium { object { $0.premium(premium) } } else { null() }
  }

  private mutating func account(_ account: Evaluation.Account) {
    member("npvCents", account.npvCents)
    cents("byKind", account.byKind.map { CentsByID(id: $0.kind.rawValue, cents: $0.cents) })
    member("peakFundingCents", account.peakFundingCents)
    member("peakFundingYear", account.peakFundingYear)
  }

  private mutating func premium(_ premium: PremiumNeeds) {
    exact("discountedVolume", premium.discountedVolume)
    key("toCoverCosts")
    price(premium.toCoverCosts)
    key("toBeatAlternatives")
    price(premium.toBeatAlternatives)
    key("partners")
    object { writer in
      for partner in premium.partners {
        writer.key(named: partner.id)
        writer.price(partner.price)
      }
    }
  }

  private mutating func price(_ price: UnitPrice?) {
    guard let price else { return null() }
    object { writer in
      writer.exact("exactCents", price.exactCents)
      writer.member("cents", price.cents)
    }
  }

  mutating func scenarios(_ table: ScenarioTable) {
    for row in table.rows {
      key(named: row.scenario.rawValue)
      object { writer in
        writer.member("surplusCents", row.surplusCents)
        writer.member("gainCents", row.gainCents)
        writer.member("verdict", row.verdict.rawValue)
        let gains = row.gainWithoutTransfers.map { CentsByID(id: $0.id, cents: $0.cents) }
        writer.cents("gainWithoutTransfersCents", gains)
      }
    }
  }

  mutating func corridor(_ corridor: PremiumCorridor) {
    exact("discountedVolume", corridor.discountedVolume)
    key("minimum")
    price(corridor.minimum)
    key("maximum")
    price(corridor.maximum)
    member("feasible", corridor.feasible)
  }

  mutating func annuity(_ annuity: Annuity) {
    member("annualCents", annuity.annualCents)
    member("years", annuity.years)
    member("annuityFactor", Self.decimal((annuity.factor * 1_000_000).roundedHalfEven, places: 6))
    member("residualCents", annuity.residualCents)
  }

  /// A whole number of units of 10^-places, with all its places.
  private static func decimal(_ units: BigInteger, places: Int) -> String {
    let digits = units.magnitude.description
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
    return (units.signum < 0 ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
  }

  mutating func sensitivity(_ result: Sensitivity) {
    member("gainCents", result.gainCents)
    member("holds", result.holds)
    key("lines")
    list(result.lines) { writer, line in writer.object { $0.effect(line) } }
    key("drivers")
    list(result.drivers) { writer, driver in
      writer.object { writer in
        writer.member("driverId", driver.driverID)
        writer.member("lineIds", driver.lineIDs)
        writer.member("flips", driver.changeBasisPoints != nil)
        writer.member("changePercent", driver.changeBasisPoints.map { Self.decimal($0, places: 2) })
      }
    }
    key("outsideOptions")
    list(result.outsideOptions) { writer, option in
      writer.object { writer in
        writer.member("partnerId", option.partnerID)
        writer.member("outsideCents", option.outsideCents)
        writer.member("flipOutsideCents", option.flipOutsideCents)
        writer.member("changeCents", option.changeCents)
      }
    }
    key("discountRate")
    object { writer in
      writer.member("flipUp", result.rateFlipUp.map { Self.decimal(BigInteger($0), places: 3) })
      writer.member("flipDown", result.rateFlipDown.map { Self.decimal(BigInteger($0), places: 3) })
    }
  }

  private mutating func effect(_ line: Sensitivity.LineEffect) {
    member("lineId", line.lineID)
    member("amountCents", line.amountCents)
    member("contributionCents", line.contributionCents)
    member("gainAtLowCents", line.gainAtLowCents)
    member("gainAtHighCents", line.gainAtHighCents)
    member("swingCents", line.swingCents)
    member("flips", line.flip != nil)
    member("flipAmountCents", line.flip?.amountCents)
    member("changeCents", line.flip?.changeCents)
    member("changePercent", line.flip?.changeBasisPoints.map { Self.decimal($0, places: 2) })
  }

  mutating func monteCarlo(_ result: MonteCarlo) {
    member("iterations", result.iterations)
    member("seed", result.seed)
    member("meanGainCents", result.meanGainCents)
    exact("meanGainExact", result.meanGain)
    member("standardErrorCents", result.standardErrorCents)
    member("minGainCents", result.minGainCents)
    member("p5GainCents", result.p5GainCents)
    member("p50GainCents", result.p50GainCents)
    member("p95GainCents", result.p95GainCents)
    member("maxGainCents", result.maxGainCents)
    member("viableCount", result.viableCount)
    exact("probabilityViable", result.probabilityViable)
    member("meanSurplusCents", result.meanSurplusCents)
    exact("worseOffWithoutTransfers", result.worseOffWithoutTransfers)
  }
}
