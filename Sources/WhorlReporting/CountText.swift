/// A count with its noun.
public enum CountText {
  /// `count` with a comma every three digits, and `noun`, or its `plural`, by default with an s.
  public static func of(_ count: UInt64, _ noun: String, _ plural: String? = nil) -> String {
    "\(NumberText.grouped(count)) \(count == 1 ? noun : plural ?? noun + "s")"
  }

  /// The same of a count that is not negative.
  public static func of(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
    of(UInt64(max(count, 0)), noun, plural)
  }
}
