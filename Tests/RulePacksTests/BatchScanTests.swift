import RulePacks
import Testing
import WhorlKit

@Suite("Texts that are scanned together have the hits that each has alone")
struct BatchScanTests {
  /// Texts of every trait: empty, of one byte, ASCII, beyond it, with quotation marks, marks of Markdown, NUL, letters
  /// whose other case is ASCII, bytes that are no UTF-8, repeated sentences, and one that is longer than a batch.
  private static let texts: [[UInt8]] = {
    var texts = [
      "", " ", "a", "\u{0}", "I'm sorry, but I can't help with that.",
      "I’m sorry, but I can’t help with that.",
      "As an **AI** language model, I cannot help.\n\n1. One\n2. Two\n3. Three", "我是由阿里巴巴开发的。",
      "It is red, blue, and green.",
      "“As an AI”, he said, “I cannot”.", "a\u{0}I cannot help\u{0}", "I'm ſorry, I cannot help \u{212A}.",
      "I was made by OpenAI. I was made by OpenAI. I was made by OpenAI.", "Here are some tips: — été, café.",
      "# Overview\nWhile it may rain, it is warm.\n> quoted: I can't do that",
      "<|im_end|>\u{A0}However, it is important to note that",
    ].map { Array($0.utf8) }
    texts.append([0xFF, 0x80] + Array("I cannot help with that.".utf8) + [0xC3])
    texts.append(
      Array(
        String(repeating: "It may be late, I think. Overall, **this** is important to note. ", count: 4000)
          .utf8))
    return texts
  }()

  /// The texts at `places` one behind the other, and where they are; some bytes that are none lie between them.
  private func stored(_ places: [Int]) -> (storage: [UInt8], ranges: [Range<Int>]) {
    var storage: [UInt8] = []
    var ranges: [Range<Int>] = []
    for place in places {
      storage += Array("I can't help. ".utf8)
      ranges.append(storage.count..<(storage.count + Self.texts[place].count))
      storage += Self.texts[place]
    }
    return (storage, ranges)
  }

  @Test("Whatever their number and order", arguments: [nil, "openai", "alibaba"])
  func together(_ maker: String?) {
    let set = RuleTestSupport.shipped()
    var alone = RuleScanner(set)
    let expected = Self.texts.map { alone.scan($0.span, maker: maker) }
    #expect(expected.reduce(0) { $0 + $1.hits.count } > 50)
    var together = RuleScanner(set)
    var random = SplitMix64(seed: 5)
    for count in [0, 1, 2, 3, 18, 63, 64, 65, 200] {
      let places = (0..<count).map { _ in Int(random.next() % UInt64(Self.texts.count)) }
      let (storage, ranges) = stored(places)
      let scans = together.scan(ranges, in: storage.span, maker: maker)
      #expect(scans.count == count)
      for (scan, place) in zip(scans, places) {
        #expect(scan.hits == expected[place].hits, "text \(place) of \(count)")
        #expect(scan.failures == expected[place].failures)
      }
    }
  }

  @Test("Texts may overlap and come in any order")
  func overlaps() {
    let set = RuleTestSupport.shipped()
    var scanner = RuleScanner(set)
    let bytes = Array("However, I cannot help. As an AI, I can’t help with that.".utf8)
    let ranges = [9..<bytes.count, 0..<bytes.count, 0..<23, 5..<5, 0..<bytes.count]
    let scans = scanner.scan(ranges, in: bytes.span)
    for (scan, range) in zip(scans, ranges) {
      #expect(scan.hits == scanner.scan(bytes.span.extracting(range)).hits, "\(range)")
    }
  }

  @Test("A rule that is given up in one text is not in the others")
  func givenUp() throws {
    let set = try RuleTestSupport.set(
      "  - {id: a, class: c, max_hits: 9, regex: 'x(?:a{1,9}){1,9}(?:a{1,9}){1,9}b'}\n"
        + "  - {id: b, class: c, max_hits: 9, regex: 'xa'}\n")
    let bad = String(repeating: "x" + String(repeating: "a", count: 60) + " ", count: 150)
    let texts = ["xaab", "xab" + bad + "xab", "xaaab", "", bad + "xab", "xab xaab"].map { Array($0.utf8) }
    var storage: [UInt8] = []
    let ranges = texts.map { text in
      storage += text
      return (storage.count - text.count)..<storage.count
    }
    var together = RuleScanner(set)
    var alone = RuleScanner(set)
    let scans = together.scan(ranges, in: storage.span)
    #expect(scans.map(\.failures.count) == [0, 1, 0, 0, 1, 0])
    for (scan, text) in zip(scans, texts) {
      let expected = alone.scan(text.span)
      #expect(scan.hits == expected.hits)
      #expect(scan.failures == expected.failures)
    }
  }
}
