import Testing

@testable import WhorlKit

@Suite("Bytes written and read")
struct ByteCodingTests {
  static let integers: [UInt64] =
    [0, 1, 127, 128, 255, 300, 16_383, 16_384, 1 << 32, 1 << 63, .max - 1, .max]
    + (0..<64).map { UInt64(1) << $0 }

  @Test("are the same integers again", arguments: integers)
  func varints(_ value: UInt64) throws {
    var writer = ByteWriter()
    writer.append(varint: value)
    #expect(writer.bytes.count == max(1, (70 - value.leadingZeroBitCount) / 7))
    writer.append(word: value)
    writer.append(halfWord: UInt32(truncatingIfNeeded: value))
    writer.append(7)
    var reader = ByteReader(writer.bytes[...])
    #expect(try reader.varint() == value)
    #expect(try reader.word() == value)
    #expect(try reader.halfWord() == UInt32(truncatingIfNeeded: value))
    #expect(try reader.byte() == 7)
    try reader.finish()
    // Every cut is an error and never a trap.
    for count in 0..<writer.bytes.count {
      var reader = ByteReader(writer.bytes[..<count])
      #expect(throws: ByteReader.Malformed.self) {
        _ = try reader.varint()
        _ = try reader.word()
        _ = try reader.halfWord()
        _ = try reader.byte()
      }
    }
  }

  @Test("write integers least significant bits first")
  func layout() {
    var writer = ByteWriter()
    writer.append(varint: 300)
    writer.append(halfWord: 0x0102_0304)
    writer.append(word: 0x0102_0304_0506_0708)
    writer.append(string: "é")
    #expect(writer.bytes == [0xAC, 0x02, 4, 3, 2, 1, 8, 7, 6, 5, 4, 3, 2, 1, 2, 0xC3, 0xA9])
  }

  @Test(
    "refuse integers that are too large or too long",
    arguments: [
      [0x80, 0x00], [0xFF, 0x80, 0x00], [0x80], [],
      [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02],
      [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x81],
      [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01],
    ] as [[UInt8]])
  func badVarints(_ bytes: [UInt8]) {
    var reader = ByteReader(bytes[...])
    #expect(throws: ByteReader.Malformed.self) { try reader.varint() }
  }

  @Test("refuse counts and texts beyond what is there, and texts that are not UTF-8")
  func counts() throws {
    var ten = ByteReader(([10] + [UInt8](repeating: 0x61, count: 10))[...])
    #expect(try ten.string() == "aaaaaaaaaa")
    for bytes in [[11] + [UInt8](repeating: 0x61, count: 10), [1, 0xFF], [2, 0xC3]] {
      var reader = ByteReader(bytes[...])
      #expect(throws: ByteReader.Malformed.self) { try reader.string() }
    }
    var items = ByteReader([5, 1, 2, 3, 4, 5, 6, 7, 8, 9][...])
    #expect(throws: ByteReader.Malformed.self) { try items.count(bytesEach: 2) }
    var slice = ByteReader([1, 2][...])
    for count in [-1, 3, .max] {
      #expect(throws: ByteReader.Malformed.self) { try slice.slice(count: count) }
    }
    #expect(throws: ByteReader.Malformed.self) { try slice.finish() }
  }

  static let values: [HeaderValue] = [
    .text(""), .text("é\u{0}漢"), .number(.max), .list([]), .record([:]),
    .list([.text("a"), .list([.number(0)]), .record(["b": .text("c")])]),
    .record(["b": .number(1), "a": .number(2), "é": .list([]), "z": .record(["": .text("x")])]),
  ]

  @Test("are the same header again, in one way only", arguments: values)
  func headers(_ value: HeaderValue) throws {
    var writer = ByteWriter()
    value.encode(into: &writer)
    var reader = ByteReader(writer.bytes[...])
    #expect(try HeaderValue(from: &reader) == value)
    try reader.finish()
    for count in 0..<writer.bytes.count {
      var reader = ByteReader(writer.bytes[..<count])
      #expect(throws: ByteReader.Malformed.self) { try HeaderValue(from: &reader) }
    }
  }

  @Test(
    "refuse headers that are nested too deeply, out of order, repeated, endless or of unknown type",
    arguments: [
      [], [4], [9, 9], [3, 2, 1, 0x62, 1, 0, 1, 0x61, 1, 0],
      [3, 2, 1, 0x61, 1, 0, 1, 0x61, 1, 0], [2, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
      [3, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0], [0, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
      [UInt8]((0..<100_000).map { $0 % 2 == 0 ? 2 : 1 }),
    ] as [[UInt8]])
  func badHeaders(_ bytes: [UInt8]) {
    var reader = ByteReader(bytes[...])
    #expect(throws: ByteReader.Malformed.self) { try HeaderValue(from: &reader) }
  }
}
