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

  @Test("What is not UTF-8, or too large, is refused")
  func bytes() {
    #expect(RulePack.read([0xFF, 0xFE], file: "x").pack == nil)
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
