import Foundation
import Testing

@testable import RecordReading

@Suite("Records are taken out of lines")
struct RecordExtractorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let line: String
    let text: String
    var prompt: String?
    var id: String?
    var testDescription: String { line }
  }

  @Test(
    "a good line gives its text, prompt and identifier",
    arguments: [
      Case(line: #"{"output":"a"}"#, text: "a"),
      Case(line: #" { "output" : "a" , "prompt" : "p" , "id" : "i" } "#, text: "a", prompt: "p", id: "i"),
      Case(line: #"{"output":"a","id":12}"#, text: "a", id: "12"),
      Case(line: #"{"output":"a","id":-1.50E+3 }"#, text: "a", id: "-1.50E+3"),
      Case(
        line: #"{"id":123456789012345678901234567890,"output":"a"}"#, text: "a",
        id: "123456789012345678901234567890"),
      Case(line: #"{"id":1e999,"output":"a"}"#, text: "a", id: "1e999"),
      Case(line: #"{"output":"a","id":null,"prompt":7}"#, text: "a"),
      Case(line: #"{"output":"a","id":{"x":1},"prompt":["p"]}"#, text: "a"),
      Case(line: #"{"output":"\"\\\/\b\f\n\r\t"}"#, text: "\"\\/\u{8}\u{C}\n\r\t"),
      Case(line: #"{"output":"\u0041\u00e9\u20AC\ud83d\ude00"}"#, text: "Aé€😀"),
      Case(line: #"{"output":"x\u0000y"}"#, text: "x\0y"),
      Case(line: #"{"output":"é€😀"}"#, text: "é€😀"),
      Case(line: #"{"out\u0070ut":"a"}"#, text: "a"),
      Case(line: #"{"output":"first","output":"second"}"#, text: "first"),
      Case(line: #"{"x":{"output":"inner"},"output":"outer"}"#, text: "outer"),
      Case(line: #"{"x":[{"output":"inner"},[[]],{}],"output":"outer"}"#, text: "outer"),
      Case(line: #"{"output":"a:\"b\",{[]}"}"#, text: "a:\"b\",{[]}"),
      Case(line: #"{"":"","output":" a "}"#, text: " a "),
    ])
  func goodLine(_ example: Case) throws {
    let reading = try read(example.line, plan: outputPlan())
    let expected = Reading.Line(line: 1, text: example.text, prompt: example.prompt, id: example.id)
    #expect(reading.records == [expected])
    #expect(reading.skipped == SkipCounts())
    #expect(reading.repaired == 0)
  }

  @Test(
    "a nested path leads to its value",
    arguments: [
      ("a.b.c", #"{"a":{"b":{"c":"x"}}}"#, "x"),
      ("a.b[0].c", #"{"a":{"b":[{"c":"x"},{"c":"y"}]}}"#, "x"),
      ("a.b[1].c", #"{"a":{"b":[{"c":"x"},{"c":"y"}]}}"#, "y"),
      ("a[1][2]", #"{"a":[0,["p","q","r"]]}"#, "r"),
      (#"a\.b"#, #"{"a":{"b":"no"},"a.b":"yes"}"#, "yes"),
      ("a.b", #"{"a":{"b":"first"},"a":{"b":"second"}}"#, "first"),
      ("é.ü", #"{"é":{"ü":"x"}}"#, "x"),
    ])
  func nestedPath(path: String, line: String, text: String) throws {
    let reading = try read(line, plan: FieldPlan(text: FieldPath(path)))
    #expect(reading.records.map(\.text) == [text])
  }

  @Test(
    "a nested path that ends early is a missing field",
    arguments: [
      #"{"a":{}}"#, #"{"a":[]}"#, #"{"a":"b"}"#, #"{"a":null}"#, #"{"a":{},"a":{"b":"late"}}"#,
      #"{"b":"x"}"#, "{}",
    ])
  func missingNested(line: String) throws {
    let reading = try read(line, plan: FieldPlan(text: FieldPath("a.b")))
    #expect(reading.skipped.missingField == 1)
    #expect(reading.findings == [#"answers.jsonl:1: no field "a.b""#])
  }

  @Test("two fields may share a path or lie inside each other")
  func sharedPaths() throws {
    let a = try FieldPath("a")
    let shared = read(#"{"a":"x"}"#, plan: FieldPlan(text: a, prompt: a, id: a))
    #expect(shared.records == [Reading.Line(line: 1, text: "x", prompt: "x", id: "x")])
    let inner = try read(#"{"a":{"b":"x"}}"#, plan: FieldPlan(text: FieldPath("a.b"), prompt: a))
    #expect(inner.records == [Reading.Line(line: 1, text: "x", prompt: nil, id: nil)])
  }

  @Test(
    "a line that is not one JSON object is malformed",
    arguments: [
      "x", "1", "null", "[]", #""output""#, #"["output","a"]"#, "{", "}", "{]", #"{"output""#,
      #"{"output":"#, #"{"output":"a"#, #"{"output":"a""#, #"{"output":"a",}"#, #"{"output":"a"}}"#,
      #"{"output":"a"} x"#, #"{"output":"a"}{"output":"b"}"#, #"{"output":"a"},"#, #"{,"output":"a"}"#,
      #"{"output" "a"}"#, #"{output:"a"}"#, #"{'output':'a'}"#, #"{"output":'a'}"#, #"{"output":"a"b}"#,
      #"{"output":"\x"}"#, #"{"output":"\u12"}"#, #"{"output":"\u12G4"}"#, #"{"o\q":1,"output":"a"}"#,
      #"{"output":"a","n":01}"#, #"{"output":"a","n":1.}"#, #"{"output":"a","n":.5}"#,
      #"{"output":"a","n":+1}"#, #"{"output":"a","n":1e}"#, #"{"output":"a","n":-}"#,
      #"{"output":"a","n":NaN}"#, #"{"output":"a","n":Infinity}"#, #"{"output":"a","n":tru}"#,
      #"{"output":"a","n":nulll}"#, #"{"output":"a","n":1 2}"#, #"{"output":"a","n":[1 2]}"#,
      #"{"output":"a","n":[1,]}"#, #"{"output":"a","n":[,1]}"#, #"{"output":"a","n":[1}"#,
      #"{"output":"a","n":{"x"}}"#, #"{"output":"a","n":{"x":}}"#, #"{"output":"a","n":{1:2}}"#,
      #"{"output":"a":1}"#, #"{"n":"x":1,"output":"a"}"#, #"{"output":"a" "b":1}"#,
      #"{"output":"a","n":1"x"}"#, "{\"output\":\"a\tb\"}", "{\"output\":\"a\u{1}b\"}",
      "{\"output\":\"a\"}\0", "\0\0\0", "{\"output\":\"\\\0\"}", "\u{FEFF}{\"output\":\"a\"}",
      #"{"a":[[[}"#, #"{"a":{"b":[}"#, #"{"a":"}"#, #"{"a":[{"b":1]}"#,
    ])
  func malformed(line: String) throws {
    let good = #"{"output":"good"}"#
    let reading = try read("\(good)\n\(line)\n\(good)", plan: outputPlan())
    #expect(reading.skipped.malformed == 1)
    #expect(reading.skipped.total == 1)
    #expect(reading.records.map(\.line) == [1, 3])
    #expect(reading.findings.count == 1)
    #expect(reading.findings.allSatisfy { $0.hasPrefix("answers.jsonl:2: malformed JSON (") })
  }

  @Test(
    "a text that is there but not a string is not text",
    arguments: [
      ("1", "a number"), ("true", "true or false"), ("[\"a\"]", "an array"), ("{}", "an object"),
    ])
  func notText(value: String, name: String) throws {
    let reading = try read("{\"output\":\(value)}", plan: outputPlan())
    #expect(reading.skipped.notText == 1)
    #expect(reading.skipped.bad == 1)
    #expect(reading.findings == ["answers.jsonl:1: field \"output\" is \(name), not text"])
  }

  @Test(
    "a text of nothing, null or white space is empty and not bad",
    arguments: [
      "null", "\"\"", "\" \"", #""\n\t\r ""#, #""\u00a0\u2003\u3000\u2028\u1680\u0085\u205f""#,
      "\"\u{3000}\"",
    ])
  func empty(value: String) throws {
    let reading = try read("{\"output\":\(value)}", plan: outputPlan())
    #expect(reading.skipped.empty == 1)
    #expect(reading.skipped.bad == 0)
    #expect(reading.findings.isEmpty)
  }

  @Test(
    "text beside white space is not empty", arguments: ["\u{200B}", "\u{FEFF}", " \u{3000}x", "\u{2001}-"])
  func notEmpty(text: String) throws {
    #expect(try read("{\"output\":\"\(text)\"}", plan: outputPlan()).records.map(\.text) == [text])
  }

  @Test(
    "what JSON text cannot hold is replaced, and the record kept and counted",
    arguments: [
      (Array(#"\ud800"#.utf8), "\u{FFFD}"), (Array(#"\udc00x"#.utf8), "\u{FFFD}x"),
      (Array(#"\ud800\ud800"#.utf8), "\u{FFFD}\u{FFFD}"),
      (Array(#"\ud83dx\ude00"#.utf8), "\u{FFFD}x\u{FFFD}"),
      (Array(#"\ud800\u0041"#.utf8), "\u{FFFD}A"), (Array(#"\ud800\n"#.utf8), "\u{FFFD}\n"),
      ([0], "\u{FFFD}"), ([0x61, 0, 0x62], "a\u{FFFD}b"), ([0xFF], "\u{FFFD}"),
      ([0xC3], "\u{FFFD}"), ([0xE2, 0x82], "\u{FFFD}"), ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"),
      ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"), ([0xF0, 0x9F, 0x98], "\u{FFFD}"),
      ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
      ([0x80, 0, 0xFE], "\u{FFFD}\u{FFFD}\u{FFFD}"),
      (Array("é".utf8) + [0xE9] + Array("é".utf8), "é\u{FFFD}é"),
    ] as [([UInt8], String)])
  func repaired(bytes: [UInt8], text: String) throws {
    let line = Array("{\"id\":1,\"output\":\"<".utf8) + bytes + Array(">\"}\n{\"output\":\"next\"}".utf8)
    let reading = try read(line, plan: outputPlan())
    #expect(reading.records.map(\.text) == ["<\(text)>", "next"])
    #expect(reading.records.map(\.id) == ["1", nil])
    #expect(reading.repaired == 1)
    #expect(reading.skipped == SkipCounts())
  }

  @Test("repair agrees with the standard library's decoding of ill-formed UTF-8", arguments: 0..<50)
  func repairTwin(seed: Int) {
    var generator = FixedGenerator(seed: UInt64(seed))
    let pool: [UInt8] = [0x41, 0x7F, 0x80, 0xBF, 0xC2, 0xE0, 0xA0, 0xED, 0x9F, 0xF0, 0x90, 0xF4, 0x8F, 0xFF]
    let bytes = (0..<60).map { _ in pool.randomElement(using: &generator) ?? 0 }
    #expect(repairedLine(bytes.span) == Array(String(decoding: bytes, as: UTF8.self).utf8))
  }

  @Test("a long run of damage does not outgrow its buffer")
  func longRepair() throws {
    let line = Array("{\"output\":\"".utf8) + [UInt8](repeating: 0xFF, count: 20_000) + Array("\"}".utf8)
    let reading = try read(line, plan: outputPlan())
    #expect(reading.records.first?.text.unicodeScalars.count == 20_000)
  }

  @Test("texts of every length and escape position come out whole")
  func lengths() throws {
    var lines = ""
    var texts: [String] = []
    let escapes = [
      ("\\n", "\n"), ("\\\"", "\""), ("\\\\", "\\"), ("\\/", "/"), ("\\b", "\u{8}"), ("\\f", "\u{C}"),
      ("\\r", "\r"),
      ("\\t", "\t"), ("\\u00e9", "é"), ("\\ud83d\\ude00", "😀"), ("\\n\\n", "\n\n"),
    ]
    for length in 2..<200 {
      for position in [0, length / 2, length - 1] {
        let (escape, value) = escapes[(length + position) % escapes.count]
        let parts = [
          String(repeating: "x", count: position), String(repeating: "y", count: length - position - 1),
        ]
        lines += "{\"output\":\"\(parts.joined(separator: escape))\"}\n"
        texts.append(parts.joined(separator: value))
      }
    }
    #expect(try read(lines, plan: outputPlan()).records.map(\.text) == texts)
  }

  @Test(
    "hostile lines never crash and count as malformed",
    arguments: [
      String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 100_000),
      "{\"output\":" + String(repeating: "[", count: 100_000) + "}",
      "{\"output\":" + String(repeating: "[", count: 300) + String(repeating: "]", count: 300) + "}",
      "{\"output\":\"" + String(repeating: "\\", count: 100_001), String(repeating: "\"", count: 10_001),
      String(repeating: "{}", count: 10_000), String(repeating: ",", count: 10_000),
    ])
  func hostile(line: String) throws {
    let reading = try read("\(line)\n{\"output\":\"good\"}", plan: outputPlan())
    #expect(reading.skipped.malformed == 1)
    #expect(reading.records.map(\.line) == [2])
  }

  @Test("very long keys and numbers and 200 levels of nesting are valid")
  func large() throws {
    let key = String(repeating: "k", count: 100_000)
    let number = String(repeating: "9", count: 100_000)
    let nested = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    let reading = try read(
      "{\"\(key)\":\(number),\"n\":\(nested),\"output\":\"a\"}", plan: outputPlan())
    #expect(reading.records.map(\.text) == ["a"])
  }

  @Test("the deepest nesting that is read fits a small stack, one level more is refused")
  func depth() async throws {
    let nested: @Sendable (Int) -> String = { levels in
      "{\"n\":" + String(repeating: "[", count: levels - 1) + String(repeating: "]", count: levels - 1)
        + ",\"output\":\"a\"}"
    }
    let plan = try outputPlan()
    let readings = await withCheckedContinuation { continuation in
      let thread = Thread {
        continuation.resume(returning: [256, 257].map { read(nested($0), plan: plan) })
      }
      thread.stackSize = 512 * 1024
      thread.start()
    }
    #expect(readings.map(\.records.count) == [1, 0])
    #expect(readings.last?.findings == ["answers.jsonl:1: malformed JSON (nested deeper than 256 levels)"])
  }

  @Test("blank lines are counted neither way but keep their numbers")
  func blankLines() throws {
    let reading = try read(
      "\n  \t\r\n{\"output\":\"a\"}\r\n\r\n\n{\"output\":\"b\"}\r\n\n", plan: outputPlan())
    #expect(reading.records.map(\.line) == [3, 6])
    #expect(reading.lineCount == 2)
  }

  @Test("the first eight bad lines of a chunk are described, and all are counted")
  func findingsLimit() throws {
    let lines = String(repeating: "{\"output\":null}\n", count: 20) + String(repeating: "x\n", count: 20)
    let reading = try read(lines, plan: outputPlan())
    #expect(reading.findings.count == 8)
    #expect(reading.findings.first == "answers.jsonl:21: malformed JSON (not a JSON object)")
    #expect(reading.skipped.malformed == 20)
    #expect(reading.skipped.empty == 20)
  }

  @Test("batches of several chunks keep earlier records in place")
  func accumulation() throws {
    let extractor = RecordExtractor(plan: try outputPlan())
    var batch = RecordBatch()
    for number in 1...5 {
      extractor.extract(
        RecordChunk(lines: Array("{\"output\":\"text \(number)\"}\nx\n".utf8), firstLine: number * 2),
        into: &batch)
    }
    let texts = batch.records.map { String(decoding: batch.storage[$0.text], as: UTF8.self) }
    #expect(texts == (1...5).map { "text \($0)" })
    #expect(batch.records.map(\.line) == [2, 4, 6, 8, 10])
    #expect(batch.findings.map(\.line) == [3, 5, 7, 9, 11])
  }
}
