/// A likelihood ratio in words, on the scale of the ENFSI guideline for evaluative reporting in forensic
/// science (European Network of Forensic Science Institutes, 2015).
///
/// | LR, or 1/LR for the alternative | words |
/// |---|---|
/// | below 2 | no support for one proposition over the other |
/// | 2 to 10 | weak support |
/// | 10 to 100 | moderate support |
/// | 100 to 1000 | moderately strong support |
/// | 1000 to 10,000 | strong support |
/// | 10,000 to 1,000,000 | very strong support |
/// | 1,000,000 and above | extremely strong support |
///
/// The guideline gives one row to LR = 1 and begins *weak* at 2; what lies between is read here as
/// saying nothing. It names each limit in two rows; here a limit belongs to the stronger one. The words
/// are about the findings and never about the proposition: strong support is not "probably the same".
///
/// Words are a reading aid and lose information: give the number with them, and never words for a ratio
/// that is not calibrated.
public struct EvidenceScale: Sendable, Equatable {
  /// How strong the support is. Raw values are those of reports; they ascend.
  public enum Strength: String, CaseIterable, Sendable {
    /// The findings do not support one proposition over the other.
    case none
    /// 2 to 10.
    case weak
    /// 10 to 100.
    case moderate
    /// 100 to 1000.
    case moderatelyStrong
    /// 1000 to 10,000.
    case strong
    /// 10,000 to 1,000,000.
    case veryStrong
    /// 1,000,000 and above.
    case extremelyStrong

    /// The least |log₁₀ LR| of the strength; it belongs to it.
    public var leastLog10LR: Double {
      switch self {
      case .none: 0
      case .weak: 0.30102999566398119521
      case .moderate: 1
      case .moderatelyStrong: 2
      case .strong: 3
      case .veryStrong: 4
      case .extremelyStrong: 6
      }
    }

    /// The guideline's words.
    public var words: String {
      switch self {
      case .none: "no support"
      case .weak: "weak support"
      case .moderate: "moderate support"
      case .moderatelyStrong: "moderately strong support"
      case .strong: "strong support"
      case .veryStrong: "very strong support"
      case .extremelyStrong: "extremely strong support"
      }
    }
  }

  /// Which proposition is supported.
  public enum Direction: String, Sendable {
    /// The first proposition, as a rule "same source".
    case `for`
    /// The alternative.
    case against
    /// Neither.
    case neither
  }

  /// The decimal logarithm of the likelihood ratio.
  public let log10LR: Double
  /// How strong the support is.
  public let strength: Strength
  /// For which proposition it is.
  public let direction: Direction

  /// The place of a ratio on the scale. O(1).
  ///
  /// - Parameter log10LR: Its decimal logarithm; infinite ratios are extremely strong.
  /// - Throws: ``ValidationError/notANumber(index:)`` for NaN.
  public init(log10LR: Double) throws(ValidationError) {
    guard !log10LR.isNaN else { throw .notANumber(index: 0) }
    self.log10LR = log10LR
    let magnitude = abs(log10LR)
    strength = Strength.allCases.last { magnitude >= $0.leastLog10LR } ?? .none
    direction = strength == .none ? .neither : log10LR > 0 ? .for : .against
  }

  /// A few words: "moderate support for", "moderate support against", "no support either way".
  public var label: String {
    direction == .neither ? "no support either way" : "\(strength.words) \(direction.rawValue)"
  }

  /// A sentence on two propositions.
  ///
  /// - Parameters:
  ///   - first: The proposition of the numerator, such as "that both texts come from one model".
  ///   - alternative: The proposition of the denominator.
  public func sentence(first: String, alternative: String) -> String {
    let (supported, other) = direction == .against ? (alternative, first) : (first, alternative)
    return direction == .neither
      ? "The findings do not support one proposition over the other: \(first), or \(alternative)."
      : "The findings provide \(strength.words) for the proposition \(supported), "
        + "relative to the proposition \(other)."
  }
}
