import Testing

@testable import RecordReading

@Suite("Fields are found by themselves")
struct FieldDetectionTests {
  private func detect(
    _ lines: String, _ requested: FieldRequest = FieldRequest()
  ) throws(RecordReadingError) -> FieldDetection? {
    try FieldPlan.detect(
      in: RecordChunk(lines: Array(lines.utf8), source: RecordSource(path: "dir/a.jsonl")),
      requested: requested)
  }

  private func error(_ lines: String, _ requested: FieldRequest = FieldRequest()) -> RecordReadingError? {
    do throws(RecordReadingError) {
      _ = try detect(lines, requested)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "names are tried in their order",
    arguments: [
      (#"{"text":"t","output":"o","prompt":"p","id":1}"#, "output", "prompt", "id"),
      (#"{"generated_text":"t","text":"x","query":"q","input":"i"}"#, "text", "input", nil),
      (#"{"response":"t","instruction":"q","uuid":"u"}"#, "response", "instruction", "uuid"),
      (#"{"output":{"x":1},"completion":"c","prompt":["p"],"id":true}"#, "completion", nil, nil),
      (#"{"generated_text":"t","custom_id":7,"request_id":null}"#, "generated_text", nil, "custom_id"),
    ] as [(String, String, String?, String?)])
  func order(line: String, text: String, prompt: String?, id: String?) throws {
    let detection = try #require(try detect(line))
    #expect(detection.plan.text.text == text)
    #expect(detection.plan.prompt?.text == prompt)
    #expect(detection.plan.id?.text == id)
    #expect(detection.recordsLookedAt == 1)
  }

  @Test("the first name in most records wins over an earlier name in few")
  func majority() throws {
    let few = String(repeating: #"{"output":"o","text":"t"}"# + "\n", count: 4)
    let many = String(repeating: #"{"text":"t"}"# + "\n", count: 6)
    let detection = try #require(try detect(few + many + "broken\n\n"))
    #expect(detection.plan.text.text == "text")
    #expect(detection.text.fits == 10)
    #expect(detection.malformedLines == 1)
    #expect(detection.description == "text text (10 of 10 records)")
  }

  @Test("a prompt and an id that few records have are taken all the same, by the name that most have")
  func minority() throws {
    let few = [
      #"{"output":"o","question":"q","uid":1}"#, #"{"output":"o","question":"q","uid":2}"#,
      #"{"output":"o","prompt":"p","id":3}"#,
    ]
    let rest = Array(repeating: #"{"output":"o"}"#, count: 5)
    let detection = try #require(try detect((few + rest).joined(separator: "\n")))
    #expect(
      detection.description == "text output (8 of 8 records), prompt question (2 of 8), id uid (2 of 8)")
    #expect(!detection.isComplete)
    let table = "id,prompt,output\n" + "1,p,o\n,,o\n,,o\n,,o\n"
    let directory = try TemporaryDirectory()
    var stream = try RecordStream(RecordSource(path: directory.write(Array(table.utf8), to: "t.csv")))
    let chunk = try #require(try stream.nextChunk())
    let delimited = try #require(try FieldPlan.detect(in: chunk))
    #expect(delimited.plan.prompt?.text == "prompt" && delimited.plan.id?.text == "id")
  }

  @Test("turns that end in the prompt count where the output stands beside them")
  func promptTurns() throws {
    let turns = #""messages":[{"role":"user","content":"u"}]"#
    let lines = [#"{"output":"o",\#(turns)}"#, #"{"output":"o"}"#, #"{"output":"o"}"#]
    #expect(try detect(lines.joined(separator: "\n"))?.plan.promptTurns?.text == "messages")
    #expect(
      try detect(#"{"output":"o"}"# + "\n" + #"{"output":"o"}"# + "\n{\(turns)}")?.plan.promptTurns == nil)
  }

  @Test("without a majority the most frequent name wins")
  func plurality() throws {
    let detection = try #require(
      try detect("{\"output\":\"o\"}\n{\"text\":\"t\"}\n{\"text\":\"t\"}\n{\"x\":1}\n{\"x\":1}"))
    #expect(detection.plan.text.text == "text")
    #expect(detection.text.fits == 2)
    #expect(detection.recordsLookedAt == 5)
  }

  @Test("requested fields win, nested ones too, and are reported")
  func requested() throws {
    let request = FieldRequest(text: try FieldPath("a.b[0]"), id: try FieldPath("output"))
    let detection = try #require(
      try detect("{\"a\":{\"b\":[\"x\"]},\"output\":\"o\"}\n{\"output\":\"o\"}", request))
    #expect(detection.plan == FieldPlan(text: try FieldPath("a.b[0]"), id: try FieldPath("output")))
    #expect(detection.description == "text a.b[0] (requested, 1 of 2 records), id output (requested, 2)")
  }

  @Test("a prompt is never the text field")
  func distinct() throws {
    let detection = try #require(
      try detect(#"{"input":"x","query":"q"}"#, FieldRequest(text: try FieldPath("input"))))
    #expect(detection.plan.prompt?.text == "query")
  }

  @Test("only the first 200 lines are looked at")
  func limit() throws {
    let lines =
      String(repeating: "{\"text\":\"t\"}\n", count: 200)
      + String(repeating: "{\"output\":\"o\"}\n", count: 900)
    #expect(try detect(lines)?.recordsLookedAt == 200)
    #expect(try detect(lines)?.plan.text.text == "text")
  }

  @Test("no text field is an error that lists the fields seen, the most frequent first")
  func noText() throws {
    let lines = "{\"zeta\":1,\"answer\":{\"body\":\"x\"}}\n{\"zeta\":2,\"alpha\":[{\"k\":1}]}\n{\"beta\":[]}"
    #expect(
      error(lines)?.message
        == "no text field in dir/a.jsonl; fields seen: zeta, alpha[0].k, answer.body, beta; "
        + "name one with --text-field")
    #expect(error("{}")?.message.contains("the records have no fields") == true)
  }

  @Test(
    "a field of the right name that holds no text in any record is the text field all the same",
    arguments: [
      (#"{"output":5}"#, "output", #"field "output" is a number, not text"#),
      (#"{"id":1,"text":true}"#, "text", #"field "text" is true or false, not text"#),
      (#"{"messages":"str"}"#, "messages", #"field "messages" is text, not turns"#),
    ])
  func neverText(line: String, field: String, problem: String) throws {
    let detection = try #require(try detect(line + "\n" + line))
    #expect(detection.plan.text.text == field)
    #expect(detection.text.fits == 0)
    let reading = read(line + "\n" + line, plan: detection.plan)
    #expect(reading.skipped.notText == 2)
    #expect(reading.findings == [1, 2].map { "answers.jsonl:\($0): \(problem)" })
    let empty = try #require(try detect(#"{"output":null}"#))
    #expect(read(#"{"output":null}"#, plan: empty.plan).skipped.empty == 1)
  }

  @Test("arrays of turns are conversations where most records are such arrays, unless a field is named")
  func bareTurns() throws {
    let array = #"[{"role":"user","content":"u"},{"role":"assistant","content":"a"}]"#
    let lines = array + "\n" + array + "\n{\"output\":\"o\"}\n[]\n[{\"role\":\"assistant\",\"content\":5}]"
    let detection = try #require(try detect(lines))
    #expect(detection.description == "turns [] (2 of 4 records)")
    let reading = read(lines, plan: detection.plan)
    #expect(reading.records.map(\.text) == ["a", "a"])
    #expect(reading.records.map(\.prompt) == ["u", "u"])
    #expect(
      reading.findings == [
        #"answers.jsonl:3: no assistant turn in "[]""#, #"answers.jsonl:4: no assistant turn in "[]""#,
        #"answers.jsonl:5: content 0 of "[]" is a number, not text"#,
      ])
    let name = try FieldPath("model")
    #expect(error(lines, FieldRequest(id: name))?.code == .unsupportedSelection)
    #expect(error(array, FieldRequest(text: name))?.code == .notJSONLines)
    #expect(error("[1]\n[2]")?.message.contains("--input-format") == true)
  }

  @Test("no more than twenty fields are listed")
  func manyFields() throws {
    let fields = (10..<40).map { "\"f\($0)\":1" }.joined(separator: ",")
    let message = try #require(error("{\(fields)}")?.message)
    #expect(message.contains("f10, f11"))
    #expect(message.contains("f29 and 10 more;"))
    #expect(!message.contains("f30"))
  }

  @Test(
    "a listed field can be asked for as it is listed", arguments: [#"{"a.b":"x"}"#, #"{"p":[{"q[0]":"x"}]}"#])
  func listedFields(line: String) throws {
    let message = try #require(error(line)?.message)
    let name = try #require(message.split(separator: ": ").last?.split(separator: ";").first)
    let path = try FieldPath(String(name))
    #expect(read(line, plan: FieldPlan(text: path)).records.map(\.text) == ["x"])
  }

  @Test("a requested field that is nowhere is an error that names its flag")
  func missingRequest() throws {
    let path = try FieldPath("body")
    let line = #"{"output":"o"}"#
    #expect(
      error(line, FieldRequest(text: path))?.message
        == "no field \"body\" in dir/a.jsonl; fields seen: output; name one with --text-field")
    #expect(error(line, FieldRequest(prompt: path))?.message.contains("--prompt-field") == true)
    #expect(error(line, FieldRequest(id: path))?.message.contains("--id-field") == true)
  }

  @Test(
    "lines of which none is an object are not JSON Lines",
    arguments: ["id,output\n1,x\n", "{\n\"output\":\n\"x\"}"])
  func notJSONLines(lines: String) {
    #expect(error(lines)?.code == .notJSONLines)
    #expect(error(lines)?.message.hasPrefix("dir/a.jsonl is not JSON Lines: line 1: ") == true)
  }

  @Test("blank lines decide nothing")
  func otherStarts() throws {
    #expect(try detect("\n\n") == nil)
    #expect(try detect("x\n{\"output\":\"o\"}")?.malformedLines == 1)
  }

  @Test(
    "a field path is keys and indexes",
    arguments: [
      "", ".", "a.", ".a", "a..b", "a[", "a[]", "a[x]", "a[0]b", "[0]", #"a\"#, #"a\n"#, "a[9999999999]",
    ])
  func invalidPaths(text: String) {
    let error = #expect(throws: RecordReadingError.self) { try FieldPath(text) }
    #expect(error?.code == .invalidFieldPath)
  }
}
