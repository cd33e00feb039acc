import WhorlReporting

/// One report that was asked for, and where it goes.
struct ReportRequest {
  let kind: ReportKind
  let file: OutputFile

  /// The requests that `texts` (`KIND=FILE`) make, checked before any work.
  ///
  /// - Parameter inputs: Every file that is read, which no report may overwrite.
  static func requests(_ texts: [String], inputs: [String]) throws -> [ReportRequest] {
    var requests: [ReportRequest] = []
    for text in texts {
      guard let equals = text.firstIndex(of: "=") else {
        throw CommandFailure(
          "--report \(text): give a kind and a file, as in --report "
            + "\(ReportKind(rawValue: text) == nil ? "junit" : text)=FILE")
      }
      let (name, path) = (String(text[..<equals]), String(text[text.index(after: equals)...]))
      guard let kind = ReportKind(rawValue: name) else {
        throw CommandFailure("--report \(text): \(ReportKind.unknown(name))")
      }
      guard !requests.contains(where: { OutputFile.isSame($0.file.path, path) }) else {
        throw CommandFailure("two reports go to \(path == "-" ? "standard output" : path): give each its own")
      }
      let file = try OutputFile(path, option: "--report", isText: true) { inputs }
      requests.append(ReportRequest(kind: kind, file: file))
    }
    return requests
  }

  /// The report's text.
  func text(_ report: CompareReport, options: ReportOptions) throws -> String {
    switch kind {
    case .text:
      file.path == "-"
        ? report.text(width: Terminal.width, isColored: options.isColored)
        : report.text(width: LineWidth.unlimited, isColored: false)
    case .json: try report.json() + "\n"
    case .junit: report.junit()
    case .sarif: try report.sarif() + "\n"
    case .markdown: report.markdown()
    case .github: report.githubAnnotations()
    case .html: report.html()
    }
  }
}
