import RulePacks
import Testing
import WhorlKit

@Suite("Patterns without a bound on their matches")
struct UnboundedPatternTests {
  /// Where the hits of a pattern are, with and without the prefilter.
  private func hits(_ pattern: String, in text: String, maximum: Int = 1000) throws -> [Range<Int>] {
    let set = try RuleTestSupport.set("  - {id: r, class: c, max_hits: \(maximum), regex: '\(pattern)'}\n")
    let bytes = Array(text.utf8)
    var fast = RuleScanner(set)
    var slow = RuleScanner(set, usesPrefilter: false)
    let found = fast.scan(bytes.span)
    #expect(found.failures.isEmpty)
    #expect(found.hits == slow.scan(bytes.span).hits)
    return found.hits.map(\.range)
  }

  @Test("^ and \\A hold at the start of the text, and with (?m) ^ does at starts of lines")
  func starts() throws {
    let text = "Sorry, no.\nHere is a letter:\nSorry for the delay."
    #expect(try hits(#"^Sorry\b.*"#, in: text) == [0..<10])
    #expect(try hits(#"\ASorry\b.*"#, in: text) == [0..<10])
    #expect(try hits(#"(?m)^Sorry\b.*"#, in: text) == [0..<10, 29..<49])
  }

  @Test("$ holds at the end of the text, before a line end that it ends with, and with (?m) at ends of lines")
  func ends() throws {
    #expect(try hits(#"\bb\w*$"#, in: "ba\nbb\nbc") == [6..<8])
    #expect(try hits(#"\bb\w*$"#, in: "ba\nbb\nbc\n") == [6..<8])
    #expect(try hits(#"\bb\w*$"#, in: "ba\nbb\nbc\n\nd").isEmpty)
    #expect(try hits(#"(?m)\bb\w*$"#, in: "ba\nbb \nbc\n\n") == [0..<2, 7..<9])
  }

  @Test("Neither end of a piece of a long line is an end of the text, of a line or of a word")
  func longLines() throws {
    let line = String(repeating: "alpha beta ", count: 1000)
    #expect(try hits(#"alpha \w+$"#, in: line + "end").isEmpty)
    #expect(try hits(#"(?m)alpha \w+$"#, in: line + "end").isEmpty)
    #expect(try hits(#"alpha \w+$"#, in: line + "alpha beta") == [11_000..<11_010])
    #expect(try hits(#"(?m)alpha \w+$"#, in: line + "alpha beta\n" + line + "end") == [11_000..<11_010])
    #expect(try hits(#"(?m)^alpha \w+"#, in: line) == [0..<10])
    #expect(try hits(#"alpha \w+"#, in: line).allSatisfy { $0.count == 10 })
  }

  @Test("A match of ordinary length is found wherever a long line is cut, once")
  func cuts() throws {
    let line = String(repeating: "alpha beta gamma ", count: 1000)
    #expect(try hits(#"alpha \w+ gamma"#, in: line) == (0..<1000).map { $0 * 17..<$0 * 17 + 16 })
    #expect(try hits(#"alpha \w+ gamma"#, in: line) == hits(#"alpha \w{1,40} gamma"#, in: line))
  }

  @Test("A match ends with its line, or 2,048 bytes or more behind its start")
  func longMatches() throws {
    let found = try hits(#"ab.*"#, in: "ab" + String(repeating: "x", count: 9000) + "\nab x")
    #expect(found.count == 2)
    #expect(found.first.map { $0.lowerBound == 0 && (2048...4096).contains($0.count) } == true)
    #expect(found.last == 9003..<9007)
  }

  @Test(
    "What cannot be told where the text ends is refused, with what to write instead",
    arguments: [#"\z"#, #"\Z"#])
  func refusedEscapes(_ escape: String) {
    func errors(_ pattern: String) -> [String] {
      let reading = RuleTestSupport.read(
        RuleTestSupport.pack("  - {id: r, class: c, regex: '\(pattern)\(escape)', matches: [alpha beta]}\n"))
      let mistakes = reading.mistakes + (reading.pack.map { RuleSet([$0]).mistakes } ?? [])
      return mistakes.filter { $0.level == .error }.map(\.message)
    }
    #expect(errors(#"alpha \w+"#).contains { $0.contains("must do without \(escape): write $") })
    #expect(errors(#"alpha \w{1,9}"#).isEmpty)
  }
}
