/// Findings that are known and not reported again: one a line, as sixteen hexadecimal digits; what follows
/// them on the line is for readers.
struct ScanBaseline {
  private var known: Set<UInt64> = []
  private var lines: [String] = []

  private static let heading = "# whorl.baseline/1: findings that 'whorl rules scan --baseline' leaves out"

  /// An empty baseline.
  init() {}

  /// Reads the file at `path`.
  init(path: String) throws {
    guard InputBytes.isThere(path) else {
      throw CommandFailure(
        "there is no baseline \(path): check the path, or write it with --update-baseline \(path)")
    }
    guard let text = String(validating: try InputBytes.read(path), as: UTF8.self) else {
      throw CommandFailure("\(path) is no baseline: it is not UTF-8; write one with --update-baseline")
    }
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      guard line.count >= 16, let value = UInt64(line.prefix(16), radix: 16) else {
        throw CommandFailure(
          "\(path):\(number + 1) is no finding: a line begins with 16 hexadecimal digits; write the file again "
            + "with --update-baseline")
      }
      known.insert(value)
    }
  }

  func contains(_ fingerprint: UInt64) -> Bool { known.contains(fingerprint) }

  /// Adds a finding with a text for readers.
  mutating func add(_ fingerprint: UInt64, _ note: String) {
    guard known.insert(fingerprint).inserted else { return }
    let digits = String(fingerprint, radix: 16)
    lines.append(String(repeating: "0", count: 16 - digits.count) + digits + "  " + note)
  }

  /// The file.
  var bytes: [UInt8] { Array(([Self.heading] + lines.sorted()).joined(separator: "\n").utf8) + [0x0A] }
}
