import Testing
import WhorlKit

@testable import RulePacks

@Suite("Scopes are those that all sentences of a text give")
struct ScopeRegionsTests {
  private static let parts = [
    "a", "It", " ", "  ", ". ", "! ", "? ", ".", "\n", "\r\n", "\"", "'", ")", "don't ", "(\"so.\") ", "**",
    "。", "！",
    "”", "…", "Dr. ", "e.g. ", "3. ", "é", "\t", "\u{0}", "approx. ", "W",
  ]

  @Test("In whatever order they are asked for, and after another text")
  func regions() {
    var random = SplitMix64(seed: 11)
    var regions = ScopeRegions()
    for _ in 0..<500 {
      var text = ""
      for _ in 0..<(random.next() % 60) { text += Self.parts[Int(random.next() % UInt64(Self.parts.count))] }
      let bytes = Array(text.utf8)
      let all = TriedSentences.all(in: bytes.span)
      // Whether or not all that can be told is.
      let isASCII = bytes.allSatisfy { $0 < 0x80 } && random.next() % 2 == 0
      regions.reset(isASCII: isASCII, sentences: random.next() % 2 == 0 ? all : nil)
      for _ in 0..<8 {
        let count = Int(random.next() % 10) + 1
        let first = all.prefix(count)
        let expectedFirst = first.isEmpty ? 0..<0 : first[0].lowerBound..<first[first.count - 1].upperBound
        let last = Array(all.suffix(count))
        let expectedLast = last.isEmpty ? 0..<0 : last[0].lowerBound..<last[last.count - 1].upperBound
        switch random.next() % 3 {
        case 0: #expect(regions.range(of: .firstSentences(count), in: bytes.span) == expectedFirst, "\(text)")
        case 1: #expect(regions.range(of: .tail(count), in: bytes.span) == expectedLast, "\(text)")
        default:
          let whole = SentenceBreaks.trimmed(0..<bytes.count, in: bytes.span)
          #expect(regions.range(of: .anywhere, in: bytes.span) == whole)
        }
      }
    }
  }
}
