import Glibc

/// The field `Date`, which is made once a second.
struct DateField {
  private var second: time_t = 0
  /// `Date: Sun, 06 Nov 1994 08:49:37 GMT` and the end of its line.
  private(set) var bytes: [UInt8] = []

  /// Brings the field up to date.
  mutating func update() {
    let now = time(nil)
    guard now != second else { return }
    second = now
    bytes = Array("Date: \(Self.text(now))\r\n".utf8)
  }

  /// A moment as RFC 9110 section 5.6.7 writes it.
  static func text(_ moment: time_t) -> String {
    var moment = moment
    var parts = tm()
    gmtime_r(&moment, &parts)
    let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map(twoDigits).joined(separator: ":")
    return "\(days[Int(parts.tm_wday)]), \(twoDigits(parts.tm_mday)) \(months[Int(parts.tm_mon)]) "
      + "\(1900 + parts.tm_year) \(clock) GMT"
  }

  private static func twoDigits(_ number: Int32) -> String { number < 10 ? "0\(number)" : String(number) }

  private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
