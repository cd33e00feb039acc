import WhorlKit

/// What a background's style of rules is learned from.
struct TrainingRules: Sendable {
  let space: TrainingSpace
  let style: BackgroundTrainer.Style
  private let packs: [RuleSums.Pack]
  private let names: [String]

  /// - Parameter sums: Of the packs that all corpora were scanned with.
  init(_ sums: RuleSums, corpora: [TrainingCorpus]) {
    let features = sums.rates?.first?.features.count ?? 0
    packs = sums.packs
    names = sums.scoredNames
    style = BackgroundTrainer.Style(name: RuleStyle.name, features: [0..<features], isOfRules: true)
    space = TrainingSpace(corpora.map(\.rules), featureCount: features, formatRange: 0..<0)
  }

  /// The style of rules that `model` is the style model of.
  ///
  /// - Parameter fused: The calibration of its score together with that of all channels.
  func ruleStyle(_ model: StyleModel, fused: StyleCalibration) -> RuleStyle {
    let population = PopulationMoments(space.moments)
    return RuleStyle(
      packs: packs, names: names, style: model, fused: fused,
      typicality: TypicalityModel(
        mean: population.mean.map { Float($0) }, within: population.within.map { Float($0) },
        between: population.between.map { Float($0) }, limits: []))
  }
}
