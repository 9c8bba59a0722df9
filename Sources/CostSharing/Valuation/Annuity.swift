/// One amount as equal payments every year.
package struct Annuity: Sendable {
  package let amountCents: Int64
  package let startYear: Int64
  package let endYear: Int64
  /// What is paid each year, half to even.
  package let annualCents: Int64
  package let years: Int64
  /// What one cent a year is worth today.
  package let factor: Fraction
  /// What the yearly payments leave of the amount, in today's cents.
  package let residualCents: Int64

  /// What is asked.
  package struct Terms: Hashable, Sendable {
    let amountCents: Int64
    let discountRate: ExactDecimal
    let baseYear: Int64
    let startYear: Int64
    let endYear: Int64

    /// - Parameters:
    ///   - amountCents: In the base year.
    ///   - startYear: The first payment, not before the base year.
    ///   - endYear: The last one, within `CaseLimits.horizonYearsMax` of it.
    package init(
      amountCents: Int64, discountRate: ExactDecimal, baseYear: Int64, startYear: Int64, endYear: Int64
    ) {
      self.amountCents = amountCents
      self.discountRate = discountRate
      self.baseYear = baseYear
      self.startYear = startYear
      self.endYear = endYear
    }

    /// Everything that is wrong with them.
    package func faults() -> [SplitError.Fault] {
      let frame = ChainCase(
        partners: [], lines: [], discountRate: discountRate, baseYear: baseYear,
        horizonYears: CaseLimits.horizonYearsMax)
      var faults = frame.frameFaults()
      faults += frame.yearFaults(startYear, at: "/startYear") + frame.yearFaults(endYear, at: "/endYear")
      if endYear < startYear {
        faults.append(.init(.yearOrder, at: "/endYear", "The last year does not come before the first."))
      }
      return faults
    }
  }

  /// - Throws: `SplitError` with every fault; `overflow`.
  package init(_ terms: Terms) throws(SplitError) {
    let faults = terms.faults()
    guard faults.isEmpty else { throw SplitError(faults) }
    let discounting = Discounting(rate: terms.discountRate, baseYear: terms.baseYear, lastYear: terms.endYear)
    let sum = discounting.factor(from: terms.startYear, to: terms.endYear, growth: .zero)
    factor = Fraction(numerator: sum.numerator, denominator: sum.denominator)
    let annual = (Fraction(terms.amountCents) / factor).roundedHalfEven
    let residual = BigInteger(terms.amountCents) - (Fraction(annual) * factor).roundedHalfEven
    amountCents = terms.amountCents
    startYear = terms.startYear
    endYear = terms.endYear
    years = endYear - startYear + 1
    annualCents = try Int64(cents: annual, of: "The yearly payment")
    residualCents = try Int64(cents: residual, of: "The rest")
  }
}
