import PatternMatching
import Testing
import WhorlKit

@testable import RulePacks

@Suite("Patterns for names match the same whether they list them or tell them apart letter by letter")
struct NamePatternTests {
  private static let parts = ["a", "B", "b", "k", "S", "1", "2", " ", "-", ".", "é", "用", "ab", "+"]

  private func matches(_ pattern: String, _ text: [UInt8]) throws -> [PatternMatch] {
    let pattern = try Pattern(pattern, options: [.unicodeClasses])
    var matcher = PatternMatcher()
    var matches: [PatternMatch] = []
    try matcher.forEachMatch(of: pattern, in: text.span) { match in
      matches.append(match)
      return true
    }
    return matches
  }

  private func text(_ parts: [String], _ random: inout SplitMix64, _ count: Int) -> String {
    (0..<count).map { _ in parts[Int(random.next() % UInt64(parts.count))] }.joined()
  }

  @Test("Names that begin alike, with spaces, marks, other cases and letters of all kinds")
  func spellings() throws {
    var random = SplitMix64(seed: 31)
    var found = 0
    for _ in 0..<300 {
      let names = (0..<(random.next() % 12 + 1)).map { _ in
        text(Self.parts, &random, Int(random.next() % 4) + 1)
      }.filter { !$0.allSatisfy { $0 == " " || $0 == "-" } }
      guard !names.isEmpty else { continue }
      let pattern = NamePattern(names)
      for _ in 0..<5 {
        let bytes = Array(text(Self.parts + names + ["\u{212A}", "ſ", "A", "–", " "], &random, 40).utf8)
        let all = try matches(pattern.list, bytes)
        #expect(try matches(pattern.tree, bytes) == all, "\(names)")
        found += all.count
      }
    }
    #expect(found > 5000)
  }

  @Test("Names that are other cases of ASCII letters at their start are listed")
  func unusualCase() throws {
    let names = ["\u{212A}im", "kim", "ſam", "sam", "samuel"]
    let pattern = NamePattern(names)
    let bytes = Array("kim \u{212A}im KIM sam ſam samuel".utf8)
    #expect(try matches(pattern.tree, bytes) == matches(pattern.list, bytes))
    #expect(NamePattern([]).list.isEmpty && NamePattern([]).tree.isEmpty)
  }
}
