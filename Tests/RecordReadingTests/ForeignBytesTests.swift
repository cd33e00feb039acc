import Foundation
import Testing

@testable import RecordReading

/// What is no corpus is refused with what makes it one, and what is text stays text.
@Suite("Bytes that are no corpus, and text that looks like records")
struct ForeignBytesTests {
  private func message(_ bytes: [UInt8], _ name: String = "a", format: InputFormat? = nil) throws -> String? {
    let directory = try TemporaryDirectory()
    let source = RecordSource(path: try directory.write(bytes, to: name))
    do throws(RecordReadingError) {
      var stream = try RecordStream(source, options: RecordStreamOptions(format: format))
      while try stream.nextChunk() != nil {}
      return nil
    } catch {
      return error.message
    }
  }

  private func format(_ text: String, _ name: String) throws -> RecordFormat {
    let directory = try TemporaryDirectory()
    let source = RecordSource(path: try directory.write(Array(text.utf8), to: name))
    var stream = try RecordStream(source)
    _ = try stream.nextChunk()
    let format = stream.format
    return try #require(format)
  }

  private static let record = Array("{\"output\":\"one\"}\n".utf8)

  /// A tar archive of one file: a header of 512 bytes, the file, padding.
  private static func archive(magic: String) -> [UInt8] {
    var header = Array("f1.jsonl".utf8) + [UInt8](repeating: 0, count: 504)
    header.replaceSubrange(257..<(257 + magic.utf8.count), with: Array(magic.utf8))
    // The sum of all bytes, its own place counted as spaces.
    let sum = header.reduce(0) { $0 + Int($1) } + 8 * 0x20
    let digits = Array(String(sum, radix: 8).utf8)
    header.replaceSubrange(
      148..<156, with: [UInt8](repeating: 0x30, count: 6 - digits.count) + digits + [0, 0x20])
    return header + record + [UInt8](repeating: 0, count: 1512 - record.count)
  }

  @Test(
    "a tar archive is refused with the command that unpacks it", arguments: ["ustar\u{0}00", "ustar  \u{0}"])
  func tar(magic: String) throws {
    for bytes in [Self.archive(magic: magic), gzipMember(Self.archive(magic: magic))] {
      for format in [nil, InputFormat.text, .jsonl] {
        #expect(try message(bytes, format: format)?.contains("is a tar archive") == true)
        #expect(try message(bytes, format: format)?.contains("tar -xOf FILE | whorl … -") == true)
      }
    }
  }

  @Test("what is compressed twice is refused with the command that undoes the outer compression")
  func compressedTwice() throws {
    let gzip = gzipMember(Self.record)
    let xz: [UInt8] = [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 1, 2, 3]
    for (bytes, words, command) in [
      (gzipMember(gzip), "gzip in gzip", "gzip -dc"), (zstdFrame(gzip), "gzip in zstd", "zstd -dc"),
      (gzipMember(zstdFrame(Self.record)), "zstd in gzip", "gzip -dc"),
      (gzipMember(xz), "xz in gzip", "gzip -dc"),
    ] {
      let message = try #require(try message(bytes))
      #expect(message.contains("is compressed twice, \(words)"))
      #expect(message.contains("\(command) FILE | whorl … -"))
    }
  }

  @Test("the letters that archives begin with may stand in a text")
  func lettersOfArchives() throws {
    let prose = Array(
      (String(repeating: "a ", count: 128) + " ustar is a word " + String(repeating: "b ", count: 200)).utf8)
    #expect(prose[257..<262].elementsEqual("ustar".utf8))
    #expect(try message(prose) == nil)
    #expect(try message(gzipMember(Array("BZhou is a name, and a text.".utf8))) == nil)
    let bzip2 = Array("BZh9".utf8) + [0x31, 0x41, 0x59, 0x26, 0x53, 0x59, 0, 1, 2]
    #expect(try message(gzipMember(bzip2))?.contains("is compressed twice, bzip2 in gzip") == true)
  }

  @Test("bytes of which more than a tenth are not UTF-8 are no text, unless they are said to be")
  func binary() throws {
    var generator = FixedGenerator(seed: 1)
    let random = (0..<2000).map { _ in UInt8.random(in: 1...255, using: &generator) }
    let program = [UInt8]([0x7F, 0x45, 0x4C, 0x46]) + [UInt8](repeating: 0, count: 500) + Array("main".utf8)
    let wide = "some words in another encoding".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    for bytes in [random, program, wide] {
      let message = try #require(try message(bytes, "a.txt"))
      #expect(
        message.contains("is no text") && message.contains("iconv") && message.contains("--input-format text")
      )
      #expect(try self.message(gzipMember(bytes))?.contains("is no text") == true)
      #expect(try self.message(bytes, format: .text) == nil)
    }
  }

  @Test("text with a few bytes that are not UTF-8, or NUL, stays text")
  func damagedText() throws {
    let latin = Array("Voil".utf8) + [0xE0] + Array(" une phrase, d".utf8) + [0xE9] + Array("j".utf8) + [0xE0]
    #expect(try message(latin + Array(" dite plus de dix fois par les enfants.".utf8)) == nil)
    #expect(try message(Array("a\0b\0c".utf8)) == nil)
    #expect(try message(Array("\u{1B}[1mbold\u{1B}[0m".utf8)) == nil)
    let long = [UInt8](repeating: 0x61, count: 2000) + [UInt8](repeating: 0, count: 200)
    #expect(try message(long) == nil)
  }

  @Test(
    "a name that ends in .txt or .md is that of text, unless the content is JSON records beyond doubt",
    arguments: [
      "{hello} world\nmore", "[1] Smith et al.\n[2] Jones", "content\nof the book\n",
      "text, more text here\nanother line, with comma\n", "prompt\toutput\np\to\n", "[\"quoted\"] words",
      "{\"a\": 1} is how an object looks,\nand this is prose.", "{\n  braces\n}",
    ])
  func prose(text: String) throws {
    for name in ["a.txt", "a.md", "A.TXT"] { #expect(try format(text, name) == .text(.file), "\(name)") }
  }

  @Test(
    "records under a name that promises text are records",
    arguments: [
      ("{\"output\":\"a\"}\n{\"output\":\"b\"}\n", RecordFormat.jsonLines),
      ("{\"output\":\"a\"}", .jsonLines),
      ("{\"output\":\"a\"}\nbroken\n", .jsonLines),
      ("{\"output\":\"a\"}\n{\"output\":\"b\n{\"output\":\"c\n", .jsonLines), ("[{\"output\":\"a\"}]", .json),
      ("[\n  {\n    \"output\": \"a\"\n  }\n]", .json), ("{\n  \"output\": \"a\"\n}\n", .json),
    ] as [(String, RecordFormat)])
  func records(text: String, format: RecordFormat) throws {
    #expect(try self.format(text, "a.txt") == format)
    #expect(try self.format(text, "a") == format)
  }

  @Test("a table of one column has the format of its name")
  func oneColumn() throws {
    for (name, expected) in [("a.csv", "CSV"), ("a.tsv", "TSV"), ("a", "TSV")] {
      #expect(try format("output\none\ntwo words\n", name).name == expected)
    }
  }

  @Test("an array of turns in a file is one record, and one that may be of single records is not")
  func turnArrays() throws {
    let directory = try TemporaryDirectory()
    func texts(_ text: String) throws -> [String] {
      let source = RecordSource(path: try directory.write(Array(text.utf8), to: "a.json"))
      var stream = try RecordStream(source)
      let chunk = try #require(try stream.nextChunk())
      let plan = try #require(try FieldPlan.detect(in: chunk)?.plan)
      var all = try RecordStream(source)
      return try readAll(&all, plan: plan).records.map(\.text)
    }
    let turns = #"{"role":"user","content":"u"},{"role":"assistant","content":"a"}"#
    #expect(try texts("[\(turns)]") == ["a"])
    #expect(try texts("[\n\(turns.replacingOccurrences(of: "},", with: "},\n"))\n]") == ["a"])
    #expect(try texts("[[\(turns)],[\(turns)]]") == ["a", "a"])
    #expect(try texts("[\(turns),\(turns)]") == ["a"])
    let called = #"{"role":"assistant","tool_calls":[]},{"role":"tool","content":"t"}"#
    #expect(try texts("[\(called),\(turns)]\n[\(turns)]") == ["a", "a"])
    #expect(try texts(#"[{"role":"Teacher","content":"x"},{"role":"Judge","content":"y"}]"#) == ["x", "y"])
    let answers = #"{"role":"assistant","content":"a"},{"role":"assistant","content":"b"}"#
    #expect(try texts("[\(answers)]") == ["a", "b"])
    #expect(try texts("[\(answers)]\n[\(answers)]\n") == ["b", "b"])
    #expect(try texts(#"[{"role":"user","content":"u","output":"o"},{"output":"p"}]"#) == ["o", "p"])
    // Records that say whose they are: what they have besides is their text.
    #expect(try texts(#"[{"role":"user","content":"u","output":"o"}]"#) == ["o"])
    let own = #"{"role":"assistant","content":"u","output":"o"},{"role":"user","content":"v","output":"p"}"#
    #expect(try texts("[\(own)]") == ["o", "p"])
    #expect(try texts(#"[{"role":"user","content":"u","messages":[\#(turns)]}]"#) == ["a"])
    #expect(
      try texts(#"[{"role":"developer","content":"x"},{"role":"designer","content":"y"}]"#) == ["x", "y"])
    #expect(try texts(#"[{"role":"user","content":"u"}]"#) == ["u"])
  }

  @Test("a bad element of an array is known by its number, wherever a chunk ends")
  func elementNumbers() throws {
    let directory = try TemporaryDirectory()
    let long = String(repeating: "x", count: 100)
    let text = #"[{"output":"a"},{"output":"\#(long)"},{"output":5},{"x":1},,{"output":"b"}]"#
    for size in [1, 20, 1000] {
      let source = RecordSource(path: try directory.write(Array(text.utf8), to: "a.json"))
      var stream = try RecordStream(
        source, options: RecordStreamOptions(chunkSize: size, maximumLineBytes: 60))
      let findings = try readAll(&stream, plan: FieldPlan(text: FieldPath("output"))).findings
      #expect(
        findings.filter { $0.contains(": record ") } == [
          #"\#(source.displayPath):1: record 3: field "output" is a number, not text"#,
          #"\#(source.displayPath):1: record 4: no field "output""#,
          "\(source.displayPath):1: record 5: malformed JSON (nothing between two commas or brackets)",
        ], "\(size)")
    }
  }
}
