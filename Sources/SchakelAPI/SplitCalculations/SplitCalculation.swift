import CostSharing
import SchakelDomain

/// A calculation whose input was read and found without fault.
struct SplitCalculation: Sendable {
  /// Computes the result.
  ///
  /// What it returns writes the members of the result, after which nothing can go wrong any more.
  let run: @Sendable (Checkpoint) throws -> @Sendable (inout JSONWriter) -> Void

  init(_ run: @escaping @Sendable (Checkpoint) throws -> @Sendable (inout JSONWriter) -> Void) {
    self.run = run
  }

  /// Reads the input of an operation.
  ///
  /// - Parameter document: The whole body, `{"operation": …, "input": …}`.
  /// - Throws: `DomainError` with every fault, in the order of the input.
  static func read(_ operation: SplitOperation, in document: JSON) throws -> SplitCalculation {
    let log = FaultLog()
    let input = InputObject(document.member("input") ?? .null, operation.input, at: "", log)
    let calculation = operation.read(input)
    if let error = CalculationFaults(document).error(log) { throw error }
    guard let calculation else { throw DomainError(.invalidInput) }
    return calculation
  }
}

/// What can be calculated; the raw value is the code on the wire.
enum SplitOperation: String, CaseIterable {
  case evaluate, scenarios, premiumCorridor, annuity, derive, game, coreCheck, sampleShapley, allocate, compare, plan
  case claims, settle, round, sensitivity, monteCarlo

  /// What it takes.
  var input: Shape {
    switch self {
    case .evaluate, .scenarios, .derive, .sensitivity: .caseInput
    case .premiumCorridor: .corridorInput
    case .annuity: .annuityInput
    case .game: .gameInput
    case .coreCheck: .coreCheckInput
    case .sampleShapley: .sampleInput
    case .allocate: .allocateInput
    case .compare: .compareInput
    case .plan: .planInput
    case .claims: .claimsInput
    case .settle: .settleInput
    case .round: .roundInput
    case .monteCarlo: .monteCarloInput
    }
  }

  /// What it answers.
  var result: Shape {
    switch self {
    case .evaluate: .evaluation
    case .scenarios: .scenarioTable
    case .premiumCorridor: .premiumCorridor
    case .annuity: .annuity
    case .derive: .derivedGame
    case .game: .game
    case .coreCheck: .coreCheck
    case .sampleShapley: .sampledShapley
    case .allocate: .allocation
    case .compare: .comparison
    case .plan: .plan
    case .claims: .claimsDivision
    case .settle: .settled
    case .round: .rounded
    case .sensitivity: .sensitivity
    case .monteCarlo: .monteCarlo
    }
  }

  /// Nil where so much is wrong that there is nothing to compute; the log says what.
  fileprivate func read(_ input: InputObject) -> SplitCalculation? {
    switch self {
    case .evaluate: input.evaluate()
    case .scenarios: input.scenarios()
    case .premiumCorridor: input.premiumCorridor()
    case .annuity: input.annuity()
    case .derive: input.derive()
    case .game: input.game()
    case .coreCheck: input.coreCheck()
    case .sampleShapley: input.sampleShapley()
    case .allocate: input.allocate()
    case .compare: input.compare()
    case .plan: input.plan()
    case .claims: input.claims()
    case .settle: input.settle()
    case .round: input.round()
    case .sensitivity: input.sensitivity()
    case .monteCarlo: input.monteCarlo()
    }
  }
}
