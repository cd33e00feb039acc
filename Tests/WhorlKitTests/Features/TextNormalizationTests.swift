import Testing

@testable import WhorlKit

@Suite("Text normalization")
struct TextNormalizationTests {
  static let kinds: [UInt32] = TwinFeatures.whiteSpace.sorted()

  private func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    Array(bytes[TextNormalization.trimmedRange(of: bytes.span)])
  }

  @Test("drops each kind of white space at both edges and keeps it inside", arguments: kinds)
  func everyKind(_ value: UInt32) throws {
    let space = Array(String(try #require(Unicode.Scalar(value))).utf8)
    #expect(trimmed(space).isEmpty)
    #expect(trimmed(space + space).isEmpty)
    #expect(trimmed(space + Array("a".utf8) + space) == Array("a".utf8))
    let inside = Array("é".utf8) + space + Array("漢".utf8)
    #expect(trimmed(space + space + inside + space) == inside)
    #expect(TextNormalization.whiteSpaceWidth(in: space.span, at: 0, limit: space.count) == space.count)
    for limit in 0..<space.count where limit > 0 {
      #expect(TextNormalization.whiteSpaceWidth(in: space.span, at: 0, limit: limit) == 0)
    }
  }

  @Test("drops no other code point of the first three planes")
  func nothingElse() {
    let kinds = Set(Self.kinds)
    var wrong: [UInt32] = []
    for value in UInt32(0)..<0x30000 where !kinds.contains(value) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let utf8 = Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      if TextNormalization.trimmedRange(of: utf8.span) != 0..<utf8.count { wrong.append(value) }
    }
    #expect(wrong.isEmpty)
  }

  @Test(
    "keeps bytes that are not UTF-8 at the edges",
    arguments: [
      [0xC2], [0xE2, 0x80], [0x80], [0xA0], [0x85], [0xE3, 0x80], [0xEF, 0xBB], [0xBF], [0xC2, 0xC2],
      [0xE2, 0xE2, 0x80], [0xFF], [0xF0, 0x80, 0x80, 0x80], [0xE0, 0x80, 0x80], [0x80, 0x80, 0x80],
    ] as [[UInt8]])
  func invalidEdges(_ bytes: [UInt8]) {
    #expect(trimmed(bytes) == bytes)
    #expect(trimmed([0x20] + bytes + [0x0A]) == bytes)
    #expect(trimmed([0xC2, 0xA0] + bytes + [0xE2, 0x80, 0xA8]) == bytes)
  }

  @Test("trims a lead byte's neighbours and not the lead byte")
  func leadBeforeSpace() {
    #expect(trimmed([0xE2, 0xC2, 0xA0]) == [0xE2])
    #expect(trimmed([0xC2, 0x20]) == [0xC2])
    #expect(trimmed([0xE3, 0x80, 0x80, 0x80]) == [0x80])
  }

  @Test("is empty for a document of white space and done after one pass", arguments: UInt64(1)...20)
  func allWhite(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var text = String.UnicodeScalarView()
    for _ in 0..<random.index(below: 30) {
      text.append(Unicode.Scalar(Self.kinds[random.index(below: Self.kinds.count)]) ?? " ")
    }
    let white = Array(String(text).utf8)
    #expect(trimmed(white).isEmpty)
    let soup = InventedTexts.hostileSoup(pieces: 6, seed: seed)
    let once = trimmed(white + soup + white)
    #expect(trimmed(once) == once)
  }
}
