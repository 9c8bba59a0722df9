import CostSharing
import SchakelDomain

/// Lines and results of a split as tables; amounts are whole euro cents.
enum SplitTable {
  /// A page of lines, a row each.
  static func lines(_ lines: some Sequence<Split.Line>) -> [UInt8] {
    var writer = CSVWriter()
    writer.row([
      "id", "partnerId", "kind", "category", "description", "amountCents", "toPartnerId", "certainty", "variant",
      "isPrivate", "enteredByPartnerId", "createdAt", "updatedAt", "recurrence", "startYear", "endYear", "lowCents",
      "highCents", "probability", "growthRate", "distribution", "driverId", "requires",
    ])
    for line in lines {
      let content = line.content
      let terms = [
        line.id.text, content.account.text, content.kind.rawValue, content.category?.rawValue, content.description,
        String(content.amountCents), content.receiver?.text, content.certainty.rawValue, content.variant,
        String(content.isPrivate), line.enteredBy?.text, line.createdAt.rfc3339, line.updatedAt.rfc3339,
      ]
      writer.row(terms + outlook(content.outlook))
    }
    return writer.bytes
  }

  private static func outlook(_ outlook: LineOutlook) -> [String?] {
    [
      outlook.recurrence.rawValue, outlook.startYear.map(String.init), outlook.endYear.map(String.init),
      outlook.lowCents.map(String.init), outlook.highCents.map(String.init), outlook.probability, outlook.growthRate,
      outlook.distribution.rawValue, outlook.driver, outlook.requires?.map(\.text).joined(separator: " "),
    ]
  }

  /// A row for each method and account; none for a method that cannot be applied.
  static func results(_ results: SplitResults) -> [UInt8] {
    var writer = CSVWriter()
    writer.row([
      "variant", "method", "partnerId", "shareCents", "ownCents", "outsideCents", "finalCents", "transferCents",
      "gainCents", "isWorseOff", "compensationCents",
    ])
    for outcome in results.outcomes {
      guard case .success(let division) = outcome.division else { continue }
      let start = [results.variant, outcome.key.rawValue]
      for (share, position) in zip(division.shares, division.positions) {
        writer.row(start + row(share, position))
      }
      let joint = division.joint
      let cents = [joint.ownCents, joint.finalCents, joint.transferCents].map(String.init)
      writer.row(start + [jointAccountID, nil, cents[0], nil, cents[1], cents[2], nil, nil, nil])
    }
    return writer.bytes
  }

  private static func row(_ share: Share, _ position: NetPosition) -> [String?] {
    [
      position.id, String(share.cents), String(position.ownCents), String(position.outsideCents),
      String(position.finalCents), String(position.transferCents), String(position.gainCents),
      String(position.isWorseOff), String(position.compensationCents),
    ]
  }
}

extension Answer {
  /// The same as a table where that was asked for.
  func asTable(_ request: APIRequest, _ table: () -> [UInt8]) -> Answer {
    var answer = self
    if request.wantsCSV {
      answer.body = table()
      answer.contentType = "text/csv; charset=utf-8; header=present"
    }
    answer.headers.append(("Vary", "Accept"))
    return answer
  }
}
