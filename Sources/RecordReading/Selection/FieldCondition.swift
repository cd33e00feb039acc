/// A field and the value that it must have.
public struct FieldCondition: Sendable, Equatable {
  /// Where the value is.
  public let path: FieldPath
  /// The value: a string, or a number, `true` or `false` as it is written.
  public let value: String

  /// Parses `field=value`; the value is all behind the first equals sign.
  ///
  /// - Throws: ``RecordReadingError`` with the code `invalidFieldPath`.
  public init(_ text: String) throws(RecordReadingError) {
    guard let sign = text.utf8.firstIndex(of: UInt8(ascii: "=")) else {
      throw RecordReadingError(
        .invalidFieldPath, "'\(printable(text))' is no condition: write it as field=value")
    }
    path = try FieldPath(String(text[..<sign]))
    value = String(text[text.index(after: sign)...])
  }
}
