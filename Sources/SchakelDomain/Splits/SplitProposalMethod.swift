package import CostSharing

extension SplitProposal {
  /// How a proposal divides; the raw value is the code on the wire.
  ///
  /// The first three divide what the split says is divided, an agreed amount included; the keys after them divide the
  /// surplus or the gain. The others say themselves what each partner ends with (SPLIT section 5). Agreed weights serve
  /// `weights`, as bargaining power `nash`, as percentages `percentages`, and as what is at stake `epm`.
  package enum Method: String, CaseIterable, Sendable {
    case equal, weights, cost
    case investment, burden, benefit
    case equalGain, nash, percentages, compensation
    case shapley, nucleolus, perCapitaNucleolus, tau, separableCosts, epm
  }

  /// What a proposal is computed from, and nothing else.
  package struct Source: Sendable {
    package let split: Split
    package let variant: String
    package let method: Method
    package let lines: [Split.Line]
    package let baseline: [Split.Line]
    /// What sentences call the partners, as it was then; in the split's order.
    package let names: [(id: Partner.ID, name: String)]

    package init(
      split: Split, variant: String, method: Method, lines: [Split.Line], baseline: [Split.Line],
      names: [(id: Partner.ID, name: String)]
    ) {
      self.split = split
      self.variant = variant
      self.method = method
      self.lines = lines
      self.baseline = baseline
      self.names = names
    }
  }

  /// A division, and what it is computed from.
  package struct Computation: Sendable {
    package let source: Source
    package let outcome: Outcome

    package enum Outcome: Sendable {
      /// Of a key that divides what the split says is divided.
      case shares(SplitResults.Outcome)
      /// Of a method that says itself what each ends with.
      case allocation(Allocation)
    }

    /// - Throws: `DomainError` with why the method cannot be applied; what the checkpoint throws.
    package init(_ source: Source, _ checkpoint: Checkpoint = {}) throws {
      self.source = source
      if let key = SplitResults.Key(rawValue: source.method.rawValue) {
        outcome = .shares(try source.shares(by: key))
      } else {
        outcome = .allocation(try source.allocation(checkpoint))
      }
    }
  }
}

extension SplitProposal.Method {
  /// Whether a division by it has nobody's lines in it.
  func isFreeOfLines(in split: Split) -> Bool {
    split.content.subject == .amount && (self == .equal || self == .weights)
  }

  /// The method of the engine.
  ///
  /// - Throws: `DomainError` where the split is about an agreed amount, or has no weights for a method that needs them.
  fileprivate func ofEngine(for content: SplitContent) throws -> AllocationMethod {
    guard content.subject != .amount else {
      throw Self.refusal("An agreed amount is divided equally, by weights or by cost.")
    }
    let basis: AllocationBasis = content.subject == .gain ? .gain : .surplus
    switch self {
    case .equal, .weights, .cost: preconditionFailure("these divide what the split says is divided")
    case .investment: return .proportional(basis, .lines(.investment))
    case .burden: return .proportional(basis, .lines(.burden))
    case .benefit: return .proportional(basis, .lines(.benefit))
    case .equalGain: return .equalGain
    case .nash: return .nash(bargainingPower: content.isWeighted ? content.weights : nil)
    case .percentages: return .percentages(basis, try Self.weights(content))
    case .compensation: return .compensation(.proportional)
    case .shapley: return .shapley(Sampling())
    case .nucleolus: return .nucleolus
    case .perCapitaNucleolus: return .perCapitaNucleolus
    case .tau: return .tau
    case .separableCosts: return .separableCosts
    case .epm: return .epm(EqualProfitTerms(baseValues: try Self.weights(content)))
    }
  }

  /// Whether it looks at what groups can do on their own.
  fileprivate var isOfGroups: Bool {
    switch self {
    case .shapley, .nucleolus, .perCapitaNucleolus, .tau, .separableCosts, .epm: true
    default: false
    }
  }

  private static func weights(_ content: SplitContent) throws -> [String: ExactDecimal] {
    guard !content.weights.isEmpty else { throw refusal("The partners of the split have no weights.") }
    return content.weights
  }

  fileprivate static func refusal(_ detail: String) -> DomainError {
    DomainError(.invalidContent, at: "/method", detail)
  }
}

extension SplitProposal.Source {
  /// Partners among whom every group has a value.
  private static let groupPartnersMax = 16

  fileprivate func shares(by key: SplitResults.Key) throws -> SplitResults.Outcome {
    let results = try SplitResults(
      of: split, variant: variant, lines: lines, baseline: baseline, effects: [], for: nil, withheld: [])
    guard let outcome = results.outcomes.first(where: { $0.key == key }) else {
      throw SplitProposal.Method.refusal("The partners of the split have no weights.")
    }
    if case .failure(let error) = outcome.division { throw DomainError(error) }
    return outcome
  }

  fileprivate func allocation(_ checkpoint: Checkpoint) throws -> Allocation {
    let names = Dictionary(uniqueKeysWithValues: names)
    let chain = LineBook(of: split, lines: lines, baseline: baseline).chain { names[$0] }
    let isDerived = method.isOfGroups || split.content.partners.count <= Self.groupPartnersMax
    let engine = try method.ofEngine(for: split.content)
    let allocation: Allocation
    do {
      let plan = try Plan(of: chain, by: engine, isDerived ? .derived : .values(.none), checkpoint: checkpoint)
      allocation = plan.allocation
    } catch let error as SplitError {
      // Whatever the engine refuses here, it is this method that does not fit.
      throw DomainError(
        splitFaults: error.faults.map { .init(at: "/method", code: $0.code.rawValue, $0.detail) })
    }
    guard let reason = allocation.reason else { return allocation }
    throw SplitProposal.Method.refusal("By this method nobody agrees: \(reason.rawValue).")
  }
}
