import Testing

@testable import RecordReading

@Suite("Shapes of records")
struct ShapeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let line: String
    var selection = RecordSelection()
    var texts: [String] = []
    var prompts: [String?]?
    var skipped: SkipReason?
    var finding: String?
    var testDescription: String { line }
  }

  private static let chat = """
    {"messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "u1"}, \
    {"role": "assistant", "content": "a1", "reasoning_content": "r1"}, {"role": "user", "content": "u2"}, \
    {"role": "tool", "content": "t"}, {"role": "assistant", "content": "a2"}, \
    {"role": "assistant", "content": null, "tool_calls": [{"function": {"name": "f"}}]}]}
    """

  @Test(
    "turns are chosen by role, place and channel",
    arguments: [
      Case(line: chat, texts: ["a2"], prompts: ["u2"]),
      Case(line: chat, selection: RecordSelection(turn: .first), texts: ["a1"], prompts: ["u1"]),
      Case(line: chat, selection: RecordSelection(turn: .all), texts: ["a1", "a2"], prompts: ["u1", "u2"]),
      Case(line: chat, selection: RecordSelection(role: .user, turn: .all), texts: ["u1", "u2"]),
      Case(line: chat, selection: RecordSelection(role: .system), texts: ["s"]),
      Case(
        line: chat, selection: RecordSelection(role: .all, turn: .all), texts: ["s", "u1", "a1", "u2", "a2"]),
      Case(line: chat, selection: RecordSelection(turn: .all, channel: .reasoning), texts: ["r1"]),
      Case(line: chat, selection: RecordSelection(turn: .first, channel: .all), texts: ["r1\n\na1"]),
      Case(line: #"{"messages": [{"role": "Assistant", "content": "A"}]}"#, texts: ["A"]),
      Case(line: #"{"messages": [{"role": "assistant", "content": ["x", "y "  , "z"]}]}"#, texts: ["x\ny z"]),
      Case(
        line: """
          {"messages": [{"content": [{"text": "x", "type": "text"}, {"type": "image_url", "image_url": {}}, \
          {"type": "thinking", "thinking": "r"}, {"type": "output_text", "text": "y"}], "role": "assistant"}]}
          """, texts: ["x\ny"]),
      Case(
        line: #"{"messages": [{"role": "assistant", "content": null}]}"#, skipped: .empty),
      Case(
        line: #"{"messages": [{"role": "assistant"}]}"#, skipped: .empty),
      Case(
        line: #"{"messages": [{"role": "assistant", "content": [{"type": "image_url"}]}]}"#, skipped: .empty),
      Case(
        line: #"{"messages": [{"role": "assistant", "content": 7}]}"#, skipped: .notText,
        finding: #"content 0 of "messages" is a number, not text"#),
      Case(
        line: #"{"messages": [{"role": "user", "content": "u"}]}"#, skipped: .missingField,
        finding: #"no assistant turn in "messages""#),
      Case(line: #"{"messages": []}"#, skipped: .missingField),
      Case(line: #"{"messages": "x"}"#, skipped: .notText, finding: #"field "messages" is text, not turns"#),
      Case(line: #"{"messages": null}"#, skipped: .empty),
      Case(line: #"{"messages": [[], 1, null, "x", {}]}"#, skipped: .missingField),
      Case(
        line: #"{"messages": [{"role": "assistant", "content": "1"}], "messages": [{"role": "assistant"}]}"#,
        texts: ["1"]),
    ])
  func conversation(example: Case) throws {
    try expect(
      example, FieldPlan(text: FieldPath("messages"), shape: .conversation, selection: example.selection))
  }

  @Test(
    "choices are a document each",
    arguments: [
      Case(line: #"{"choices": [{"message": {"content": "a"}}, {"text": "b"}]}"#, texts: ["a", "b"]),
      Case(
        line: """
          {"messages": [{"role": "user", "content": "p"}], "choices": [{"message": {"content": "a"}}]}
          """, texts: ["a"], prompts: ["p"]),
      Case(line: #"{"choices": [{"message": {"content": null, "tool_calls": []}}]}"#, skipped: .empty),
      Case(line: #"{"choices": [{"delta": {}}]}"#, skipped: .missingField),
      Case(line: #"{"choices": {}}"#, skipped: .notText),
      Case(
        line: #"{"choices": [{"message": {"content": "a", "reasoning_content": "r"}}]}"#,
        selection: RecordSelection(channel: .reasoning), texts: ["r"]),
    ])
  func choices(example: Case) throws {
    try expect(
      example,
      FieldPlan(
        text: FieldPath("choices"), shape: .choices, promptTurns: FieldPath("messages"),
        selection: example.selection))
  }

  @Test(
    "a field may hold content parts, and reasoning may stand beside it",
    arguments: [
      Case(
        line: #"{"output": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]}"#, texts: ["a\nb"]),
      Case(
        line: #"{"output": "a", "reasoning_content": "r"}"#, selection: RecordSelection(channel: .all),
        texts: ["r\n\na"]),
      Case(
        line: #"{"output": null, "reasoning": "r"}"#, selection: RecordSelection(channel: .reasoning),
        texts: ["r"]),
      Case(line: #"{"output": ["a", "b"]}"#, skipped: .notText),
      Case(line: #"{"output": []}"#, skipped: .empty),
    ])
  func parts(example: Case) throws {
    try expect(example, FieldPlan(text: FieldPath("output"), selection: example.selection))
  }

  private func expect(_ example: Case, _ plan: FieldPlan) throws {
    let reading = read(example.line, plan: plan)
    #expect(reading.records.map(\.text) == example.texts)
    if let prompts = example.prompts { #expect(reading.records.map(\.prompt) == prompts) }
    if let skipped = example.skipped {
      #expect(reading.skipped[skipped] == 1)
      #expect(reading.skipped.total == 1)
    } else {
      #expect(reading.skipped.total == 0)
    }
    if let finding = example.finding { #expect(reading.findings == ["answers.jsonl:1: \(finding)"]) }
  }

  @Test(
    "reasoning in tags is told from the answer",
    arguments: [
      ("<think>r</think>a", "a", "r"), ("<thinking>\nr\n</thinking>\n\na", "a", "\nr\n"),
      ("  <think>r</think> a", "a", "r"), ("r</think>a", "a", "r"), ("<think>r", nil, "r"),
      ("a", "a", nil), ("a <think>b</think>", "a <think>b</think>", nil),
      ("a\n<think>r</think>b", "a\nb", "r"), ("<think></think>a", "a", nil),
      ("<think>r</think>a</think>b", "a</think>b", "r"), ("<table><td>", "<table><td>", nil),
      ("<think>a<think>b</think>c", "c", "a<think>b"), ("<", "<", nil), ("</think", "</think", nil),
    ] as [(String, String?, String?)])
  func tags(text: String, answer: String?, reasoning: String?) throws {
    for (channel, expected) in [(OutputChannel.final, answer), (.reasoning, reasoning)] {
      let escaped = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\\n")
      let reading = try read(
        "{\"output\":\"\(escaped)\"}",
        plan: FieldPlan(text: FieldPath("output"), selection: RecordSelection(channel: channel)))
      #expect(reading.records.map(\.text) == (expected.map { [$0] } ?? []))
      #expect(reading.skipped.empty == (expected == nil ? 1 : 0))
    }
  }

  @Test("a field of text and a conversation are told apart, by order and by majority")
  func detected() throws {
    func found(_ lines: String, _ request: FieldRequest = FieldRequest()) throws -> String {
      try #require(try FieldPlan.detect(in: RecordChunk(lines: Array(lines.utf8)), requested: request))
        .description
    }
    let turns = #""messages": [{"role": "user", "content": "u"}, {"role": "assistant", "content": "a"}]"#
    #expect(try found("{\(turns)}") == "turns messages (1 of 1 records)")
    #expect(try found(#"{\#(turns), "text": "rendered"}"#) == "turns messages (1 of 1 records)")
    #expect(
      try found(#"{\#(turns), "response": "r"}"#) == "text response (1 of 1 records), prompt from messages")
    #expect(try found(#"{"content": [{"type": "text", "text": "a"}]}"#) == "text content (1 of 1 records)")
    #expect(
      try found(#"{"a": [{"b": [{"from": "gpt", "value": "x"}]}]}"#, FieldRequest(text: FieldPath("a[0].b")))
        == "turns a[0].b (requested, 1 of 1 records)")
    #expect(
      try found("{\(turns)}\n{\"output\":\"o\"}\n{\"output\":\"o\"}") == "text output (2 of 3 records)")
    let users = FieldRequest(selection: RecordSelection(role: .user))
    #expect(try found(#"{\#(turns), "output": "o"}"#, users) == "turns messages (1 of 1 records)")
    #expect(throws: RecordReadingError.self) { try found(#"{"output": "o"}"#, users) }
  }

  @Test("conditions leave records out before anything is asked of them")
  func conditions() throws {
    let lines = """
      {"kind":"a","n":1,"output":"1"}
      {"kind":"b","n":1,"output":"2"}
      {"kind":"c","n":1.0,"output":"3"}
      {"kind":"a","n":2}
      {"kind":null,"output":"5"}
      {"n":true,"kind":"a","output":"6"}
      """
    func texts(_ conditions: String...) throws -> [String] {
      let selection = RecordSelection(conditions: try conditions.map { try FieldCondition($0) })
      let reading = read(lines, plan: FieldPlan(text: try FieldPath("output"), selection: selection))
      return reading.records.map(\.text)
    }
    #expect(try texts("kind=a", "n=1") == ["1"])
    #expect(try texts("kind=a", "kind=b", "n=1") == ["1", "2"])
    #expect(try texts("n=1.0") == ["3"])
    #expect(try texts("n=true") == ["6"])
    #expect(try texts("kind=") == [])
    #expect(throws: RecordReadingError.self) { try FieldCondition("kind") }
  }

  @Test("shards share every record out once", arguments: [1, 2, 3, 7])
  func shards(count: Int) throws {
    let lines = (0..<20).map { "{\"output\":\"t\($0)\"}" }.joined(separator: "\n")
    var texts: [String] = []
    for index in 1...count {
      let selection = RecordSelection(shard: try RecordShard("\(index)/\(count)"))
      texts += read(lines, plan: FieldPlan(text: try FieldPath("output"), selection: selection)).records.map(
        \.text)
    }
    #expect(texts.sorted() == (0..<20).map { "t\($0)" }.sorted())
    for wrong in ["0/2", "3/2", "1", "a/b", "1/2/3", "1/0", "-1/2"] {
      #expect(throws: RecordReadingError.self) { try RecordShard(wrong) }
    }
  }
}
