import HTTPServer
import SchakelDomain

/// Whether the server is there, and whether it can work.
enum HealthRoutes {
  /// - Parameter isWritable: Whether the register takes changes at this moment.
  static func add(to routes: inout Routes, isWritable: @escaping @Sendable () -> Bool) {
    routes.direct(.get, "/health/live", live) { _ in isLive }
    routes.read(.get, "/health/ready", ready) { request, tx in
      guard isWritable() else { throw DomainError(.databaseUnavailable) }
      return try isReady(request, tx)
    }
  }

  private static let live = Operation(
    "getLiveness", tag: "Health", "Whether the server answers.",
    answer: .object(Shape("Liveness", [.readOnly("status", .text(1...10), "Always `ok`.")])), isOpen: true)

  private static let ready = Operation(
    "getReadiness", tag: "Health", "Whether the database can be read and written, and which version this is.",
    answer: .object(
      Shape(
        "Readiness",
        [
          .readOnly("status", .text(1...10), "Always `ok`; a server that is not ready answers 503."),
          .readOnly("version", .text(1...30), "The version of the program and the API."),
        ])),
    isOpen: true)

  private static let isLive = Answer.ok { $0.member("status", "ok") }

  private static let isReady: Route.Read = { request, tx in
    // Reading the head of the trail reads the database.
    _ = try AuditLog.head(in: tx)
    return Answer.ok { writer in
      writer.member("status", "ok")
      writer.member("version", request.site.version)
    }
  }
}
