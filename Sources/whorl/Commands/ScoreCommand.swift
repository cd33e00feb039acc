import ArgumentParser
import WhorlKit
import WhorlReporting

/// `whorl score`: evidence for one suspect against references.
struct ScoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Score a suspect's outputs against references.",
    usage: "whorl score SUSPECT... -r REFERENCE... [options]",
    discussion: """
      SUSPECT and REFERENCE are fingerprints, or corpora that are fingerprinted on the way; a directory \
      of .whorl files stands for all of them. Put the suspect before -r, which takes every argument \
      that follows it.

      Scores are uncalibrated: they rank the references and are no likelihood ratios.
      """)

  @Argument(help: "The suspect: a fingerprint, or files, directories or - of one corpus.")
  var suspect: [String] = []

  @Option(
    name: [.customShort("r"), .customLong("reference")], parsing: .upToNextOption,
    help: ArgumentHelp(
      "The references: fingerprints, directories of them, or a corpus each.", valueName: "reference ..."))
  var references: [String] = []

  @Option(help: "The suspect's name in the report. Default: its first input's name.")
  var name: String?

  @OptionGroup var reading: InputOptions
  @OptionGroup var vocabulary: VocabularyOptions
  @OptionGroup var report: ReportOptions

  func run() async throws {
    try ModelName.check(name, option: "--name")
    let suspect = try reading.paths(suspect)
    guard !suspect.isEmpty else {
      throw CommandFailure(
        references.count > 1
          ? "no suspect: -r takes every argument that follows it, so put the suspect before -r"
          : "no suspect: 'whorl score SUSPECT -r REFERENCE...'")
    }
    guard ((suspect + references + [reading.filesFrom].compactMap(\.self)).count { $0 == "-" }) <= 1 else {
      throw CommandFailure("standard input (-) is named twice: it can be read only once")
    }
    guard !references.isEmpty else {
      throw CommandFailure("no references: name at least one with -r, as in 'whorl score SUSPECT -r a.whorl'")
    }
    let options = try reading.resolved()
    let vocabulary = try vocabulary.load()
    let source = FingerprintSource(
      pipeline: Pipeline(options: options, vocabulary: vocabulary, notes: report.notes))
    // References first: their headers tell at once what cannot be compared.
    let known = try await source.references(references)
    let questioned: Fingerprint
    let comparisons: [Comparison]
    do {
      let set = try ReferenceSet(known, vocabulary: vocabulary)
      questioned = try await source.suspect(suspect, name: name)
      comparisons = try set.compare(questioned)
    } catch {
      throw CommandFailure(error)
    }
    let scored = ScoreReport(
      suspect: questioned.header, comparisons: comparisons,
      verdict: Verdict(uncalibrated: comparisons, suspect: questioned.header),
      vocabulary: vocabulary, toolVersion: ToolVersion.current)
    switch report.format {
    case .text: Terminal.write(scored.text(width: Terminal.width, isColored: report.isColored))
    case .json: Terminal.write(try scored.json() + "\n")
    }
  }
}
