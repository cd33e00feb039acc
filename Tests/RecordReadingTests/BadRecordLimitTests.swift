import Testing

@testable import RecordReading

@Suite("Bad records have a limit")
struct BadRecordLimitTests {
  @Test(
    "a limit allows up to its number or share",
    arguments: [
      ("0", 0, 10, true), ("0", 1, 10, false), ("25", 25, 25, true), ("25", 26, 9999, false),
      ("1%", 1, 100, true), ("1%", 1, 99, false), ("1%", 0, 0, true), ("0%", 1, 100, false),
      ("0.5%", 5, 1000, true), ("0.5%", 6, 1000, false), ("100%", 7, 7, true),
      ("0.0001%", 1, 1_000_000, true),
      ("0.0001%", 1, 999_999, false), ("50%", Int.max / 2, Int.max, true),
    ])
  func allows(text: String, bad: Int, total: Int, expected: Bool) throws {
    #expect(try BadRecordLimit(text).allows(bad: bad, of: total) == expected)
  }

  @Test(
    "what is no limit is refused",
    arguments: [
      "", "%", "-1", "1.5", "x", "101%", "100.1%", "1.%", ".5%", "1e3", " 1", "1 %", "0.00001%",
      "9999999999999999999",
    ])
  func refuses(text: String) {
    let error = #expect(throws: RecordReadingError.self) { try BadRecordLimit(text) }
    #expect(error?.code == .invalidBadRecordLimit)
  }

  @Test("the error counts, shows the first bad line and names the flag")
  func message() throws {
    var skipped = SkipCounts()
    skipped.malformed = 2
    skipped.notText = 1
    skipped.empty = 4
    let first = RecordFinding(source: "a.jsonl", line: 3, reason: .malformed, detail: "malformed JSON (x)")
    let error = #expect(throws: RecordReadingError.self) {
      try BadRecordLimit("1%").check(skipped, records: 13, first: first)
    }
    #expect(
      error?.message
        == "3 of 20 records are bad, the first at a.jsonl:3: malformed JSON (x); more than --max-bad 1% allows"
    )
    try BadRecordLimit("3").check(skipped, records: 13)
  }
}
