import TestSupport
import Testing

/// How long an initiative's own split may keep the server busy.
struct SplitTimeTests {
  /// Eight hundred uncertain lines, more than one account may enter, so that they are written behind the server's back.
  private static let copies = """
    CREATE TEMP TABLE copy AS SELECT line.*, number.n FROM split_line line,
      (WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 800) SELECT n FROM number)
      number;
    UPDATE copy SET id = substr(id, 1, 24) || printf('%012x', n);
    ALTER TABLE copy DROP COLUMN n;
    INSERT INTO split_line SELECT * FROM copy;
    """

  @Test func `a comparison that takes too long is ended, and the limit is told`() throws {
    let chain = try Chain(at: "2023-04-01T10:00:00+02:00", calculationSeconds: 1)
    try chain.begin()
    let split = try chain.made(
      "Regie", "/v1/initiatives/\(chain.initiative)/splits",
      ["title": "Houtlus", "partners": [["partnerId": chain.id("Kleiwerk")]]])
    _ = try chain.made(
      "Kleiwerk", "/v1/splits/\(split)/lines",
      [
        "partnerId": chain.id("Kleiwerk"), "kind": "benefit", "amountCents": 9_000, "lowCents": 1,
        "highCents": 100_000, "isPrivate": false,
      ])
    try Tampering.run(Self.copies, on: chain.program.database)

    let reply = try chain.call("Regie", "GET", "/v1/splits/\(split)/comparison?iterations=100000")

    #expect(reply.refusal == "503 calculationTooLong", "\(reply.text.prefix(300))")
    #expect((reply.json["detail"] as? String)?.contains("1 seconds") == true)
    #expect(try chain.call("Regie", "GET", "/v1/splits/\(split)").status == 200)
  }
}
