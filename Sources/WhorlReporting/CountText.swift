/// A count with its noun.
public enum CountText {
  /// `count` with a comma every three digits, and `noun` in the singular or with an s.
  public static func of(_ count: UInt64, _ noun: String) -> String {
    "\(NumberText.grouped(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  /// `count`, which is not negative, and `noun` in the singular or with an s.
  public static func of(_ count: Int, _ noun: String) -> String { of(UInt64(max(count, 0)), noun) }
}
