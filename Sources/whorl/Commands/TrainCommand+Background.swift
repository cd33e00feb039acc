import BackgroundTraining
import RecordReading
import RulePacks
import WhorlKit
import WhorlReporting

extension TrainCommand {
  /// The documents that are kept of each corpus.
  private static let documentsKept = 2000

  /// `whorl train CORPUS... -o FILE`: the background, from one corpus a model.
  func trainBackground(_ inputs: [String]) async throws {
    guard functionWords == nil else {
      throw CommandFailure("--function-words is for a vocabulary: add --vocabulary-only, or use --vocabulary")
    }
    let options = try reading.resolved(seed: sampling.seed)
    let file = try OutputFile(output) { try reading.filesRead(inputs) + [families].compactMap(\.self) }
    let table = try families.map { try FamilyTable(path: $0) }
    let vocabulary = try vocabulary.load()
    let rules = try rules.load(notes: notes)
    let pipeline = Pipeline(
      options: options, vocabulary: vocabulary, notes: notes, rules: rules.map { RuleReading(set: $0) })
    do {
      var corpora: [TrainingCorpus] = []
      for path in try reading.openedFiles(inputs) {
        let name = FingerprintSource.name(of: [path])
        guard let corpus = try await pipeline.readable([path], rowLimit: Self.documentsKept) else { continue }
        corpora.append(
          TrainingCorpus(
            name: name, family: table?.family(of: name) ?? name,
            identity: table?.identity(of: name) ?? name, lineage: table?.lineage(of: name),
            inputs: corpus.tally.inputs.map(\.sha256),
            rows: corpus.builder.rows))
      }
      if let stranger = table?.names.first(where: { name in !corpora.contains { $0.name == name } }) {
        notes.note("\(families ?? ""): '\(stranger)' is none of the corpora")
      }
      let trainer = try BackgroundTrainer(
        corpora, vocabulary: vocabulary, rules: rules.map { RuleSums(of: $0) })
      let bytes = try trainer.train(
        name: name, toolVersion: ToolVersion.current, jobs: options.jobs
      ) { [notes] step in
        notes.detail("style \(step.style): step \(step.done + 1) of \(step.total)")
      }
      try file.write(bytes)
      notes.note(
        "\(output): background of \(CountText.of(corpora.count, "model")), \(SizeText.of(bytes.count))")
      if try !BackgroundModel(bytes).knowsPrompts {
        notes.note(
          "\(output) knows nothing of prompts, and its ratios hold for prompts of one mix only: to learn what prompts do, "
            + "at least half of the models must answer the same \(BackgroundTrainer.leastPrompts) prompts")
      }
    } catch {
      throw CommandFailure(error)
    }
  }
}
