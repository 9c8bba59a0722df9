import Disclosure

/// Every figure on the values of a measure that later ones are compared with, of all measures that add them up.
struct ReleaseLedger {
  let figures: [Figure]
  /// The groups that contributors belonged to.
  let controls: [ReleaseControl]
  /// The number of the last figure.
  let end: Int64

  struct Figure {
    /// Whether it says how many there are, and not how much.
    let isCount: Bool
    /// Released, or withheld for its amounts.
    let outcome: ReleaseFigure.Outcome
    let values: [Value]
  }

  struct Value {
    let item: String
    let partnerID: Partner.ID
    let quantity: Quantity
  }
}

/// That a partner is, or was, under the control of a group.
struct ReleaseControl: Sendable {
  let partnerID: Partner.ID
  let groupID: PartnerGroup.ID
}

/// Who counts as one contributor: partners that are under one control, or were when they contributed before, because
/// what they knew of each other they know still.
struct ControlGroups {
  /// By partner and group, another of the same; the smallest has none.
  private var others: [String: String] = [:]

  init(_ controls: [ReleaseControl]) {
    for control in controls { join(control.partnerID.text, control.groupID.text) }
  }

  func name(of partner: Partner.ID) -> String { root(of: partner.text) }

  private func root(of name: String) -> String {
    var root = name
    while let other = others[root] { root = other }
    return root
  }

  private mutating func join(_ one: String, _ other: String) {
    let (first, second) = (root(of: one), root(of: other))
    if first != second { others[max(first, second)] = min(first, second) }
  }
}
