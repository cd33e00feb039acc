import ArgumentParser
import WhorlKit
import WhorlReporting

/// `whorl inspect`: what a fingerprint holds.
struct InspectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what a fingerprint says of itself and what stands out in it.",
    usage: "whorl inspect FILE [options]",
    discussion: """
      Prints the header, the two prompt halves, the sketches, and for each channel the features whose \
      rate differs most from the vocabulary's background.

      EXAMPLES:
        whorl inspect gpt.whorl
        whorl inspect gpt.whorl --top 0 --format json
      """)

  @Argument(help: "A fingerprint; - for standard input.")
  var file: String

  @Option(help: ArgumentHelp("How many features to show of each channel.", valueName: "number"))
  var top = 5

  @OptionGroup var vocabulary: VocabularyOptions
  @OptionGroup var report: ReportOptions

  func run() async throws {
    guard (0...10_000).contains(top) else { throw CommandFailure("--top \(top): give 0 to 10000") }
    let fingerprint = try FingerprintSource.read(file)
    let vocabulary = try vocabulary.load()
    let inspection = InspectReport(fingerprint, vocabulary: vocabulary, top: top)
    if inspection.isOtherVocabulary {
      report.notes.note(
        "\(file) was made with another vocabulary (\(fingerprint.header.parameters.vocabularyName)): "
          + "its features cannot be named; give --vocabulary")
    }
    switch report.format {
    case .text: Terminal.write(inspection.text())
    case .json: Terminal.write(try inspection.json() + "\n")
    }
  }
}
