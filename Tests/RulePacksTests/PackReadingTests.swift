import RulePacks
import Testing

@Suite("Mistakes of packs are found where they are")
struct PackReadingTests {
  @Test(
    "Each mistake has its line, column and remedy",
    arguments: [
      ("rules: [", "2:1", "not YAML"),
      ("- a\n- b", "1:1", "a pack is a mapping"),
      ("schema: whorl.pack/2\nname: a", "1:9", "is not known"),
      (RuleTestSupport.pack("  - {id: a, class: c, regx: b}\n"), "5:23", "did you mean 'regex'?"),
      (
        RuleTestSupport.pack("  - {id: a, class: c, regex: bc}\n  - {id: a, class: c, regex: bd}\n"), "6:5",
        "is there twice"
      ),
      (RuleTestSupport.pack("  - {id: a, class: c}\n"), "5:5", "either 'regex' or 'detector'"),
      (RuleTestSupport.pack("  - {id: a, class: c, regex: bc, weight: -1}\n"), "5:42", "at least 0"),
      (
        RuleTestSupport.pack("  - {id: a, class: c, regex: bc, scope: led-sentence}\n"), "5:41",
        "did you mean 'lead-sentence'?"
      ),
      (RuleTestSupport.pack("  - {id: A b, class: c, regex: bc}\n"), "5:10", "lower-case"),
      (
        RuleTestSupport.pack("  - {id: a, class: c, regex: bc, requires: [nothing]}\n"), "5:45",
        "no other rule"
      ),
      (
        RuleTestSupport.pack("  - {id: a, class: c, detector: mojibak}\n"), "5:33", "did you mean 'mojibake'?"
      ),
      (
        RuleTestSupport.pack("  - {id: a, class: c, regex: bc, negation_guard: nope}\n"), "5:50",
        "'nope' is no guard of the pack; there is none: add it"
      ),
      ("schema: whorl.pack/1\nname: a\nversion: 1.0\n", "3:10", "put it in quotes, '1.0'"),
      ("schema: whorl.pack/1\nname: a\nversion: '1'\nrules: []\n", "4:8", "the pack has no rules: list some"),
      (
        "schema: whorl.pack/1\nname: a\nversion: '1'\nfitted: {is_strong: true}\nrules: []\n", "5:8",
        "the pack has no rules"
      ),
      ("schema: whorl.pack/1\nname: a\nname: b\n", "2:1", "there twice"),
      (String(repeating: "[", count: 500), "1:101", "nested too deeply"),
    ])
  func mistakes(_ yaml: String, _ place: String, _ words: String) {
    let reading = RuleTestSupport.read(yaml)
    let errors = reading.mistakes.filter { $0.level == .error }
    #expect(
      errors.contains { "\($0)".hasPrefix("test.yml:\(place): ") && $0.message.contains(words) }, "\(errors)")
  }

  @Test("A pattern that does not compile is shown at its byte")
  func pattern() throws {
    let pack = try #require(
      RuleTestSupport.read(RuleTestSupport.pack("  - {id: a, class: c, regex: ab(c}\n")).pack)
    let mistake = try #require(RuleSet([pack]).mistakes.first { $0.level == .error })
    #expect(
      mistake.place
        == RuleTestSupport.read(RuleTestSupport.pack("  - {id: a, class: c, regex: ab(c}\n")).mistakes.first
        .map { _ in mistake.place })
    #expect(mistake.place.line == 5 && mistake.place.column == 30 + 4)
    #expect(mistake.message.contains("at byte 4"))
  }

  @Test("A pack for a newer engine is skipped with a warning")
  func newerEngine() {
    let reading = RuleTestSupport.read("schema: whorl.pack/1\nmin_engine: 2\nanything: else\n")
    #expect(reading.pack == nil)
    #expect(reading.mistakes.map(\.level) == [.warning])
  }

  @Test("A wrong rule is left out and the others are kept")
  func theRestGoesOn() {
    let reading = RuleTestSupport.read(
      RuleTestSupport.pack("  - {id: a, class: c, regex: bc, scope: x}\n  - {id: b, class: c, regex: bd}\n"))
    #expect(reading.pack?.rules.map(\.id) == ["b"])
  }

  @Test(
    "A version in quotes, or one that is no number, is text", arguments: ["'1.0'", "1.0.0", "v1", "\"2\""])
  func versions(_ version: String) {
    let reading = RuleTestSupport.read(
      "schema: whorl.pack/1\nname: a\nversion: \(version)\nrules:\n  - {id: a, class: c, regex: bc}\n")
    #expect(!reading.mistakes.contains { $0.level == .error })
  }

  @Test("A pack that says that nothing was found when it was made has no rules and no mistakes but a warning")
  func nothingFound() throws {
    let reading = RuleTestSupport.read(
      "schema: whorl.pack/1\nname: a\nversion: '1'\nfitted: {is_strong: false}\nrules: []\n")
    let pack = try #require(reading.pack)
    #expect(reading.mistakes.map(\.level) == [.warning] && reading.mistakes.allSatisfy(\.concernsPack))
    #expect(RuleTestSupport.hits(RuleSet([pack]), "any text").isEmpty)
  }

  @Test(
    "What cannot be looked for is one mistake, and what examples do without it is none",
    arguments: [
      "requires: [nope]", "excludes: [nope]", "requires: [{regex: '('}]", "excludes: [{regex: '('}]",
    ])
  func consequences(_ condition: String) throws {
    let reading = RuleTestSupport.read(
      RuleTestSupport.pack(
        "  - {id: a, class: c, regex: bcd, matches: [bcd, bcd.], nonMatches: [x bcd, b], \(condition)}\n"))
    let set = RuleSet([try #require(reading.pack)])
    #expect((reading.mistakes + set.mistakes).count { $0.level == .error } == 1)
    #expect(RuleSelfTest.run(set).failures.isEmpty)
  }

  @Test("A byte order mark is no part of the text, and weights are written to such a pack")
  func byteOrderMark() throws {
    let yaml = RuleTestSupport.pack("  - {id: a, class: c, regex: bcd, weight: 2}\n")
    let marked: [UInt8] = [0xEF, 0xBB, 0xBF] + Array(yaml.utf8)
    let reading = RulePack.read(marked, file: "test.yml")
    let pack = try #require(reading.pack)
    #expect(!reading.mistakes.contains { $0.level == .error })
    let text = try #require(RuleFit(pack).rewrite("\u{FEFF}" + yaml, provenance: []))
    #expect(text.hasPrefix("schema: "))
  }

  @Test(
    "Bytes that are no text are shown at their place",
    arguments: [
      ([0xFF, 0xFE], "1:1", "not UTF-8"), (Array("a: é".utf8) + [0xE2, 0x82], "1:5", "not UTF-8"),
      (Array("a: b\nc: d".utf8) + [0], "2:5", "NUL byte"),
      ([0xEF, 0xBB, 0xBF] + Array("ab".utf8) + [0xC0], "1:3", "not UTF-8"),
    ] as [([UInt8], String, String)])
  func flaws(_ bytes: [UInt8], _ place: String, _ words: String) throws {
    let mistake = try #require(RulePack.read(bytes, file: "x").mistakes.first)
    #expect("\(mistake)".hasPrefix("x:\(place): ") && mistake.message.contains(words), "\(mistake)")
  }

  @Test("What is too large is refused")
  func size() {
    #expect(RulePack.read([UInt8](repeating: 0x20, count: RulePack.maximumBytes + 1), file: "x").pack == nil)
  }

  @Test(
    "All shipped packs are right, with two examples of each kind a rule", arguments: RulePack.shippedNames)
  func shipped(_ name: String) throws {
    let reading = RulePack.read(try #require(RulePack.shippedBytes(name)), file: name)
    #expect(reading.mistakes.isEmpty)
    let set = RuleSet([try #require(reading.pack)])
    #expect(set.mistakes.allSatisfy { $0.level == .warning })
    #expect(set.count == reading.pack?.rules.count)
    #expect(RuleSelfTest.run(set).failures.isEmpty)
  }
}
