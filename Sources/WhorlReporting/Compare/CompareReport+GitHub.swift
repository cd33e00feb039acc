extension CompareReport {
  /// The most annotations of a kind that GitHub shows of a step.
  private static let annotationLimit = 10

  /// The report as workflow commands, which GitHub Actions shows as annotations: errors for violations and
  /// failures, warnings for what does not fail. No more of a kind than GitHub shows; the last of them says
  /// what was left out.
  public func githubAnnotations() -> String {
    let errors =
      failures.map { failure in
        (
          title: "whorl: \(failure.role.rawValue) \(failure.name)", message: failure.message,
          path: failure.paths.first, line: nil
        )
      } + policy.violations.map(annotation)
    let warnings = (policy.warnings + policy.known).map(annotation)
    return Self.commands("error", errors) + Self.commands("warning", warnings)
  }

  private typealias Annotation = (title: String, message: String, path: String?, line: Int?)

  private func annotation(_ violation: PolicyViolation) -> Annotation {
    (
      title: "whorl: \(violation.suspect)", message: violation.message,
      path: violation.findings.first?.path ?? suspects.first { $0.name == violation.suspect }?.paths.first,
      line: violation.findings.first?.line
    )
  }

  private static func commands(_ kind: String, _ annotations: [Annotation]) -> String {
    let isCut = annotations.count > annotationLimit
    let shown = annotations.prefix(isCut ? annotationLimit - 1 : annotationLimit)
    var text = ""
    for annotation in shown {
      let file = annotation.path.map { "file=\(WorkflowCommandText.property($0))," } ?? ""
      let line = annotation.line.map { "line=\($0)," } ?? ""
      text +=
        "::\(kind) \(file)\(line)title=\(WorkflowCommandText.property(annotation.title))::"
        + "\(WorkflowCommandText.data(annotation.message))\n"
    }
    if isCut {
      text +=
        "::\(kind) title=whorl::\(annotations.count - shown.count) more of this kind are not shown here: "
        + "GitHub shows \(annotationLimit) a step\n"
    }
    return text
  }
}
