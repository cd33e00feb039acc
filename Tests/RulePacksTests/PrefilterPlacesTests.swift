import RulePacks
import Testing
import WhorlKit

@Suite("The prefilter finds texts of every length at every place")
struct PrefilterPlacesTests {
  /// Required texts of two to fourteen bytes, some of them beginnings of others.
  private static let literals = [
    "ab", "abc", "abcd", "abcde", "abcdef", "abcdefg", "abcdefgh", "abcdefghi", "abcdefghi jklm", "[a", "{ab",
    "*-", "* -", "@abc", "`abc", "éa", "éabcdefg", "x y", "x yz", "x yz ab cd",
  ]

  private static func rules(scope: String = "anywhere", suffix: String = "", _ more: String = "") -> String {
    literals.enumerated().map { index, literal in
      let escaped = literal.map { "[]{}*-.".contains($0) ? "\\\($0)" : String($0) }.joined()
      return "  - {id: r\(index)\(suffix), class: c, max_hits: 9, scope: \(scope), \(more)"
        + "regex: '\(escaped)'}\n"
    }.joined()
  }

  private func compare(_ set: RuleSet, _ text: String) -> Int {
    var fast = RuleScanner(set)
    var slow = RuleScanner(set, usesPrefilter: false)
    let bytes = Array(text.utf8)
    let found = fast.scan(bytes.span).hits
    #expect(found == slow.scan(bytes.span).hits, "\(text.suffix(60))")
    return found.count
  }

  @Test("Beside the ends of blocks and of the text, and beside marks that differ in one bit")
  func places() throws {
    let set = try RuleTestSupport.set(Self.rules("normalize: [case], "))
    for literal in Self.literals {
      for length in Array(0..<12) + Array(54..<70) + Array(1014..<1030) {
        let before = String(repeating: "w ", count: length / 2) + (length % 2 == 0 ? "" : "\n")
        #expect(compare(set, before + literal) > 0)
        for after in ["b", " ", " w w w w w w w w", "\u{A}", "é"] {
          #expect(compare(set, before + literal.uppercased() + after) > 0)
        }
      }
    }
  }

  @Test("More of them than fit into the room for hits at first")
  func manyHits() throws {
    let set = try RuleTestSupport.set(Self.rules("normalize: [case], "))
    for literal in Self.literals {
      #expect(compare(set, String(repeating: literal + " w ", count: 700)) >= 700)
    }
  }

  @Test("In first and last sentences and where they begin, in texts that normalisation changes or not")
  func scopes() throws {
    let scopes = ["anywhere", "lead-sentence", "first-sentences", "tail"]
    var rules = scopes.enumerated().map { Self.rules(scope: $0.element, suffix: "-\($0.offset)") }.joined()
    rules += "  - {id: start, class: c, regex: '^\\W{0,3}ab'}\n"
    rules += "  - {id: later, class: c, scope: tail, regex: '^(?:\\w{1,9} ){0,3}abc'}\n"
    rules += "  - {id: raw, class: c, normalize: [], regex: 'abc\\*\\*|x y'}\n"
    rules += "  - {id: line, class: c, normalize: [case], scope: first-sentences, regex: 'ab.*cd'}\n"
    let set = try RuleTestSupport.set(rules)
    var random = SplitMix64(seed: 11)
    let parts = Self.literals + [". ", ". W", "! ", "\n", "**", "“", "w", " ", " ", " ", "\u{00A0}", "> "]
    var hits = 0
    for round in 0..<800 {
      var text = ""
      for _ in 0..<(random.next() % 60) {
        let part = parts[Int(random.next() % UInt64(parts.count))]
        // Half of the texts are without what normalisation changes.
        text += round % 2 == 0 || part.utf8.allSatisfy { $0 != 0x2A && $0 < 0x80 } ? part : " w"
      }
      hits += compare(set, text)
    }
    #expect(hits > 5000)
  }

  @Test("Hundreds that begin alike and are longer than what is compared, in scopes of every kind")
  func manyLiterals() throws {
    var random = SplitMix64(seed: 17)
    let words = [
      "the", "there", "therefore", "is", "it", "a", "an", "I", "to", "so", "so-called", "é", "x1", "[a]",
    ]
    let ends = [". ", "! ", "\n", ", ", " "]
    let scopes = ["anywhere", "lead-sentence", "first-sentences", "tail"]
    func phrase(_ count: UInt64) -> String {
      (0..<(random.next() % count + 1)).map { _ in words[Int(random.next() % UInt64(words.count))] }
        .joined(separator: " ")
    }
    var rules = ""
    for index in 0..<300 {
      var pattern = phrase(6).replacing("[", with: "\\[").replacing("]", with: "\\]")
      if index % 3 == 0 { pattern = "\\b" + pattern }
      if index % 5 == 0 { pattern += "[^.]{0,9}" + words[index % 9] }
      if index % 7 == 0 { pattern = "^\\W{0,3}" + pattern }
      rules += "  - {id: r\(index), class: c, max_hits: 9, scope: \(scopes[index % 4]), "
      rules += index % 2 == 0 ? "normalize: [case], " : ""
      rules += "regex: '\(pattern)'}\n"
    }
    let set = try RuleTestSupport.set(rules)
    var hits = 0
    for round in 0..<300 {
      var text = ""
      for _ in 0..<(random.next() % 20) { text += phrase(9) + ends[Int(random.next() % 5)] }
      hits += compare(set, round % 3 == 0 ? text.uppercased() : text)
    }
    #expect(hits > 5000)
  }

  @Test("Sentences that are repeated but for case and white space")
  func repeatedSentences() throws {
    let set = try RuleTestSupport.set(
      "  - {id: r, class: c, detector: repeated-sentence, with: {min_words: 3, min_count: 2}}\n")
    var random = SplitMix64(seed: 5)
    let sentences = [
      "One two three.", "one  two THREE.", "One two three four.", "Yes.", "Yes!", "A long word stands here.",
      "A long word stood here.", "\n", "Yes indeed.",
    ]
    var hits = 0
    for _ in 0..<800 {
      var text = ""
      for _ in 0..<(random.next() % 6) {
        text += sentences[Int(random.next() % UInt64(sentences.count))] + " "
      }
      hits += compare(set, text)
    }
    #expect(hits > 100)
  }
}
