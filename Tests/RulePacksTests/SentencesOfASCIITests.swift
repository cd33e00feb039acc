import Testing
import WhorlKit

@testable import RulePacks

@Suite("Sentences of ASCII that are found many at a time are those of every place tried alone")
struct SentencesOfASCIITests {
  private static let parts = [
    "a", "It", " ", "  ", ". ", "! ", "? ", ".", "\n", "\r\n", "\"", "'", ")", "]", "}", "*", "_", "`", "~",
    ". A",
    "don't ", "(\"so.\") ", "**", "Dr. ", "Ph.D. ", "approx. It ", "approxi. It ", "W. ", "I. ", "3. ",
    "12345678. ",
    " 4. ", "\t", "\u{B}", "\u{C}", "\u{0}", "\u{7F}", "and so on it goes ",
  ]

  @Test("In texts of all lengths, appended to what is there")
  func sentences() {
    var random = SplitMix64(seed: 17)
    var sentences = SentencesOfASCII()
    var all: [Range<Int>] = []
    var found = 0
    for round in 0..<1500 {
      var text = ""
      for _ in 0..<(random.next() % (round % 10 == 0 ? 1500 : 60)) {
        text += Self.parts[Int(random.next() % UInt64(Self.parts.count))]
      }
      let bytes = Array(text.utf8)
      let expected = TriedSentences.all(in: bytes.span)
      if round % 3 != 0 { all.removeAll() }
      let before = all
      sentences.append(of: bytes.span, to: &all)
      #expect(all == before + expected, "\(text)")
      found += expected.count
    }
    #expect(found > 10_000)
  }
}
