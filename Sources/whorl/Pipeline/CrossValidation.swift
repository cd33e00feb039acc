import BackgroundTraining
import RecordReading
import RulePacks
import WhorlKit
import WhorlReporting

/// A background that is trained on the corpora to be evaluated, families left out in turn, so that its own
/// trials are the evaluation.
struct CrossValidation {
  /// The documents that are kept of each corpus.
  private static let documentsKept = 2000

  let options: CorpusReadingOptions
  let vocabulary: Vocabulary
  let notes: NoteOptions
  let progress: ProgressLine
  /// The rules that documents are scanned with; nil where they take no part.
  var rules: RuleSet?

  /// Reads `inputs`, one corpus a file, and trains.
  func train(
    _ inputs: [String], families: FamilyTable?, seed: UInt64
  ) async throws -> (background: BackgroundModel, corpora: [EvaluatedCorpus]) {
    let pipeline = Pipeline(
      options: options, vocabulary: vocabulary, notes: notes, rules: rules.map { RuleReading(set: $0) })
    var corpora: [TrainingCorpus] = []
    var summaries: [EvaluatedCorpus] = []
    let sources = try EvaluationCorpora.sources(inputs)
    for (name, source) in sources {
      let corpus = try await pipeline.read([source.displayPath], rowLimit: Self.documentsKept)
      let inputs = corpus.tally.inputs.map(\.sha256)
      let header = try corpus.fingerprint(name: name, vendor: nil).header
      summaries.append(
        EvaluatedCorpus(
          name: name, documents: Int(clamping: header.documents), tokens: Int(clamping: header.tokens),
          inputs: inputs, seenAs: nil, isTypical: nil))
      corpora.append(
        TrainingCorpus(
          name: name, family: families?.family(of: name) ?? name,
          identity: families?.identity(of: name) ?? name, lineage: families?.lineage(of: name),
          inputs: inputs, rows: corpus.builder.rows))
      progress.show("read \(corpora.count) of \(sources.count) corpora")
    }
    progress.clear()
    var parameters = TrainingParameters()
    parameters.seed = seed
    let trainer = try BackgroundTrainer(
      corpora, vocabulary: vocabulary, rules: rules.map { RuleSums(of: $0) }, parameters: parameters)
    let bytes = try trainer.train(
      name: "cross-validation", toolVersion: ToolVersion.current, jobs: options.jobs
    ) { [progress] step in
      progress.show("style \(step.style): step \(step.done + 1) of \(step.total)")
    }
    progress.clear()
    do throws(FileFormatError) {
      return (try BackgroundModel(bytes), summaries)
    } catch {
      throw CommandFailure("the trained background \(error): this is a fault of the tool; report it")
    }
  }
}
