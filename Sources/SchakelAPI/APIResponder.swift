package import HTTPServer
import Cryptography
import SchakelDomain

/// Finds the route of a request, and runs its handler where the route's kind says.
package final class APIResponder: Responder {
  private let routes: Routes
  private let register: Register
  private let files: StaticFiles?
  private let setup: Exchange.Setup
  private let limiter: RateLimiter?

  /// How the API is set up.
  package struct Options: Sendable {
    package var site: Site
    /// Origins of web pages elsewhere that may read.
    package var allowedOrigins: Set<String> = []
    /// Requests a minute for each credential; nil for no limit.
    package var requestsPerMinute: Int? = 1_200
    /// Seconds that one calculation of a split may take.
    package var calculationSecondsMax = Routes.calculationSecondsUsual
    /// The folder of the web pages.
    package var pagesFolder: String?
    /// Takes whole lines of the log.
    package var log: @Sendable ([UInt8]) -> Void

    package init(site: Site, log: @escaping @Sendable ([UInt8]) -> Void) {
      self.site = site
      self.log = log
    }
  }

  package init(register: Register, options: Options) {
    let secondsMax = options.calculationSecondsMax
    routes = Routes.all(site: options.site, calculationSecondsMax: secondsMax) { register.isWritable }
    self.register = register
    files = options.pagesFolder.flatMap { StaticFiles(folder: $0) }
    setup = Exchange.Setup(site: options.site, allowedOrigins: options.allowedOrigins, log: options.log)
    limiter = options.requestsPerMinute.map { RateLimiter(quota: $0) }
  }

  package func turnBegan(on shard: Int) {
    register.beginTurn(on: shard)
  }

  package func turnEnded(on shard: Int) {
    register.endTurn(on: shard)
  }

  package func log(_ lines: [UInt8]) {
    setup.log(lines)
  }

  /// Whoever watches over the server must not take it for dead because it is full.
  package func isServedWhenFull(_ request: Request) -> Bool {
    request.path.hasPrefix("/health/")
  }

  package func response(to error: HTTPError) -> Response {
    Exchange(Request(method: .get, path: "/"), setup: setup, reply: Reply { _ in }).answer(to: Problem(error))
  }

  package func respond(to request: Request, on shard: Int, reply: Reply) {
    switch routes.router.find(request.method, path: request.path) {
    case .found(let number, let parameters):
      serve(request, routes.all[number], parameters, on: shard, reply)
    case .methodNotAllowed(let allowed):
      answerOther(Exchange(request, setup: setup, reply: reply), allowed)
    case .notFound:
      let exchange = Exchange(request, setup: setup, reply: reply)
      if let page = files?.response(to: request) { return exchange.finish(page: page) }
      if request.method == .options, request.path == "*" { return exchange.finish(.success(.noContent)) }
      let isKnown = Method.known.contains(request.method)
      exchange.finish(isKnown ? Problem(.notFound) : Problem(.notImplemented))
    }
  }

  /// OPTIONS is answered for every path (RFC 9110 section 9.3.7, and preflights); any other method is refused.
  private func answerOther(_ exchange: Exchange, _ allowed: [Method]) {
    guard exchange.request.method == .options else {
      let isKnown = Method.known.contains(exchange.request.method)
      return exchange.finish(Problem(isKnown ? .methodNotAllowed : .notImplemented), allow: allowed)
    }
    var answer = Answer.noContent
    let names = allowed.map(\.name).joined(separator: ", ")
    answer.headers = [("Allow", names)]
    if allowed.contains(.patch) {
      answer.headers.append(("Accept-Patch", "application/merge-patch+json, application/json"))
    }
    if let origin = exchange.request.headers.first("origin"), setup.allowedOrigins.contains(origin) {
      answer.headers += [
        ("Access-Control-Allow-Methods", names), ("Access-Control-Max-Age", "600"),
        (
          "Access-Control-Allow-Headers",
          "Authorization, Content-Type, Acting-As, Idempotency-Key, If-Match, If-None-Match, CSRF-Token"
        ),
      ]
    }
    exchange.finish(.success(answer))
  }

  private func serve(
    _ request: Request, _ route: Route, _ parameters: PathParameters, on shard: Int, _ reply: Reply
  ) {
    do {
      let credentials = try Credentials(request.headers, cookieName: setup.site.sessionCookie.name)
      let standing = limiter?.count(Self.limitKey(credentials, request), atSecond: Self.second())
      let exchange = exchange(request, route, standing, reply)
      if route.kind.needsWriter, register.isFull { return exchange.finish(Problem(.overloaded)) }
      if let standing, standing.isExceeded {
        var problem = Problem(.rateLimited)
        problem.retryAfterSeconds = standing.seconds
        return exchange.finish(problem)
      }
      let prepared = Result {
        try Preparation.prepare(request, id: exchange.id, site: setup.site, route: route, parameters: parameters)
      }
      run(Turn(route: route, credentials: credentials, exchange: exchange), prepared, on: shard)
    } catch {
      exchange(request, route, nil, reply).finish(.failure(error))
    }
  }

  private func exchange(
    _ request: Request, _ route: Route, _ standing: RateLimiter.Standing?, _ reply: Reply
  ) -> Exchange {
    Exchange(request, setup: setup, reply: reply, template: route.operation.pattern, rate: standing)
  }

  private func run(_ turn: Turn, _ prepared: Result<APIRequest, any Error>, on shard: Int) {
    guard case .success(let request) = prepared else {
      // Faulty input never reaches the writer; but a stranger hears 401 first.
      return turn.exchange.finish(
        Result {
          try register.read(on: shard) { tx in
            _ = try turn.identify(in: tx)
            return try prepared.map { _ in Answer.noContent }.get()
          }
        })
    }
    switch turn.route.kind {
    case .direct(let handler):
      turn.exchange.finish(Result { try handler(request) })
    case .read(let handler):
      do {
        let (answer, caller) = try register.read(on: shard) { try turn.perform(request, handler, in: $0) }
        turn.exchange.finish(answer)
        noteUse(of: caller)
      } catch {
        turn.exchange.finish(Problem(error))
      }
    case .write(let handler):
      register.write({ try turn.perform(request, handler, in: $0) }, completion: turn.exchange.finish)
    case .audited(let handler):
      register.audit({ try turn.performAudited(request, handler, in: $0) }, completion: turn.exchange.finish)
    case .slow(let handler):
      runSlowly(turn, { try turn.perform(request, handler, in: $0).answer }, then: turn.exchange.finish)
    case .calculation(let handler):
      runSlowly(turn, turn.identify) { caller in
        turn.exchange.finish(Result { try handler(caller.get().map(request.by) ?? request) })
      }
    case .prepared(let handler):
      runSlowly(turn, { try turn.prepare(request, handler, in: $0) }) { [register] change in
        switch change {
        case .success(let change): register.write(change, completion: turn.exchange.finish)
        case .failure(let error): turn.exchange.finish(.failure(error))
        }
      }
    }
  }

  private func runSlowly<T>(
    _ turn: Turn, _ body: @escaping @Sendable (Transaction) throws -> T,
    then: @escaping @Sendable (Result<T, any Error>) -> Void
  ) {
    guard !register.readSlowly(body, then: then) else { return }
    var problem = Problem(.databaseUnavailable, "Too much work that takes long is in line; nothing was changed.")
    problem.retryAfterSeconds = 2
    turn.exchange.finish(problem)
  }

  /// A read cannot note by itself that a token was used.
  private func noteUse(of caller: Caller?) {
    guard let caller, caller.isUseToBeNoted else { return }
    register.write({ try Authentication.noteUse(of: caller, in: $0) }, completion: { _ in })
  }

  private static func limitKey(_ credentials: Credentials, _ request: Request) -> String {
    switch credentials.secret {
    case .bearer(let token): token
    case .session(let cookie, _): cookie
    case nil: request.remoteAddress
    }
  }

  private static func second() -> Int64 {
    ContinuousClock.Instant.epoch.duration(to: .now).components.seconds
  }
}

extension ContinuousClock.Instant {
  /// When the server started, near enough.
  fileprivate static let epoch = ContinuousClock.now
}

extension Method {
  /// Those that some route or file may have; others are not implemented.
  static let known: Set<Method> = [.get, .head, .post, .put, .patch, .delete, .options]
}
