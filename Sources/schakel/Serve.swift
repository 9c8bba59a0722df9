import CLinux
import Dispatch
import FoundationEssentials
import Glibc
import HTTPServer
import SQLite
import SchakelAPI
import SchakelDomain

/// Starts the server, and stops it in order on SIGTERM and SIGINT: finish what was begun, move the log, exit 0.
struct Serve {
  let settings: Settings

  /// Seconds for answering what was begun.
  private static let stopSeconds = 10.0

  func run() throws -> Never {
    guard LocalDate.isTimeZoneKnown else {
      throw UsageError(description: "this machine does not know Europe/Amsterdam; install its time zones (tzdata)")
    }
    // Whatever can be wrong is found before the database is touched.
    let shardCount = ProcessInfo.processInfo.activeProcessorCount
    // The C library would give each thread a region of its own, up to eight for each core, and what one has freed is no
    // use to the others.
    clinux_limit_arenas(Int32(clamping: shardCount))
    var options = try options()
    let parameters = try parameters()
    let lock = try ServerLock(databasePath: settings.database)
    let configuration = try configuration(shardCount)
    let listener = try Listener(configuration)
    noteConnections(listener, configuration)
    for name in try Maintenance.bringUpToDate(settings) { note("Applied migration \(name).") }
    if settings.isOn("check") { try requireSound() }
    if let file = settings.text("clock-file") { note("THE CLOCK IS NOT REAL: the moment comes from \(file).") }
    let register = try register(shardCount, parameters)
    try printTokens(register)
    let address = address(port: listener.port)
    options.site = try site(at: address)
    let server = Server(listener, responder: APIResponder(register: register, options: options))
    malloc_trim(0)  // what starting used goes back to the system
    server.start()
    note("Schakel \(Schakel.version) serves \(settings.database) at \(address)")
    if let files = configuration.tls { renewOnSignal(server, files) }
    stopOnSignal(server, register, lock)
    dispatchMain()
  }

  /// All but the site, which needs the port.
  private func options() throws -> APIResponder.Options {
    var options = APIResponder.Options(site: try site(at: address(port: 0)), log: Log.write)
    options.allowedOrigins = Set(try settings.list("allowed-origins").map { try settings.url($0, "allowed-origins") })
    options.requestsPerMinute = try requestsPerMinute()
    options.calculationSecondsMax = try settings.number("calculation-seconds", in: 1...3_600)
    options.pagesFolder = try settings.home() + "/Public"
    return options
  }

  private func site(at address: String) throws -> Site {
    let publicURL = try settings.text("public-url").map { try settings.url($0, "public-url") } ?? address
    return Site(publicURL: String(publicURL.trimmingSuffix(while: { $0 == "/" })), version: Schakel.version)
  }

  /// Of a server that listens on every address, clients hear the one that always works here.
  private func address(port: Int) -> String {
    let scheme = settings.text("tls-certificate") == nil ? "http" : "https"
    let host = settings.text("host") ?? "127.0.0.1"
    let known = ["0.0.0.0", "::"].contains(host) ? "localhost" : host
    return "\(scheme)://\(known.contains(":") ? "[\(known)]" : known):\(port)"
  }

  private func configuration(_ shardCount: Int) throws -> Configuration {
    var tls: TLSFiles?
    switch (settings.text("tls-certificate"), settings.text("tls-key")) {
    case (let certificate?, let key?): tls = TLSFiles(certificatePath: certificate, keyPath: key)
    case (nil, nil): tls = nil
    case (nil, _): throw UsageError(description: "--tls-key needs --tls-certificate beside it")
    case (_, nil): throw UsageError(description: "--tls-certificate needs --tls-key beside it")
    }
    return Configuration(
      host: settings.text("host") ?? "127.0.0.1", port: try settings.number("port", in: 0...65_535),
      shardCount: shardCount, tls: tls)
  }

  /// A disk that fails is told at once, and not only in the answers.
  private func register(_ shardCount: Int, _ parameters: Parameters) throws -> Register {
    var configuration = Writer.Configuration()
    configuration.onFailure = { [self] error in note("NOTHING MORE IS WRITTEN: \(error)") }
    return try Register(
      path: settings.database, shardCount: shardCount, clock: settings.clock, parameters: parameters,
      configuration: configuration)
  }

  private func parameters() throws -> Parameters {
    var parameters = Parameters()
    parameters.continuityWarningDays = try settings.number(
      "continuity-warning-days", in: Parameters.continuityWarningDaysBounds)
    parameters.noResultDays = try settings.number("no-result-days", in: Parameters.noResultDaysBounds)
    parameters.minPulse = try settings.number("min-pulse", in: Parameters.minPulseBounds)
    return parameters
  }

  private func requestsPerMinute() throws -> Int? {
    settings.text("rate-limit") == "off" ? nil : try settings.number("rate-limit", in: 1...1_000_000)
  }

  private func requireSound() throws {
    let findings = try Maintenance.findings(settings.database)
    guard findings.isEmpty else {
      throw Finding(description: "the database is damaged, restore a backup: \(findings.joined(separator: "; "))")
    }
  }

  /// On an empty database there must be a way in; it is shown this once. The demo has one for each kind of person.
  private func printTokens(_ register: Register) throws {
    if settings.isOn("demo") {
      return say(Maintenance.demoLines(try register.writeNow { try DemoNetwork.open(in: $0) }))
    }
    let token = try register.writeNow { (tx: WriteTransaction) -> String? in
      let service = AccountService(tx)
      return try service.isEmpty() ? try service.makeToken(accountName: "steward", role: .steward) : nil
    }
    if let token { say("Token of the steward, shown this once: \(token)") }
  }

  private func noteConnections(_ listener: Listener, _ configuration: Configuration) {
    guard listener.connectionCountMax < configuration.limits.connectionCountMax else { return }
    note("At most \(listener.connectionCountMax) connections: the system allows no more open files (ulimit -n).")
  }

  /// On SIGHUP the files of the certificate are read anew; connections stay.
  private func renewOnSignal(_ server: Server, _ files: TLSFiles) {
    signal(SIGHUP, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGHUP, queue: .main)
    source.setEventHandler { [self] in
      // Named here so that the source lives as long as it may be called.
      withExtendedLifetime(source) { renew(server, files) }
    }
    source.activate()
  }

  private func renew(_ server: Server, _ files: TLSFiles) {
    do {
      try server.renewCertificate(files)
      note("The certificate was read anew.")
    } catch {
      note("The certificate stays as it is. \(error)")
    }
  }

  private func stopOnSignal(_ server: Server, _ register: Register, _ lock: ServerLock) {
    let sources = [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: .main)
    }
    for source in sources {
      source.setEventHandler {
        // A second signal while this runs changes nothing.
        for source in sources { source.cancel() }
        server.stop(deadlineSeconds: Self.stopSeconds) { Self.close(register, lock) }
      }
      source.activate()
    }
  }

  private static func close(_ register: Register, _ lock: ServerLock) {
    register.close { error in
      // Held until here: another server must not begin before this one has ended.
      withExtendedLifetime(lock) {}
      exit(error == nil ? 0 : 1)
    }
  }

  private func note(_ text: String) {
    Log.write(Array("{\"note\":\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"}\n".utf8))
  }
}

extension String {
  /// Without the characters at the end for which this holds.
  fileprivate func trimmingSuffix(while isCut: (Character) -> Bool) -> Substring {
    var text = self[...]
    while let last = text.last, isCut(last) { text.removeLast() }
    return text
  }
}
