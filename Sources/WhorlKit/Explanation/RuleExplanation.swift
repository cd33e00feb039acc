/// What the score of the channel `rules` is made of: contributions of rules and classes that sum to it.
///
/// As in ``ScoreExplanation``, the score is a quadratic form in the deviations of both sides' rates from the
/// background's, a rule's part is exact, and what is in no rule is ``constant``. The two features of a rule are added
/// up. A class counts what its rules count, so that the two share what they have in common.
///
/// - Complexity: O(R · axes) for R rules and classes.
public struct RuleExplanation: Sendable {
  /// The score, in nats before calibration.
  public let score: Double
  /// What is in no rule, in nats.
  public let constant: Double
  /// The rules and classes that contribute, largest magnitude first; equal ones in the order of the packs.
  public let rules: [RuleAttribution]
  /// The packs that were counted.
  public let packs: [RuleSums.Pack]
  /// The features of all rules and classes.
  public let features: Int

  /// Explains the score of `suspect` against `reference`; nil if one of them was not scanned with the packs of
  /// `background`.
  ///
  /// - Parameters:
  ///   - frame: How the case's style of rules is placed, of the ``Assessment``.
  ///   - background: Whose mean rates are the zero.
  ///   - suspect: The questioned fingerprint.
  ///   - reference: The known one.
  public init?(
    _ frame: RuleFrame, background: RuleStyle, suspect: Fingerprint, reference: Fingerprint
  ) {
    guard let own = background.sums(of: suspect.rules), let other = background.sums(of: reference.rules)
    else {
      return nil
    }
    let style = frame.style
    let places = [own, other].map { style.position(of: $0).relative(to: frame.shift) }
    packs = background.packs
    features = RuleRates.featuresEach * background.names.count
    score = style.score(suspect: places[0], reference: places[1])
    guard let terms = ScoreTerms(style, suspect: places[0], reference: places[1]) else {
      (constant, rules) = (0, [])
      return
    }
    let typicality = background.typicality
    let suspectWeights = (0..<style.axes).map(terms.suspectWeight)
    let referenceWeights = (0..<style.axes).map(terms.referenceWeight)
    func contribution(_ feature: Int) -> Double {
      let mean = Double(typicality.mean[feature])
      let (a, b) = (own.meanRate(feature) - mean, other.meanRate(feature) - mean)
      return (0..<style.axes).reduce(0) { sum, axis in
        let loading = Double(style.projection[feature * style.axes + axis])
        return sum + loading * (a * suspectWeights[axis] + b * referenceWeights[axis])
      }
    }
    let all = background.names.enumerated().map { index, name in
      let first = RuleRates.featuresEach * index
      let parts = first..<first + RuleRates.featuresEach
      return RuleAttribution(
        name: name, contribution: parts.reduce(0) { $0 + contribution($1) },
        suspect: FeatureUse(first, in: own, typicality), reference: FeatureUse(first, in: other, typicality),
        backgroundDocumentRate: Double(typicality.mean[first + 1]),
        backgroundPerThousand: 1000 * typicality.meanSquaredRate(first))
    }
    constant = score - all.reduce(0) { $0 + $1.contribution }
    rules = all.enumerated().filter { $0.element.contribution != 0 }
      .sorted { a, b in
        let (left, right) = (a.element.contribution.magnitude, b.element.contribution.magnitude)
        return left != right ? left > right : a.offset < b.offset
      }
      .map(\.element)
  }

  /// The `count` rules and classes that speak most for the reference, strongest first, then the `count` that speak
  /// most against it.
  public func strongest(_ count: Int) -> [RuleAttribution] {
    Array(rules.filter { $0.contribution > 0 }.prefix(count))
      + Array(rules.filter { $0.contribution < 0 }.prefix(count))
  }
}

extension TypicalityModel {
  /// The mean squared rate of a feature in the background's documents, `m² + W + B`.
  func meanSquaredRate(_ feature: Int) -> Double {
    let mean = Double(self.mean[feature])
    return mean * mean + Double(within[feature]) + Double(between[feature])
  }
}
