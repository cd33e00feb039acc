import Testing
import WhorlKit

@testable import RulePacks

@Suite("Repeated sentences are those that comparing all of them finds")
struct RepeatedSentencesTests {
  private static let parts: [[UInt8]] =
    [
      "One two three four five. ", "one  two\tTHREE four five. ", "One two three four five six seven. ",
      "One two three four 5ive. ", "A b c. ", "a  B c. ", "A b c! ", "Longer sentences begin like this one. ",
      "Longer sentences begin like that one. ", "Longer  sentences begin like this one. ", "\n", " ", "x",
      "@ne tw` thr[e. ", "`ne tw@ thr{e. ",
    ].map { Array($0.utf8) } + [[0xFF, 0x2E, 0x20], [0], [0xC3], [0xE2, 0x80]]

  @Test("Whatever white space, letter case and bytes they hold")
  func filtering() {
    var random = SplitMix64(seed: 12)
    var repeated = RepeatedSentences()
    var hits = 0
    for _ in 0..<1500 {
      var text: [UInt8] = []
      for _ in 0..<(random.next() % 14) { text += Self.parts[Int(random.next() % UInt64(Self.parts.count))] }
      let words = Int(random.next() % 6)
      let count = Int(random.next() % 3) + 1
      var sentences: [Range<Int>] = []
      SentenceBreaks.forEach(in: text.span) { sentence in
        sentences.append(sentence)
        return true
      }
      let fast = repeated.hits(
        of: sentences, in: text.span, minimumWords: words, minimumCount: count, isFiltered: true)
      let slow = repeated.hits(
        of: sentences, in: text.span, minimumWords: words, minimumCount: count, isFiltered: false)
      #expect(fast == slow, "\(String(decoding: text, as: UTF8.self))")
      hits += fast.count
    }
    #expect(hits > 300)
  }

  @Test("Sentences that are the same but for case and white space have one key")
  func keys() {
    let same = [
      "Some words with a long ending.", "some  words with\ta long ENDING.",
      "SOME words \t with a  long ending.",
    ].map { Array($0.utf8) }
    #expect(Set(same.map { RepeatedSentences.key(of: 0..<$0.count, in: $0.span) }).count == 1)
    let short = ["A b c.", "a  b \t c."].map { Array($0.utf8) }
    #expect(Set(short.map { RepeatedSentences.key(of: 0..<$0.count, in: $0.span) }).count == 1)
  }
}
