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

  @OptionGroup var projectFile: ProjectOptions

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

  @OptionGroup var packs: FingerprintPackOptions

  @Option(
    name: .customLong("disable"),
    help: ArgumentHelp(
      "Leave out a rule of the packs, as ID or PACK/ID. May be repeated.", valueName: "rule"))
  var disabled: [String] = []

  @Option(
    help: ArgumentHelp(
      "Who makes the model that wrote the suspects' texts, for packs that compare makers.", valueName: "name")
  )
  var maker: String?

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
    case .packs: packs.packs
    case .disable: disabled.isEmpty ? nil : disabled.joined(separator: ",")
    case .maker: maker
    case .failOn: failOn
    case .inconclusive: inconclusive
    case .baseline: baseline
    }
  }
}
