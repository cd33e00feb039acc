import Foundation
import Testing

@testable import RecordReading

@Suite("Streams give whole lines")
struct RecordStreamTests {
  private static let sample = """
    {"id":1,"output":"one"}

    {"id":2,"output":"two \\u00e9\\n","prompt":"p"}\r
    broken
    {"id":3,"output":null}
    {"id":4,"output":4}
    {"id":5}
    {"id":6,"output":"\\ud800"}
    {"id":7,"output":"last"}
    """

  private static func options(_ chunkSize: Int, _ limit: Int = 1 << 20) -> RecordStreamOptions {
    RecordStreamOptions(chunkSize: chunkSize, maximumLineBytes: limit)
  }

  @Test("every delivery gives the same records", arguments: Delivery.allCases, [true, false])
  func deliveries(delivery: Delivery, endsInNewline: Bool) throws {
    let directory = try TemporaryDirectory()
    let bytes = Array((Self.sample + (endsInNewline ? "\n" : "")).utf8)
    var stream = try delivery.stream(of: bytes, in: directory)
    let reading = try readAll(&stream, plan: outputPlan())
    #expect(reading.records.map(\.text) == ["one", "two é\n", "\u{FFFD}", "last"])
    #expect(reading.records.map(\.line) == [1, 3, 8, 9])
    #expect(reading.skipped.malformed == 1)
    #expect(reading.skipped.empty == 1)
    #expect(reading.skipped.notText == 1)
    #expect(reading.skipped.missingField == 1)
    #expect(reading.repaired == 1)
  }

  @Test("every chunk size gives the same records and line numbers", arguments: [Delivery.file, .gzipMembers])
  func chunkSizes(delivery: Delivery) throws {
    let directory = try TemporaryDirectory()
    let bytes = Array(Self.sample.utf8)
    var whole = try delivery.stream(of: bytes, in: directory)
    let plan = try outputPlan()
    let expected = try readAll(&whole, plan: plan)
    for size in 1...300 {
      var stream = try delivery.stream(of: bytes, in: directory, options: Self.options(size))
      #expect(try readAll(&stream, plan: plan) == expected, "chunk size \(size)")
      #expect(stream.inputDigest?.sha256 == whole.inputDigest?.sha256)
    }
  }

  @Test("chunks join to the input and know their places", arguments: [1, 7, 20, 64, 100, 1000])
  func chunkPlaces(size: Int) throws {
    let directory = try TemporaryDirectory()
    let bytes = Array(Self.sample.utf8)
    var stream = try Delivery.file.stream(of: bytes, in: directory, options: Self.options(size))
    var joined: [UInt8] = []
    var count = 0
    while let chunk = try stream.nextChunk() {
      #expect(chunk.sequence == count)
      #expect(chunk.byteOffset == joined.count)
      #expect(chunk.firstLine == joined.filter { $0 == 0x0A }.count + 1)
      #expect(chunk.paddedBytes.suffix(64).allSatisfy { $0 == 0 })
      joined += chunk.paddedBytes.dropLast(64)
      #expect(joined.last == 0x0A || joined.count == bytes.count)
      count += 1
    }
    #expect(joined == bytes)
  }

  @Test("a byte order mark is left out, once", arguments: Delivery.allCases, [1, 2, 4, 1000])
  func byteOrderMark(delivery: Delivery, size: Int) throws {
    let directory = try TemporaryDirectory()
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let line = Array("{\"output\":\"a\"}\n".utf8)
    var stream = try delivery.stream(
      of: mark + line + mark + line, in: directory, options: Self.options(size))
    let reading = try readAll(&stream, plan: outputPlan())
    #expect(reading.records.map(\.line) == [1])
    #expect(reading.skipped.malformed == 1)
  }

  @Test("an input of nothing has no records and no error", arguments: Delivery.allCases, [0, 3])
  func emptyInput(delivery: Delivery, markBytes: Int) throws {
    let directory = try TemporaryDirectory()
    let mark = Array([0xEF, 0xBB, 0xBF].prefix(markBytes) as ArraySlice<UInt8>)
    var stream = try delivery.stream(of: mark, in: directory)
    #expect(try readAll(&stream, plan: outputPlan()) == Reading())
    #expect(stream.inputDigest != nil)
    let isAtEnd = try stream.nextChunk() == nil
    #expect(isAtEnd)
  }

  @Test("the digest is SHA-256 of the bytes on disk")
  func digest() throws {
    let directory = try TemporaryDirectory()
    // FIPS 180-4 example: SHA-256("abc").
    let path = try directory.write(Array("abc".utf8), to: "folder/x.jsonl")
    var stream = try RecordStream(RecordSource(path: path))
    #expect(stream.inputDigest == nil)
    _ = try readAll(&stream, plan: outputPlan())
    let found = stream.inputDigest
    let digest = try #require(found)
    #expect(digest.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(digest.byteCount == 3)
    #expect(digest.displayName == "x.jsonl")
  }

  @Test("the digest of a compressed input is that of the compressed bytes")
  func compressedDigest() throws {
    let directory = try TemporaryDirectory()
    let member = gzipMember(Array(Self.sample.utf8))
    var piped = RecordStream(.standardInput, file: pipeFile(member), options: Self.options(100))
    _ = try readAll(&piped, plan: outputPlan())
    var again = try RecordStream(RecordSource(path: directory.write(member, to: "a")))
    _ = try readAll(&again, plan: outputPlan())
    #expect(piped.inputDigest?.sha256 == again.inputDigest?.sha256)
    #expect(piped.inputDigest?.byteCount == member.count)
  }

  @Test("a deflate stream with dynamic codes is read")
  func dynamicGzip() throws {
    let directory = try TemporaryDirectory()
    let data = try #require(Data(base64Encoded: dynamicGzipFixture))
    var stream = try RecordStream(
      RecordSource(path: directory.write(Array(data), to: "a.jsonl")), options: Self.options(50))
    let reading = try readAll(&stream, plan: outputPlan())
    #expect(reading.records.count == 40)
    #expect(reading.records.last?.text == "The fox number 40 jumps over 1600 lazy dogs.")
  }

  @Test("a gzip stream cut anywhere is an error that counts the good lines", arguments: [40, 4_000_000])
  func truncatedGzip(chunkSize: Int) throws {
    let directory = try TemporaryDirectory()
    let lines = (1...20).map { "{\"output\":\"line \($0)\"}\n" }.joined()
    let member = gzipMember(Array(lines.utf8))
    for count in stride(from: 2, to: member.count, by: 7) {
      let path = try directory.write(Array(member[..<count]), to: "a.gz")
      var stream = try RecordStream(RecordSource(path: path), options: Self.options(chunkSize))
      let result = try #require(try failure(of: &stream, plan: outputPlan()))
      #expect(result.error.code == .damagedGzip)
      let noun = result.records == 1 ? "1 whole line" : "\(result.records) whole lines"
      #expect(result.error.message.contains("truncated gzip stream: \(noun) before"))
      #expect(stream.inputDigest == nil)
    }
  }

  @Test("a changed byte in a gzip stream is an error", arguments: [12, 15, 60, 200])
  func corruptGzip(index: Int) throws {
    let directory = try TemporaryDirectory()
    let lines = (1...20).map { "{\"output\":\"line \($0)\"}\n" }.joined()
    var member = gzipMember(Array(lines.utf8))
    member[index] ^= 0x40
    let path = try directory.write(member, to: "a.gz")
    var stream = try RecordStream(RecordSource(path: path))
    let result = try #require(try failure(of: &stream, plan: outputPlan()))
    #expect(result.error.code == .damagedGzip)
    #expect(result.error.message.contains("corrupt gzip stream ("))
    #expect(throws: result.error) { try stream.nextChunk() }
  }

  @Test("a wrong checksum places no damage: any record may be the damaged one")
  func wrongChecksum() throws {
    let directory = try TemporaryDirectory()
    for distance in [2, 6] {
      var member = gzipMember(Array("{\"output\":\"a\"}\n{\"output\":\"b\"}\n".utf8))
      member[member.count - distance] ^= 1
      var stream = try RecordStream(RecordSource(path: directory.write(member, to: "a.gz")))
      let result = try #require(try failure(of: &stream, plan: outputPlan()))
      #expect(result.records == 2)
      #expect(result.error.message.contains("check): 2 whole lines, any of which may be damaged"))
      #expect(!result.error.message.contains("before"))
      #expect(result.error.counting(good: 2, bad: 0).message.contains(": 2 good records, any of which"))
    }
  }

  @Test("bytes behind a gzip stream are an error, zero padding is not")
  func trailingBytes() throws {
    let directory = try TemporaryDirectory()
    let member = gzipMember(Array("{\"output\":\"a\"}\n".utf8))
    for garbage in [[0x78], [0x1F], [0x1F, 0x8C, 1, 2], [0, 0, 7], Array("{\"output\":\"b\"}\n".utf8)]
      as [[UInt8]]
    {
      let path = try directory.write(member + garbage, to: "a.gz")
      var stream = try RecordStream(RecordSource(path: path))
      let result = try #require(try failure(of: &stream, plan: outputPlan()))
      #expect(result.records == 1)
      #expect(result.error.message.contains("behind a whole gzip stream: 1 whole line before them"))
    }
    let padded = try directory.write(member + [UInt8](repeating: 0, count: 1000), to: "b.gz")
    var stream = try RecordStream(RecordSource(path: padded))
    #expect(try readAll(&stream, plan: outputPlan()).records.count == 1)
  }

  @Test("other compressions are named with the command that undoes them")
  func otherCompressions() throws {
    let directory = try TemporaryDirectory()
    for (magic, command) in [
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xz -dc"), ([0x42, 0x5A, 0x68, 0x39], "bzip2 -dc"),
    ]
      as [([UInt8], String)]
    {
      var stream = try RecordStream(RecordSource(path: directory.write(magic, to: "a.jsonl")))
      let result = try #require(try failure(of: &stream, plan: outputPlan()))
      #expect(result.error.code == .unsupportedCompression)
      #expect(result.error.message.contains(command))
    }
  }

  @Test("a line over the limit is one bad record, whatever the chunk size", arguments: Delivery.allCases)
  func oversizedLine(delivery: Delivery) throws {
    let directory = try TemporaryDirectory()
    let good = "{\"output\":\"a\"}"
    let exact = "{\"output\":\"" + String(repeating: "x", count: 87) + "\"}"
    let long = "{\"output\":\"" + String(repeating: "x", count: 88) + "\"}"
    let huge = "{\"output\":\"" + String(repeating: "y", count: 100_000) + "\"}"
    #expect(exact.utf8.count == 100)
    let lines = [good, long, huge, good, exact, huge, exact, long]
    for (newline, size) in [
      ("\n", 1), ("", 7), ("\n", 99), ("", 100), ("\n", 101), ("", 150), ("\n", 1 << 20),
    ] {
      let bytes = Array((lines.joined(separator: "\n") + newline).utf8)
      var stream = try delivery.stream(of: bytes, in: directory, options: Self.options(size, 100))
      let reading = try readAll(&stream, plan: outputPlan())
      #expect(reading.records.map(\.line) == [1, 4, 5, 7])
      #expect(reading.skipped.tooLong == 4)
      #expect(reading.skipped.bad == 4)
      let findings = [(2, 101), (3, 100_013), (6, 100_013), (8, 101)].map {
        ":\($0.0): line of \($0.1) bytes is longer than the limit of 100"
      }
      #expect(reading.findings.count == findings.count)
      for (finding, expected) in zip(reading.findings, findings) {
        #expect(finding.contains(expected + ", at byte "))
      }
    }
  }

  @Test("an oversized line knows where it starts")
  func oversizedOffset() throws {
    let directory = try TemporaryDirectory()
    let bytes = Array("{}\n0123456789\n{}\n".utf8)
    var stream = try Delivery.file.stream(of: bytes, in: directory, options: Self.options(1000, 5))
    var oversized: [OversizedLine] = []
    var offsets: [Int] = []
    while let chunk = try stream.nextChunk() {
      oversized += chunk.oversizedLines
      offsets.append(chunk.byteOffset)
    }
    #expect(oversized == [OversizedLine(line: 2, byteOffset: 3, byteCount: 10, limit: 5)])
    #expect(offsets == [0, 14])
  }

  @Test("a header that is longer than a row may be costs no row behind it", arguments: [1, 7, 1000])
  func longHeader(size: Int) throws {
    let directory = try TemporaryDirectory()
    let bytes = Array("prompt,output,a very long name of a column\np,one,x\nq,two,y\n".utf8)
    var stream = try Delivery.file.stream(
      of: bytes, in: directory,
      options: RecordStreamOptions(chunkSize: size, maximumLineBytes: 20, format: .csv))
    var oversized: [OversizedLine] = []
    var rows: [String] = []
    while let chunk = try stream.nextChunk() {
      oversized += chunk.oversizedLines
      for span in chunk.spans ?? [] {
        rows.append(String(decoding: chunk.paddedBytes[span.range], as: UTF8.self))
      }
    }
    #expect(rows == ["p,one,x", "q,two,y"])
    #expect(oversized.isEmpty)
  }

  @Test("a paragraph that is longer than one may be is left out as a whole, wherever a chunk ends in it")
  func longParagraph() throws {
    let directory = try TemporaryDirectory()
    for length in 15...60 {
      let text = String(repeating: "x", count: length) + "\nits second line\n\nthe next\n"
      for size in [1, 2, 3, 7, 11, 1000] {
        var stream = try Delivery.file.stream(
          of: Array(text.utf8), in: directory,
          options: RecordStreamOptions(
            chunkSize: size, maximumLineBytes: 20, format: .text, split: .paragraph))
        var oversized: [OversizedLine] = []
        var paragraphs: [String] = []
        while let chunk = try stream.nextChunk() {
          oversized += chunk.oversizedLines
          for span in chunk.spans ?? [] {
            paragraphs.append(String(decoding: chunk.paddedBytes[span.range], as: UTF8.self))
          }
        }
        #expect(paragraphs.map { $0.trimmingCharacters(in: .newlines) } == ["the next"], "\(length) \(size)")
        #expect(oversized.map(\.line) == [1], "\(length) \(size)")
      }
    }
  }

  @Test("a fingerprint is refused as a corpus", arguments: Delivery.allCases)
  func fingerprint(delivery: Delivery) throws {
    let directory = try TemporaryDirectory()
    var stream = try delivery.stream(of: Array("WHORL\u{1}\n\0\0".utf8), in: directory)
    let result = try #require(try failure(of: &stream, plan: outputPlan()))
    #expect(result.records == 0)
    #expect(result.error.code == .fingerprintAsCorpus)
    #expect(result.error.message.contains(" a whorl fingerprint"))
  }

  @Test("a file that is written to while it is read is known to have changed")
  func changed() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(Array("{\"output\":\"one\"}\n{\"output\":\"two\"}\n".utf8), to: "a.jsonl")
    for isChanged in [false, true] {
      var stream = try RecordStream(
        RecordSource(path: path), options: RecordStreamOptions(chunkSize: 4))
      _ = try stream.nextChunk()
      if isChanged {
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.seekToEnd()
        try file.write(contentsOf: Data("{\"output\":\"three\"}\n".utf8))
        try file.close()
      }
      while try stream.nextChunk() != nil {}
      #expect(stream.hasChanged == isChanged)
    }
  }

  @Test("a file that is not there is named with the system's words")
  func missingFile() throws {
    let error = #expect(throws: RecordReadingError.self) {
      _ = try RecordStream(RecordSource(path: "/nowhere/x.jsonl"))
    }
    #expect(error?.message == "cannot open /nowhere/x.jsonl: No such file or directory")
    #expect(error?.code == .cannotOpen)
  }

  @Test("a file that fails while it is read is named with the system's words")
  func unreadableFile() throws {
    let directory = try TemporaryDirectory()
    var stream = try RecordStream(RecordSource(path: directory.path))
    let result = try #require(try failure(of: &stream, plan: outputPlan()))
    #expect(result.error.code == .cannotRead)
    #expect(result.error.message.hasSuffix("behind 0 whole lines: Is a directory"))
  }

  @Test("random bytes with a gzip header never crash", arguments: 0..<30)
  func gzipFuzz(seed: Int) throws {
    var generator = FixedGenerator(seed: UInt64(seed))
    let directory = try TemporaryDirectory()
    var member = gzipMember(Array(Self.sample.utf8))
    for _ in 0..<3 {
      member[Int.random(in: 2..<member.count, using: &generator)] = UInt8.random(
        in: 0...255, using: &generator)
    }
    let path = try directory.write(member, to: "a")
    var stream = try RecordStream(RecordSource(path: path), options: Self.options(16))
    if let result = try failure(of: &stream, plan: outputPlan()) {
      #expect(result.error.code == .damagedGzip)
      #expect(!result.error.message.contains("\n"))
    } else {
      // Only the header fields that no checksum covers may change unnoticed.
      #expect(stream.inputDigest?.byteCount == member.count)
    }
  }
}

/// Forty invented lines, compressed by gzip at level 9.
private let dynamicGzipFixture =
  "H4sIAAAAAAACA33VTU7DQAwF4D2nGGWNUGzPTDKcgwuAWv5ESUUbBFTcHQSbeZX9lln4ybK/eE7D02a4TnKZhmU97tfj78dw"
  + "87hN98tHel13d9u3JOl53e0PaXn/+3i5/fpMm+XhcDV8X5z+65XVa1+f3Xpj9dbXN7c+s/oM/Vc3oLCA0gdocQMqC6h9gPkd"
  + "TCxgghH6M5hZwNwHVH8JjQW0PmD2FchIGY2wh3H0MzhFtKhBH5SjgEfJ/jCEkhRDU/5GhLIUdNl8FkJlCtIMbArFKRV5B31Q"
  + "nwJAdQ7mQYkKGDUN9kKVSsM/LbhW1KmC0xw4VepUwWnOQR/8bOLdnP15KHWq4LSovxelThWclsn3odSpgtMaOFXqVMFpjfqg"
  + "ThWcTtE8qFMFp1O0F+pU8ZwGPow6NXDaAqdGnRo4bcH/YtSp4T0dgx/X+BuPB3UMLohRqYYXVYJTZpSqFXxiAqtGrVrFkOC4"
  + "G8VqgFUseGWMarX57LULtkO5GnCVEry7mXrN+P7Xc7A/DblKhIsKAAA="
