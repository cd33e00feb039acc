import PatternMatching
import Testing

@Suite struct PatternTests {
  @Test(
    "a malformed pattern is refused with the byte offset of the mistake",
    arguments: [
      ("abc(", 4), ("é(", 3), ("a[b", 3), ("**", nil), ("(?<=a+)b", nil), (#"a\C"#, nil), (#"\p{Nope}"#, nil),
      ("(?(?{}))", nil), ("x{2,1}", nil), (String(repeating: "(", count: 300), nil),
      (String(repeating: "a", count: Pattern.maximumLength + 1), nil),
    ] as [(String, Int?)])
  func compileErrors(source: String, offset: Int?) throws {
    let error = try #require(throws: PatternError.self) { try Pattern(source) }
    #expect(error.kind == .compile)
    #expect(error.code > 0)
    #expect(error.pattern == source)
    let found = try #require(error.patternOffset)
    #expect((0...source.utf8.count).contains(found))
    if let offset { #expect(found == offset) }
    #expect(!error.message.isEmpty)
  }

  @Test("the description of an error is one short line with pattern, place and remedy")
  func description() throws {
    let error = try #require(throws: PatternError.self) { try Pattern("a\n\u{2028}\u{1B}(b") }
    #expect(
      error.description
        == "pattern 'a\\n\\u{2028}\\u{1B}(b': missing closing parenthesis at byte 8; correct the pattern")
    let long = try #require(throws: PatternError.self) { try Pattern(String(repeating: "(", count: 200)) }
    #expect(long.description.count < 250)
    #expect(long.description.contains("…"))
  }

  @Test("ranges are in bytes of UTF-8, and groups that took no part are nil", arguments: Engine.allCases)
  func byteRanges(engine: Engine) throws {
    let pattern = try engine.pattern("(ö)(x)?(日)")
    #expect(pattern.groupCount == 3)
    let match = try #require(try pattern.firstMatch(in: "schön ö日!"))
    #expect(match.range == 7..<12)
    #expect(match.groups == [7..<9, nil, 9..<12])
    #expect(try engine.pattern("b").firstMatch(in: "abc")?.groups == [])
  }

  @Test("the empty pattern and the empty subject are legal", arguments: Engine.allCases)
  func empty(engine: Engine) throws {
    #expect(try engine.pattern("").firstMatch(in: "")?.range == 0..<0)
    #expect(try engine.pattern("a").firstMatch(in: "") == nil)
    #expect(try engine.pattern("").ranges(in: "") == [0..<0])
  }

  @Test(
    "options change what matches",
    arguments: [
      ("straẞe", "STRAßE", [], nil), ("straẞe", "STRAßE", .caseless, 0..<7),
      ("ÄÖ", "xäö", .caseless, 1..<5), ("σ", "ς", .caseless, 0..<2),
      ("^b$", "a\nb\nc", [], nil), ("^b$", "a\nb\nc", .multiline, 2..<3),
      ("^b$", "a\r\nb\r\nc", .multiline, 3..<4),
      ("a.b", "a\nb", [], nil), ("a.b", "a\rb", [], nil), ("a.b", "a\nb", .dotAll, 0..<3),
      (#"\w+"#, "é", [], nil), (#"\w+"#, "é", .unicodeClasses, 0..<2),
      (#"\bé"#, " é", [], nil), (#"\bé"#, " é", .unicodeClasses, 1..<3),
      ("a\0b", "a\0b", [], 0..<3),
    ] as [(String, String, PatternOptions, Range<Int>?)], Engine.allCases)
  func options(row: (String, String, PatternOptions, Range<Int>?), engine: Engine) throws {
    let pattern = try engine.pattern(row.0, row.2)
    #expect(pattern.options == engine.options(row.2))
    #expect(try pattern.firstMatch(in: row.1)?.range == row.3)
  }

  @Test("a pattern tells how far it looks back and how short its matches are")
  func bounds() throws {
    let pattern = try Pattern("(?<=abcd)x{3}")
    #expect(pattern.maximumLookbehind == 4)
    #expect(pattern.minimumMatchLength == 3)
    #expect(try Pattern("x").maximumLookbehind == 0)
  }

  @Test("the engine names its version and Unicode version")
  func engineVersion() throws {
    let parts = PatternEngine.version.split(separator: " ")
    #expect(parts.first == "PCRE2")
    #expect(parts.count >= 3)
    #expect(parts.dropFirst().first?.first == "1")
    #expect(PatternEngine.unicodeVersion.split(separator: ".").count == 3)
    #expect(try Pattern("a", options: .interpreted).usesMachineCode == false)
    #expect(try Pattern("a").usesMachineCode == PatternEngine.isJITAvailable)
  }

  @Test("threads that match a new pattern at once all find its matches", arguments: Engine.allCases)
  func firstMatchesAtOnce(engine: Engine) async throws {
    for round in 0..<50 {
      let pattern = try engine.pattern("b(c|d)+\\b|x{\(round + 1)}y")
      let ranges = await withTaskGroup(of: [Range<Int>]?.self) { group in
        for _ in 0..<8 { group.addTask { try? pattern.ranges(in: Array("abcdc bd ébc".utf8)) } }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(ranges == Array(repeating: [1..<5, 6..<8, 11..<13], count: 8))
      #expect(pattern.usesMachineCode == (engine == .machineCode && PatternEngine.isJITAvailable))
    }
  }
}
