import WhorlKit

/// What the hits of a text amount to.
public struct TextJudgement: Sendable, Equatable {
  /// The score of each class of all packs, in the order of ``classes``.
  public let classScores: [Double]
  /// The probability of each score model of all packs, in the order of ``scores``.
  public let scoreValues: [Double]
  private let labelPlaces: [Int]
  private let names: JudgementNames

  init(classScores: [Double], scoreValues: [Double], labelPlaces: [Int], names: JudgementNames) {
    (self.classScores, self.scoreValues) = (classScores, scoreValues)
    (self.labelPlaces, self.names) = (labelPlaces, names)
  }

  /// The score of each class that a rule has, by pack, in the order of the packs.
  public var classes: [(pack: Int, name: String, score: Double)] {
    zip(names.classes, classScores).map { ($0.pack, $0.name, $1) }
  }

  /// The probability of each score model.
  public var scores: [(pack: Int, name: String, value: Double)] {
    zip(names.scores, scoreValues).map { ($0.pack, $0.name, $1) }
  }

  /// The label that each pack gives, if any.
  public var labels: [(pack: Int, label: String)] {
    labelPlaces.map { (names.labels[$0].pack, names.labels[$0].name) }
  }

  /// Whether all parts are equal.
  public static func == (a: TextJudgement, b: TextJudgement) -> Bool {
    a.classes.elementsEqual(b.classes) { $0 == $1 } && a.scores.elementsEqual(b.scores) { $0 == $1 }
      && a.labels.elementsEqual(b.labels) { $0 == $1 }
  }
}

/// The names of all classes, scores and labels of some packs, which all judgements by these share.
final class JudgementNames: Sendable {
  typealias Entry = (pack: Int, name: String)

  let classes: [Entry]
  let scores: [Entry]
  let labels: [Entry]

  init(_ packs: [RulePack]) {
    let indexed = packs.enumerated()
    classes = indexed.flatMap { index, pack in pack.classes.map { (index, $0.name) } }
    scores = indexed.flatMap { index, pack in pack.scores.map { (index, $0.name) } }
    labels = indexed.flatMap { index, pack in pack.labels.map { (index, $0.label) } }
  }
}

/// What judging a text needs of packs, with names looked up once.
struct JudgementPlan: Sendable {
  struct Score: Sendable {
    let intercept: Double
    /// Places of classes among those of all packs, and what their scores count.
    let coefficients: [(position: Int, value: Double)]
  }

  struct Label: Sendable {
    let label: String
    let conditions: [(position: Int, condition: LabelRule.Condition)]
  }

  struct Pack: Sendable {
    let classCount: Int
    let labels: [Label]
    let needsMaker: Bool
    /// Where its classes begin among those of all packs.
    let firstClass: Int
    /// Where its scores begin among those of all packs.
    let firstScore: Int
    /// Where its labels begin among those of all packs.
    let firstLabel: Int
  }

  let packs: [Pack]
  let names: JudgementNames
  /// For each rule the place of its class among those of all packs, what a hit adds to it, and its pack.
  let rules: [(position: Int, weight: Double, maximumHits: Int, pack: Int)]
  let classCount: Int
  /// The score models of all packs.
  let scores: [Score]
  let labelCount: Int

  init(_ packs: [RulePack], _ rules: [CompiledRule]) {
    var plans: [Pack] = []
    var first = 0
    var scores: [Score] = []
    var firstLabel = 0
    for pack in packs {
      let classNames = pack.classes.map(\.name)
      let names = classNames + pack.scores.map(\.name)
      plans.append(
        Pack(
          classCount: classNames.count,
          labels: pack.labels.map { label in
            Label(
              label: label.label,
              conditions: label.conditions.compactMap { condition in
                names.firstIndex(of: condition.name).map { ($0, condition) }
              })
          }, needsMaker: pack.needsMaker, firstClass: first, firstScore: scores.count, firstLabel: firstLabel)
      )
      scores += pack.scores.map { score in
        Score(
          intercept: score.intercept,
          coefficients: score.coefficients.compactMap { entry in
            classNames.firstIndex(of: entry.name).map { (first + $0, entry.value) }
          })
      }
      first += classNames.count
      firstLabel += pack.labels.count
    }
    classCount = first
    self.scores = scores
    labelCount = firstLabel
    self.packs = plans
    names = JudgementNames(packs)
    self.rules = rules.map { rule in
      let plan = plans[rule.packIndex]
      let position =
        packs[rule.packIndex].classes.firstIndex { $0.name == rule.rule.className }
        .map { plan.firstClass + $0 } ?? -1
      let weight = rule.rule.isAgainst ? -rule.rule.weight : rule.rule.weight
      return (position, weight, rule.rule.maximumHits, rule.packIndex)
    }
  }

  /// The place among all packs' labels of a label of the pack called `name`.
  func label(_ label: String, of name: String, in packs: [RulePack]) -> Int? {
    for (pack, plan) in zip(packs, self.packs) where pack.name == name {
      if let place = pack.labels.firstIndex(where: { $0.label == label }) { return plan.firstLabel + place }
    }
    return nil
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

  /// The probability of the score model at `place` among those of all packs. Classes have the first of `classScores`.
  func scoreValue(at place: Int, _ classScores: [Double]) -> Double {
    var logit = scores[place].intercept
    for (position, value) in scores[place].coefficients { logit += value * classScores[position] }
    return ElementaryFunctions.logistic(logit)
  }

  /// Calls `body` with the places among all packs' labels of those that a text gets, in ascending order.
  ///
  /// - Parameters:
  ///   - classScores: What classes have are the first of these.
  ///   - scoreValue: The probability of the score model at a place among those of all packs.
  func forEachLabel(
    _ classScores: [Double], isMakerKnown: Bool, scoreValue: (Int) -> Double, _ body: (Int) -> Void
  ) {
    for pack in packs where isMakerKnown || !pack.needsMaker {
      let place = pack.labels.firstIndex { label in
        label.conditions.allSatisfy { entry in
          // Classes come first, then scores.
          let value =
            entry.position < pack.classCount
            ? classScores[pack.firstClass + entry.position]
            : scoreValue(pack.firstScore + entry.position - pack.classCount)
          return entry.condition.holds(value)
        }
      }
      if let place { body(pack.firstLabel + place) }
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
    let scoreValues = plan.scores.indices.map { plan.scoreValue(at: $0, classScores) }
    var labels: [Int] = []
    plan.forEachLabel(classScores, isMakerKnown: isMakerKnown, scoreValue: { scoreValues[$0] }) {
      labels.append($0)
    }
    return TextJudgement(
      classScores: classScores, scoreValues: scoreValues, labelPlaces: labels, names: plan.names)
  }
}
