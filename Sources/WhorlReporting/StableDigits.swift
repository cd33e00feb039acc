/// A hash as text.
enum StableDigits {
  /// Sixteen hexadecimal digits.
  static func of(_ hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
