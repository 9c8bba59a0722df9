import HTTPServer
import SchakelDomain
import Synchronization

/// One request on its way to its answer: adds what every answer has, and leaves a line in the log.
///
/// A class, because a request's work carries it along.
final class Exchange: Sendable {
  let request: Request
  let id: String
  let setup: Setup
  let reply: Reply
  let startedAt: ContinuousClock.Instant
  /// The route's pattern, for the log: a path itself may hold what should not stand there.
  let template: String
  let rate: RateLimiter.Standing?

  /// What does not change while the server runs.
  final class Setup: Sendable {
    let site: Site
    let allowedOrigins: Set<String>
    /// Takes whole lines.
    let log: @Sendable ([UInt8]) -> Void
    let revalidated: HeaderBlock
    let unstored: HeaderBlock

    init(site: Site, allowedOrigins: Set<String>, log: @escaping @Sendable ([UInt8]) -> Void) {
      self.site = site
      self.allowedOrigins = allowedOrigins
      self.log = log
      revalidated = Self.block(site, cacheControl: "private, no-cache")
      unstored = Self.block(site, cacheControl: "no-store")
    }

    private static func block(_ site: Site, cacheControl: String) -> HeaderBlock {
      HeaderBlock([
        ("API-Version", site.version), ("Cache-Control", cacheControl),
        ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"), ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
      ])
    }
  }

  /// - Parameters:
  ///   - template: The route's pattern; empty for none.
  ///   - rate: How much the caller may still ask; nil where nothing was counted.
  init(
    _ request: Request, setup: Setup, reply: Reply, template: String = "", rate: RateLimiter.Standing? = nil
  ) {
    self.request = request
    self.setup = setup
    self.reply = reply
    self.template = template
    self.rate = rate
    startedAt = ContinuousClock.now
    id = RequestID.make()
  }

  func finish(_ result: Result<Answer, any Error>) {
    switch result {
    case .success(let answer): finish(answer)
    case .failure(let error):
      finish(Problem(error))
    }
  }

  func finish(_ answer: Answer) {
    if let refusal = answer.refusal { return finish(Problem(refusal)) }
    if let etag = answer.etag, answer.status == .ok, request.method == .get || request.method == .head,
      let known = request.headers.list("if-none-match"), isListed(etag, in: known)
    {
      return send(Response(.notModified, headers: headers(of: answer, withType: false)), cause: nil)
    }
    send(
      Response(answer.status, headers: headers(of: answer, withType: !answer.body.isEmpty), body: answer.body),
      cause: nil)
  }

  private func isListed(_ etag: String, in list: String) -> Bool {
    list.split(separator: ",").contains {
      let tag = $0.trimmingBlanks
      return tag == "*" || tag == etag || tag == "W/\(etag)"
    }
  }

  private func headers(of answer: Answer, withType: Bool) -> ResponseHeaders {
    var headers = ResponseHeaders()
    if withType, answer.contentType == "application/json" {
      headers.add(Self.json)
    } else if withType {
      headers.add("Content-Type", answer.contentType)
    }
    if let etag = answer.etag { headers.add("ETag", etag) }
    if let location = answer.location { headers.add("Location", setup.site.publicURL + location) }
    if let next = answer.next { headers.add("Link", "<\(next)>; rel=\"next\"") }
    for (name, value) in answer.headers { headers.add(name, value) }
    addCommon(
      to: &headers, isRevalidated: answer.etag != nil && !answer.isSecret,
      isPage: answer.contentType.hasPrefix("text/html"))
    return headers
  }

  func finish(_ problem: Problem, allow: [Method] = []) {
    send(response(to: problem, allow: allow), cause: problem.cause)
  }

  /// The answer to what never became a request; nobody waits for a reply.
  func answer(to problem: Problem) -> Response {
    var response = response(to: problem, allow: [])
    response.logLine = logLine(problem.status, problem.cause)
    return response
  }

  private func response(to problem: Problem, allow: [Method]) -> Response {
    var headers = ResponseHeaders()
    headers.add("Content-Type", "application/problem+json")
    if let challenge = problem.challenge {
      let isRefused = request.headers.first("authorization") != nil
      headers.add("WWW-Authenticate", isRefused ? "\(challenge), error=\"invalid_token\"" : challenge)
    }
    if let seconds = problem.retryAfterSeconds { headers.add("Retry-After", String(seconds)) }
    if !allow.isEmpty { headers.add("Allow", allow.map(\.name).joined(separator: ", ")) }
    if problem.status == .unsupportedMediaType, request.method == .patch {
      headers.add("Accept-Patch", "application/merge-patch+json, application/json")
    }
    addCommon(to: &headers, isRevalidated: false, isPage: false)
    return Response(problem.status, headers: headers, body: problem.body(requestID: id, site: setup.site))
  }

  /// The answer of a file, with what every answer has.
  func finish(page response: Response) {
    var response = response
    addCommon(to: &response.headers, isRevalidated: nil, isPage: true)
    send(response, cause: nil)
  }

  private func addCommon(to headers: inout ResponseHeaders, isRevalidated: Bool?, isPage: Bool) {
    if let isRevalidated {
      headers.add(isRevalidated ? setup.revalidated : setup.unstored)
    } else {
      headers.add(Self.pageBlock)
      headers.add("API-Version", setup.site.version)
    }
    headers.add(isPage ? Self.pagePolicy : Self.policy)
    headers.add("Request-Id", id)
    if let rate {
      headers.add("RateLimit-Policy", "\"default\";q=\(rate.quota);w=\(RateLimiter.windowSeconds)")
      headers.add("RateLimit", "\"default\";r=\(rate.remaining);t=\(rate.seconds)")
    }
    addOrigin(to: &headers)
  }

  private func addOrigin(to headers: inout ResponseHeaders) {
    if template == Self.openToAll { return headers.add("Access-Control-Allow-Origin", "*") }
    guard !setup.allowedOrigins.isEmpty else { return }
    headers.add("Vary", "Origin")
    guard let origin = request.headers.first("origin"), setup.allowedOrigins.contains(origin) else { return }
    headers.add("Access-Control-Allow-Origin", origin)
    headers.add(Self.exposed)
  }

  private func send(_ response: Response, cause: String?) {
    var response = response
    response.logLine = logLine(response.status, cause)
    reply.send(response)
  }

  private func logLine(_ status: Status, _ cause: String?) -> [UInt8] {
    let duration = (ContinuousClock.now - startedAt).components
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("requestId", id)
      writer.member("method", knownMethod)
      writer.member("route", template)
      writer.member("status", Int64(status.code))
      writer.member("microseconds", duration.seconds * 1_000_000 + duration.attoseconds / 1_000_000_000_000)
      if let parent = request.headers.first("traceparent"), isTrace(parent) { writer.member("traceparent", parent) }
      if let cause { writer.member("cause", cause) }
    }
    return writer.bytes
  }

  /// A route's is known; any other may hold what should not stand in the log.
  private var knownMethod: String {
    template.isEmpty && !Method.known.contains(request.method) ? "?" : request.method.name
  }

  /// `00-<32 hex>-<16 hex>-<2 hex>` (W3C Trace Context).
  private func isTrace(_ text: String) -> Bool {
    text.utf8.count == 55
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) || $0 == 0x2d }
  }

  static let openToAll = "/v1/openapi.json"
  private static let json = HeaderBlock([("Content-Type", "application/json")])
  private static let policy = HeaderBlock([
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
  ])
  private static let pagePolicy = HeaderBlock([
    (
      "Content-Security-Policy",
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
  ])
  private static let exposed = HeaderBlock([
    (
      "Access-Control-Expose-Headers",
      "ETag, Link, Location, API-Version, Request-Id, Retry-After, RateLimit, RateLimit-Policy, "
        + "\(FacilitatorNotice.header)"
    )
  ])
  private static let pageBlock = HeaderBlock([
    ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"), ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
  ])
}

/// Names a request in its answer and in the log.
enum RequestID {
  /// A UUID of version 4 (RFC 9562), unique but no secret: asking the system for randomness each time would cost two
  /// system calls a request, so a seed is drawn once and counted on from (Steele et al., *Fast Splittable Pseudorandom
  /// Number Generators*, 2014).
  static func make() -> String {
    let number = counter.wrappingAdd(1, ordering: .relaxed).newValue &* 0x9e37_79b9_7f4a_7c15
    let high = mixed(seeds.0 &+ number) & 0xffff_ffff_ffff_0fff | 0x4000
    let low = mixed(seeds.1 &+ number) & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
    return UUIDText.make(high, low)
  }

  private static let seeds = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))
  private static let counter = Atomic<UInt64>(0)

  private static func mixed(_ number: UInt64) -> UInt64 {
    var mixed = number
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
