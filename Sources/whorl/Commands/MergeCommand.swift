import ArgumentParser
import WhorlKit
import WhorlReporting

/// `whorl merge`: one fingerprint from several.
struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Combine fingerprints of parts of one corpus.",
    usage: "whorl merge FILE FILE... -o FILE [--name NAME]",
    discussion: """
      The result is that of one fingerprint over all the records, whatever the order of the parts. \
      Fingerprints made with other parameters are refused, and the error names the difference.

      EXAMPLES:
        whorl merge part-*.whorl -o whole.whorl --name gpt-4o
      """)

  @Argument(help: ArgumentHelp("Fingerprints: two or more.", valueName: "file"))
  var files: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The fingerprint to write; - for standard output.", valueName: "file"))
  var output: String

  @Option(help: "The name of the result. Needed where the parts have different names.")
  var name: String?

  @OptionGroup var notes: NoteOptions

  func run() async throws {
    guard files.count >= 2 else { throw CommandFailure("nothing to merge: name two fingerprints or more") }
    try ModelName.check(name, option: "--name")
    let file = try OutputFile(output) { files }
    var merged: Fingerprint?
    var digests: Set<String> = []
    for path in files {
      let part = try FingerprintSource.read(path)
      // Shards of one input are other records of it: that each comes once is seen to by merging.
      for input in part.header.inputs
      where part.header.shards == nil && !digests.insert(input.sha256).inserted {
        notes.note("\(path): input \(input.name) is in more than one part, and its records count each time")
      }
      guard let sum = merged else {
        merged = part
        continue
      }
      guard let name = name ?? (sum.header.name == part.header.name ? sum.header.name : nil) else {
        throw CommandFailure(
          "\(path) is of '\(part.header.name)' and the others of '\(sum.header.name)': "
            + "give the result a name with --name")
      }
      do {
        merged = try sum.merged(with: part, name: name, toolVersion: ToolVersion.current)
      } catch {
        throw CommandFailure("\(path) cannot be merged with \(files[0]): \(error)")
      }
    }
    guard let merged else { return }
    let bytes = merged.encoded()
    try file.write(bytes)
    notes.note(
      "\(output): \(merged.header.name), \(CountText.of(merged.header.documents, "document")) from "
        + "\(CountText.of(files.count, "fingerprint"))"
    )
  }
}
