/// Records that were not counted, by reason.
public struct SkippedRecords: Sendable, Equatable {
  /// Not a JSON object, or not valid JSON.
  public var malformed: UInt64
  /// Longer than a line may be.
  public var tooLong: UInt64
  /// Without the text field.
  public var missingField: UInt64
  /// With a text field that is not text.
  public var notText: UInt64
  /// With nothing but white space in the text field.
  public var empty: UInt64

  /// Counts by reason.
  public init(
    malformed: UInt64 = 0, tooLong: UInt64 = 0, missingField: UInt64 = 0, notText: UInt64 = 0,
    empty: UInt64 = 0
  ) {
    self.malformed = malformed
    self.tooLong = tooLong
    self.missingField = missingField
    self.notText = notText
    self.empty = empty
  }

  /// All of them.
  public var total: UInt64 { malformed + tooLong + missingField + notText + empty }

  /// The counts under their names in files and JSON, and in words, in the order of report.
  public var byReason: [(name: String, words: String, count: UInt64)] {
    [
      ("malformed", "malformed", malformed), ("tooLong", "too long", tooLong),
      ("missingField", "missing field", missingField), ("notText", "not text", notText),
      ("empty", "empty", empty),
    ]
  }

  /// The counts of two sets of records together.
  public static func + (a: SkippedRecords, b: SkippedRecords) -> SkippedRecords {
    SkippedRecords(
      malformed: a.malformed + b.malformed, tooLong: a.tooLong + b.tooLong,
      missingField: a.missingField + b.missingField, notText: a.notText + b.notText, empty: a.empty + b.empty)
  }
}
