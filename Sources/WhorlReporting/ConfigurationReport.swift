/// The result of `whorl config`: what is in force, and where each value came from.
public struct ConfigurationReport: Sendable {
  /// One setting.
  public struct Row: Sendable {
    let key: String
    let value: String
    let origin: String

    /// A setting with its value and origin in words.
    public init(key: String, value: String, origin: String) {
      self.key = key
      self.value = value
      self.origin = origin
    }
  }

  private let projectFile: String?
  private let rows: [Row]

  /// A report.
  ///
  /// - Parameter projectFile: The path of the project file in force; nil if there is none.
  public init(projectFile: String?, rows: [Row]) {
    self.projectFile = projectFile
    self.rows = rows
  }

  /// A table for a terminal of `width` columns.
  public func text(width: Int) -> String {
    var table = TextTable([("Setting", .left), ("value", .left), ("from", .left)])
    for row in rows {
      let value = DisplayWidth.shortened(PrintableText.of(row.value), to: max(20, width - 50))
      table.append([PrintableText.of(row.key), value, PrintableText.of(row.origin)])
    }
    let file = projectFile.map { "Project file: \(PrintableText.of($0))" } ?? "No project file."
    return ([file, ""] + table.lines(width: width)).joined(separator: "\n") + "\n"
  }

  /// The report as `whorl.config/1`, specified in `docs/project-file.md`.
  ///
  /// - Throws: `EncodingError`, which does not happen: there are no numbers in it.
  public func json() throws -> String {
    try JSONValue.object([
      ("schema", .string("whorl.config/1")),
      ("projectFile", .optional(projectFile)),
      (
        "settings",
        .array(
          rows.map { row in
            .object([
              ("key", .string(row.key)), ("value", .string(row.value)), ("origin", .string(row.origin)),
            ])
          })
      ),
    ]).text()
  }
}
