import ArgumentParser
import RecordReading
import WhorlKit

/// `whorl verify`: whether a fingerprint is whole, and was made from these inputs.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check a fingerprint's checksums, and its inputs' digests.",
    discussion: """
      Every checksum and every bound of the file is checked. With --inputs the files are read and their \
      SHA-256 is compared with the digests in the header: each must be one of them, and each of them \
      must be there.
      """)

  @Argument(help: "Fingerprints.")
  var files: [String]

  @Option(parsing: .upToNextOption, help: "The files that the fingerprints were made from.")
  var inputs: [String] = []

  @OptionGroup var notes: NoteOptions

  func run() async throws {
    let given = try digests()
    var failures = 0
    for file in files {
      do {
        let header = try FingerprintSource.read(file).header
        if inputs.isEmpty {
          Terminal.write("\(file): whole; \(header.inputs.count) inputs not checked (--inputs)\n")
        } else {
          try check(header, against: given, file: file)
          Terminal.write("\(file): whole; made from these \(header.inputs.count) inputs\n")
        }
      } catch let failure as CommandFailure {
        Terminal.writeError("whorl: \(failure.message)\n")
        failures += 1
      }
    }
    if failures > 0 { throw ExitStatus.error }
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

  private func check(_ header: FingerprintHeader, against given: [InputDigest], file: String) throws {
    let recorded = Set(header.inputs.map(\.sha256))
    let found = Set(given.map(\.sha256))
    if let missing = header.inputs.first(where: { !found.contains($0.sha256) }) {
      throw CommandFailure(
        "\(file) was made from \(missing.name) with SHA-256 \(missing.sha256.prefix(16))…, "
          + "which none of the --inputs has")
    }
    if let extra = given.first(where: { !recorded.contains($0.sha256) }) {
      throw CommandFailure("\(file) was not made from \(extra.displayName): its SHA-256 is not in the header")
    }
  }
}
