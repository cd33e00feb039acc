/// Powers by repeated multiplication, which do not depend on the C library.
enum IntegerPower {
  /// `base` to the power of `exponent`, which is not negative.
  ///
  /// - Complexity: O(log exponent).
  static func of(_ base: Double, _ exponent: Int) -> Double {
    var (result, factor, rest) = (1.0, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= factor }
      factor *= factor
      rest >>= 1
    }
    return result
  }
}
