import RecordReading
import RulePacks
import WhorlKit
import WhorlReporting

/// What is in force for `whorl compare`: flags before the environment before the project file before
/// defaults, each with where it came from.
struct CompareSettings {
  /// The project file; nil if there is none.
  let project: ProjectFile?
  /// The value of every setting.
  let values: [SettingKey: Setting]
  /// The references, and where they were named.
  let references: [InputEntry]
  let referencesOrigin: Setting.Origin
  /// The suspects, and where they were named.
  let suspects: [InputEntry]
  let suspectsOrigin: Setting.Origin
  /// The reports as `KIND=FILE`, and where they were named.
  let reports: [String]
  let reportsOrigin: Setting.Origin
  /// The options that the settings amount to.
  let reading: InputOptions
  let vocabulary: VocabularyOptions
  let evidence: BackgroundOptions
  let policy: ComparePolicy
  /// The packs whose findings are reported, as they were named; nil where no rules are wanted at all.
  let packs: [String]?
  /// The rules that are left out.
  let disabled: [String]
  /// The choices for an assessment.
  let assessment: AssessmentOptions

  init(_ options: CompareOptions, reports: [String] = []) throws {
    let project = try options.projectFile.project()
    self.project = project
    var values: [SettingKey: Setting] = [:]
    for key in SettingKey.allCases { values[key] = Self.setting(key, options, project) }
    // What calibration rests on is not asked for where the stronger word is to use none.
    if Self.isUncalibrated(values[.uncalibrated]) {
      for (key, flag) in [(SettingKey.background, "--background"), (.channels, "--channels")]
      where values[key]?.origin != .flag(flag) {
        values[key] = Setting(text: nil, origin: .standard)
      }
    }
    self.values = values

    func place(_ name: String) -> Setting.Origin {
      project.flatMap { file in file.lines[name].map { .project(file: file.path, line: $0) } } ?? .standard
    }
    if options.references.isEmpty {
      (references, referencesOrigin) = (project?.references ?? [], place("references"))
    } else {
      references = options.references.map { InputEntry(paths: [$0]) }
      referencesOrigin = .flag("-r")
    }
    let named = try options.reading.paths(options.suspects)
    if named.isEmpty {
      (suspects, suspectsOrigin) = (project?.suspects ?? [], place("suspects"))
    } else {
      suspects = named.map { InputEntry(paths: [$0]) }
      suspectsOrigin = .flag("SUSPECT")
    }
    if reports.isEmpty {
      (self.reports, reportsOrigin) = (project?.reports ?? [], place("reports"))
    } else {
      (self.reports, reportsOrigin) = (reports, .flag("--report"))
    }

    var reading = options.reading
    reading.textField = values[.textField]?.text
    reading.promptField = values[.promptField]?.text
    reading.idField = values[.idField]?.text
    reading.maxBad = values[.maxBad]?.text
    for key in [SettingKey.textField, .promptField, .idField] {
      _ = try values[key]?.placed { try values[key]?.text.map { try FieldPath($0) } }
    }
    _ = try values[.maxBad]?.placed { try values[.maxBad]?.text.map { try BadRecordLimit($0) } }
    reading.jobs = try Self.parsed(values[.jobs], "which is not a number of threads: give 1 to 1024") {
      Int($0).flatMap { (1...1024).contains($0) ? $0 : nil }
    }
    self.reading = reading
    var vocabulary = options.vocabulary
    vocabulary.vocabulary = Self.path(values[.vocabulary])
    self.vocabulary = vocabulary
    var evidence = options.evidence
    evidence.background = Self.path(values[.background])
    evidence.channels = try Self.parsed(values[.channels], "which is no set of channels: give all or text") {
      BackgroundOptions.Channels(rawValue: $0)
    }
    evidence.seed = try Self.parsed(values[.seed], "which is no seed: give a whole number of 0 or more") {
      UInt64($0)
    }
    evidence.uncalibrated =
      try Self.parsed(values[.uncalibrated], "which is neither true nor false") {
        ["true": true, "yes": true, "1": true, "false": false, "no": false, "0": false][$0.lowercased()]
      } ?? false
    self.evidence = evidence

    let packs = values[.packs]?.text
    self.packs = packs.map { FingerprintPackOptions.names($0) } ?? []
    disabled = values[.disable]?.text?.split(separator: ",").map(String.init) ?? []

    let question = try Self.parsed(
      values[.question], "which is no question that compare can ask: give same or derived",
      Question.init(rawValue:))
    if question == .derived, evidence.uncalibrated, let asked = values[.question] {
      throw asked.failure(
        "is 'derived', which is asked of a background, and 'uncalibrated' uses none: leave one of them out")
    }
    assessment = evidence.assessment(of: question ?? .same)

    var policy = project?.policy ?? ComparePolicy()
    policy.failOn = try Self.verdicts(values[.failOn])
    policy.inconclusive =
      try Self.parsed(values[.inconclusive], "which is no way to treat it: give fail, warn or pass") {
        ComparePolicy.InconclusiveHandling(rawValue: $0)
      } ?? .fail
    self.policy = policy
  }

  /// The value of `key`.
  subscript(_ key: SettingKey) -> Setting { values[key] ?? Setting(text: nil, origin: .standard) }

  /// `failure` with the place of the value that it names, where one of `keys` has it from the project file.
  func culprit(_ keys: [SettingKey], of failure: CommandFailure) -> CommandFailure {
    let parts = keys.flatMap { self[$0].parts }
    guard let part = parts.first(where: { failure.message.contains($0.text) }) else { return failure }
    return CommandFailure("\(part.place): \(failure.message)")
  }

  private static func setting(
    _ key: SettingKey, _ options: CompareOptions, _ project: ProjectFile?
  ) -> Setting {
    if let text = options.text(key) { return Setting(text: text, origin: .flag(key.flag)) }
    if let text = Terminal.environment(key.variable) {
      return Setting(text: text, origin: .environment(key.variable))
    }
    return project?.settings[key] ?? Setting(text: nil, origin: .standard)
  }

  private static func isUncalibrated(_ setting: Setting?) -> Bool {
    ["true", "yes", "1"].contains(setting?.text?.lowercased() ?? "")
  }

  /// A path, or nil where the built-in asset is meant.
  private static func path(_ setting: Setting?) -> String? {
    setting?.text == SettingKey.background.standard ? nil : setting?.text
  }

  private static func parsed<Value>(
    _ setting: Setting?, _ problem: String, _ parse: (String) -> Value?
  ) throws -> Value? {
    guard let setting, let text = setting.text else { return nil }
    guard let value = parse(text) else { throw setting.failure("is '\(text)', \(problem)") }
    return value
  }

  private static func verdicts(_ setting: Setting?) throws -> [Verdict.Kind] {
    guard let setting, let text = setting.text else { return [] }
    let names = Verdict.Kind.allCases.map(\.rawValue)
    var kinds: [Verdict.Kind] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let name = part.split(separator: " ").joined(separator: " ")
      guard let kind = Verdict.Kind(rawValue: name) else {
        let hint = NameSuggestion.hint(for: name, among: names)
        throw setting.failure(
          "names '\(name)', which is no verdict"
            + (hint.isEmpty ? ": give \(names.joined(separator: ", "))" : hint), about: name)
      }
      if !kinds.contains(kind) { kinds.append(kind) }
    }
    return kinds
  }
}
