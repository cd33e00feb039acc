import RulePacks
import Testing
import WhorlKit

@Suite("The prefilter finds what each rule finds alone")
struct PrefilterTests {
  private static let words = [
    "I", "I'm", "sorry", ",", ".", " ", "\n", "cannot", "can't", "help", "as", "an", "AI", "language",
    "model",
    "developed", "by", "OpenAI", "Open-AI", "**", "However", "it", "is", "important", "to", "note", "Wait",
    "!",
    "1.", "2)", "- ", "我是由", "阿里巴巴", "开发的", "。", "the", "the", "of", "Overall,", "\u{2019}", "“", "”",
    "\u{00A0}", "ſorry", "\u{212A}", "ofthe", "<|im_end|>", "<0x0A>", "\u{0}", "delve", "tapestry",
    "testament",
  ]

  /// A text of random words, the same for the same seed.
  private func text(_ seed: UInt64) -> [UInt8] {
    var random = SplitMix64(seed: seed)
    var text = ""
    for _ in 0..<(random.next() % 120) {
      text += Self.words[Int(random.next() % UInt64(Self.words.count))]
      if random.next() % 4 != 0 { text += " " }
    }
    return Array(text.utf8)
  }

  @Test("On made-up text, hit by hit, for all shipped packs")
  func madeUpText() {
    let set = RuleTestSupport.shipped()
    var fast = RuleScanner(set)
    var slow = RuleScanner(set, usesPrefilter: false)
    var hits = 0
    for seed in 0..<400 {
      let bytes = text(UInt64(seed))
      let a = fast.scan(bytes.span, maker: "deepseek")
      let b = slow.scan(bytes.span, maker: "deepseek")
      #expect(a.hits == b.hits, "seed \(seed)")
      #expect(a.failures.isEmpty && b.failures.isEmpty)
      hits += a.hits.count
    }
    #expect(hits > 1000)
  }

  @Test("On the packs' own examples, hit by hit")
  func examples() {
    let set = RuleTestSupport.shipped()
    var fast = RuleScanner(set)
    var slow = RuleScanner(set, usesPrefilter: false)
    for pack in set.packs {
      for example in pack.rules.flatMap({ $0.matches + $0.nonMatches }) {
        let bytes = Array(example.text.utf8)
        #expect(fast.scan(bytes.span).hits == slow.scan(bytes.span).hits, "\(example.text)")
      }
    }
  }

  @Test(
    "On patterns of every kind",
    arguments: [
      #"(?:abc|xbcd)+e"#, #"\bca[nt]{1,3}\b"#, #"a.{0,6}?bc"#, #"(?<=x)abc(?!d)"#, #"(?i)ABC|bcd"#, #"ab$"#,
      #"^abc"#, #"(?m)^ab.{0,4}$"#, #"ab(c|)d?"#, #"(ab)\1"#, #"x[abc]{2,4}y?"#, #"ab.*cd"#, #"[ab]+x"#,
      #"bc"#,
      #"(?:ab){2}|(?:xb){1,2}a"#, #"sk(?=ab)"#, #"a\x{62}c"#, #"[^b]abc"#, #"\babc?\b"#,
      #"(?:^|[\n ] ?)bca?"#,
      #"(?<![A-Za-z0-9])ab"#, #"(?<!\w)bc"#, #"\b(?:a ?|x )?\bbc"#, #"\b[* ]{0,2}ab"#, #"\W(?:x\W){0,2}?ca"#,
      #"(?:a|\n)?bc(?:d|\b)"#, #"_ab"#, #"\bab.*c"#, #"(?m)^\W{0,2}ab"#, #"é\bab|\béa"#,
    ])
  func patterns(_ pattern: String) throws {
    let set = try RuleTestSupport.set("  - {id: r, class: c, max_hits: 9, regex: '\(pattern)'}\n")
    var fast = RuleScanner(set)
    var slow = RuleScanner(set, usesPrefilter: false)
    var random = SplitMix64(seed: 7)
    var hits = 0
    for _ in 0..<3000 {
      let alphabet = Array("aabbccdxyesknt  \n*AB_é".unicodeScalars) + ["ſ", "\u{212A}"]
      var text = ""
      for _ in 0..<(random.next() % 60) {
        text.unicodeScalars.append(alphabet[Int(random.next() % UInt64(alphabet.count))])
      }
      let bytes = Array(text.utf8)
      let found = fast.scan(bytes.span).hits
      #expect(found == slow.scan(bytes.span).hits, "\(text)")
      hits += found.count
    }
    #expect(hits > 0)
  }

  @Test(
    "A rule without required text that needs a character beyond ASCII runs on no text of ASCII in vain",
    arguments: [
      #"[\x{100}-\x{17F}]$"#, #"(?:[é-ü]|[ā-ď]x)b?$"#, #"(?:[é-ü]|[a-f])$"#, #"[é-ü]?[a-f]$"#, #"(?i)[š-ƀ]$"#,
      #"(?:[é-ü]){0,2}\W$"#, #"[é-üa-f]$"#, #"[é-ü\d]$"#, #"[^é-ü]$"#,
    ], ["[]", "[case]"])
  func charactersBeyondASCII(_ pattern: String, _ steps: String) throws {
    let set = try RuleTestSupport.set(
      "  - {id: r, class: c, max_hits: 9, normalize: \(steps), regex: '\(pattern)'}\n")
    var fast = RuleScanner(set)
    var slow = RuleScanner(set, usesPrefilter: false)
    var hits = 0
    for text in [
      "s", "as", "a", "b", "é", "éb", "ſ", "as ſ", "ā", "āx", "aé", "é!", "!", "3", "ABS", "É", "a s",
    ] {
      let bytes = Array(text.utf8)
      let found = fast.scan(bytes.span).hits
      #expect(found == slow.scan(bytes.span).hits, "\(text)")
      hits += found.count
    }
    #expect(hits > 0)
  }

  @Test("Words that begin where a long line is cut are looked at with what stands before them")
  func longLines() throws {
    let set = try RuleTestSupport.set("  - {id: r, class: c, max_hits: 9, regex: '\\bab.*c'}\n")
    var fast = RuleScanner(set)
    var slow = RuleScanner(set, usesPrefilter: false)
    for length in 2040..<2056 {
      let bytes = Array((String(repeating: "x", count: length) + "ab c ab c").utf8)
      let found = fast.scan(bytes.span).hits
      #expect(found == slow.scan(bytes.span).hits)
      #expect(found.map(\.range.lowerBound).allSatisfy { bytes[$0 - 1] == 0x20 })
    }
  }
}
