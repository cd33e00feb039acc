import RulePacks
import WhorlKit
import WhorlReporting

/// All that `whorl compare` is going to do, checked, before any of it is done.
struct ComparePlan {
  let settings: CompareSettings
  let references: [PlannedInput]
  let suspects: [PlannedInput]
  let vocabulary: Vocabulary
  let background: BackgroundModel?
  /// The rules that texts are scanned with.
  let rules: CompareRules
  /// What is accepted; nil without a baseline or where it is to be written.
  let baseline: PolicyBaseline?
  let baselineFile: OutputFile?
  let reports: [ReportRequest]

  /// What is wrong with inputs that cannot be found or looked into; they fail, and the rest is compared.
  var problems: [CommandFailure] { (suspects + references).compactMap(\.problem) }

  /// Whether what is there of the inputs is fingerprints all.
  var areFingerprints: Bool {
    (references + suspects).allSatisfy { $0.isFingerprint || $0.problem != nil }
  }

  init(_ settings: CompareSettings, isBaselineUpdate: Bool, notes: NoteOptions) throws {
    self.settings = settings
    let seed = settings.evidence.assessment().seed
    references = try PlannedInput.inputs(
      settings.references, role: "reference", reading: settings.reading, seed: seed)
    suspects = try PlannedInput.inputs(
      settings.suspects, role: "suspect", reading: settings.reading, seed: seed)
    guard !suspects.isEmpty else {
      throw CommandFailure(
        settings.references.count > 1
          ? "no suspects: -r takes every argument that follows it, so put the suspects before -r"
          : "no suspects: 'whorl compare SUSPECT... -r REFERENCE...', or name them in whorl.yml")
    }
    guard !references.isEmpty else {
      throw CommandFailure("no references: name them with -r, or in whorl.yml")
    }
    let all = references + suspects
    for inputs in [suspects, references] {
      if let problem = inputs.first?.problem, inputs.allSatisfy({ $0.problem != nil }) { throw problem }
    }
    for note in all.compactMap(\.note) { notes.note(note) }
    let list = settings.reading.filesFrom
    let baselinePath = settings[.baseline].text
    let read = [list, isBaselineUpdate ? nil : baselinePath].compactMap(\.self)
    guard (all.flatMap(\.paths) + read).count(where: { $0 == "-" }) <= 1 else {
      throw CommandFailure("standard input (-) is named twice: it can be read only once")
    }
    try Self.check(settings, references: references)
    rules = try CompareRules(settings, suspects: suspects, notes: notes)
    vocabulary = try settings[.vocabulary].placed { try settings.vocabulary.load() }
    background = try settings[.background].placed { try settings.evidence.load() }

    let given =
      [
        settings.project?.path, settings.evidence.background, settings.vocabulary.vocabulary, list,
      ].compactMap(\.self) + (settings.packs ?? [])
    let inputs = all.flatMap(\.files) + given
    reports = try ReportRequest.requests(settings.reports, inputs: inputs)
    // A baseline that is not there yet is seen by its name only.
    for report in reports {
      guard let baselinePath, baselinePath != "-", OutputFile.isSame(baselinePath, report.file.path) else {
        continue
      }
      throw CommandFailure(
        "\(baselinePath) is the baseline and a report: give --report \(report.kind.rawValue) another name")
    }
    if isBaselineUpdate {
      guard let baselinePath else {
        throw CommandFailure("--update-baseline needs to know which file: add --baseline FILE")
      }
      guard !settings.policy.isEmpty else {
        throw CommandFailure("--update-baseline without a policy: there is nothing to accept; add --fail-on")
      }
      guard baselinePath != "-" else {
        throw CommandFailure("--update-baseline needs a file, which - is not: add --baseline FILE")
      }
      baselineFile = try OutputFile(baselinePath, option: "--baseline", isText: true) { inputs }
      baseline = nil
    } else {
      baselineFile = nil
      baseline = try baselinePath.map { path in
        try settings[.baseline].placed { try Self.baseline(at: path) }
      }
    }
  }

  private static func baseline(at path: String) throws -> PolicyBaseline {
    guard InputBytes.isThere(path) else {
      throw CommandFailure("there is no baseline \(path): check the path, or write it with --update-baseline")
    }
    let bytes = try InputBytes.read(path)
    do { return try PolicyBaseline(json: bytes) } catch { throw CommandFailure("\(path) \(error)") }
  }

  private static func check(_ settings: CompareSettings, references: [PlannedInput]) throws {
    let policy = settings.policy
    if settings.evidence.uncalibrated, !policy.thresholds.isEmpty {
      throw CommandFailure(
        "the policy has thresholds of log10 LR, and without a background there is none: "
          + "drop uncalibrated, or the thresholds")
    }
    for (threshold, place) in zip(policy.thresholds, settings.project?.thresholdPlaces ?? [])
    where !references.contains(where: { threshold.references.matches($0.name) }) {
      let name = threshold.references.text
      throw CommandFailure(
        "\(place): no reference is called '\(name)'"
          + NameSuggestion.hint(for: name, among: references.map(\.name)))
    }
  }
}
