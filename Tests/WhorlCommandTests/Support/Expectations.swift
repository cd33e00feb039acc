import Testing

/// Expects the way every error ends: status 2, nothing on standard output, and one line on standard
/// error that holds each of `parts`.
func expectError(
  _ run: ToolRun, _ parts: String..., sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(run.status == 2, sourceLocation: sourceLocation)
  #expect(run.output.isEmpty, sourceLocation: sourceLocation)
  #expect(run.errorLines.count == 1, "\(run.errors)", sourceLocation: sourceLocation)
  #expect(run.errors.hasPrefix("whorl: ") && run.errors.hasSuffix("\n"), sourceLocation: sourceLocation)
  for part in parts {
    #expect(run.errors.contains(part), sourceLocation: sourceLocation)
  }
}

/// Expects a usage error: as any other, but the usage may follow its line.
func expectUsageError(
  _ run: ToolRun, _ parts: String..., sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(run.status == 2, sourceLocation: sourceLocation)
  #expect(run.output.isEmpty, sourceLocation: sourceLocation)
  let first = run.errorLines.first ?? ""
  #expect(first.hasPrefix("whorl: "), sourceLocation: sourceLocation)
  for part in parts {
    #expect(first.contains(part), "\(run.errors)", sourceLocation: sourceLocation)
  }
  for line in run.errorLines.dropFirst() {
    #expect(
      ["Usage: whorl ", "       whorl ", "  See "].contains { line.hasPrefix($0) },
      sourceLocation: sourceLocation)
  }
}

/// Expects success and returns the run.
@discardableResult
func expectSuccess(_ run: ToolRun, sourceLocation: SourceLocation = #_sourceLocation) -> ToolRun {
  #expect(run.status == 0, "\(run.errors)", sourceLocation: sourceLocation)
  return run
}
