import Foundation
import Testing

@testable import RecordReading

/// Every format in every shape with every damage: what is whole is read, what is not is counted, and
/// nothing depends on the chunk size or on the compression.
@Suite("Formats, shapes and damage")
struct ConformanceTests {
  enum Format: String, CaseIterable, Sendable {
    case jsonLines, array, prettyArray, prettySequence, csv, tsv

    var isJSON: Bool { self != .csv && self != .tsv }
  }

  enum Shape: String, CaseIterable, Sendable {
    case plain, alpaca, messages, parts, bareTurns, bareShareGPT, shareGPT, choices, completions, batch

    var isFlat: Bool { self == .plain || self == .alpaca }

    /// A record as JSON; `text` is JSON text of the string.
    func json(_ text: String) -> String {
      switch self {
      case .plain: #"{"id": 1, "prompt": "p", "output": \#(text)}"#
      case .alpaca: #"{"instruction": "p", "input": "", "output": \#(text)}"#
      case .messages:
        #"{"messages": [{"role": "user", "content": "p"}, {"content": \#(text), "role": "assistant"}]}"#
      case .parts:
        #"{"messages": [{"role": "assistant", "content": [{"type": "text", "text": \#(text)}]}]}"#
      case .bareTurns:
        #"[{"role": "user", "content": "p"}, {"content": \#(text), "role": "assistant"}]"#
      case .bareShareGPT:
        #"[{"from": "human", "value": "p"}, {"from": "gpt", "value": \#(text)}]"#
      case .shareGPT:
        #"{"conversations": [{"from": "human", "value": "p"}, {"from": "gpt", "value": \#(text)}]}"#
      case .choices: #"{"choices": [{"message": {"role": "assistant", "content": \#(text)}}]}"#
      case .completions: #"{"choices": [{"text": \#(text)}]}"#
      case .batch: #"{"response": {"body": {"choices": [{"message": {"content": \#(text)}}]}}}"#
      }
    }

    func row(_ text: String, _ delimiter: String) -> String {
      ["p", "", text].joined(separator: delimiter)
    }

    func header(_ delimiter: String) -> String {
      (self == .plain ? ["prompt", "note", "output"] : ["instruction", "input", "output"])
        .joined(separator: delimiter)
    }
  }

  enum Damage: String, CaseIterable, Sendable {
    case none, byteOrderMark, carriageReturns, nul, invalidUTF8, loneSurrogate, badRecord, cutOff
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let format: Format
    let shape: Shape
    let damage: Damage
    var testDescription: String { "\(format) \(shape) \(damage)" }
  }

  static let cases: [Case] = Format.allCases.flatMap { format in
    Shape.allCases.flatMap { shape in
      Damage.allCases.map { Case(format: format, shape: shape, damage: $0) }
    }
  }.filter { example in
    (example.format.isJSON || example.shape.isFlat)
      && (example.format.isJSON || example.damage != .loneSurrogate)
  }

  /// The texts, with a line break, quotes and a delimiter in them.
  private static let texts = ["first, \"one\"\ttab\nline", "second é😀", "third"]

  private static func bytes(_ example: Case) -> [UInt8] {
    let format = example.format
    func quoted(_ text: String) -> String {
      if !format.isJSON { return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }
      let escaped = text.replacingOccurrences(of: "\\", with: "\\\\")
        .replacingOccurrences(of: "\"", with: "\\\"").replacingOccurrences(of: "\n", with: "\\n")
        .replacingOccurrences(of: "\t", with: "\\t")
      return "\"" + escaped + "\""
    }
    var texts = texts
    switch example.damage {
    case .nul: texts[1] = "sec\0ond"
    case .invalidUTF8, .loneSurrogate: texts[1] = "sec@@ond"
    default: break
    }
    var records = texts.map { text in
      let text = quoted(text)
      return format.isJSON
        ? example.shape.json(text) : example.shape.row(text, format == .csv ? "," : "\t")
    }
    if example.damage == .badRecord {
      records.insert(format.isJSON ? "{\"output\": nonsense}" : "only one field", at: 1)
    }
    func pretty(_ record: String) -> String {
      record.replacingOccurrences(of: ", \"", with: ",\n    \"").replacingOccurrences(
        of: "{\"", with: "{\n  \"")
    }
    var text: String
    switch format {
    case .jsonLines: text = records.joined(separator: "\n") + "\n"
    case .array: text = "[" + records.joined(separator: ",") + "]"
    case .prettyArray: text = "[\n" + records.map(pretty).joined(separator: ",\n") + "\n]\n"
    case .prettySequence: text = records.map(pretty).joined(separator: "\n") + "\n"
    case .csv, .tsv:
      text = ([example.shape.header(format == .csv ? "," : "\t")] + records).joined(separator: "\n") + "\n"
    }
    if example.damage == .byteOrderMark { text = "\u{FEFF}" + text }
    if example.damage == .carriageReturns {
      text =
        format.isJSON
        ? text.replacingOccurrences(of: "\n", with: "\r\n")
        // Line ends inside a quoted field are text and stay.
        : text.replacingOccurrences(of: "\n", with: "\r\n").replacingOccurrences(of: "tab\r\n", with: "tab\n")
    }
    var bytes = Array(text.utf8)
    if let mark = bytes.firstRange(of: Array("@@".utf8)) {
      switch example.damage {
      case .invalidUTF8: bytes.replaceSubrange(mark, with: [0xFF])
      default: bytes.replaceSubrange(mark, with: Array("\\ud800".utf8))
      }
    }
    if example.damage == .cutOff {
      // Inside the last text.
      let end = bytes.lastRange(of: Array("third".utf8))?.lowerBound ?? 0
      bytes.removeSubrange((end + 2)...)
    }
    return bytes
  }

  private static func reading(_ example: Case, _ stored: [UInt8], size: Int, _ path: String) throws -> Reading
  {
    let directory = try TemporaryDirectory()
    let source = RecordSource(path: try directory.write(stored, to: path))
    var stream = try RecordStream(source, options: RecordStreamOptions(chunkSize: size))
    var plan: FieldPlan?
    var reading = Reading()
    // Detection looks at the first chunk, so that one is large.
    var first = try RecordStream(source)
    if let chunk = try first.nextChunk() { plan = try FieldPlan.detect(in: chunk)?.plan }
    let extractor = RecordExtractor(plan: try #require(plan))
    while let chunk = try stream.nextChunk() {
      var batch = RecordBatch()
      extractor.extract(chunk, into: &batch)
      reading.add(batch)
    }
    reading.findings = reading.findings.map { $0.replacingOccurrences(of: source.displayPath, with: path) }
    return reading
  }

  @Test("a source gives its whole records, whatever its format, shape and damage", arguments: cases)
  func conforms(example: Case) throws {
    let bytes = Self.bytes(example)
    var expected = Self.texts
    var bad = 0
    var repaired = 0
    switch example.damage {
    case .none, .byteOrderMark, .carriageReturns: break
    case .nul, .invalidUTF8, .loneSurrogate:
      expected[1] = "sec\u{FFFD}ond"
      repaired = 1
    case .badRecord: bad = 1
    case .cutOff:
      expected.removeLast()
      bad = 1
    }
    let whole = try Self.reading(example, bytes, size: 1 << 20, "a.data")
    #expect(whole.records.map(\.text) == expected)
    #expect(whole.skipped.malformed == bad)
    #expect(whole.skipped.total == bad)
    #expect(whole.repaired == repaired)
    if example.damage != .cutOff {
      #expect(whole.records.last?.prompt == (example.shape.hasPrompt ? "p" : nil))
    }
    #expect(try Self.reading(example, bytes, size: 7, "a.data") == whole)
    #expect(try Self.reading(example, gzipMember(bytes), size: 64, "b.data").records == whole.records)
    let cut = bytes.count / 2
    let frames =
      zstdFrame(Array(bytes[..<cut])) + zstdSkippableFrame([1, 2, 3]) + zstdFrame(Array(bytes[cut...]))
    #expect(try Self.reading(example, frames, size: 64, "c.data").records == whole.records)
  }

  struct TextCase: Sendable, CustomTestStringConvertible {
    let split: TextSplit
    let damage: Damage
    var testDescription: String { "\(split) \(damage)" }
  }

  static let textCases: [TextCase] = TextSplit.allCases.flatMap { split in
    [Damage.none, .byteOrderMark, .carriageReturns, .nul, .invalidUTF8].map {
      TextCase(split: split, damage: $0)
    }
  }

  @Test("plain text gives its files, paragraphs or lines, whatever its damage", arguments: textCases)
  func plainText(example: TextCase) throws {
    let lines = ["first {one}, two", "[1] sec@@ond", "", "third é😀", "fourth"]
    let newline = example.damage == .carriageReturns ? "\r\n" : "\n"
    let (damaged, shown): ([UInt8], String) =
      switch example.damage {
      case .nul: ([0], "\u{FFFD}")
      case .invalidUTF8: ([0xE2, 0x82], "\u{FFFD}")
      default: ([], "")
      }
    var bytes = Array(
      ((example.damage == .byteOrderMark ? "\u{FEFF}" : "") + lines.joined(separator: newline)).utf8)
    let mark = try #require(bytes.firstRange(of: Array("@@".utf8)))
    bytes.replaceSubrange(mark, with: damaged)
    let whole = lines.map { $0.replacingOccurrences(of: "@@", with: shown) }
    let expected: [String] =
      switch example.split {
      case .file: [whole.joined(separator: newline)]
      case .paragraph: [whole[0] + newline + whole[1], whole[3] + newline + whole[4]]
      case .line: whole.filter { !$0.isEmpty }
      }
    let cut = bytes.count / 2
    let frames = zstdFrame(Array(bytes[..<cut])) + zstdFrame(Array(bytes[cut...]))
    for (stored, name) in [(bytes, "a.txt"), (gzipMember(bytes), "a.txt.gz"), (frames, "a.md.zst")] {
      for size in [7, 1 << 20] {
        let directory = try TemporaryDirectory()
        let source = RecordSource(path: try directory.write(stored, to: name))
        var stream = try RecordStream(
          source, options: RecordStreamOptions(chunkSize: size, split: example.split))
        let reading = try readAll(&stream, plan: FieldPlan(text: FieldPath("text")))
        let format = stream.format
        #expect(format == .text(example.split))
        #expect(
          reading.records.map { $0.text.trimmingCharacters(in: .newlines) } == expected, "\(name) \(size)")
        #expect(reading.repaired == (damaged.isEmpty ? 0 : 1))
        #expect(reading.skipped.total == 0)
      }
    }
  }

  @Test("a truncated stream gives what was whole before, then its error", arguments: Format.allCases)
  func truncated(format: Format) throws {
    let bytes = Self.bytes(Case(format: format, shape: .plain, damage: .none))
    let directory = try TemporaryDirectory()
    let third = try #require(bytes.lastRange(of: Array("third".utf8))?.lowerBound)
    for (stored, code) in [
      (zstdFrame(bytes), RecordReadingError.Code.damagedZstd), (gzipMember(bytes), .damagedGzip),
    ] {
      let lost = bytes.count - third + (code == .damagedGzip ? 8 : 0)
      let path = try directory.write(Array(stored.dropLast(lost)), to: "a.data")
      var stream = try RecordStream(RecordSource(path: path))
      let result = try #require(try failure(of: &stream, plan: FieldPlan(text: FieldPath("output"))))
      #expect(result.error.code == code)
      #expect(result.records == 2)
      #expect(result.error.message.contains(format == .jsonLines ? "2 whole lines" : "2 whole records"))
      #expect(result.error.counting(good: 1, bad: 3).message.contains(": 1 good and 3 bad records before"))
      #expect(throws: result.error) { try stream.nextChunk() }
      #expect(try stream.skipRest().byteCount == stored.count - lost)
    }
  }
}

extension ConformanceTests.Shape {
  var hasPrompt: Bool { [.plain, .alpaca, .messages, .shareGPT, .bareTurns, .bareShareGPT].contains(self) }
}
