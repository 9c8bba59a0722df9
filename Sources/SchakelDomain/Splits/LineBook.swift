import CostSharing

/// The open lines of a split as a case for the engine.
struct LineBook {
  private let split: Split
  private let lines: [Split.Line]
  private let baseline: [Split.Line]

  /// - Parameters:
  ///   - lines: Of one variant; private ones are left out.
  ///   - baseline: The same of the variant `baseline`.
  init(of split: Split, lines: [Split.Line], baseline: [Split.Line]) {
    // A line of a partner that has been taken out of the split belongs to no account of it.
    let isCounted = { (line: Split.Line) in
      let accounts = [line.content.account, line.content.receiver].compactMap { $0?.partnerID }
      return !line.content.isPrivate && accounts.allSatisfy(split.content.includes)
    }
    self.split = split
    self.lines = lines.filter(isCounted)
    self.baseline = baseline.filter(isCounted)
  }

  var withoutSubsidies: LineBook {
    LineBook(of: split, lines: lines.filter { $0.content.category != .subsidy }, baseline: baseline)
  }

  /// What sentences call a line: its description, else what it is about. All lines here are open to the reader.
  func name(ofLine id: String) -> (nl: String, en: String) {
    guard let content = (lines + baseline).first(where: { $0.id.text == id })?.content else {
      return ("een regel", "a line")
    }
    if let text = content.description, !text.isEmpty { return ("“\(text)”", "“\(text)”") }
    let labels = content.category?.labels ?? content.kind.labels
    return ("“\(labels.nl)”", "“\(labels.en)”")
  }

  /// Whether some line says whom it requires, so that groups differ in what they can do.
  var hasGroups: Bool { lines.contains { $0.content.outlook.requires != nil } }

  /// The case, over the years of the split; one without years is a case of one moment at face value.
  ///
  /// - Parameter name: What sentences call a partner.
  func chain(_ name: (Partner.ID) throws -> String?) rethrows -> ChainCase {
    let partners = try split.content.partners.map { partner in
      let own = baseline.filter { $0.content.account == .partner(partner.partnerID) }
      return ChainPartner(
        id: partner.partnerID.text, name: try name(partner.partnerID), outsideOption: .lines(own.map(chainLine)))
    }
    var chain = split.content.frame
    chain.partners = partners
    chain.lines = lines.map(chainLine)
    return chain
  }

  private func chainLine(_ line: Split.Line) -> ChainLine {
    line.content.outlook.line(
      id: line.id.text, line.content, in: split.content, on: line.content.account.text,
      to: line.content.receiver?.text)
  }
}

extension SplitContent {
  /// The agreed weights as exact numbers; a partner without one is not among them.
  var weights: [String: ExactDecimal] {
    let pairs = partners.compactMap { partner in
      partner.weight.flatMap { ExactDecimal($0) }.map { (partner.partnerID.text, $0) }
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  /// Whether every partner has a weight, and not all are 0.
  var isWeighted: Bool { weights.count == partners.count && weights.values.contains { $0 > .zero } }
}
