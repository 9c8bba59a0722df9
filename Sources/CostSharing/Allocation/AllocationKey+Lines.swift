extension AllocationMethod {
  /// The method with weights in the place of a key that is read off a case.
  ///
  /// - Parameter location: The method's own pointer.
  /// - Returns: The method, or what is wrong with its key: `weightsSumToZero`.
  func resolved(
    in chain: ChainCase, _ evaluation: Evaluation, at location: String
  ) throws(SplitError) -> AllocationMethod {
    guard case .proportional(let base, let key) = self else { return self }
    switch key {
    case .weights: return self
    case .lines(let key):
      var weights: [String: ExactDecimal] = [:]
      for partner in evaluation.partners {
        let sum = partner.account.byKind.reduce(Int128(0)) { sum, entry in
          key.kinds.contains(entry.kind) ? sum + Int128(entry.cents.magnitude) : sum
        }
        weights[partner.id] = ExactDecimal(try Int64(cents: sum, of: "The key \(key.rawValue) of \(partner.id)"))
      }
      return try Self.weighted(base, weights, at: location)
    case .effortHours:
      return try Self.weighted(base, chain.keys { $0.effortHours }, at: location)
    case .volume:
      return try Self.weighted(base, chain.keys { $0.volume }, at: location)
    }
  }

  /// The same, or nothing where the key is 0 for everybody.
  func resolvedIfAny(in chain: ChainCase, _ evaluation: Evaluation) throws(SplitError) -> AllocationMethod? {
    do {
      return try resolved(in: chain, evaluation, at: "/method")
    } catch {
      guard error.faults.map(\.code) == [.weightsSumToZero] else { throw error }
      return nil
    }
  }

  private static func weighted(
    _ base: AllocationBasis, _ weights: [String: ExactDecimal], at location: String
  ) throws(SplitError) -> AllocationMethod {
    guard weights.values.contains(where: { $0 > .zero }) else {
      let detail = "The key is 0 for every partner; choose another one."
      throw SplitError(.weightsSumToZero, at: "\(location)/weightKey", detail)
    }
    return .proportional(base, .weights(weights))
  }
}

extension ChainCase {
  /// A field of every partner; without faults all have it.
  fileprivate func keys(_ field: (ChainPartner) -> ExactDecimal?) -> [String: ExactDecimal] {
    Dictionary(uniqueKeysWithValues: partners.map { ($0.id, field($0) ?? .zero) })
  }

  /// `missingWeight` for each partner without the field.
  func keyFaults(named name: String, _ field: (ChainPartner) -> ExactDecimal?) -> [SplitError.Fault] {
    partners.enumerated().filter { field($0.element) == nil }.map { index, _ in
      let detail = "The key \(name) needs this field of every partner; 0 is allowed."
      return .init(.missingWeight, at: "/partners/\(index)/\(name)", detail)
    }
  }
}
