import WhorlKit

/// What training knows of prompts: their groups, and the space of their effects that each fold's models have not seen.
struct TrainingPrompts: Sendable {
  let groups: PromptGroups
  /// For each fold, the space that is learned from the other models.
  let folds: [PromptSpace]
  /// The space that is learned from all models.
  let all: PromptSpace
  private let seed: UInt64

  /// Nil if too few prompts are answered by enough models.
  init?(
    _ space: TrainingSpace, features: [Range<Int>], folds: [[Int]], parameters: TrainingParameters, jobs: Int
  ) throws(TrainingError) {
    let models = Array(space.corpora.indices)
    guard let effects = try PromptEffects(space, models: models, features: features, parameters: parameters)
    else { return nil }
    let groups = effects.groups(parameters)
    let spaces = try parallelResults(count: folds.count, jobs: jobs) {
      fold throws(TrainingError) -> PromptSpace? in
      let rest = models.filter { !folds[fold].contains($0) }
      return try PromptEffects(space, models: rest, features: features, parameters: parameters)?
        .promptSpace(groups, space, models: rest)
    }
    self.folds = spaces.compactMap(\.self)
    guard self.folds.count == folds.count else { return nil }
    self.groups = groups
    all = try effects.promptSpace(groups, space, models: models)
    seed = parameters.seed
  }

  /// Half of the groups, as the number of the fold decides.
  func mix(fold: Int) -> Set<Int> {
    var generator = SplitMix64(seed: StableHash.text("whorl/prompt-mix/\(fold)", seed: seed))
    return groups.mix(&generator)
  }

  /// The documents of a corpus that answer prompts of `mix`, and those that answer prompts of other groups.
  func parts(_ corpus: TrainingCorpus, mix: Set<Int>) -> [[Int]] {
    var parts: [[Int]] = [[], []]
    for (index, row) in corpus.rows.enumerated() {
      guard let group = groups.group(of: row) else { continue }
      parts[mix.contains(group) ? 0 : 1].append(index)
    }
    return parts
  }
}
