import SchakelDomain

/// Meetings as iCalendar (RFC 5545): lines end in CRLF, and a line of more than 75 bytes goes on behind a blank.
struct MeetingCalendar {
  private(set) var bytes: [UInt8] = []

  init(title: String, _ meetings: [Meeting]) {
    add("BEGIN", "VCALENDAR")
    add("VERSION", "2.0")
    add("PRODID", "-//Schakel//Meetings//EN")
    add("METHOD", "PUBLISH")
    add("X-WR-CALNAME", text: title)
    for meeting in meetings { add(meeting) }
    add("END", "VCALENDAR")
  }

  private mutating func add(_ meeting: Meeting) {
    let content = meeting.content
    add("BEGIN", "VEVENT")
    add("UID", meeting.id.text)
    add("SEQUENCE", String(meeting.version - 1))
    add("DTSTAMP", Self.moment(meeting.updatedAt))
    add("DTSTART", Self.moment(content.startsAt))
    add("DTEND", Self.moment(content.endsAt))
    add("SUMMARY", text: content.title)
    if let place = content.place { add("LOCATION", text: place) }
    if let agenda = content.agenda { add("DESCRIPTION", text: agenda) }
    add("STATUS", meeting.cancelledAt == nil ? "CONFIRMED" : "CANCELLED")
    add("END", "VEVENT")
  }

  /// `20230411T080000Z`.
  private static func moment(_ moment: Timestamp) -> String {
    moment.rfc3339.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
  }

  /// What people wrote: escaped, so that no text ends its line or begins another property.
  private mutating func add(_ name: String, text: String) {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": escaped += "\\\(scalar)"
      case "\n": escaped += "\\n"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: continue
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    add(name, escaped)
  }

  private mutating func add(_ name: String, _ value: String) {
    var count = 0
    for scalar in "\(name):\(value)".unicodeScalars {
      let encoded = Array(String(scalar).utf8)
      if count + encoded.count > Self.lineByteMax {
        bytes += [0x0D, 0x0A, 0x20]
        count = 1
      }
      bytes += encoded
      count += encoded.count
    }
    bytes += [0x0D, 0x0A]
  }

  private static let lineByteMax = 75
}
