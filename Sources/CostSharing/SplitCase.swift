/// What is to be divided: the partners, their lines, and where given the one amount they share.
package struct SplitCase: Hashable, Sendable {
  package let partners: [SplitPartner]
  package let lines: [SplitLine]
  package let subject: Subject

  /// What the shares are shares of.
  package enum Subject: Hashable, Sendable {
    /// The surplus of all lines together; whatever a partner had, it ends with its share.
    case surplus
    /// The surplus above what the partners have without each other; a partner ends with its outside option and its
    /// share.
    case gain
    /// One agreed amount; a partner keeps its own position and its share comes on top.
    case amount(SharedAmount)
  }

  package init(partners: [SplitPartner], lines: [SplitLine], subject: Subject) {
    self.partners = partners
    self.lines = lines
    self.subject = subject
  }
}

/// A partner, and what it has if it stays out.
package struct SplitPartner: Hashable, Sendable {
  /// 1 to 64 characters `A-Z a-z 0-9 _ . -`, the first a letter or digit; not `joint`.
  package let id: String
  /// The outside option (the baseline) in euro cents; may be negative, and 0 says: as today.
  package let outsideCents: Int64

  package init(id: String, outsideCents: Int64 = 0) {
    self.id = id
    self.outsideCents = outsideCents
  }
}

/// One cost, benefit, risk or payment of one account.
package struct SplitLine: Hashable, Sendable {
  /// An identifier as of a partner, unique among the lines.
  package let id: String
  /// The partner, or `jointAccountID`, whose line it is; the payer of a payment.
  package let partnerID: String
  package let kind: LineKind
  /// Euro cents, 0 or more; the kind says which way they count.
  package let amountCents: Int64
  /// The receiver of a payment; absent on every other kind.
  package let toPartnerID: String?

  package init(id: String, partnerID: String, kind: LineKind, amountCents: Int64, toPartnerID: String? = nil) {
    self.id = id
    self.partnerID = partnerID
    self.kind = kind
    self.amountCents = amountCents
    self.toPartnerID = toPartnerID
  }
}

/// An amount the partners agreed to share, and the account that has it until then.
package struct SharedAmount: Hashable, Sendable {
  package let bearing: Bearing
  /// Euro cents, 0 or more: a burden of € 400.00 is 40000, too.
  package let cents: Int64
  /// The account relieved of the burden, or giving up the benefit: a partner or `jointAccountID`.
  package let accountID: String

  /// Whether a share is carried or received; the raw value is its code on the wire.
  package enum Bearing: String, CaseIterable, Sendable {
    case burden, benefit
  }

  package init(_ bearing: Bearing, cents: Int64, from accountID: String = jointAccountID) {
    self.bearing = bearing
    self.cents = cents
    self.accountID = accountID
  }
}

/// How an amount is divided.
package enum SplitMethod: Hashable, Sendable {
  /// Everybody the same.
  case equal
  /// In proportion to a key.
  case proportional(SplitKey)
}

/// The numbers that determine a proportional split.
package enum SplitKey: Hashable, Sendable {
  /// A weight per partner, each 0 or more, not all 0.
  case weights([String: ExactDecimal])
  /// What each partner has on its own lines.
  case lines(WeightKey)
}

/// A key that is read off the lines of a partner; the raw value is its code on the wire.
package enum WeightKey: String, CaseIterable, Sendable {
  case cost, investment, burden, benefit

  /// The kinds of line that count, in absolute cents.
  package var kinds: Set<LineKind> {
    switch self {
    case .cost: [.cost, .investment]
    case .investment: [.investment]
    case .burden: [.cost, .investment, .lostRevenue, .risk]
    case .benefit: [.benefit]
    }
  }
}
