import ArgumentParser
import RecordReading
import WhorlKit

/// `whorl calibrate`: a background that also knows the user's own kind of text.
struct CalibrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Teach a background another kind of text, from many models' outputs of that kind.",
    usage: "whorl calibrate CORPUS... --name NAME -o FILE [--families FILE] [options]",
    discussion: """
      Likelihood ratios hold for the kind of text that they were calibrated on. Give one corpus a model, \
      \(BackgroundDomain.leastModels) models or more, with answers to the same prompts and \
      \(BackgroundDomain.leastDocuments) documents or more in each prompt half. The result is a background \
      that knows this kind as well: use it with --background. Whether a case is of this kind is found from \
      its references.

      The fewer the models, the smaller the largest ratio that is claimed: ten models bear out an LR of 3, \
      eighteen an LR of 10, fifty-five an LR of 100. To learn the axes of style themselves from your own \
      models, use whorl train.

      EXAMPLES:
        whorl calibrate stories/*.jsonl --name stories -o stories.whorlbg
        whorl calibrate stories/*.jsonl --name stories --families families.tsv -o stories.whorlbg
      """)

  @Argument(help: ArgumentHelp("Files or directories: one corpus each file.", valueName: "corpus"))
  var inputs: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; - for standard output.", valueName: "file"))
  var output: String

  @Option(help: "The name of the kind of text.")
  var name: String

  @Option(
    name: .customLong("background-name"),
    help: ArgumentHelp("The result's name. Default: that of the background and NAME.", valueName: "name"))
  var backgroundName: String?

  @Option(
    help: ArgumentHelp("The background to start from, instead of the built-in one.", valueName: "file"))
  var background: String?

  @Option(
    help: ArgumentHelp(
      "The family of each model, as for whorl train; corpora of one model are not taken for different ones.",
      valueName: "file"))
  var families: String?

  @Option(help: ArgumentHelp("The seed of all draws.", valueName: "number"))
  var seed: UInt64 = 1

  @OptionGroup var reading: InputOptions
  @OptionGroup var vocabulary: VocabularyOptions
  @OptionGroup var notes: NoteOptions

  /// The documents that are kept of each corpus.
  private static let documentsKept = 2000

  func run() async throws {
    try ModelName.check(name, option: "--name")
    try ModelName.check(backgroundName, option: "--background-name")
    let inputs = try reading.paths(inputs)
    guard !inputs.isEmpty else {
      throw CommandFailure("no corpora: name one a model, or a --files-from list")
    }
    let options = try reading.resolved(seed: seed)
    let file = try OutputFile(output) { try reading.filesRead(inputs) + [families].compactMap(\.self) }
    let table = try families.map { try FamilyTable(path: $0) }
    let vocabulary = try vocabulary.load()
    let base = try BackgroundOptions.load(background)
    guard base.vocabularyDigest == vocabulary.digest else {
      throw CommandFailure(
        "background '\(base.name)' was made with another vocabulary: name it with --vocabulary")
    }
    let pipeline = Pipeline(
      options: options, vocabulary: vocabulary, notes: notes,
      rules: try base.rules?.shippedSet(notes: notes).map { RuleReading(set: $0) })
    do {
      var sources: [DomainSource] = []
      var fingerprints: [Fingerprint] = []
      for path in try reading.openedFiles(inputs) {
        let name = FingerprintSource.name(of: [path])
        guard let corpus = try await pipeline.readable([path], rowLimit: Self.documentsKept) else { continue }
        let fingerprint = try corpus.fingerprint(name: name, vendor: nil)
        fingerprints.append(fingerprint)
        sources.append(
          DomainSource(
            fingerprint,
            model: BackgroundSource(
              name: name, family: table?.family(of: name) ?? name, identity: table?.identity(of: name),
              lineage: table?.lineage(of: name), documents: Int(fingerprint.header.documents),
              inputs: corpus.tally.inputs.map(\.sha256)),
            rows: corpus.builder.rows))
      }
      try check(sources)
      for pair in RepeatedReference.pairs(in: fingerprints) {
        guard table?.identity(of: pair.first) ?? pair.first == table?.identity(of: pair.second) ?? pair.second
        else {
          throw CommandFailure(
            "'\(pair.first)' and '\(pair.second)' hold the same outputs: leave one out, or give them one identity in "
              + "--families")
        }
      }
      let domain = try DomainEstimator(sources, seed: seed).domain(name: name, background: base)
      let bytes = base.encoded(
        adding: domain, name: backgroundName ?? "\(base.name)+\(name)", toolVersion: ToolVersion.current,
        vocabulary: vocabulary)
      try file.write(bytes)
      let calibration = domain.adaptations.first?.calibration
      notes.note(
        "\(output): background '\(base.name)' that also knows '\(name)', from \(sources.count) models; largest "
          + "log10 LR \(calibration.map { Self.oneDecimal($0.upperBound) } ?? "none")")
    } catch {
      throw CommandFailure(error)
    }
  }

  private func check(_ sources: [DomainSource]) throws {
    guard sources.count >= BackgroundDomain.leastModels else {
      throw CommandFailure(
        "\(sources.count == 1 ? "1 model is" : "\(sources.count) models are") too few: calibration needs "
          + "\(BackgroundDomain.leastModels), one corpus each"
      )
    }
    let sorted = sources.map(\.model.name).sorted()
    if let twice = zip(sorted, sorted.dropFirst()).first(where: ==) {
      throw CommandFailure("two corpora are called '\(twice.0)': calibration needs one corpus a model")
    }
    if let small = sources.first(where: { !$0.isEnough }) {
      throw CommandFailure(
        "'\(small.model.name)' has \(small.halves.map { String($0.documents) }.joined(separator: " and ")) "
          + "documents in its prompt halves: calibration needs \(BackgroundDomain.leastDocuments) in each")
    }
  }

  private static func oneDecimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
  }
}
