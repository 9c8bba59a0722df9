import SchakelDomain

extension Shape {
  private static let motivationContent: [Shape.Member] = [
    .defaulted("drivers", .list(.code(Driver.self), 0...5), "Why it takes part, the strongest first."),
    .defaulted("barriers", .list(.code(Barrier.self), 0...19), "What stands in its way, the highest first."),
    .optional("text", .text(0...2000), "The same in its own words."),
    .defaulted("isShared", .boolean, "Whether coordinators see it; false."),
  ]

  static let motivationInput = Shape("MotivationInput", motivationContent)

  static let motivation = Shape(
    "Motivation",
    motivationContent + [.readOnly("statedAt", .moment, "When it was stated; null for none.", nullable: true)])

  private static let count = ValueType.integer(3...1_000_000)

  private static let driverCount = Shape(
    "DriverCount",
    [
      .readOnly("driver", .code(Driver.self), "Which driver."),
      .readOnly("outcome", .code(ReleaseFigure.Outcome.self), "Whether the number is told."),
      .readOnly("count", count, "How many named it; companies under one control count once.", nullable: true),
    ])

  private static let barrierCount = Shape(
    "BarrierCount",
    [
      .readOnly("barrier", .code(Barrier.self), "Which barrier."),
      .readOnly("outcome", .code(ReleaseFigure.Outcome.self), "Whether the number is told."),
      .readOnly("count", count, "How many named it; companies under one control count once.", nullable: true),
    ])

  static let motivationTable = Shape(
    "MotivationTable",
    [
      .readOnly("id", .identifier, "Its id."), .readOnly("initiativeId", .identifier, "In which initiative."),
      .readOnly("drivers", .list(.object(driverCount), 1...20), "Of every driver."),
      .readOnly("barriers", .list(.object(barrierCount), 1...40), "Of every barrier."),
      .readOnly("createdAt", .moment, "When the last member in it stated its own."),
    ])
}

extension JSONWriter {
  mutating func motivation(_ motivation: Motivation, _ statedAt: Timestamp?) {
    member("drivers", motivation.drivers.map(\.rawValue))
    member("barriers", motivation.barriers.map(\.rawValue))
    member("text", motivation.text)
    member("isShared", motivation.isShared)
    member("statedAt", statedAt)
  }

  mutating func motivationTable(_ table: MotivationTable) {
    member("id", table.id)
    member("initiativeId", table.initiativeID)
    key("drivers")
    list(table.counts.drivers) { writer, entry in
      writer.object { writer in
        writer.member("driver", entry.driver.rawValue)
        writer.count(entry.count)
      }
    }
    key("barriers")
    list(table.counts.barriers) { writer, entry in
      writer.object { writer in
        writer.member("barrier", entry.barrier.rawValue)
        writer.count(entry.count)
      }
    }
    member("createdAt", table.createdAt)
  }

  private mutating func count(_ count: Int?) {
    member("outcome", (count == nil ? ReleaseFigure.Outcome.withheld : .released).rawValue)
    member("count", count.map(Int64.init))
  }
}
