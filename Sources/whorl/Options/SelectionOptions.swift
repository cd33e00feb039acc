public import ArgumentParser
public import RecordReading

extension TurnRole: ExpressibleByArgument {}
extension TurnChoice: ExpressibleByArgument {}
extension OutputChannel: ExpressibleByArgument {}

/// Which documents are taken of a corpus.
struct SelectionOptions: ParsableArguments {
  /// How repeated texts are found.
  enum Repetition: String, ExpressibleByArgument, CaseIterable {
    case exact
  }

  @Option(help: "Whose turns of a conversation: assistant, user, system or all.")
  var role = TurnRole.assistant

  @Option(help: "Which of these turns: last, first, or all, a document each.")
  var turn = TurnChoice.last

  @Option(
    help: ArgumentHelp(
      "Which part of an output: final, without <think> blocks; reasoning, these alone; or all. Default: final; of "
        + "'whorl rules scan' all.", valueName: "channel"))
  var channel: OutputChannel?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only records whose field has this value. May be repeated: for one field one value is enough.",
      valueName: "field=value"))
  var conditions: [String] = []

  @Option(help: ArgumentHelp("Only the first so many documents.", valueName: "number"))
  var limit: Int?

  @Option(help: ArgumentHelp("Only so many documents, chosen at random by --seed.", valueName: "number"))
  var sample: Int?

  @Option(help: ArgumentHelp("Leave out documents whose text came before: exact.", valueName: "how"))
  var dedupe: Repetition?

  /// The part of the options that concerns single records.
  func resolved() throws -> RecordSelection {
    RecordSelection(
      role: role, turn: turn, channel: channel ?? .final,
      conditions: try conditions.map { try FieldCondition($0) })
  }

  /// The options that were given.
  var givenOptions: [String] {
    [
      role != .assistant ? "--role" : nil, turn != .last ? "--turn" : nil,
      channel != nil ? "--channel" : nil, conditions.isEmpty ? nil : "--where",
      limit != nil ? "--limit" : nil, sample != nil ? "--sample" : nil, dedupe != nil ? "--dedupe" : nil,
    ].compactMap(\.self)
  }

  func checkedLimit() throws -> Int? {
    guard let limit else { return nil }
    guard limit > 0 else { throw CommandFailure("--limit \(limit): give a number of documents above 0") }
    return limit
  }

  func checkedSample(seed: UInt64) throws -> CorpusReadingOptions.Sample? {
    guard let sample else { return nil }
    guard sample > 0 else { throw CommandFailure("--sample \(sample): give a number of documents above 0") }
    return CorpusReadingOptions.Sample(count: sample, seed: seed)
  }
}
