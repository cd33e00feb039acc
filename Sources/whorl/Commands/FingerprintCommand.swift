import ArgumentParser
import RecordReading
import RulePacks
import WhorlKit
import WhorlReporting

/// `whorl fingerprint`: one fingerprint from a corpus.
struct FingerprintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fingerprint",
    abstract: "Make a fingerprint of one model's outputs.",
    usage: """
      whorl fingerprint INPUT... -o FILE [--name NAME] [options]
      whorl fingerprint INPUT... --group-field FIELD -o DIRECTORY [options]
      """,
    discussion: """
      Reads JSON Lines, JSON, CSV, TSV or plain text, also in gzip or zstd, from files, directories, \
      patterns or standard input (-), and writes one file that holds counts and sketches, and no text. \
      The same records give the same bytes, in any order and with any number of threads.

      --group-field makes a fingerprint for each value of a field, in one pass, in the directory -o. \
      --shard reads a part; 'whorl merge' of all parts gives the bytes of one run. --checkpoint keeps \
      what was done, so that a run that was killed goes on from there when it is run again.

      EXAMPLES:
        whorl fingerprint gpt.jsonl -o gpt.whorl --name gpt-4o --vendor openai
        whorl fingerprint logs/ -o ours.whorl --text-field response.text
        whorl fingerprint log.jsonl.zst --group-field model -o fingerprints/
        zcat dump.jsonl.gz | whorl fingerprint - -o dump.whorl --name dump
      """)

  @Argument(help: ArgumentHelp("Files, directories, patterns, or - for standard input.", valueName: "input"))
  var inputs: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The fingerprint to write; - for standard output; with --group-field a directory.", valueName: "file"))
  var output: String

  @Option(
    help: "The name that reports use. Default: the first input's name, or the group's value."
  )
  var name: String?

  @Option(help: "Who makes the model: versions of one vendor are not rivals.")
  var vendor: String?

  @Option(
    name: .customLong("group-field"),
    help: ArgumentHelp("Make a fingerprint for each value of this field.", valueName: "path"))
  var groupField: String?

  @Option(
    help: ArgumentHelp("Read part i of n, in which each n-th record is, to be merged.", valueName: "i/n"))
  var shard: String?

  @Option(
    help: ArgumentHelp(
      "Keep what was done in this file, and go on from it if it is there.", valueName: "file"))
  var checkpoint: String?

  @Option(
    name: .customLong("checkpoint-interval"),
    help: ArgumentHelp("Seconds from one checkpoint to the next.", valueName: "seconds"))
  var checkpointInterval = 30

  @Option(help: ArgumentHelp("What --sample draws by.", valueName: "number"))
  var seed: UInt64 = 1

  @OptionGroup var reading: InputOptions
  @OptionGroup var vocabulary: VocabularyOptions
  @OptionGroup var rules: FingerprintPackOptions
  @OptionGroup var notes: NoteOptions

  func run() async throws {
    let options = try reading.resolved(seed: seed, group: groupField, shard: shard)
    try ModelName.check(name, option: "--name")
    try ModelName.check(vendor, option: "--vendor")
    let inputs = try reading.paths(inputs)
    guard !inputs.isEmpty else {
      throw CommandFailure(
        "no inputs: name files or directories, - for standard input, or a --files-from list")
    }
    let vocabulary = try vocabulary.load()
    let ruleSet = try rules.load(notes: notes)
    let pipeline = Pipeline(
      options: options, vocabulary: vocabulary, notes: notes, rules: ruleSet.map { RuleReading(set: $0) })
    let checkpoint = try checkpointFile(inputs, options, vocabulary, ruleSet)
    if groupField != nil {
      try await writeGroups(inputs, pipeline, checkpoint)
    } else {
      try await writeOne(inputs, pipeline, checkpoint)
    }
    checkpoint?.remove()
  }

  private func writeOne(
    _ inputs: [String], _ pipeline: Pipeline, _ checkpoint: CheckpointFile?
  ) async throws {
    let name = try name ?? Self.name(of: inputs)
    let file = try OutputFile(output) { try filesRead(inputs) }
    let corpus = try await pipeline.read(inputs, checkpoint: checkpoint)
    let fingerprint = try corpus.fingerprint(name: name, vendor: vendor)
    let bytes = fingerprint.encoded()
    try file.write(bytes)
    let header = fingerprint.header
    notes.note(
      "\(output): \(header.name), \(CountText.of(header.documents, "document")), "
        + "\(CountText.of(header.tokens, "token")), \(SizeText.of(bytes.count))"
    )
  }

  private func writeGroups(
    _ inputs: [String], _ pipeline: Pipeline, _ checkpoint: CheckpointFile?
  ) async throws {
    guard name == nil else {
      throw CommandFailure("--name is for one fingerprint: those of --group-field are named by their values")
    }
    guard pipeline.options.fields.selection.shard == nil else {
      throw CommandFailure("--group-field and --shard do not go together: give one or the other")
    }
    let directory = try OutputDirectory(output)
    let (groups, tally) = try await pipeline.readGroups(inputs, checkpoint: checkpoint)
    try directory.make()
    var names: [String: String] = [:]
    for group in groups {
      let name = group.value.isEmpty ? "(empty)" : ModelName.derived(from: group.value)
      if let other = names.updateValue(group.value, forKey: name) {
        notes.note("the values '\(other)' and '\(group.value)' have one name in reports: '\(name)'")
      }
      // Records that gave no document belong to no group: each group's account is of its documents.
      var account = CorpusTally()
      account.inputs = tally.inputs
      let fingerprint = try CorpusFingerprint(builder: group.builder, tally: account).fingerprint(
        name: name, vendor: vendor)
      try directory.file(for: group.value).write(fingerprint.encoded())
      notes.note(
        "\(directory.path)/\(OutputDirectory.name(group.value)).whorl: "
          + "\(CountText.of(fingerprint.header.documents, "document")), "
          + "\(CountText.of(fingerprint.header.tokens, "token"))")
    }
  }

  private func checkpointFile(
    _ inputs: [String], _ options: CorpusReadingOptions, _ vocabulary: Vocabulary, _ rules: RuleSet?
  ) throws -> CheckpointFile? {
    guard let checkpoint else { return nil }
    try checkApart(checkpoint)
    guard !inputs.contains("-") else {
      throw CommandFailure("--checkpoint needs inputs that can be read again, which standard input cannot")
    }
    guard !options.selectsInOrder else {
      throw CommandFailure("--checkpoint does not go with --limit, --sample and --dedupe: leave one out")
    }
    guard !options.keepsGoing else {
      throw CommandFailure("--checkpoint does not go with --keep-going: leave one out")
    }
    guard (0...86_400).contains(checkpointInterval) else {
      throw CommandFailure("--checkpoint-interval \(checkpointInterval): give 0 to 86400 seconds")
    }
    let selection = reading.selection
    let channel = selection.channel ?? .final
    let settings =
      try reading.files(inputs) + [
        ToolVersion.current, vocabulary.digest, reading.inputFormat?.rawValue ?? "", reading.split.rawValue,
        reading.textField ?? "", reading.promptField ?? "", reading.idField ?? "", groupField ?? "",
        shard ?? "", selection.role.rawValue, selection.turn.rawValue, channel.rawValue,
      ] + selection.conditions + (rules?.packs ?? []).map(\.digest)
    return try CheckpointFile(checkpoint, interval: checkpointInterval, settings: settings) {
      try filesRead(inputs)
    }
  }

  /// Throws if `checkpoint` is, or could become, a file that a result is written to: it is removed when all results
  /// are there.
  private func checkApart(_ checkpoint: String) throws {
    let isResult =
      groupField == nil
      ? output != "-" && OutputFile.isSame(checkpoint, output)
      : checkpoint.hasSuffix(".whorl") && OutputFile.isSame(OutputFile.directory(of: checkpoint), output)
    guard !isResult else {
      throw CommandFailure(
        "\(checkpoint) is the checkpoint and a result, and checkpoints are removed at the end: give --checkpoint "
          + "another name")
    }
  }

  /// Every file that is read, which no output may replace.
  private func filesRead(_ inputs: [String]) throws -> [String] {
    try reading.filesRead(inputs) + [vocabulary.vocabulary].compactMap(\.self) + rules.files
  }

  private static func name(of inputs: [String]) throws -> String {
    let name = FingerprintSource.name(of: inputs)
    guard !["-", ".", "..", "/"].contains(name) else {
      let place = name == "-" ? "standard input" : name
      throw CommandFailure("what is read from \(place) has no name of its own: give it one with --name")
    }
    return name
  }
}
