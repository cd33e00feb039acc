import ArgumentParser
import RecordReading
import RulePacks
import WhorlReporting

/// `whorl rules fit`: weights from labelled texts.
struct RulesFitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Fit the weights of a pack to labelled texts.",
    usage: "whorl rules fit INPUT... --pack FILE --labels FIELD -o FILE",
    discussion: """
      Logistic regression whose weights cannot be negative and are drawn to the priors that stand in the pack. \
      Writes the pack with new weights, the priors beside them and the provenance under 'fitted'; comments and \
      order stay. 'whorl evaluate rules' shows what the fit is worth on groups it has not seen.

      EXAMPLES:
        whorl rules fit labelled.jsonl --pack mine.yml --labels label -o fitted.yml
      """)

  @Argument(help: ArgumentHelp("Files with labelled texts.", valueName: "input"))
  var inputs: [String] = []

  @Option(help: ArgumentHelp("The field with the label.", valueName: "path"))
  var labels: String

  @Option(
    name: .customLong("group-field"), help: ArgumentHelp("The field that names the group.", valueName: "path")
  )
  var groupField = "model"

  @Option(
    name: .customLong("leave-out"),
    help: ArgumentHelp("Leave out the texts of this group.", valueName: "group"))
  var leaveOut: String?

  @Option(help: ArgumentHelp("Who makes the models. Default: told from the group's name.", valueName: "name"))
  var maker: String?

  @Option(
    help: ArgumentHelp("How strongly weights are drawn to their priors, in texts.", valueName: "number"))
  var strength = RuleFit.standardStrength

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The pack to write; - for standard output.", valueName: "file"))
  var output: String

  @OptionGroup var packs: PackOptions
  @OptionGroup var reading: InputOptions
  @OptionGroup var sampling: SampleOptions
  @OptionGroup var notes: NoteOptions

  func run() async throws {
    let options = try reading.resolved(seed: sampling.seed)
    let inputs = try reading.paths(inputs)
    guard !inputs.isEmpty else { throw CommandFailure("no inputs: name files with labelled texts") }
    guard packs.packs.count == 1, let name = packs.packs.first else {
      throw CommandFailure("name the one pack to fit with --pack")
    }
    guard strength > 0, strength.isFinite else { throw CommandFailure("--strength must be more than 0") }
    let file = try OutputFile(output) { try reading.filesRead(inputs) }
    let bytes = try RulePack.shippedBytes(name) ?? InputBytes.read(name)
    let loaded = try packs.load(notes: notes)
    let pack = try LabelledScan.pack(loaded.set)
    let corpus = try LabelledCorpus(inputs, labelField: labels, groupField: groupField, options: options)
    let labelled = LabelledScan.items(corpus, loaded.set, maker: maker).map(\.observation).filter {
      $0.group != leaveOut
    }
    let observations = labelled.filter { pack.canonicalLabel($0.label) != nil }
    var unknownLabels: [String: Int] = [:]
    for observation in labelled where pack.canonicalLabel(observation.label) == nil {
      unknownLabels[observation.label, default: 0] += 1
    }
    LabelledScan.noteLeftOut(corpus, unknownLabels: unknownLabels, pack: pack, notes: notes)
    guard !observations.isEmpty else {
      throw CommandFailure(
        "no text has a label that pack '\(pack.name)' knows: give it as one of the pack's labels or their aliases"
      )
    }
    try Self.checkLabels(of: observations, pack)
    let fit = RuleFit(pack, to: observations, strength: strength)
    let digests = corpus.inputs.map { "\($0.displayName) \($0.sha256.prefix(16))" }.joined(separator: ", ")
    var provenance: [(key: String, value: String)] = [
      ("method", "sign-constrained logistic regression towards priors"),
      ("tool", "whorl \(ToolVersion.current)"),
      ("strength", "\(strength)"), ("texts", "\(observations.count)"),
      ("groups", "\(Set(observations.map(\.group)).count)"), ("labels", labels), ("inputs", digests),
    ]
    if let leaveOut { provenance.append(("left_out", leaveOut)) }
    guard let text = fit.rewrite(String(decoding: bytes, as: UTF8.self), provenance: provenance) else {
      throw CommandFailure(
        "\(name) is written in a way that weights cannot be put into: give each 'weight' a line of its own")
    }
    try file.write(Array(text.utf8))
    let changed = zip(fit.weights, pack.rules).count { $0 != $1.weight }
    notes.note(
      "\(output): \(changed) of \(pack.rules.count) weights changed, fitted to \(observations.count) texts")
  }

  /// Throws where no weight can be learned.
  private static func checkLabels(of observations: [RuleObservation], _ pack: RulePack) throws {
    guard !pack.scores.isEmpty else {
      throw CommandFailure(
        "pack '\(pack.name)' has no scores, so there is nothing to fit: add 'scores' to it; see docs/rule-packs.md"
      )
    }
    guard RuleFit.learnableScores(of: pack, from: observations).isEmpty else { return }
    let names = pack.labels.map(\.label)
    let found = Set(observations.compactMap { pack.canonicalLabel($0.label) })
    let others = names.filter { !found.contains($0) }
    let present = names.filter(found.contains)
    let what =
      present.count == 1
      ? "the only label is '\(present[0])'"
      : "no score is for some of the labels \(present.joined(separator: ", ")) and not for the others"
    throw CommandFailure(
      "\(what), so nothing can be learned from \(CountText.of(observations.count, "text")): add texts with other "
        + "labels" + (others.isEmpty ? "" : ", such as \(others.joined(separator: ", "))"))
  }
}
