import Foundation
import Testing

@Suite("Damaged fingerprints")
struct DamagedFingerprintTests {
  private static let sections = ["header", "'half-a'", "'half-b'", "'shingles-5'", "'shingles-8'"]

  /// Verifies each of `files` in one run and returns the lines of the errors, one a file.
  private func errors(_ files: [Data]) throws -> [Substring] {
    let sandbox = try Sandbox()
    let names = try files.enumerated().map { try sandbox.write("\($0).whorl", $1) }
    let run = try sandbox.run(["verify"] + names)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    for (name, line) in zip(names, run.errorLines) { #expect(line.hasPrefix("whorl: \(name) ")) }
    try #require(run.errorLines.count == files.count)
    return run.errorLines
  }

  @Test("a flipped bit anywhere is found, the section is named, and so is the remedy")
  func bitFlips() throws {
    let whole = try Data(contentsOf: URL(fileURLWithPath: Demo.fingerprint("bolt")))
    let positions = Array(stride(from: 20, to: whole.count, by: whole.count / 60)) + [whole.count - 1]
    let damaged = positions.enumerated().map { index, position in
      var bytes = whole
      bytes[position] ^= 1 << (index % 8)
      return bytes
    }
    let lines = try errors(damaged)
    for section in Self.sections {
      #expect(
        lines.contains {
          $0.contains("is damaged in its \(section.first == "'" ? "section " : "")\(section)")
        })
    }
    for line in lines { #expect(line.contains("fetch it again")) }
  }

  @Test("a truncated file is found wherever it ends, and the section is named")
  func truncated() throws {
    let whole = try Data(contentsOf: URL(fileURLWithPath: Demo.fingerprint("bolt")))
    let lengths =
      [5, 10, 16, 100] + Array(stride(from: 1000, to: whole.count, by: whole.count / 20)) + [whole.count - 1]
    let lines = try errors(lengths.map { whole.prefix($0) })
    for section in Self.sections { #expect(lines.contains { $0.contains(section) }) }
    for line in lines { #expect(line.contains("ends inside its") && line.contains("fetch it again")) }
  }

  @Test("added bytes, rewritten line ends, an empty file and a newer version are told apart")
  func others() throws {
    let whole = try Data(contentsOf: URL(fileURLWithPath: Demo.fingerprint("bolt")))
    var newer = whole
    newer[8] = 9
    var transferred = whole
    transferred.insert(0x0D, at: 7)
    let lines = try errors([whole + [0], transferred, Data(), newer])
    #expect(lines[0].contains("has 1 bytes after its last section"))
    #expect(lines[1].contains("line ends were rewritten"))
    #expect(lines[2].contains("is not a whorl fingerprint"))
    #expect(lines[3].contains("format version 9") && lines[3].contains("use a newer whorl"))
  }

  @Test("every command refuses a damaged fingerprint in the same words, and writes nothing")
  func everyCommand() throws {
    let sandbox = try Sandbox()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: Demo.fingerprint("bolt")))
    bytes[bytes.count - 1] ^= 1
    try sandbox.write("d.whorl", bytes)
    let good = try Demo.fingerprint("aster")
    for arguments in [
      ["inspect", "d.whorl"], ["merge", good, "d.whorl", "-o", "m.whorl", "--name", "n"],
      ["score", "d.whorl", "-r", good], ["score", good, "-r", "d.whorl"],
    ] {
      expectError(
        try sandbox.run(arguments), "d.whorl is damaged in its section 'refusal-phrasing'", "fetch it again")
    }
    #expect(try sandbox.names() == ["d.whorl"])
  }
}
