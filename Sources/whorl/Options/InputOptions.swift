public import ArgumentParser
public import RecordReading
import WhorlReporting

extension InputFormat: ExpressibleByArgument {}
extension TextSplit: ExpressibleByArgument {}

/// Which corpora are read, and how.
struct InputOptions: ParsableArguments {
  @Option(
    name: .customLong("files-from"),
    help: ArgumentHelp(
      "Read more inputs from this file, one path a line; - for standard input.", valueName: "file"))
  var filesFrom: String?

  @Option(
    name: .customLong("input-format"),
    help: ArgumentHelp("jsonl, json, csv, tsv or text. Default: by content.", valueName: "format"))
  var inputFormat: InputFormat?

  @Option(help: "What a document is in plain text: file, paragraph or line.")
  var split = TextSplit.file

  @Option(
    name: .customLong("text-field"),
    help: ArgumentHelp(
      "The field with the model's output, or with the turns that hold it, as a dotted path.",
      valueName: "path"))
  var textField: String?

  @Option(
    name: .customLong("prompt-field"), help: ArgumentHelp("The field with the prompt.", valueName: "path"))
  var promptField: String?

  @Option(
    name: .customLong("id-field"), help: ArgumentHelp("The field with the record's id.", valueName: "path"))
  var idField: String?

  @OptionGroup var selection: SelectionOptions

  @Option(
    name: .customLong("max-bad"),
    help: ArgumentHelp(
      "How many bad records to put up with: a number, or a share such as 1%. Default: 0.",
      valueName: "limit"))
  var maxBad: String?

  @Flag(
    name: .customLong("keep-going"),
    help: "Report a file that cannot be read, read the rest, and end with status 2.")
  var keepGoing = false

  @Option(
    name: [.customShort("j", allowingJoined: true), .customLong("jobs")],
    help: ArgumentHelp("Threads. Default: all cores.", valueName: "number"))
  var jobs: Int?

  /// The options, checked.
  ///
  /// - Parameters:
  ///   - seed: What `--sample` draws by.
  ///   - group: The field to divide by, for a command that can divide a corpus.
  ///   - shard: The part to read, as `i/n`.
  func resolved(
    seed: UInt64 = 1, group: String? = nil, shard: String? = nil
  ) throws -> CorpusReadingOptions {
    if let jobs, !(1...1024).contains(jobs) {
      throw CommandFailure("-j \(jobs) is not a number of threads: give 1 to 1024")
    }
    do {
      let text = try textField.map { try FieldPath($0) }
      var selection = try selection.resolved()
      selection.group = try group.map { try FieldPath($0) }
      selection.shard = try shard.map { try RecordShard($0) }
      var options = CorpusReadingOptions(
        fields: FieldRequest(
          text: text, prompt: try promptField.map { try FieldPath($0) },
          id: try idField.map { try FieldPath($0) }, selection: selection),
        badRecordLimit: try BadRecordLimit(maxBad ?? "0"), jobs: jobs ?? ProcessorCount.online)
      options.stream = RecordStreamOptions(format: inputFormat, split: split, textField: text)
      options.limit = try self.selection.checkedLimit()
      options.sample = try self.selection.checkedSample(seed: seed)
      options.dropsRepeated = self.selection.dedupe == .exact
      options.keepsGoing = keepGoing
      guard shard == nil || !options.selectsInOrder else {
        throw CommandFailure(
          "--limit, --sample and --dedupe look at all records, and --shard at a part: give one or the other")
      }
      return options
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Throws if an option that says how a corpus is read was given and `arguments` are fingerprints all.
  func checkUse(_ arguments: [String]) throws {
    guard !givenOptions.isEmpty else { return }
    for argument in arguments {
      guard argument != "-" else { return }
      if let paths = try InputBytes.fingerprints(inDirectory: argument) {
        if paths.isEmpty { return }
      } else if try !FingerprintSource.isFingerprint(argument) {
        return
      }
    }
    try refuseWithoutCorpora()
  }

  /// Throws if an option that says how a corpus is read was given, for inputs of which none is one.
  func refuseWithoutCorpora() throws {
    guard let option = givenOptions.first else { return }
    throw CommandFailure(
      "\(option) is about how a corpus is read, and all inputs are fingerprints: give the corpora, or leave it out"
    )
  }

  /// The options that were given and say how a corpus is read, or what of it. What is tolerated while it is read,
  /// as scripts set it for whatever comes, is not among them.
  private var givenOptions: [String] {
    [
      textField != nil ? "--text-field" : nil, promptField != nil ? "--prompt-field" : nil,
      idField != nil ? "--id-field" : nil, inputFormat != nil ? "--input-format" : nil,
      split != .file ? "--split" : nil,
    ].compactMap(\.self) + selection.givenOptions
  }

  /// `arguments` that can be opened: patterns as the paths that they stand for, and with --keep-going without those
  /// that cannot be opened, which are told.
  ///
  /// - Throws: ``CommandFailure`` for what cannot be opened, or if nothing is left.
  func opened(_ arguments: [String]) throws -> [String] {
    var opened: [String] = []
    for argument in arguments {
      let found = argument == "-" ? [] : PathPattern.expand(argument)
      for path in found.isEmpty ? [argument] : found {
        do {
          if found.isEmpty, PathPattern.isPattern(path) {
            throw CommandFailure("cannot open \(path): no file has a name of this pattern; check it")
          }
          if path != "-", try InputBytes.fingerprints(inDirectory: path) == nil {
            _ = try InputBytes.prefix(of: path, count: 1)
          }
          opened.append(path)
        } catch let failure as CommandFailure where keepGoing && !path.isEmpty {
          FailureLog.report(failure.message)
        }
      }
    }
    guard !opened.isEmpty || arguments.isEmpty else {
      throw CommandFailure(
        "nothing is left to read: none of \(CountText.of(arguments.count, "input")) can be opened")
    }
    return opened
  }

  /// The files that `inputs` stand for, each of which is a corpus. With --keep-going what cannot be found is told.
  func openedFiles(_ inputs: [String]) throws -> [String] {
    let tell: ((RecordReadingError) -> Void)? =
      keepGoing ? { FailureLog.report(CommandFailure($0).message) } : nil
    do {
      return try RecordSource.expand(inputs, onFailure: tell).sources.map(\.displayPath)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// The files that `inputs` stand for, standard input left out.
  func files(_ inputs: [String]) throws -> [String] {
    do {
      let ignored: ((RecordReadingError) -> Void)? = keepGoing ? { _ in } : nil
      return try RecordSource.expand(inputs, onFailure: ignored).sources.filter { $0 != .standardInput }.map(
        \.displayPath)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Every file that is read for `inputs`, which no output may replace: with the list that named them.
  func filesRead(_ inputs: [String]) throws -> [String] {
    try files(inputs) + [filesFrom].compactMap(\.self)
  }

  /// `arguments`, then the paths that `--files-from` lists.
  func paths(_ arguments: [String]) throws -> [String] {
    guard !arguments.contains("") else { throw InputBytes.emptyPath }
    guard let filesFrom else { return arguments }
    guard filesFrom != "-" || !arguments.contains("-") else {
      throw CommandFailure(
        "standard input (-) is an input and the list of --files-from: it can be read only once")
    }
    let place = filesFrom == "-" ? "standard input" : filesFrom
    guard let text = String(validating: try InputBytes.read(filesFrom), as: UTF8.self), !text.contains("\0")
    else {
      throw CommandFailure("\(place) is no list of files for --files-from: it must be UTF-8, one path a line")
    }
    let listed = text.split(whereSeparator: \.isNewline).map(String.init)
    guard !listed.isEmpty else {
      throw CommandFailure("\(place) lists no files: --files-from needs one path a line")
    }
    guard filesFrom != "-" || !listed.contains("-") else {
      throw CommandFailure(
        "the list on standard input names standard input (-): write ./- for a file of that name")
    }
    return arguments + listed
  }
}
