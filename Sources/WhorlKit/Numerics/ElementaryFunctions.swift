#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Logarithms and exponentials of the platform's C library, whose last bits may differ between
/// platforms: nothing that must be the same to the byte everywhere may rest on them unrounded.
package enum ElementaryFunctions {
  /// ln x.
  package static func naturalLogarithm(_ x: Double) -> Double { log(x) }

  /// log₁₀ x.
  static func decimalLogarithm(_ x: Double) -> Double { log10(x) }

  /// The inverse hyperbolic sine of x.
  static func inverseHyperbolicSine(_ x: Double) -> Double { asinh(x) }

  /// `base` to the power of `exponent`.
  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

  /// ln(1 + x), exact to the last bits for small `x` too.
  static func naturalLogarithm(onePlus x: Double) -> Double { log1p(x) }

  /// eˣ.
  package static func exponential(_ x: Double) -> Double { exp(x) }

  /// ln(1 + eˣ) without overflow: 0 at −∞, `x` for large `x`.
  static func softplus(_ x: Double) -> Double { max(x, 0) + naturalLogarithm(onePlus: exponential(-abs(x))) }

  /// 1/(1 + e⁻ˣ) without overflow.
  package static func logistic(_ x: Double) -> Double {
    let e = exponential(-abs(x))
    return (x >= 0 ? 1 : e) / (1 + e)
  }

  /// ln 2: nats in a bit.
  static let ln2 = 0.693147180559945309417
  /// log₁₀ e: what turns a natural logarithm into a decimal one.
  static let log10e = 0.434294481903251827651
}
