/// Why a line gave no record.
public enum SkipReason: String, Sendable, Equatable, CaseIterable {
  /// The line is not one valid JSON object (RFC 8259).
  case malformed
  /// The line is longer than the limit.
  case tooLong
  /// The object has no text field.
  case missingField
  /// The text field is neither a string nor null.
  case notText
  /// The text is null, empty or nothing but white space.
  case empty

  /// The reason in words, for a count of such records.
  public var words: String {
    switch self {
    case .malformed: "malformed"
    case .tooLong: "too long"
    case .missingField: "missing field"
    case .notText: "not text"
    case .empty: "empty"
    }
  }

  /// Whether it counts against the limit for bad records: an empty text is an answer, not a defect.
  public var isBad: Bool { self != .empty }
}
