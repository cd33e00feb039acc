@testable import WhorlKit

/// Invented trials among models whose likenesses are known.
struct EvaluationTestTrials {
  var models: Int
  /// The spread of what a model brings to all its trials, on either side.
  var modelSpread = 1.0
  /// The spread of what a trial has of its own.
  var spread = 1.0
  /// The mean ln LR of trials of one model; minus that of others.
  var mean = 2.0

  /// One suspect text for each model, against all.
  func trials(seed: UInt64) -> [EvaluationTrial] {
    var random = SplitMix64(seed: seed)
    let asSuspect = (0..<models).map { _ in StyleModelTests.normal(&random) }
    let asReference = (0..<models).map { _ in StyleModelTests.normal(&random) }
    let asItself = (0..<models).map { _ in StyleModelTests.normal(&random) }
    var trials: [EvaluationTrial] = []
    for suspect in 0..<models {
      for reference in 0..<models {
        let own = spread * StyleModelTests.normal(&random)
        let shared =
          suspect == reference
          ? asItself[suspect] : (asSuspect[suspect] + asReference[reference]) / 2.0.squareRoot()
        let score = (suspect == reference ? mean : -mean) + modelSpread * shared + own
        trials.append(
          EvaluationTrial(
            suspect: suspect, reference: reference, draw: suspect, score: score,
            log10LR: score * ElementaryFunctions.log10e))
      }
    }
    return trials
  }

  /// The Cllr of infinitely many models: the mean over the normal distribution of ln LR.
  var expectedCost: Double {
    let deviation = (modelSpread * modelSpread + spread * spread).squareRoot()
    var cost = 0.0
    let steps = 4000
    for step in 0..<steps {
      let z = StandardNormal.quantile((Double(step) + 0.5) / Double(steps))
      cost += ElementaryFunctions.softplus(-(mean + deviation * z))
    }
    return cost / Double(steps) / ElementaryFunctions.ln2
  }
}
