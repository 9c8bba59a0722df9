import Testing

@testable import SchakelDomain

struct TimeTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2023-06-15T10:00:05+02:00", 1_686_816_005_000),
    ("0001-01-01T00:00:00Z", -62_135_596_800_000),
    ("9999-12-31T23:59:59.999Z", 253_402_300_799_999), ("2024-02-29T00:00:00.1234567Z", 1_709_164_800_123),
    ("1969-12-31T23:59:59.5Z", -500), ("2016-12-31T23:59:60Z", 1_483_228_800_000),
  ])
  func `a moment is read with any offset and written in UTC`(text: String, milliseconds: Int64) {
    let moment = Timestamp(rfc3339: text)
    #expect(moment?.milliseconds == milliseconds)
    #expect(moment.flatMap { Timestamp(rfc3339: $0.rfc3339) } == moment)
  }

  @Test(arguments: [
    "", "2023-06-15", "2023-06-15t10:00:00Z", "2023-06-15T10:00:00", "2023-02-29T00:00:00Z", "2023-06-15T24:00:00Z",
    "2023-06-15T10:00:00-00:00", "2023-06-15T10:00:00.Z", "2023-06-15T10:00:00Z ", "23-06-15T10:00:00Z",
    "0000-01-01T00:00:00Z",
    "2023-06-15T10:00:00+24:00", "0001-01-01T00:00:00+01:00",
  ])
  func `anything else is no moment`(text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }

  @Test func `a day begins at midnight in Amsterdam, summer and winter`() {
    #expect(LocalDate(iso: "2023-10-31")?.startOfDay.rfc3339 == "2023-10-30T23:00:00.000Z")
    #expect(LocalDate(iso: "2023-10-29")?.startOfDay.rfc3339 == "2023-10-28T22:00:00.000Z")
    #expect(LocalDate(iso: "2023-03-26")?.startOfDay.rfc3339 == "2023-03-25T23:00:00.000Z")
    #expect(LocalDate(iso: "2023-03-27")?.startOfDay.rfc3339 == "2023-03-26T22:00:00.000Z")
  }

  @Test func `the day at a moment is the one that has begun`() throws {
    var day = try #require(LocalDate(iso: "1999-12-01"))
    for _ in 0..<4_000 {
      let start = day.startOfDay
      #expect(LocalDate(at: start) == day)
      #expect(LocalDate(at: start.adding(milliseconds: -1)) == day.adding(days: -1))
      #expect(LocalDate(iso: day.iso) == day)
      day = day.adding(days: 1)
    }
    #expect(day.iso == "2010-11-13")
  }

  @Test func `months are added within the calendar`() {
    #expect(LocalDate(iso: "2023-01-31")?.adding(months: 1).iso == "2023-02-28")
    #expect(LocalDate(iso: "2023-11-30")?.adding(months: 15).iso == "2025-02-28")
  }

  @Test(arguments: ["2023-02-29", "2023-13-01", "2023-00-01", "2023-1-01", "+023-01-01", "2023-01-01Z", "1900-02-29"])
  func `a day that does not exist is none`(text: String) {
    #expect(LocalDate(iso: text) == nil)
  }
}
