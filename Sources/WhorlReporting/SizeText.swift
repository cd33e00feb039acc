/// Sizes as people read them.
public enum SizeText {
  /// `bytes` in powers of a thousand, with one decimal below a hundred: `512 bytes`, `131 kB`, `1.9 MB`.
  public static func of(_ bytes: Int) -> String {
    guard bytes >= 1000 else { return CountText.of(bytes, "byte") }
    let (value, unit) =
      bytes >= 1_000_000_000
      ? (Double(bytes) / 1e9, "GB")
      : bytes >= 1_000_000 ? (Double(bytes) / 1e6, "MB") : (Double(bytes) / 1e3, "kB")
    // Cut and not rounded: a size never reads as more than it is.
    let tenths = Int(value * 10)
    return value >= 100 ? "\(tenths / 10) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
  }
}
