import ArgumentParser
import WhorlReporting

/// `whorl compare`: many suspects against the same references, held against a policy.
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare many suspects with references, and hold the result against a policy.",
    usage: "whorl compare [SUSPECT...] [-r REFERENCE...] [options]",
    discussion: """
      Each SUSPECT is one fingerprint or one corpus. Suspects, references and policy can stand in a \
      project file, whorl.yml, which 'whorl init' writes and 'whorl config' shows; what is given on the \
      command line comes in place of what the file says.

      EXAMPLES:
        whorl compare out/*.jsonl -r references/ --fail-on match,cluster
        whorl compare --report junit=junit.xml --report sarif=whorl.sarif
        whorl compare --baseline accepted.json --update-baseline
        whorl compare --dry-run

      Reports: text, json, junit, sarif, markdown, github, html. - stands for standard output.

      Exit status: 0 within policy, 1 policy breached, 2 an error (the rest is reported all the same), \
      3 inconclusive where the policy asks for a decision.
      """)

  @OptionGroup var options: CompareOptions

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp("Also write a report: KIND=FILE. May be given more than once.", valueName: "kind=file")
  )
  var reports: [String] = []

  @Flag(name: .customLong("update-baseline"), help: "Accept all of today's violations in the baseline file.")
  var isBaselineUpdate = false

  @Flag(name: .customLong("dry-run"), help: "Check everything and say what would run.")
  var isDryRun = false

  @OptionGroup var report: ReportOptions

  func run() async throws {
    guard !isDryRun || report.format == .text else {
      throw CommandFailure(
        "--dry-run and --format \(report.format.rawValue) contradict each other: what would run is told as text; "
          + "leave one out")
    }
    let settings = try CompareSettings(options, reports: reports)
    let plan = try ComparePlan(settings, isBaselineUpdate: isBaselineUpdate, notes: report.notes)
    if plan.areFingerprints, options.evidence.domainBackground.isEmpty {
      try options.reading.refuseWithoutCorpora()
    }
    let isStandardOutputTaken = plan.reports.contains { $0.file.path == "-" }
    guard !(isStandardOutputTaken && report.format == .json) else {
      throw CommandFailure("a report and --format json both go to standard output: give the report a file")
    }
    if isDryRun {
      for problem in plan.problems { FailureLog.report(problem.message) }
      if plan.problems.isEmpty { Terminal.write(plan.text) }
      return
    }
    var compared = try await CompareRun(plan: plan, notes: report.notes).report()
    // What cannot be written does not lose the rest.
    if let file = plan.baselineFile {
      attempt { try update(file, &compared) }
    }
    for request in plan.reports {
      attempt { try request.file.write(Array(try request.text(compared, options: report).utf8)) }
    }
    if !isStandardOutputTaken {
      switch report.format {
      case .text: Terminal.write(compared.text(width: Terminal.width, isColored: report.isColored))
      case .json: Terminal.write(try compared.json() + "\n")
      }
    }
    for failure in compared.failures {
      Terminal.writeErrorLine("\(failure.role.rawValue) '\(failure.name)': \(failure.message)")
    }
    if !compared.failures.isEmpty || FailureLog.hasFailures { throw ExitStatus.error }
    switch compared.policy.status {
    case .none, .passed, .failed: break
    case .breached: throw ExitStatus.policyBreached
    case .inconclusive: throw ExitStatus.inconclusive
    }
  }

  private func attempt(_ body: () throws -> Void) {
    do { try body() } catch { FailureLog.report(CommandFailure(error).message) }
  }

  /// Accepts what breaches the policy. With something failed, the baseline would lose what was accepted of
  /// it, and is left as it is.
  private func update(_ file: OutputFile, _ compared: inout CompareReport) throws {
    guard compared.failures.isEmpty else {
      report.notes.note("\(file.path) is left as it is, because something failed")
      return
    }
    let baseline = PolicyBaseline(accepting: compared.policy.violations)
    try file.write(Array((try baseline.json() + "\n").utf8))
    compared.policy.known = compared.policy.violations
    compared.policy.violations = []
    compared.policy.status = .passed
    report.notes.note("\(file.path): accepts \(CountText.of(baseline.count, "violation"))")
  }
}
