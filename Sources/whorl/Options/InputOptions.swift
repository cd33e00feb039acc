import ArgumentParser
import RecordReading

/// How corpora are read.
struct InputOptions: ParsableArguments {
  @Option(name: .customLong("text-field"), help: "The field with the model's output, as a dotted path.")
  var textField: String?

  @Option(name: .customLong("prompt-field"), help: "The field with the prompt.")
  var promptField: String?

  @Option(name: .customLong("id-field"), help: "The field with the record's id.")
  var idField: String?

  @Option(
    name: .customLong("max-bad"),
    help: "How many bad records to put up with: a number, or a share such as 1%.")
  var maxBad = "0"

  @Option(name: [.customShort("j"), .customLong("jobs")], help: "Threads; default: all cores.")
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
}
