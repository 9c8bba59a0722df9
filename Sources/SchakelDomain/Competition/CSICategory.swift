/// A category of competition-sensitive information: what it tells, and how old it is.
package struct CSICategory: Hashable, Sendable {
  package let kind: CSIKind
  package let age: DataAge

  /// - Parameter age: As the owner says; where it does not, what speaks of things to come is future, and anything else
  ///   current.
  init(_ kind: CSIKind, _ age: DataAge?) {
    self.kind = kind
    self.age = age ?? (kind.isAboutThingsToCome ? .future : .current)
  }
}

extension DataField {
  /// Nil for a field that no competitor could learn from.
  package var csiCategory: CSICategory? { csiKind.map { CSICategory($0, dataAge) } }
}

extension CSIKind {
  fileprivate var isAboutThingsToCome: Bool {
    switch self {
    case .productionPlan, .strategy, .bid, .futureProduct: true
    case .price, .purchasePrice, .cost, .margin, .volume, .capacity, .marketShare, .customer, .supplierTerms: false
    }
  }
}
