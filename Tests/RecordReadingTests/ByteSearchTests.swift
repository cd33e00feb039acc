import Testing

@testable import RecordReading

@Suite("A search in bytes")
struct ByteSearchTests {
  @Test(
    "counts what a loop counts, wherever a range begins and ends", arguments: [0, 0x0A, 0x7F, 0x80, 0xFF])
  func counts(byte: UInt8) {
    // Few different bytes, neighbours of the one that is counted among them.
    var state: UInt64 = 0x9E37_79B9
    let bytes = (0..<5000).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return [byte, byte &+ 1, byte &- 1, byte ^ 0x80, 0, 0xFF, byte, 0x0A][Int(state >> 61)]
    }
    for start in [0, 1, 7, 8, 9, 63, 2040] {
      for end in [start, start + 1, start + 7, start + 8, start + 9, 2047, 2049, 4096, 5000]
      where end >= start {
        let expected = bytes[start..<end].count { $0 == byte }
        #expect(ByteSearch.count(of: byte, in: start..<end, of: bytes.span) == expected, "\(start)..<\(end)")
      }
    }
    let same = [UInt8](repeating: byte, count: 10_000)
    #expect(ByteSearch.count(of: byte, in: 0..<same.count, of: same.span) == same.count)
  }
}
