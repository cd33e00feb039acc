import ArgumentParser
import WhorlKit

/// `whorl fingerprint`: one fingerprint from a corpus.
struct FingerprintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fingerprint",
    abstract: "Make a fingerprint of one model's outputs.",
    discussion: """
      Reads JSON Lines, plain or gzip, from files, directories or standard input (-), and writes one \
      file that holds counts and sketches, and no text. The same records give the same bytes, in any \
      order and with any number of threads.
      """)

  @Argument(help: "Files, directories, or - for standard input.")
  var inputs: [String]

  @Option(name: .shortAndLong, help: "The fingerprint to write; - for standard output.")
  var output: String

  @Option(help: "The name that reports use. Default: the first input's name.")
  var name: String?

  @Option(help: "Who makes the model: versions of one vendor are not rivals.")
  var vendor: String?

  @OptionGroup var reading: InputOptions
  @OptionGroup var vocabulary: VocabularyOptions
  @OptionGroup var notes: NoteOptions

  func run() async throws {
    let options = try reading.resolved()
    guard let name = name ?? (inputs.first == "-" ? nil : FingerprintSource.name(of: inputs)) else {
      throw CommandFailure("what is read from standard input has no name: give it one with --name")
    }
    guard !name.isEmpty else { throw CommandFailure("--name is empty: give the model a name") }
    guard !inputs.contains(output) || output == "-" else {
      throw CommandFailure("\(output) is an input and the output: give -o another name")
    }
    if output != "-" { try OutputFile.check(output) }
    let pipeline = Pipeline(options: options, vocabulary: try vocabulary.load(), notes: notes)
    let fingerprint = try await pipeline.read(inputs).fingerprint(name: name, vendor: vendor)
    let bytes = fingerprint.encoded()
    if output == "-" { Terminal.write(bytes: bytes) } else { try OutputFile.write(bytes, to: output) }
    let header = fingerprint.header
    notes.note(
      "\(output): \(header.name), \(header.documents) documents, \(header.tokens) tokens, \(bytes.count) bytes")
  }
}
