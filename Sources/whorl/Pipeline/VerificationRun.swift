import WhorlKit
import WhorlReporting

/// Trials among the user's corpora, and what is measured of them.
struct VerificationRun {
  let reader: EvaluationCorpora
  let draws: Int
  let evaluation: EvaluationOptions

  /// Reads `inputs` and measures one condition for each size and alteration.
  func report(
    _ method: EvaluationReport.Method, inputs: [String], families: FamilyTable?, sizes: [Int],
    alterations: [TextAlteration]
  ) async throws -> EvaluationReport {
    guard (1...1000).contains(draws) else {
      throw CommandFailure("--draws \(draws) is out of range: give 1 to 1000")
    }
    let sources = try EvaluationCorpora.sources(inputs)
    let corpora = try await reader.read(
      sources, families: families, alterations: alterations, seed: evaluation.seed)
    try checkCount(corpora)
    let (background, style) = (reader.background, reader.style)
    do {
      let trials = try await VerificationTrials(
        corpora, style: style, background: background, seed: evaluation.seed, jobs: reader.options.jobs)
      let halves = trials.links(documents: .max)
      let results = try await measure(trials, sizes: sizes, alterations: alterations)
      var notes = domainNotes(trials)
      if method == .robustness, background.typicality.habits != nil {
        notes.append(
          "'whorl score' gives no ratio where line breaks, capitals or punctuation were taken out of all texts, if there are "
            + "enough of them to tell: rows of such text say what ratios would be worth.")
      }
      if corpora.count < 20 {
        notes.append(
          "\(corpora.count) models are few: intervals over so few are rough, and rates below one in "
            + "\(corpora.count * (corpora.count - 1)) cannot be seen.")
      }
      return EvaluationReport(
        method, background: background, isCalibrationKept: trials.frame.keepsSeenModels,
        domain: trials.frame.domain, usesRules: trials.usesRules, corpora: reader.summaries(trials),
        results: results,
        links: EvaluationReport.links(halves, names: trials.corpora.map(\.name)), notes: notes,
        seed: evaluation.seed, replicates: evaluation.resamples, toolVersion: ToolVersion.current)
    } catch {
      throw CommandFailure(error)
    }
  }

  private func checkCount(_ corpora: [PlacedCorpus]) throws {
    let models = corpora.indices.count { index in
      !corpora[..<index].contains { $0.isSameModel(as: corpora[index]) }
    }
    guard models >= VerificationTrials.leastModels else {
      throw CommandFailure(
        "\(models) \(models == 1 ? "model is" : "models are") too few: verification needs "
          + "\(VerificationTrials.leastModels) different ones, one corpus each, and intervals mean little "
          + "below 20")
    }
  }

  private func measure(
    _ trials: VerificationTrials, sizes: [Int], alterations: [TextAlteration]
  ) async throws -> [EvaluationResult] {
    let conditions = sizes.flatMap { size in alterations.indices.map { (size: size, version: $0) } }
    let (draws, seed, replicates) = (draws, evaluation.seed, evaluation.resamples)
    let results = try await orderedResults(
      count: conditions.count, jobs: reader.options.jobs,
      finished: { reader.progress.show("measured \($0) of \(conditions.count) rows") }
    ) { number -> EvaluationResult? in
      let (size, version) = conditions[number]
      let made = trials.trials(documents: size, version: version, draws: draws, seed: seed)
      guard Set(made.map(\.suspect)).count >= VerificationTrials.leastModels else { return nil }
      return try EvaluationResult(
        made, modelCount: trials.corpora.count, links: trials.links(documents: size), documents: size,
        alteration: alterations[version], replicates: replicates, seed: seed)
    }
    reader.progress.clear()
    let missing = Set(zip(conditions, results).filter { $0.1 == nil }.map(\.0.size)).sorted()
    let listed = missing.map(String.init).joined(separator: ", ")
    let remedy =
      "fewer than \(VerificationTrials.leastModels) models have so many in a prompt half (the most is "
      + "\(trials.largestHalf)); give --documents smaller numbers"
    guard results.contains(where: { $0 != nil }) else {
      throw CommandFailure("no suspects of \(listed) documents can be drawn: \(remedy)")
    }
    if !missing.isEmpty { reader.notes.note("no suspects of \(listed) documents: \(remedy)") }
    return results.compactMap(\.self)
  }

  private func domainNotes(_ trials: VerificationTrials) -> [String] {
    let outside = trials.corpora.count { !$0.isTypical }
    guard outside > 0 else { return [] }
    let count = "\(outside) of \(trials.corpora.count) models write another kind of text than the background"
    switch trials.frame.domain {
    case .home: return ["\(count) has seen."]
    case .known(let name, let models, _):
      return [
        "\(count): \(PrintableText.of(name)), which it knows from \(models) models. Scores and ratios are those of "
          + "that kind, as in 'whorl score'; models of it that are compared are left out of the calibration, and not "
          + "of the centre and the variances."
      ]
    case .learned(let models, _):
      return [
        "\(count). As 'whorl score' would, that kind is learned from \(models) of these models: for each comparison "
          + "from those that are not compared in it."
      ]
    case .shifted:
      return [
        "\(count), and they are too few to learn that kind from (\(BackgroundDomain.leastModels) with "
          + "\(BackgroundDomain.leastDocuments) documents in each prompt half are needed): positions are relative to "
          + "these models' own mean. 'whorl score' gives no likelihood ratios in such a case. What is shown of ratios "
          + "is what the background's own calibration would be worth, and clusters are by it: too many are linked."
      ]
    }
  }
}
