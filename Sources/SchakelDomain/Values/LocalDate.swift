import CLinux
package import SQLite

/// A day as the partners mean it: from midnight to midnight in Europe/Amsterdam.
///
/// Periods are half-open: a period that ends on a day ends as that day begins.
package struct LocalDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01 in the proleptic Gregorian calendar.
  package let daysSince1970: Int64

  package init(daysSince1970: Int64) {
    self.daysSince1970 = daysSince1970
  }

  /// The calendar year that it lies in.
  var year: Int { civil.0 }

  /// A day of the calendar, or nil when there is none such.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    let count = Self.daysFromCivil(year, month, day)
    daysSince1970 = count
    guard civil == (year, month, day) else { return nil }
  }

  /// `2023-06-15`, or nil.
  package init?(iso text: String) {
    var digits = DigitReader(text)
    guard let date = digits.date(), digits.isAtEnd else { return nil }
    self = date
  }

  /// The day it is in Europe/Amsterdam at a moment.
  package init(at moment: Timestamp) {
    let offset = Self.offsetSeconds(atSecond: moment.milliseconds.floorDivided(by: 1000))
    let local = moment.milliseconds + Int64(offset) * 1000
    daysSince1970 = local.floorDivided(by: Timestamp.millisecondsPerDay)
  }

  package static func < (one: LocalDate, other: LocalDate) -> Bool {
    one.daysSince1970 < other.daysSince1970
  }

  /// The day some days later.
  package func adding(days: Int) -> LocalDate {
    LocalDate(daysSince1970: daysSince1970 + Int64(days))
  }

  /// The same day some months later, or the last of that month when it is shorter.
  package func adding(months: Int) -> LocalDate {
    let (year, month, day) = civil
    let index = year * 12 + month - 1 + months
    let (newYear, newMonth) = (index / 12, index % 12 + 1)
    for candidate in stride(from: day, to: 0, by: -1) {
      if let date = LocalDate(year: newYear, month: newMonth, day: candidate) { return date }
    }
    return self
  }

  /// Its first moment: midnight in Europe/Amsterdam.
  package var startOfDay: Timestamp {
    let midnight = daysSince1970 * 86_400
    // Amsterdam never changes its clock near midnight, so the offset of the evening before holds.
    let offset = Self.offsetSeconds(atSecond: midnight - 3_600)
    return Timestamp(milliseconds: (midnight - Int64(offset)) * 1000)
  }

  /// `2023-06-15`.
  package var iso: String {
    var characters = InlineArray<10, UInt8>(repeating: 0)
    characters.setDay(self, at: 0)
    return characters.text
  }
}

extension LocalDate: Bindable, ColumnReadable {
  package var value: Value { .text(iso) }

  package static func read(_ row: Row, _ index: Int) throws -> LocalDate {
    let text: String = try row.get(index)
    guard let date = LocalDate(iso: text) else { throw UnreadableColumn(holds: "no day") }
    return date
  }
}

// The civil calendar by Euclidean division over eras of 400 years (146,097 days), years beginning in March.
extension LocalDate {
  var civil: (Int, Int, Int) {
    let shifted = daysSince1970 + 719_468
    let era = shifted.floorDivided(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (Int(year), Int(month), Int(day))
  }

  private static func daysFromCivil(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    let shiftedYear = Int64(month <= 2 ? year - 1 : year)
    let era = shiftedYear.floorDivided(by: 400)
    let yearOfEra = shiftedYear - era * 400
    let monthFromMarch = Int64((month + 9) % 12)
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + Int64(day) - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func offsetSeconds(atSecond second: Int64) -> Int {
    _ = timeZoneIsSet
    return Int(clinux_offset_seconds(second))
  }

  /// The C library keeps one time zone for the process, and only local dates ask for it. Foundation's own would bring
  /// tens of megabytes of tables for the words of all languages into memory.
  private static let timeZoneIsSet: Bool = {
    clinux_use_amsterdam_time()
    return true
  }()

  /// Whether this machine knows Europe/Amsterdam; a server that does not would end every period at a wrong hour.
  ///
  /// To be asked before there are other threads: it sets the process's time zone.
  package static var isTimeZoneKnown: Bool { offsetSeconds(atSecond: 1_688_169_600) == 7_200 }
}

/// A column that the schema should have kept from holding this.
struct UnreadableColumn: Error, CustomStringConvertible {
  let description: String

  init(holds what: String) {
    description = "A column holds \(what); run `schakel check`"
  }
}
