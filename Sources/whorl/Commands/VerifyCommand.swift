import ArgumentParser
import RecordReading
import WhorlKit
import WhorlReporting

/// `whorl verify`: whether a fingerprint is whole, and was made from these inputs.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check the checksums of a fingerprint or index, and its inputs' digests.",
    usage: "whorl verify FILE... [--inputs INPUT...]",
    discussion: """
      Every checksum and every bound of the file is checked. With --inputs the files are read and their \
      SHA-256 is compared with the digests in the header: each must be one of them, and each of them \
      must be there.

      EXAMPLES:
        whorl verify gpt.whorl
        whorl verify gpt.whorl --inputs gpt.jsonl
        whorl verify references.whorlindex
      """)

  @Argument(help: ArgumentHelp("Fingerprints and indexes; - for standard input.", valueName: "file"))
  var files: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The files that they were made from.", valueName: "input ..."))
  var inputs: [String] = []

  @OptionGroup var notes: NoteOptions

  func run() async throws {
    guard !files.isEmpty else { throw CommandFailure("nothing to verify: name one fingerprint or more") }
    guard ((files + inputs).count { $0 == "-" }) <= 1 else {
      throw CommandFailure("standard input (-) is named twice: it can be read only once")
    }
    let given = try digests()
    var failures = 0
    for file in files {
      do {
        let recorded = try Self.inputs(file)
        let inputCount = recorded.count == 1 ? "1 input" : "\(recorded.count) inputs"
        let name = PrintableText.of(file)
        if inputs.isEmpty {
          Terminal.write("\(name): whole; \(inputCount) not checked (--inputs)\n")
        } else {
          try check(recorded, against: given, file: file)
          Terminal.write("\(name): whole; made from \(inputCount), as given\n")
        }
      } catch let failure as CommandFailure {
        Terminal.writeErrorLine(failure.message)
        failures += 1
      }
    }
    if failures > 0 { throw ExitStatus.error }
  }

  /// What a file says that it was made from; all of the file is checked.
  private static func inputs(_ file: String) throws -> [FingerprintHeader.InputDigest] {
    guard file != "-", CopiedTextIndex.hasMagic((try? InputBytes.prefix(of: file, count: 8)) ?? []) else {
      if file != "-", BackgroundModel.hasMagic((try? InputBytes.prefix(of: file, count: 8)) ?? []) {
        throw CommandFailure(
          "\(file) is a whorl background, and verify checks fingerprints and indexes: 'whorl doctor --background "
            + "\(file)' checks it")
      }
      return try FingerprintSource.read(file).header.inputs
    }
    return try CopiedTextReferences.open(file, checks: .all).header.references.flatMap(\.inputs)
  }

  private func digests() throws -> [InputDigest] {
    do {
      return try RecordSource.expand(inputs).sources.map { source in
        try InputDigest(of: source)
      }
    } catch {
      throw CommandFailure(error)
    }
  }

  private func check(
    _ inputs: [FingerprintHeader.InputDigest], against given: [InputDigest], file: String
  ) throws {
    let recorded = Set(inputs.map(\.sha256))
    let found = Set(given.map(\.sha256))
    if let missing = inputs.first(where: { !found.contains($0.sha256) }) {
      throw CommandFailure(
        "\(file) was made from \(missing.name) with SHA-256 \(missing.sha256.prefix(16))…, "
          + "which none of the --inputs has: name that file too, or it was made from other text")
    }
    if let extra = given.first(where: { !recorded.contains($0.sha256) }) {
      throw CommandFailure(
        "\(file) was not made from \(extra.displayName): its SHA-256 is not in the header; leave it out")
    }
  }
}
