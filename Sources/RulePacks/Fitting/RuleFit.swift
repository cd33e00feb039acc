import WhorlKit

/// Weights of a pack's rules, fitted to labelled texts or as the pack has them.
public struct RuleFit: Sendable {
  /// The weight of each rule of the pack, in its order.
  public private(set) var weights: [Double]
  /// The intercept of each score, in the order of the pack.
  public private(set) var intercepts: [Double]
  let fittedPack: RulePack

  /// How strongly weights are drawn to their priors, unless told otherwise: as by so many texts.
  public static let standardStrength = 20.0

  /// The weights as they stand in `pack`.
  public init(_ pack: RulePack) {
    fittedPack = pack
    weights = pack.rules.map(\.weight)
    intercepts = pack.scores.map(\.intercept)
  }

  /// Weights fitted to `observations` of texts scanned with `pack` alone, all its rules compiled.
  ///
  /// - Complexity: That of a sign-constrained logistic regression (`SignConstrainedLogistic`), once a score.
  public init(_ pack: RulePack, to observations: [RuleObservation], strength: Double = standardStrength) {
    self.init(pack)
    weights = pack.rules.map(\.prior)
    var isDone = Set<String>()
    for (index, score) in pack.scores.enumerated() {
      let own = Set(score.coefficients.map(\.name)).subtracting(isDone)
      isDone.formUnion(own)
      let isFixed = pack.rules.map { $0.isFixed || !own.contains($0.className) }
      let rows = observations.map { observation in
        SignConstrainedLogistic.Row(
          features: observation.hits.compactMap { hit in
            let value = Self.value(pack.rules[hit.rule], hit.count, score)
            return value == 0 ? nil : (hit.rule, value)
          },
          offset: 0, isPositive: pack.isPositive(observation.label, for: score))
      }
      let fit = SignConstrainedLogistic(
        rows, priors: weights, isFixed: isFixed, intercept: score.intercept, strength: strength)
      weights = fit.weights.map(Self.rounded)
      intercepts[index] = Self.rounded(fit.intercept)
    }
  }

  /// The scores of `pack` that `observations` can teach: those that some of the texts should have and others not.
  public static func learnableScores(of pack: RulePack, from observations: [RuleObservation]) -> [String] {
    pack.scores.filter { score in
      let positive = observations.count { pack.isPositive($0.label, for: score) }
      return positive > 0 && positive < observations.count
    }.map(\.name)
  }

  /// What a hit count adds to a score's logit with a weight of 1.
  private static func value(_ rule: PackRule, _ count: Int, _ score: ScoreModel) -> Double {
    guard let coefficient = score.coefficients.first(where: { $0.name == rule.className })?.value else {
      return 0
    }
    return coefficient * Double(min(count, rule.maximumHits)) * (rule.isAgainst ? -1 : 1)
  }

  /// As packs are written: three decimals.
  private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

  /// The label that these weights give; nil if none fits.
  public func label(of observation: RuleObservation) -> String? {
    let pack = fittedPack
    var values: [String: Double] = [:]
    for entry in pack.classes { values[entry.name] = 0 }
    for hit in observation.hits {
      let rule = pack.rules[hit.rule]
      let value = weights[hit.rule] * Double(min(hit.count, rule.maximumHits))
      values[rule.className, default: 0] += rule.isAgainst ? -value : value
    }
    for (score, intercept) in zip(pack.scores, intercepts) {
      let logit = score.coefficients.reduce(intercept) { $0 + $1.value * (values[$1.name] ?? 0) }
      values[score.name] = ElementaryFunctions.logistic(logit)
    }
    return pack.labels.first { label in
      label.conditions.allSatisfy { $0.holds(values[$0.name] ?? 0) }
    }?.label
  }
}

extension RulePack {
  /// The pack's own name for a label of a data set; nil if it has none.
  public func canonicalLabel(_ label: String) -> String? {
    labels.first { $0.label == label || $0.aliases.contains(label) }?.label
  }

  /// Whether a text with `label` should score 1.
  func isPositive(_ label: String, for score: ScoreModel) -> Bool {
    score.positiveLabels.contains(canonicalLabel(label) ?? label)
  }
}
