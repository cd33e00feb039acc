import RulePacks
import Testing
import WhorlKit

@Suite("The prefilter finds what each rule finds alone, whatever bytes a text is made of")
struct PrefilterBytesTests {
  private static let words = [
    "I", "I'm", "sorry", ",", ".", "\n", "cannot", "can't", "help", "as an", "AI", "language model", "built",
    "developed", "by", "OpenAI", "Open-AI", "**", "However", "it", "is important", "to note", "Wait", "!",
    "1.",
    "- ", "the company", "behind me", "Overall,", "may be", "outdated", "information", "runs on", "GPT-4",
    "my",
    "model", "responses", "_", "#", "delve", "tapestry", "from", "red, blue, and green.", "steps", "\t",
  ]

  private func compare(_ set: RuleSet, _ texts: [[UInt8]]) -> Int {
    var fast = RuleScanner(set)
    var slow = RuleScanner(set, usesPrefilter: false)
    var hits = 0
    for text in texts {
      let a = fast.scan(text.span)
      let b = slow.scan(text.span)
      #expect(a.hits == b.hits, "\(String(decoding: text, as: UTF8.self))")
      #expect(a.failures == b.failures)
      hits += a.hits.count
    }
    return hits
  }

  private func text(_ random: inout SplitMix64, _ more: [[UInt8]]) -> [UInt8] {
    var text: [UInt8] = []
    for _ in 0..<(random.next() % 100) {
      if !more.isEmpty, random.next() % 8 == 0 {
        text += more[Int(random.next() % UInt64(more.count))]
      } else {
        text += Self.words[Int(random.next() % UInt64(Self.words.count))].utf8
      }
      if random.next() % 8 != 0 { text.append(0x20) }
    }
    return text
  }

  @Test("ASCII alone, in which characters are bytes")
  func ascii() {
    var random = SplitMix64(seed: 21)
    #expect(compare(RuleTestSupport.shipped(), (0..<250).map { _ in text(&random, []) }) > 1000)
  }

  @Test("NUL, and what is not UTF-8")
  func hostile() {
    var random = SplitMix64(seed: 22)
    let bytes: [[UInt8]] = [
      [0], [0, 0, 0], [0xFF], [0x80], [0xC3], [0xE2, 0x80], [0xF0, 0x9F], [0xED, 0xA0, 0x80],
    ]
    #expect(compare(RuleTestSupport.shipped(), (0..<150).map { _ in text(&random, bytes) }) > 500)
  }

  @Test("Wide characters in the gap before a required text, up to the most that a pattern allows and beyond")
  func gaps() throws {
    let set = try RuleTestSupport.set(
      """
        - {id: gap, class: c, max_hits: 9, regex: '\\bstart[^.]{0,20}?(?:wanted|desired) end'}
        - {id: two, class: c, max_hits: 9, regex: '\\b(?:a|an|the) [^.]{1,12}\\bfinal(?=\\R|é)'}
        - {id: breaks, class: c, max_hits: 9, regex: 'x\\R{1,3}wanted'}

      """)
    var texts: [[UInt8]] = []
    for filler in ["-", "é", "用", "😀", "\r\n", "\u{212A}"] {
      for count in 0..<24 {
        let gap = String(repeating: filler, count: count)
        texts.append(Array("start\(gap)wanted end, x\(gap)wanted the \(gap) final\r\n".utf8))
        texts.append(Array("start \(gap) desired end an \(gap) finalé".utf8))
      }
    }
    #expect(compare(set, texts) > 200)
  }

  @Test("A line of ten megabytes")
  func longLine() throws {
    let set = try RuleTestSupport.set(
      """
        - {id: window, class: c, max_hits: 9, regex: 'needle[^.]{0,20}thread'}
        - {id: line, class: c, max_hits: 9, regex: 'needle.*thread'}
        - {id: repeated, class: c, detector: repeated-sentence}

      """)
    var line = [UInt8](repeating: 0x61, count: 10_000_000)
    for place in stride(from: 1000, to: line.count - 100, by: 1_234_567) {
      line.replaceSubrange(place..<(place + 18), with: Array(" needle or thread ".utf8))
    }
    #expect(compare(set, [line]) > 10)
  }
}
