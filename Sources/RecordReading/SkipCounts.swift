/// How many lines gave no record, by reason. Blank lines are not counted.
public struct SkipCounts: Sendable, Equatable {
  /// Lines that are not one valid JSON object.
  public var malformed = 0
  /// Lines longer than the limit.
  public var tooLong = 0
  /// Records without the text field.
  public var missingField = 0
  /// Records whose text field is neither a string nor null.
  public var notText = 0
  /// Records whose text is null, empty or only white space.
  public var empty = 0

  /// No lines.
  public init() {}

  /// Lines that count against the limit for bad records: all but the empty ones.
  public var bad: Int { malformed + tooLong + missingField + notText }

  /// All lines that gave no record.
  public var total: Int { bad + empty }

  /// The number for a reason.
  public subscript(reason: SkipReason) -> Int {
    get {
      switch reason {
      case .malformed: malformed
      case .tooLong: tooLong
      case .missingField: missingField
      case .notText: notText
      case .empty: empty
      }
    }
    set {
      switch reason {
      case .malformed: malformed = newValue
      case .tooLong: tooLong = newValue
      case .missingField: missingField = newValue
      case .notText: notText = newValue
      case .empty: empty = newValue
      }
    }
  }

  /// Adds the counts of another part of the input.
  public static func += (counts: inout SkipCounts, more: SkipCounts) {
    for reason in SkipReason.allCases {
      counts[reason] += more[reason]
    }
  }
}
