import Testing

/// The rules, held against the project itself; `LayoutRuleTests` shows that each of them can fail.
@Suite struct ProjectLayoutTests {
  private static let none: [String] = []

  @Test func `the sources are found`() {
    #expect(!Project.sources.isEmpty && !Project.tests.isEmpty)
  }

  @Test func `imports point one way`() {
    #expect(Project.sources.flatMap(ImportRules.complaints) == Self.none)
    #expect(ImportRules.unknownTargets(Project.targetNames) == Self.none)
  }

  @Test func `no file is longer than 400 lines`() {
    #expect((Project.sources + Project.tests + Project.pages).flatMap(SizeRules.longFile) == Self.none)
  }

  @Test func `no function is longer than 60 lines`() {
    #expect((Project.sources + Project.tests).flatMap(SizeRules.longFunctions) == Self.none)
  }

  @Test func `no line is longer than 120 columns`() {
    let files = Project.sources + Project.tests + Project.pages + Project.migrations
    #expect(files.flatMap(SizeRules.longLines) == Self.none)
  }

  @Test func `SQL stands only in the domain`() {
    #expect(Project.sources.flatMap(SQLRules.strayStatements) == Self.none)
  }

  @Test func `every table is written by one file`() {
    #expect(SQLRules.sharedTables(Project.sources) == Self.none)
  }

  @Test func `nothing is forced`() {
    #expect(Project.sources.flatMap(BannedCalls.forcedTries) == Self.none)
  }

  @Test func `only the clock asks for the moment`() {
    #expect(Project.sources.flatMap(BannedCalls.wallClock) == Self.none)
  }

  @Test func `libraries do not print`() {
    #expect(Project.sources.flatMap(BannedCalls.printing) == Self.none)
  }

  @Test func `wire text is never handed to Int`() {
    #expect(Project.sources.flatMap(BannedCalls.laxIntegers) == Self.none)
  }

  @Test func `unchecked sharing stands where its queue is named`() {
    #expect(Project.sources.flatMap(BannedCalls.uncheckedSharing) == Self.none)
  }

  @Test func `product code neither awaits nor locks`() {
    #expect(Project.sources.flatMap(BannedCalls.asynchrony) == Self.none)
  }

  @Test func `at most three leaf types hold a Mutex`() {
    let files = BannedCalls.mutexFiles(Project.sources)
    #expect(files.count <= 3, "\(files)")
  }

  @Test func `types have names that say what they are`() {
    #expect(Project.sources.flatMap(BannedCalls.emptyNames) == Self.none)
  }

  @Test func `no open ends are left`() {
    #expect(Project.all.flatMap(TreeRules.openEnds) == Self.none)
  }

  @Test func `no path of one machine is left`() {
    #expect(Project.all.flatMap(TreeRules.machinePaths) == Self.none)
  }

  @Test func `the top level holds the design's names and no others`() {
    #expect(TreeRules.strayNames(Project.topLevelNames) == Self.none)
  }

  @Test func `migrations are numbered without gaps`() {
    #expect(TreeRules.migrationFaults(Project.migrationNames) == Self.none)
  }
}
