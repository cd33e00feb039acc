import PatternMatching
import Testing
import WhorlKit

@testable import RulePacks

@Suite("Patterns for texts of ASCII alone match the same there")
struct ASCIIPatternTests {
  @Test(
    "What is beyond ASCII becomes one byte, and all else stays",
    arguments: [
      ("a[bc]+", "a[bc]+"), ("é?a", #"\x80?a"#), ("[“”'-]x", #"[\x80\x80'-]x"#), ("[é-ü]", #"[\x80-\x80]"#),
      (#"[\s\-\x{2010}-\x{2015}]{0,3}"#, #"[\s\-\x80-\x80]{0,3}"#), (#"\x{41}\x42"#, #"\x{41}\x42"#),
      ("[]é]", #"[]\x80]"#), ("[^]é]", #"[^]\x80]"#), ("(?i:好|b)", #"(?i:\x80|b)"#),
      (#"\[é\]"#, #"\[\x80\]"#),
      ("[[:alpha:]é-ü]x", #"[[:alpha:]\x80-\x80]x"#), ("[*-•+]", #"[*-\x80+]"#),
      (#"[\x41-ɏ]\xE9"#, #"[\x41-\x80]\x80"#), ("[-–]", #"[-\x80]"#),
      ("[[:é]", #"[[:\x80]"#),
      (#"[\]é]"#, #"[\]\x80]"#), ("(?<a>é)", #"(?<a>\x80)"#),
    ])
  func rewritten(_ source: String, _ expected: String) {
    #expect(ASCIIPattern.source(of: source) == expected)
  }

  @Test(
    "What may be something else without Unicode is left alone",
    arguments: [
      "ſ", "a\u{212A}", #"\x{17F}"#, #"\x{212a}"#, "[ā-ɏ]", #"[a-\x{FFFF}]"#, "[K-ɏ]", #"[\x{100}-\x{200}]"#,
      #"\p{L}"#, #"\PL"#,
      #"\X"#, #"\N{U+41}"#, #"\o{101}"#, #"\Qé\E"#, "(*UCP)a", "(?x)é ?", "(?C1)a", "(?ix:a)", #"\x{41"#,
      #"\é"#, #"a\"#,
      "(?^:a)", "[[:alpha:]ā-ɏ]", #"[\x5B-ɏ]"#, #"[\133-ɏ]"#, "[^ā-ɏ]", "[]ā-ɏ]", "[]-ɏ]", "[^]-ɏ]", "[[ā-ɏ]",
    ])
  func refused(_ source: String) {
    #expect(ASCIIPattern.source(of: source) == nil)
  }

  private static let patterns = [
    #"\w"#, #"\W"#, #"\d"#, #"\D"#, #"\s"#, #"\S"#, #"\h"#, #"\v"#, #"\R"#, #"\b."#, #".\B"#, "[[:alpha:]]",
    "[[:punct:]]",
    "[[:graph:]]", "[[:print:]]", "[[:cntrl:]]", "[[:space:]]", "[[:^word:]]", "[[:blank:]]", "[^a-z]",
    "[é-ü]", "[^é-ü]", "é?s",
    "(?:é|k)s?", "é*+k", "(?:ab|é){0,3}x", "(?<!é)s", "(?<=é|a)k", "(?<![“a])s", "[–—-]k", "[*-•+]", "[k-é]",
    "(?i)S[kK]",
    "(?-i)S", ".", "(?s).", "(?m)^.$", #"(\w)\1"#, #"(?i:[\s\-\x{2010}-\x{2015}]{0,3}x)"#, #"\x{73}"#,
    "a|é|k", "(?>a|é)s",
    "(?!é)[sk]", #"[\w“-]{1,3}?s"#, "é{0}s", "é{0,2}a",
  ]

  @Test("On made-up texts, and on each character alone", arguments: patterns)
  func same(_ source: String) throws {
    let asciiSource = try #require(ASCIIPattern.source(of: source))
    var random = SplitMix64(seed: 3)
    var texts = (UInt8(0)...127).map { [$0] }
    for _ in 0..<400 {
      let alphabet = Array("aabkKsSx  .-_\n\r\t\u{B}\u{0}1*+'\u{7F}".utf8)
      texts.append(
        (0..<(random.next() % 12)).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] })
    }
    var matcher = PatternMatcher()
    var matches = 0
    for options: PatternOptions in [
      [.unicodeClasses], [.unicodeClasses, .caseless], [.caseless, .interpreted],
    ] {
      let pattern = try Pattern(source, options: options, asciiSource: { asciiSource })
      for text in texts {
        var start = 0
        while start <= text.count {
          let expected = try matcher.firstMatch(of: pattern, in: text.span, from: start)
          let found = try matcher.firstRange(
            of: pattern, in: text.span, from: start, upTo: text.count, isASCII: true)
          #expect(found == expected?.range, "\(text) from \(start)")
          for (index, group) in (expected?.groups ?? []).enumerated() {
            #expect(matcher.groupOfLastMatch(index + 1) == group)
          }
          guard let expected else { break }
          matches += 1
          start = max(start + 1, expected.range.upperBound)
        }
      }
    }
    #expect(matches > 0 || source == "[é-ü]")
  }

  @Test("Almost all patterns of the shipped packs can do without Unicode")
  func shipped() {
    var (count, refused) = (0, [String]())
    for pack in RuleTestSupport.shipped().packs {
      for rule in pack.rules {
        guard case .pattern(let source) = rule.matcher else { continue }
        count += 1
        let names = OwnerNames(pack.owners).expanded(source.text)
        if ASCIIPattern.source(of: names?.tree ?? source.text) == nil { refused.append(rule.id) }
      }
    }
    #expect(count > 300)
    #expect(refused.isEmpty, "\(refused)")
  }
}
