import ArgumentParser
import WhorlKit

/// `whorl merge`: one fingerprint from several.
struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Combine fingerprints of parts of one corpus.",
    discussion: """
      The result is that of one fingerprint over all the records, whatever the order of the parts. \
      Fingerprints made with other parameters are refused, and the error names the difference.
      """)

  @Argument(help: "Fingerprints: two or more.")
  var files: [String]

  @Option(name: .shortAndLong, help: "The fingerprint to write; - for standard output.")
  var output: String

  @Option(help: "The name of the result. Needed where the parts have different names.")
  var name: String?

  @OptionGroup var notes: NoteOptions

  func run() async throws {
    guard files.count >= 2 else { throw CommandFailure("nothing to merge: name two fingerprints or more") }
    if output != "-" { try OutputFile.check(output) }
    var merged: Fingerprint?
    var digests: Set<String> = []
    for file in files {
      let part = try FingerprintSource.read(file)
      for input in part.header.inputs where !digests.insert(input.sha256).inserted {
        notes.note("\(file): input \(input.name) is in more than one part, and its records count each time")
      }
      guard let sum = merged else {
        merged = part
        continue
      }
      guard let name = name ?? (sum.header.name == part.header.name ? sum.header.name : nil) else {
        throw CommandFailure(
          "\(file) is of '\(part.header.name)' and the others of '\(sum.header.name)': "
            + "give the result a name with --name")
      }
      do {
        merged = try sum.merged(with: part, name: name, toolVersion: ToolVersion.current)
      } catch {
        throw CommandFailure("\(file) cannot be merged with \(files[0]): \(error)")
      }
    }
    guard let merged else { return }
    let bytes = merged.encoded()
    if output == "-" { Terminal.write(bytes: bytes) } else { try OutputFile.write(bytes, to: output) }
    notes.note(
      "\(output): \(merged.header.name), \(merged.header.documents) documents from \(files.count) fingerprints")
  }
}
