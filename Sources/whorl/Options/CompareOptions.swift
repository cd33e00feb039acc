import ArgumentParser

/// What `whorl compare` compares, and by which settings: what `whorl config` shows.
struct CompareOptions: ParsableArguments {
  @Argument(help: "The suspects: a fingerprint or a corpus each.")
  var suspects: [String] = []

  @Option(
    name: [.customShort("r"), .customLong("reference")], parsing: .upToNextOption,
    help: ArgumentHelp(
      "The references: fingerprints, directories of them, or a corpus each.", valueName: "reference ..."))
  var references: [String] = []

  @Option(
    help: ArgumentHelp(
      "The project file. Default: whorl.yml in this directory, if it is there. Also WHORL_CONFIG.",
      valueName: "file"))
  var config: String?

  @Flag(name: .customLong("no-config"), help: "Use no project file.")
  var isWithoutConfig = false

  @Option(
    help: ArgumentHelp(
      "What is asked: same (the default: is it this model?) or derived (is it made from it, or it from that?).",
      valueName: "question"))
  var question: String?

  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp(
      "Verdicts that breach the policy: match, cluster, none, inconclusive, outOfDomain, with commas.",
      valueName: "verdicts"))
  var failOn: String?

  @Option(
    help: ArgumentHelp(
      "What to do where the policy asks for a decision that cannot be made: fail (the default), warn, pass.",
      valueName: "action"))
  var inconclusive: String?

  @Option(
    help: ArgumentHelp("Accept the violations in this file, unless they got worse.", valueName: "file"))
  var baseline: String?

  @OptionGroup var reading: InputOptions
  @OptionGroup var vocabulary: VocabularyOptions
  @OptionGroup var evidence: BackgroundOptions

  /// The value that a flag gave, as text.
  func text(_ key: SettingKey) -> String? {
    switch key {
    case .question: question
    case .background: evidence.background
    case .vocabulary: vocabulary.vocabulary
    case .channels: evidence.channels?.rawValue
    case .uncalibrated: evidence.uncalibrated ? "true" : nil
    case .seed: evidence.seed.map(String.init)
    case .jobs: reading.jobs.map(String.init)
    case .maxBad: reading.maxBad
    case .textField: reading.textField
    case .promptField: reading.promptField
    case .idField: reading.idField
    case .failOn: failOn
    case .inconclusive: inconclusive
    case .baseline: baseline
    }
  }

  /// The project file in force; nil if there is none.
  func project() throws -> ProjectFile? {
    if isWithoutConfig {
      if config != nil { throw CommandFailure("--config and --no-config contradict each other") }
      return nil
    }
    if let path = config ?? Terminal.environment("WHORL_CONFIG") { return try ProjectFile(path: path) }
    guard PathPattern.expand(ProjectFile.standardName).isEmpty else {
      return try ProjectFile(path: ProjectFile.standardName)
    }
    return nil
  }
}
