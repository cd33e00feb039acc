import ArgumentParser
import RecordReading
import WhorlKit
import WhorlReporting

/// `whorl index`: what copied text is looked for in.
struct IndexCommand: AsyncParsableCommand {
  /// What a miss weighs against a needless candidate unless told otherwise: those cost time only.
  static let defaultMissWeight = 0.98

  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Index corpora, to look for copied text in them.",
    usage: "whorl index CORPUS... -o FILE [options]",
    discussion: """
      Keeps for each document a MinHash signature, winnowed fingerprints, its id, its length and a hash of \
      its prompt, and the text only with --keep-text. Each file is a reference of its own unless --name \
      makes them one. An index among the inputs is merged; --append adds to the one at -o. Memory is \
      bounded whatever the corpora; scratch files without a name lie beside the output meanwhile.

      EXAMPLES:
        whorl index corpora/*.jsonl -o known.whorlindex
        whorl index more.jsonl --append -o known.whorlindex
        whorl index ours.jsonl --name ours --keep-text -o ours.whorlindex
      """)

  @Argument(help: ArgumentHelp("Corpora and indexes.", valueName: "input"))
  var inputs: [String] = []

  @Option(name: .shortAndLong, help: ArgumentHelp("The index to write.", valueName: "file"))
  var output: String

  @Option(help: "One name for all records. Default: each file is a reference with its own name.")
  var name: String?

  @Flag(help: "Add to the index at -o, which is replaced when all is done.")
  var append = false

  @Option(
    help: ArgumentHelp(
      "The Jaccard similarity of 5-word shingles from which on near-duplicates are to be found. Default: "
        + "0.05, or that of the indexes among the inputs.", valueName: "share"))
  var threshold: Double?

  @Option(
    name: .customLong("miss-weight"),
    help: ArgumentHelp(
      "The weight of missed pairs in the choice of bands; needless candidates weigh the rest of 1. "
        + "Default: 0.98.", valueName: "share"))
  var missWeight: Double?

  @Flag(name: .customLong("keep-text"), help: "Keep the texts: needed to verify and to show matches.")
  var keepText = false

  @Flag(name: .customLong("keep-echoes"), help: "Do not leave out what documents repeat of their prompts.")
  var keepEchoes = false

  @OptionGroup var reading: InputOptions
  @OptionGroup var sampling: SampleOptions
  @OptionGroup var vocabulary: VocabularyOptions
  @OptionGroup var notes: NoteOptions

  func run() async throws {
    let options = try reading.resolved(seed: sampling.seed)
    try ModelName.check(name, option: "--name")
    let named = try reading.paths(inputs)
    guard output != "-" else {
      throw CommandFailure("an index is not written to standard output: name a file with -o")
    }
    guard !named.isEmpty else { throw CommandFailure("no inputs: name corpora, or indexes to merge") }
    if append, try !CopiedTextReferences.isIndex(output) {
      throw CommandFailure("--append: \(output) is no index; make one without --append first")
    }
    let all = (append ? [output] : []) + (try reading.opened(named))
    var indexes: [(path: String, index: CopiedTextIndex)] = []
    var corpora: [String] = []
    for path in all {
      if try CopiedTextReferences.isIndex(path) {
        indexes.append((path, try CopiedTextReferences.open(path, checks: .all)))
      } else {
        corpora.append(path)
      }
    }
    let file = try OutputFile(output) { try reading.filesRead(corpora) }
    let parameters = try parameters(indexes)
    do {
      var builder = try CopiedTextIndexBuilder(parameters: parameters, storage: FileStorage(path: output))
      let functionWords = try vocabulary.load().functionWords
      let source = CopiedTextCorpus(
        corpus: OrderedCorpus(options: options, notes: notes), parameters: parameters,
        functionWords: functionWords)
      for path in all {
        if let index = indexes.first(where: { $0.path == path })?.index {
          try builder.append(index)
        } else if let name {
          try await source.appendReadable([path], name: name, to: &builder)
        } else {
          for file in try CopiedTextReferences.files(path, keepsGoing: options.keepsGoing) {
            try await source.appendReadable([file], name: try Self.name(of: file), to: &builder)
          }
        }
      }
      guard builder.count > 0 || !indexes.isEmpty else {
        throw CommandFailure("no records could be read: there is nothing to index")
      }
      let index = try builder.finish(toolVersion: ToolVersion.current)
      try file.write { sink in
        try index.write { bytes in try sink(bytes.withUnsafeBufferPointer { Array($0) }) }
      }
      let plan = index.header.parameters.bands
      notes.note(
        "\(output): \(CountText.of(index.count, "document")) of "
          + "\(CountText.of(index.header.referenceNames.count, "reference")), "
          + "\(index.header.members) with words of their own; \(plan.bands) bands of \(plan.rows)")
    } catch {
      throw CommandFailure(error)
    }
  }

  private func parameters(
    _ indexes: [(path: String, index: CopiedTextIndex)]
  ) throws -> CopiedTextParameters {
    let first = indexes.first?.index.header.parameters
    do {
      let wanted = CopiedTextParameters(
        bands: try BandPlan(
          threshold: threshold ?? first?.bands.threshold ?? CopiedTextThresholds.defaultJaccard,
          falseNegativeWeight: missWeight ?? first?.bands.falseNegativeWeight ?? Self.defaultMissWeight),
        removesEchoes: !keepEchoes, keepsText: keepText)
      for (path, index) in indexes {
        do throws(CopiedTextError) { try wanted.check(index.header.parameters) } catch {
          throw CommandFailure("\(path) cannot be added to: \(error)")
        }
      }
      return wanted
    } catch {
      throw CommandFailure(error)
    }
  }

  private static func name(of path: String) throws -> String {
    let name = FingerprintSource.name(of: [path])
    guard name != "-" else {
      throw CommandFailure("what is read from standard input has no name of its own: give it one with --name")
    }
    return name
  }
}
