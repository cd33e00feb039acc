import Testing
import WhorlKit

@testable import RulePacks

@Suite("Sentence breaks are found without looking at every byte")
struct BreakCursorTests {
  private static let parts = [
    "a", "It", " ", "  ", ". ", "! ", "? ", ".", "\n", "\r\n", "\"", "'", ")", "*", "_", "`", "。", "！", "」",
    "”", "…",
    "Dr", "e.g", "3", "é", "用户", "\t", "\u{0}",
  ]

  @Test("They are those of every place tried alone, forwards and backwards")
  func breaks() {
    var random = SplitMix64(seed: 3)
    var found = 0
    for round in 0..<600 {
      // Half of the texts are ASCII alone, and said to be.
      let isASCII = round % 2 == 0
      let parts = Self.parts.filter { part in !isASCII || part.utf8.allSatisfy { $0 < 0x80 } }
      var text = ""
      for _ in 0..<(random.next() % 200) { text += parts[Int(random.next() % UInt64(parts.count))] }
      let bytes = Array(text.utf8)
      let expected = (1..<max(1, bytes.count)).filter { SentenceBreaks.isBreak(at: $0, in: bytes.span) }
      var cursor = BreakCursor(isASCII: isASCII)
      var forwards: [Int] = []
      var position = cursor.next(from: 1, in: bytes.span)
      while position < bytes.count {
        forwards.append(position)
        position = cursor.next(from: position + 1, in: bytes.span)
      }
      #expect(forwards == expected, "\(text)")
      var backwards: [Int] = []
      position = BreakCursor.last(upTo: bytes.count - 1, in: bytes.span, isASCII: isASCII)
      while position > 0 {
        backwards.append(position)
        position = BreakCursor.last(upTo: position - 1, in: bytes.span, isASCII: isASCII)
      }
      #expect(backwards.reversed() == expected, "\(text)")
      found += expected.count
    }
    #expect(found > 1000)
  }

  @Test("A key is known once it has come up, and unknown after forgetting")
  func repeatedKeys() {
    var keys = RepeatedKeys()
    var random = SplitMix64(seed: 4)
    let all = (0..<50).map { _ in random.next() }
    for key in all { _ = keys.insert(key) }
    var isKnown = true
    for key in all where !keys.insert(key) { isKnown = false }
    #expect(isKnown)
    keys.removeAll()
    let isKnownAgain = keys.insert(all[0])
    #expect(!isKnownAgain)
  }
}
