/// The result of `whorl doctor`.
public struct DoctorReport: Sendable {
  /// How a check went. The raw values are those of reports.
  public enum Status: String, Sendable {
    case ok, warning, problem
  }

  /// One check.
  public struct Check: Sendable {
    let name: String
    let finding: String
    let status: Status

    /// A check and what it found.
    public init(_ name: String, _ finding: String, _ status: Status = .ok) {
      self.name = name
      self.finding = finding
      self.status = status
    }
  }

  private let checks: [Check]

  /// A report.
  public init(_ checks: [Check]) { self.checks = checks }

  /// Whether there is no problem.
  public var isHealthy: Bool { !checks.contains { $0.status == .problem } }

  /// A line a check, for a terminal of `width` columns.
  public func text(width: Int, isColored: Bool) -> String {
    let nameWidth = checks.map(\.name.count).max() ?? 0
    var lines: [String] = []
    for check in checks {
      let style: ANSIStyle =
        switch check.status {
        case .ok: .green
        case .warning: .yellow
        case .problem: .red
        }
      let label = check.status.rawValue + String(repeating: " ", count: 7 - check.status.rawValue.count)
      let name = check.name + String(repeating: " ", count: nameWidth - check.name.count)
      let indentation = 7 + 2 + nameWidth + 2
      let finding = WrappedText.lines(
        PrintableText.of(check.finding), width: width, indentation: indentation)
      for (index, line) in finding.enumerated() {
        lines.append(
          index == 0
            ? "\(style.apply(label, isColored: isColored))  \(name)  \(line)"
            : String(repeating: " ", count: indentation) + line)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The report as `whorl.doctor/1`, specified in `docs/install.md`.
  ///
  /// - Throws: `EncodingError`, which does not happen: there are no numbers in it.
  public func json() throws -> String {
    try JSONValue.object([
      ("schema", .string("whorl.doctor/1")), ("healthy", .boolean(isHealthy)),
      (
        "checks",
        .array(
          checks.map { check in
            .object([
              ("name", .string(check.name)), ("status", .string(check.status.rawValue)),
              ("finding", .string(check.finding)),
            ])
          })
      ),
    ]).text()
  }
}
