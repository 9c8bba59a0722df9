// swift-tools-version: 6.2
// Schakel has no package dependencies: Foundation, Dispatch and two system libraries (SQLite, OpenSSL).
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
  // Generic code of one room, such as reading a column, is made for its types in the rooms that use it.
  .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

/// The domain and the API touch raw memory only where they say so; the compiler holds them to that.
let memorySafe = strict + [.strictMemorySafety()]

let package = Package(
  name: "schakel",
  targets: [
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "COpenSSL", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CLinux"),
    .target(name: "HTTPServer", dependencies: ["CLinux", "COpenSSL"], swiftSettings: strict),
    .target(name: "SQLite", dependencies: ["CSQLite"], swiftSettings: strict),
    .target(name: "CostSharing", swiftSettings: memorySafe),
    .target(name: "Disclosure", swiftSettings: memorySafe),
    .target(name: "Cryptography", dependencies: ["COpenSSL"], swiftSettings: strict),
    .target(
      name: "SchakelDomain", dependencies: ["CLinux", "SQLite", "CostSharing", "Disclosure", "Cryptography"],
      swiftSettings: memorySafe),
    .target(
      name: "SchakelAPI", dependencies: ["HTTPServer", "SchakelDomain", "SQLite", "CostSharing", "Disclosure", "Cryptography"],
      swiftSettings: memorySafe),
    .executableTarget(
      name: "schakel", dependencies: ["CLinux", "SchakelAPI", "HTTPServer", "SchakelDomain", "SQLite", "Cryptography"],
      swiftSettings: strict),
    .testTarget(name: "HTTPServerTests", dependencies: ["HTTPServer", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "SQLiteTests", dependencies: ["SQLite", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "CostSharingTests", dependencies: ["CostSharing"], swiftSettings: strict),
    .testTarget(name: "DisclosureTests", dependencies: ["Disclosure"], swiftSettings: strict),
    .target(name: "TestSupport", dependencies: ["CSQLite"], path: "Tests/Support", swiftSettings: strict),
    .testTarget(
      name: "SchakelAPITests",
      dependencies: [
        "SchakelAPI", "HTTPServer", "SchakelDomain", "SQLite", "Cryptography", "TestSupport", "schakel",
      ],
      resources: [.copy("Vectors")], swiftSettings: strict),
    .testTarget(
      name: "SchakelDomainTests", dependencies: ["SchakelDomain", "SQLite", "Cryptography"], swiftSettings: strict),
    .testTarget(name: "CommandTests", dependencies: ["TestSupport", "schakel"], swiftSettings: strict),
    .testTarget(name: "CrashTests", dependencies: ["TestSupport", "schakel"], swiftSettings: strict),
    .testTarget(name: "LayoutTests", swiftSettings: strict),
  ]
)
