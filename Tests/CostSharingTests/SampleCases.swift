import CostSharing

/// A wood chain in its first year, all lines on the joint account; figures invented.
func woodChain(_ subject: SplitCase.Subject = .amount(.init(.burden, cents: 4_000_000))) -> SplitCase {
  let lines: [(String, LineKind, Int64)] = [
    ("starters", .benefit, 5_400_000), ("sales", .benefit, 720_000), ("crates", .cost, 3_800_000),
    ("returns", .cost, 2_960_000), ("sorting", .cost, 1_840_000), ("platform", .cost, 1_520_000),
  ]
  return SplitCase(
    partners: ["C", "A", "B"].map { SplitPartner(id: $0) },
    lines: lines.map { SplitLine(id: $0.0, partnerID: jointAccountID, kind: $0.1, amountCents: $0.2) },
    subject: subject)
}

/// A repairer that gains and a producer that loses sales by it.
func repairCase(
  gainCents: Int64, lossCents: Int64, _ subject: SplitCase.Subject = .surplus, more: [SplitLine] = []
) -> SplitCase {
  let lines = [
    SplitLine(id: "gain", partnerID: "r", kind: .benefit, amountCents: gainCents),
    SplitLine(id: "loss", partnerID: "p", kind: .lostRevenue, amountCents: lossCents),
  ]
  return SplitCase(partners: [.init(id: "r"), .init(id: "p")], lines: lines + more, subject: subject)
}

/// Three partners with every kind of line; present values of a ten-year case, taken at face value here.
func bankCase() -> SplitCase {
  let lines = [
    SplitLine(id: "i", partnerID: "bank", kind: .investment, amountCents: 1_279_885),
    SplitLine(id: "b", partnerID: "inzamelaar", kind: .benefit, amountCents: 6_069_234),
    SplitLine(id: "v", partnerID: "producent", kind: .lostRevenue, amountCents: 709_900),
    SplitLine(id: "k", partnerID: "producent", kind: .cost, amountCents: 495_620),
    SplitLine(id: "b2", partnerID: "producent", kind: .benefit, amountCents: 1_795_897),
    SplitLine(id: "p", partnerID: "inzamelaar", kind: .payment, amountCents: 12_345, toPartnerID: "bank"),
  ]
  let partners = [
    SplitPartner(id: "bank"), SplitPartner(id: "inzamelaar"), SplitPartner(id: "producent", outsideCents: 476),
  ]
  return SplitCase(partners: partners, lines: lines, subject: .gain)
}

/// Partners with the position they have without a division, each on one line.
func positionCase(_ positions: [(String, own: Int64, outside: Int64)], _ subject: SplitCase.Subject) -> SplitCase {
  SplitCase(
    partners: positions.map { SplitPartner(id: $0.0, outsideCents: $0.outside) },
    lines: positions.map { id, own, _ in
      SplitLine(id: id, partnerID: id, kind: own < 0 ? .cost : .benefit, amountCents: abs(own))
    },
    subject: subject)
}

extension [String: Int64] {
  /// These whole numbers as weights.
  var decimals: [String: ExactDecimal] { mapValues { ExactDecimal($0) } }
}
