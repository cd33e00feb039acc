/// Numbers as people read them, without a locale.
public enum NumberText {
  /// `value` with `digits` decimals, rounded half away from zero; a dash where it is not finite or has
  /// more digits than a `Double` holds.
  static func fixed(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite else { return "–" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    // Beyond 2⁵³ a product would show digits that the number does not have.
    guard abs(value) * scale < 0x1p53 else { return "–" }
    let scaled = Int((abs(value) * scale).rounded())
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard digits > 0 else { return sign + String(scaled) }
    let (whole, fraction) = scaled.quotientAndRemainder(dividingBy: Int(scale))
    let tail = String(fraction)
    return "\(sign)\(whole)." + String(repeating: "0", count: digits - tail.count) + tail
  }

  /// `value` with `digits` decimals, or a dash.
  static func fixed(_ value: Double?, _ digits: Int) -> String {
    value.map { fixed($0, digits) } ?? "–"
  }

  /// `share` of one as a percentage.
  static func percent(_ share: Double?) -> String {
    share.map { fixed($0 * 100, 1) + " %" } ?? "–"
  }

  /// A probability with four decimals, and a smaller one with one digit and a power of ten.
  static func probability(_ value: Double) -> String {
    guard value.isFinite, value < 0.001, value > 0 else { return fixed(value, 4) }
    var (digit, exponent) = (value, 0)
    while digit < 0.95, exponent < 300 {
      digit *= 10
      exponent += 1
    }
    return "\(fixed(digit, 0))e-\(exponent)"
  }

  /// `count` with a comma every three digits.
  public static func grouped(_ count: UInt64) -> String {
    let digits = Array(String(count))
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return result
  }
}

extension NumberText {
  /// `value` with `digits` decimals and a plus sign if it is positive as printed.
  static func signed(_ value: Double, _ digits: Int) -> String {
    let text = fixed(value, digits)
    return value > 0 && text.contains(where: { ("1"..."9").contains($0) }) ? "+" + text : text
  }

  /// The same, or a dash.
  static func signed(_ value: Double?, _ digits: Int) -> String {
    value.map { signed($0, digits) } ?? "–"
  }
}
