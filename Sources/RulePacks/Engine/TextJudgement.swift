import WhorlKit

/// What the hits of a text amount to.
public struct TextJudgement: Sendable, Equatable {
  /// The score of each class that a rule has, by pack, in the order of the packs.
  public let classes: [(pack: Int, name: String, score: Double)]
  /// The probability of each score model.
  public let scores: [(pack: Int, name: String, value: Double)]
  /// The label that each pack gives, if any.
  public let labels: [(pack: Int, label: String)]

  /// Whether all parts are equal.
  public static func == (a: TextJudgement, b: TextJudgement) -> Bool {
    a.classes.elementsEqual(b.classes) { $0 == $1 } && a.scores.elementsEqual(b.scores) { $0 == $1 }
      && a.labels.elementsEqual(b.labels) { $0 == $1 }
  }
}

/// What judging a text needs of packs, with names looked up once.
struct JudgementPlan: Sendable {
  struct Score: Sendable {
    let intercept: Double
    let coefficients: [(position: Int, value: Double)]
  }

  struct Label: Sendable {
    let label: String
    let conditions: [(position: Int, condition: LabelRule.Condition)]
  }

  struct Pack: Sendable {
    let classNames: [String]
    let scoreNames: [String]
    let scores: [Score]
    let labels: [Label]
    let needsMaker: Bool
    /// Where its classes begin among those of all packs.
    let firstClass: Int
    /// Where its labels begin among those of all packs.
    let firstLabel: Int
  }

  let packs: [Pack]
  /// For each rule the place of its class among those of all packs, and what a hit adds to it.
  let rules: [(position: Int, weight: Double, maximumHits: Int)]
  let classCount: Int
  let labelCount: Int

  init(_ packs: [RulePack], _ rules: [CompiledRule]) {
    var plans: [Pack] = []
    var first = 0
    var firstLabel = 0
    for pack in packs {
      let classNames = pack.classes.map(\.name)
      let names = classNames + pack.scores.map(\.name)
      plans.append(
        Pack(
          classNames: classNames, scoreNames: pack.scores.map(\.name),
          scores: pack.scores.map { score in
            Score(
              intercept: score.intercept,
              coefficients: score.coefficients.compactMap { entry in
                classNames.firstIndex(of: entry.name).map { ($0, entry.value) }
              })
          },
          labels: pack.labels.map { label in
            Label(
              label: label.label,
              conditions: label.conditions.compactMap { condition in
                names.firstIndex(of: condition.name).map { ($0, condition) }
              })
          }, needsMaker: pack.needsMaker, firstClass: first, firstLabel: firstLabel))
      first += classNames.count
      firstLabel += pack.labels.count
    }
    classCount = first
    labelCount = firstLabel
    self.packs = plans
    self.rules = rules.map { rule in
      let plan = plans[rule.packIndex]
      let position = plan.classNames.firstIndex(of: rule.rule.className).map { plan.firstClass + $0 } ?? -1
      return (position, rule.rule.isAgainst ? -rule.rule.weight : rule.rule.weight, rule.rule.maximumHits)
    }
  }

  /// The score of each class of all packs.
  func classScores(of hits: [RuleHit]) -> [Double] {
    var sums = [Double](repeating: 0, count: classCount)
    // A text has hits of few rules. They are added in the order of the rules, on which the last digits depend.
    var found: [Int] = []
    found.reserveCapacity(hits.count)
    for hit in hits where hit.counts { found.append(hit.rule) }
    found.sort()
    var start = 0
    while start < found.count {
      var end = start + 1
      while end < found.count, found[end] == found[start] { end += 1 }
      let entry = rules[found[start]]
      if entry.position >= 0 {
        sums[entry.position] += entry.weight * Double(min(end - start, entry.maximumHits))
      }
      start = end
    }
    return sums
  }

  /// The scores of a pack's classes, then the probabilities of its score models, given those of all classes.
  func values(of pack: Pack, _ classScores: [Double]) -> [Double] {
    var values = Array(classScores[pack.firstClass..<(pack.firstClass + pack.classNames.count)])
    for model in pack.scores {
      let logit = model.coefficients.reduce(model.intercept) { $0 + $1.value * values[$1.position] }
      values.append(ElementaryFunctions.logistic(logit))
    }
    return values
  }

  /// The place among a pack's labels of the one that its values give.
  func label(of pack: Pack, _ values: [Double], isMakerKnown: Bool) -> Int? {
    guard isMakerKnown || !pack.needsMaker else { return nil }
    return pack.labels.firstIndex { label in
      label.conditions.allSatisfy { $0.condition.holds(values[$0.position]) }
    }
  }

  /// The places among all packs' labels of those that a text with these hits has.
  func labels(of hits: [RuleHit], isMakerKnown: Bool) -> [Int] {
    let classScores = classScores(of: hits)
    return packs.compactMap { pack in
      if pack.labels.isEmpty { return nil }
      return label(of: pack, values(of: pack, classScores), isMakerKnown: isMakerKnown)
        .map { pack.firstLabel + $0 }
    }
  }
}

extension RuleSet {
  /// What the hits of `scan` amount to.
  ///
  /// - Parameters:
  ///   - scan: A scan with the rules of this set.
  ///   - isMakerKnown: Whether the text's maker was named: without it packs that compare makers give no
  ///     label.
  /// - Complexity: O(*h* + *c*) for *h* hits and *c* classes and rules.
  public func judgement(of scan: RuleScan, isMakerKnown: Bool = false) -> TextJudgement {
    let classScores = plan.classScores(of: scan.hits)
    var classes: [(pack: Int, name: String, score: Double)] = []
    var scores: [(pack: Int, name: String, value: Double)] = []
    var labels: [(pack: Int, label: String)] = []
    classes.reserveCapacity(plan.classCount)
    for (packIndex, pack) in plan.packs.enumerated() {
      let values = plan.values(of: pack, classScores)
      for (name, value) in zip(pack.classNames, values) { classes.append((packIndex, name, value)) }
      for (name, value) in zip(pack.scoreNames, values[pack.classNames.count...]) {
        scores.append((packIndex, name, value))
      }
      if let label = plan.label(of: pack, values, isMakerKnown: isMakerKnown) {
        labels.append((packIndex, pack.labels[label].label))
      }
    }
    return TextJudgement(classes: classes, scores: scores, labels: labels)
  }
}
