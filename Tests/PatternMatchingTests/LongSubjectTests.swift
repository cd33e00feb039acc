import PatternMatching
import Testing

@Suite struct LongSubjectTests {
  private static let megabytes: [UInt8] = {
    var bytes = [UInt8](repeating: 0x78, count: 10_000_000)
    for index in stride(from: 99, to: bytes.count, by: 100) { bytes[index] = 0x20 }
    bytes.replaceSubrange(9_999_900..<9_999_905, with: Array("needle".utf8.prefix(5)))
    return bytes
  }()

  @Test("a line of 10 MB is searched to its end", arguments: Engine.allCases)
  func firstMatch(engine: Engine) throws {
    #expect(try engine.pattern("need(l)").firstMatch(in: Self.megabytes)?.range == 9_999_900..<9_999_905)
    #expect(try engine.pattern("absent").firstMatch(in: Self.megabytes) == nil)
    #expect(try engine.pattern(".*").firstMatch(in: Self.megabytes)?.range == 0..<10_000_000)
  }

  @Test("100,000 matches in a line of 10 MB take time in proportion", arguments: Engine.allCases)
  func manyMatches(engine: Engine) throws {
    let spaces = try engine.pattern(#" (?=x|n|\z)"#).ranges(in: Self.megabytes)
    #expect(spaces.count == 100_000)
    let start = Array(Self.megabytes.prefix(300_000))
    #expect(try engine.pattern("y*").ranges(in: start).count == 300_001)
  }

  @Test("a window deep inside a line of 10 MB is searched alone", arguments: Engine.allCases)
  func window(engine: Engine) throws {
    let pattern = try engine.pattern("(?<=x x)x+")
    for start in stride(from: 0, to: 9_000_000, by: 10_000) {
      let match = try pattern.firstMatch(in: Self.megabytes, from: start, upTo: start + 150)
      #expect(match?.range.lowerBound == (start == 0 ? 101 : start + 1))
    }
  }
}
