import ArgumentParser
import RecordReading

/// Which corpora are read, and how.
struct InputOptions: ParsableArguments {
  @Option(
    name: .customLong("files-from"),
    help: ArgumentHelp(
      "Read more inputs from this file, one path a line; - for standard input.", valueName: "file"))
  var filesFrom: String?

  @Option(
    name: .customLong("text-field"),
    help: ArgumentHelp("The field with the model's output, as a dotted path.", valueName: "path"))
  var textField: String?

  @Option(
    name: .customLong("prompt-field"), help: ArgumentHelp("The field with the prompt.", valueName: "path"))
  var promptField: String?

  @Option(
    name: .customLong("id-field"), help: ArgumentHelp("The field with the record's id.", valueName: "path"))
  var idField: String?

  @Option(
    name: .customLong("max-bad"),
    help: ArgumentHelp(
      "How many bad records to put up with: a number, or a share such as 1%.", valueName: "limit"))
  var maxBad = "0"

  @Option(
    name: [.customShort("j"), .customLong("jobs")],
    help: ArgumentHelp("Threads. Default: all cores.", valueName: "number"))
  var jobs: Int?

  /// The options, checked.
  func resolved() throws -> CorpusReadingOptions {
    if let jobs, !(1...1024).contains(jobs) {
      throw CommandFailure("-j \(jobs) is not a number of threads: give 1 to 1024")
    }
    do {
      return CorpusReadingOptions(
        fields: FieldRequest(
          text: try textField.map { try FieldPath($0) }, prompt: try promptField.map { try FieldPath($0) },
          id: try idField.map { try FieldPath($0) }),
        badRecordLimit: try BadRecordLimit(maxBad), jobs: jobs ?? ProcessorCount.online)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// The files that `inputs` stand for, standard input left out.
  func files(_ inputs: [String]) throws -> [String] {
    do {
      return try RecordSource.expand(inputs).sources.filter { $0 != .standardInput }.map(\.displayPath)
    } catch {
      throw CommandFailure(error)
    }
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
