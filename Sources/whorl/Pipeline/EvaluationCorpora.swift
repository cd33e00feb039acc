import RecordReading
import RulePacks
import WhorlKit
import WhorlReporting

/// Reads corpora, one a model, into the space of a style model.
struct EvaluationCorpora {
  let options: CorpusReadingOptions
  let vocabulary: Vocabulary
  let background: BackgroundModel
  let style: StyleModel
  /// The rules that texts are scanned with; nil where they take no part.
  let rules: RuleSet?
  let notes: NoteOptions
  let progress: ProgressLine

  /// What is read: everything but the corpora themselves.
  ///
  /// - Throws: ``CommandFailure`` if the background was made with another vocabulary, or has no such style.
  init(
    options: CorpusReadingOptions, vocabulary: Vocabulary, background: BackgroundModel,
    style name: String, withoutRules: Bool = true, notes: NoteOptions
  ) throws {
    guard background.vocabularyDigest == vocabulary.digest else {
      throw CommandFailure(
        "background '\(background.name)' was made with another vocabulary: name that with --vocabulary, or "
          + "another --background")
    }
    guard let style = background.style(name) else {
      throw CommandFailure(AssessmentError.unknownStyle(name, background.styles.map(\.name)))
    }
    self.options = options
    self.vocabulary = vocabulary
    self.background = background
    self.style = style
    let usesRules = !withoutRules && style.name == background.styles.first?.name
    rules = usesRules ? try background.rules?.shippedSet(notes: notes) : nil
    self.notes = notes
    progress = ProgressLine(notes: notes)
  }

  /// The files that `inputs` stand for, each with the name of its model.
  ///
  /// - Throws: ``CommandFailure`` for fingerprints, and if two files have one name.
  static func sources(_ inputs: [String]) throws -> [(name: String, source: RecordSource)] {
    let expansion: RecordSourceExpansion
    do { expansion = try RecordSource.expand(inputs) } catch { throw CommandFailure(error) }
    var paths: [String: String] = [:]
    var named: [(name: String, source: RecordSource)] = []
    for source in expansion.sources {
      let path = source.displayPath
      if path != "-", Fingerprint.hasMagic((try InputBytes.prefix(of: path, count: 8)) ?? []) {
        throw CommandFailure(
          "\(path) is a fingerprint, which holds no documents to draw: evaluation needs the corpus that it "
            + "was made from")
      }
      let name = FingerprintSource.name(of: [path])
      if let other = paths.updateValue(path, forKey: name) {
        throw CommandFailure(
          "\(other) and \(path) are both called '\(name)': evaluation needs one file a model, each with a "
            + "name of its own")
      }
      named.append((name, source))
    }
    return named
  }

  /// Reads `sources`, several at once.
  ///
  /// - Throws: ``CommandFailure`` if one cannot be read, holds no text, or is not in two prompt halves.
  func read(
    _ sources: [(name: String, source: RecordSource)], families: FamilyTable? = nil,
    alterations: [TextAlteration] = [.unaltered], seed: UInt64
  ) async throws -> [PlacedCorpus] {
    let empty = PlacedCorpusBuilder(
      vocabulary: vocabulary, style: style, rules: rules == nil ? nil : background.rules,
      alterations: alterations, seed: seed)
    let (options, notes, rules) = (options, notes, rules)
    let background = background
    var read: [(corpus: PlacedCorpus, tally: CorpusTally)] = []
    do {
      read = try await orderedResults(
        count: sources.count, jobs: options.jobs,
        finished: { progress.show("read \($0) of \(sources.count) corpora") }
      ) { number in
        let (name, source) = sources[number]
        var builder = empty
        var tally = CorpusTally()
        try await CorpusReader(options: options, notes: notes).forEachBatch([source.displayPath], &tally) {
          batch in
          let storage = batch.storage.span
          var scanner = rules.map { RuleScanner($0) }
          for record in batch.records {
            let key = record.prompt ?? record.id ?? record.text
            try builder.add(storage.extracting(record.text), key: storage.extracting(key)) { text in
              guard let rules, let scan = scanner?.scan(text) else { return nil }
              return rules.tally(of: scan, in: text)
            }
          }
          return true
        }
        let corpus = builder.corpus(
          name: name, identity: families?.identity(of: name) ?? name, inputs: tally.inputs.map(\.sha256),
          background: background)
        return (corpus, tally)
      }
    } catch {
      progress.clear()
      throw CommandFailure(error)
    }
    progress.clear()
    try report(read, sources)
    for corpus in read.map(\.corpus) where corpus.references.contains(nil) {
      throw CommandFailure(
        "'\(corpus.name)': all \(corpus.documents) documents are in one prompt half, so that there is "
          + "nothing to compare them with: give answers to more prompts, or name their field with "
          + "--prompt-field")
    }
    return read.map(\.corpus)
  }

  /// Notes in the order of the sources, whichever was read first.
  private func report(
    _ read: [(corpus: PlacedCorpus, tally: CorpusTally)],
    _ sources: [(name: String, source: RecordSource)]
  ) throws {
    var details = notes
    details.quiet = notes.quiet || !notes.verbose
    var skipped = (records: 0, files: 0)
    var inputs: [String: String] = [:]
    for (entry, source) in zip(read, sources) {
      try entry.tally.report([source.source.displayPath], limit: options.badRecordLimit, notes: details)
      skipped.records += entry.tally.skipped.total
      skipped.files += entry.tally.skipped.total > 0 ? 1 : 0
      for input in entry.corpus.inputs {
        if let other = inputs.updateValue(source.name, forKey: input) {
          notes.note(
            "'\(other)' and '\(source.name)' are the same file: they count as one model under two names")
        }
      }
    }
    if skipped.records > 0, !notes.verbose {
      notes.note("skipped \(skipped.records) records in \(skipped.files) of \(read.count) files (see -v)")
    }
  }

  /// What a report says of corpora.
  func summaries(_ trials: VerificationTrials) -> [EvaluatedCorpus] {
    zip(trials.corpora, trials.frame.seenAs).map { Self.summary($0, seenAs: $1) }
  }

  /// The same for corpora that are not compared in trials.
  func summaries(_ corpora: [PlacedCorpus]) -> [EvaluatedCorpus] {
    corpora.map { corpus in
      Self.summary(
        corpus,
        seenAs: VerificationFrame.place(of: corpus, among: background.models).map {
          background.models[$0].name
        })
    }
  }

  private static func summary(_ corpus: PlacedCorpus, seenAs: String?) -> EvaluatedCorpus {
    EvaluatedCorpus(
      name: corpus.name, documents: corpus.documents, tokens: corpus.tokens, inputs: corpus.inputs,
      seenAs: seenAs, isTypical: corpus.isTypical)
  }
}
