import CostSharing

extension InputObject {
  /// The method of a division; nil where it cannot be read.
  func method() -> AllocationMethod? {
    object("method", .allocationMethod, isRequired: true)?.asMethod()
  }

  /// Methods compared at once.
  static let methodsCount = 1...32

  /// Methods to be compared, each with its place.
  func methods() -> [(method: AllocationMethod, place: String)] {
    let list = objects("methods", .allocationMethod) ?? []
    if !Self.methodsCount.contains(list.count), log.isReadable(place("methods")) {
      let detail = "Name \(Self.methodsCount.lowerBound) to \(Self.methodsCount.upperBound) methods."
      log.refuse(general: "count", at: place("methods"), detail)
    }
    return list.compactMap { object in object.asMethod().map { ($0, object.pointer) } }
  }

  private func asMethod() -> AllocationMethod? {
    guard let name = code("type", .unknownMethod, isRequired: true, as: AllocationMethod.Name.self) else { return nil }
    requireOnly(Self.fields(of: name), of: name)
    switch name {
    case .equal: return .equal
    case .equalGain: return .equalGain
    case .nash: return .nash(bargainingPower: decimals("bargainingPower", isRequired: false))
    case .proportional: return key().map { .proportional(base(), $0) }
    case .percentages: return decimals("percentages").map { .percentages(base(), $0) }
    case .compensation: return .compensation(code("rule", .unknownRule) ?? .proportional)
    case .shapley: return .shapley(sampling())
    case .nucleolus: return .nucleolus
    case .perCapitaNucleolus: return .perCapitaNucleolus
    case .tau: return .tau
    case .separableCosts: return .separableCosts
    case .epm:
      return decimals("baseValues").map {
        .epm(EqualProfitTerms(baseValues: $0, stability: code("stability", .unknownStability)))
      }
    }
  }

  private static func fields(of name: AllocationMethod.Name) -> [String] {
    switch name {
    case .nash: ["bargainingPower"]
    case .proportional: ["base", "weights", "weightKey"]
    case .percentages: ["base", "percentages"]
    case .compensation: ["rule"]
    case .shapley: ["seed", "pairs"]
    case .epm: ["baseValues", "stability"]
    case .equal, .equalGain, .nucleolus, .perCapitaNucleolus, .tau, .separableCosts: []
    }
  }

  private func requireOnly(_ fields: [String], of name: AllocationMethod.Name) {
    for field in Shape.allocationMethod.members.map(\.name)
    where field != "type" && has(field) && !fields.contains(field) {
      log.refuse(.unexpectedField, at: place(field), "The method \(name.rawValue) has no such field.")
    }
  }

  private func base() -> AllocationBasis { code("base", .unknownBase) ?? .gain }

  private func key() -> AllocationKey? {
    guard has("weightKey") else { return decimals("weights").map { .weights($0) } }
    if has("weights") {
      log.refuse(.unexpectedField, at: place("weights"), "A key is weights or a weightKey, not both.")
    }
    guard let name = code("weightKey", .unknownWeightKey, as: KeyName.self) else { return nil }
    switch name {
    case .cost: return .lines(.cost)
    case .investment: return .lines(.investment)
    case .burden: return .lines(.burden)
    case .benefit: return .lines(.benefit)
    case .effortHours: return .effortHours
    case .volume: return .volume
    }
  }

  func sampling() -> Sampling {
    Sampling(
      seed: whole("seed", isRequired: false, code: .seedOutOfRange) ?? 0,
      pairs: whole("pairs", isRequired: false, code: .iterationsOutOfRange) ?? Sampling.usualPairs)
  }

  /// How the balances are settled; greedily where nothing is said.
  func settlement() -> Settlement {
    guard let settlement = object("settlement", .settlement) else { return .greedy }
    let name = settlement.code("type", .unknownSettlement, isRequired: true, as: Settlement.Name.self)
    if settlement.has("hubId"), name == .greedy || name == .minimum {
      log.refuse(.unexpectedField, at: settlement.place("hubId"), "Only a hub settlement has a hub.")
    }
    switch name {
    case .hub?: return settlement.identifier("hubId").map { .hub($0) } ?? .greedy
    case .minimum?: return .minimum
    case .greedy?, nil: return .greedy
    }
  }
}

/// The keys of a proportional division that are read off a case; the raw value is the code on the wire.
enum KeyName: String, CaseIterable {
  case cost, investment, burden, benefit, effortHours, volume
}
