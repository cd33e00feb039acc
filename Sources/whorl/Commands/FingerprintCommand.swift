import ArgumentParser
import WhorlKit

/// `whorl fingerprint`: one fingerprint from a corpus.
struct FingerprintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fingerprint",
    abstract: "Make a fingerprint of one model's outputs.",
    usage: "whorl fingerprint INPUT... -o FILE [--name NAME] [options]",
    discussion: """
      Reads JSON Lines, plain or gzip, from files, directories or standard input (-), and writes one \
      file that holds counts and sketches, and no text. The same records give the same bytes, in any \
      order and with any number of threads.
      """)

  @Argument(help: ArgumentHelp("Files, directories, or - for standard input.", valueName: "input"))
  var inputs: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The fingerprint to write; - for standard output.", valueName: "file"))
  var output: String

  @Option(
    help: "The name that reports use. Default: the first input's name."
  )
  var name: String?

  @Option(help: "Who makes the model: versions of one vendor are not rivals.")
  var vendor: String?

  @OptionGroup var reading: InputOptions
  @OptionGroup var vocabulary: VocabularyOptions
  @OptionGroup var notes: NoteOptions

  func run() async throws {
    let options = try reading.resolved()
    try ModelName.check(name, option: "--name")
    try ModelName.check(vendor, option: "--vendor")
    let inputs = try reading.paths(inputs)
    guard !inputs.isEmpty else {
      throw CommandFailure(
        "no inputs: name files or directories, - for standard input, or a --files-from list")
    }
    let name = try name ?? Self.name(of: inputs)
    let file = try OutputFile(output) {
      try reading.files(inputs) + [vocabulary.vocabulary].compactMap(\.self)
    }
    let pipeline = Pipeline(options: options, vocabulary: try vocabulary.load(), notes: notes)
    let fingerprint = try await pipeline.read(inputs).fingerprint(name: name, vendor: vendor)
    let bytes = fingerprint.encoded()
    try file.write(bytes)
    let header = fingerprint.header
    notes.note(
      "\(output): \(header.name), \(header.documents) documents, \(header.tokens) tokens, \(bytes.count) bytes"
    )
  }

  private static func name(of inputs: [String]) throws -> String {
    let name = FingerprintSource.name(of: inputs)
    guard !["-", ".", "..", "/"].contains(name) else {
      let place = name == "-" ? "standard input" : name
      throw CommandFailure("what is read from \(place) has no name of its own: give it one with --name")
    }
    return name
  }
}
