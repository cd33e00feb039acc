internal import CSimdjson

/// The first array of a sample, where its elements are the turns of one conversation: objects that all say who speaks
/// (`role` or `from`), a known speaker or a tool, at least one of them what (`content` or `value`), and none a text
/// of its own elsewhere, as records have that say whose they are.
struct TurnArraySample {
  /// Turns that are looked at.
  private static let turnsLookedAt = 50

  /// Whether one of the turns that were looked at is the user's, or an instruction.
  let hasUser: Bool
  /// Whether one of them is the model's.
  let hasAssistant: Bool
  /// Whether the array ends on its line and another one, or an object, follows on the next.
  let isLine: Bool

  /// Where records have their text, and turns have nothing.
  private static let placesOfRecords =
    FieldPlan.textNames.filter { $0 != "content" } + ["messages", "conversations", "conversation", "choices"]
  /// Speakers that are nobody.
  private static let tools: Set<String> = [
    "tool", "function", "ipython", "observation", "environment", "tool_call", "tool_response",
    "function_call",
    "function_response",
  ]

  /// Nil if the sample does not begin with an array of objects that are all turns, as far as they can be seen.
  init?(_ sample: [UInt8]) {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard let first = sample.firstIndex(where: { !isSpace($0) }), sample[first] == UInt8(ascii: "["),
      sample[(first + 1)...].first(where: { !isSpace($0) }) == UInt8(ascii: "{")
    else { return nil }
    let padded = sample + [UInt8](repeating: 0, count: RecordChunk.padding)
    var framer = JSONFramer()
    var spans: [RecordSpan] = []
    framer.scan(sample.span, isEnd: false, into: &spans)
    // What stands behind the array is none of its elements.
    let turns = spans.prefix { $0.defect == nil }.prefix(Self.turnsLookedAt)
    guard !turns.isEmpty else { return nil }
    let reader = LineReader(
      paths: (["role", "from", "content", "value"] + Self.placesOfRecords).map(FieldPath.init(key:)))
    var (hasUser, hasAssistant, hasContent) = (false, false, false)
    var output: [UInt8] = []
    for turn in turns {
      output.removeAll()
      let status = reader.readRepairing(turn.range, of: padded.span, into: &output).status
      guard status == CSimdjsonStatusValid else { return nil }
      let roles = [0, 1].map(reader.value).filter { $0.kind == CSimdjsonKindString }
      guard let role = roles.first else { return nil }
      // Tools speak too, and what calls them may say nothing.
      hasContent = hasContent || [2, 3].contains { reader.kind($0) != CSimdjsonKindMissing }
      guard Self.placesOfRecords.indices.allSatisfy({ reader.kind(4 + $0) == CSimdjsonKindMissing }) else {
        return nil
      }
      guard let speaker = TurnRole(named: output[role.range]) else {
        guard Self.tools.contains(String(decoding: output[role.range], as: UTF8.self)) else { return nil }
        continue
      }
      hasUser = hasUser || speaker == .user || speaker == .system
      hasAssistant = hasAssistant || speaker == .assistant
    }
    guard hasUser || hasAssistant, hasContent else { return nil }
    self.hasUser = hasUser
    self.hasAssistant = hasAssistant
    let line = sample[first...].prefix { $0 != 0x0A }
    let next = sample[line.endIndex...].first { !isSpace($0) }
    isLine =
      line.last { !isSpace($0) } == UInt8(ascii: "]")
      && (next == UInt8(ascii: "[") || next == UInt8(ascii: "{"))
  }
}
