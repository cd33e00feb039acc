import PatternMatching
import Testing

@Suite struct PatternMatcherTests {
  @Test(
    "all matches, empty ones included, are found once and from left to right",
    arguments: [
      ("a", "banana", [1..<2, 3..<4, 5..<6]),
      ("", "ab", [0..<0, 1..<1, 2..<2]),
      ("", "é日😀", [0..<0, 2..<2, 5..<5, 9..<9]),
      ("a*", "baac", [0..<0, 1..<3, 3..<3, 4..<4]),
      ("a?", "aa", [0..<1, 1..<2, 2..<2]),
      ("|a", "aa", [0..<0, 0..<1, 1..<1, 1..<2, 2..<2]),
      ("", "\r\n", [0..<0, 2..<2]),
      ("", "a\r\n\nb\r", [0..<0, 1..<1, 3..<3, 4..<4, 5..<5, 6..<6]),
      (#"\n?"#, "\r\n", [0..<0, 2..<2]),
      ("(*LF)", "\r\n", [0..<0, 1..<1, 2..<2]),
      ("(*LF)^", "\r\n", [0..<0]),
      ("(?m)^", "a\r\nb", [0..<0, 3..<3]),
      ("(?m)$", "a\r\nb", [1..<1, 4..<4]),
      (#"a\K"#, "aab", [1..<1, 2..<2]),
      (#"a\Kb?"#, "aab", [1..<1, 2..<3]),
      (#"\b"#, "ab c", [0..<0, 2..<2, 3..<3, 4..<4]),
      (#"(?=a)"#, "aba", [0..<0, 2..<2]),
      (#"(?<=a)"#, "aba", [1..<1, 3..<3]),
      ("b*+$", "abb", [1..<3, 3..<3]),
      (#"\Ga"#, "aaba", [0..<1, 1..<2]),
    ] as [(String, String, [Range<Int>])], Engine.allCases)
  func allMatches(row: (String, String, [Range<Int>]), engine: Engine) throws {
    #expect(try engine.pattern(row.0).ranges(in: row.1) == row.2)
  }

  @Test("stops when it is told to", arguments: Engine.allCases)
  func stopping(engine: Engine) throws {
    var matcher = PatternMatcher()
    var count = 0
    let bytes = [UInt8](repeating: 0x61, count: 10)
    try matcher.forEachMatch(of: try engine.pattern("a"), in: bytes.span) { _ in
      count += 1
      return count < 3
    }
    #expect(count == 3)
  }

  @Test(
    "a window hides the text behind it, and shows the text before it to lookbehind only",
    arguments: [
      ("(?<=a)b", 1, 2, 1..<2), ("(?<=é)b", 5, 6, 5..<6), (#"\bb"#, 1, 2, nil), ("^b", 1, 2, nil),
      (#"\Ab"#, 1, 2, nil), ("ab", 1, 6, nil), (#"\Gb"#, 1, 6, 1..<2), ("c", 0, 2, nil), ("b$", 1, 2, 1..<2),
      ("b(?=c)", 1, 2, nil), ("b(?=c)", 1, 3, 1..<2), ("b", 2, 6, 5..<6), ("b", 2, 5, nil),
      ("", 9, 1, 1..<1), ("", -4, 0, 0..<0), ("b", Int.min, Int.max, 1..<2), ("", Int.max, Int.max, 6..<6),
      ("", 4, 6, 5..<5), ("(?<=é)", 4, 6, 5..<5), ("é", 3, 4, nil), (".", 3, 4, nil),
    ] as [(String, Int, Int, Range<Int>?)], Engine.allCases)
  func windows(row: (String, Int, Int, Range<Int>?), engine: Engine) throws {
    let bytes = Array("abcéb".utf8)
    let pattern = try engine.pattern(row.0, .unicodeClasses)
    #expect(try pattern.firstMatch(in: bytes, from: row.1, upTo: row.2)?.range == row.3)
    #expect(try pattern.ranges(in: bytes, from: row.1, upTo: row.2).first == row.3)
  }

  @Test(
    "bytes that are not UTF-8 match nothing, and the text around them is matched",
    arguments: [
      ("b", [0x61, 0xFF, 0x62], [2..<3]), (".", [0x61, 0xFF, 0x62], [0..<1, 2..<3]),
      ("a.b", [0x61, 0xFF, 0x62], []), ("é", [0xC3, 0xC3, 0xA9, 0xC3], [1..<3]),
      ("(?<=a)b", [0x61, 0xFF, 0x62], []), ("[^x]", [0xED, 0xA0, 0x80], []),
      ("a", [0xF4, 0x90, 0x80, 0x80, 0x61], [4..<5]), ("a", [0xC0, 0x80, 0x61], [2..<3]),
      ("\0", [0x61, 0, 0x62, 0], [1..<2, 3..<4]), (#"a\x00b"#, [0x61, 0, 0x62], [0..<3]),
      ("a$", [0x61, 0xE6, 0x97], []), ("z", [0x80, 0x80, 0x80, 0x80, 0x80, 0x80], []),
    ] as [(String, [UInt8], [Range<Int>])], Engine.allCases)
  func invalidText(row: (String, [UInt8], [Range<Int>]), engine: Engine) throws {
    #expect(try engine.pattern(row.0).ranges(in: row.1) == row.2)
  }

  @Test(
    "a window after bytes that are not UTF-8 is searched all the same",
    arguments: [
      ("(?m)^a", [0x80, 0x61], 1, []), ("a", [0x80, 0x61, 0x61], 1, [1..<2, 2..<3]),
      ("(?m)^a", [0x80, 0x80, 0x80, 0x80, 0x80, 0x61], 5, []), ("a", [0xC3, 0x61], 1, [1..<2]),
      ("(?m)^a", [0xFF, 0x0A, 0x61], 2, [2..<3]), (#"\ba"#, [0xE6, 0x97, 0x61], 2, [2..<3]),
      ("(?<=a)b", [0xC3, 0x61, 0x62], 2, [2..<3]), ("a", [0xF0, 0x9F, 0x98, 0x80, 0x61], 4, [4..<5]),
    ] as [(String, [UInt8], Int, [Range<Int>])], Engine.allCases)
  func windowAfterInvalidText(row: (String, [UInt8], Int, [Range<Int>]), engine: Engine) throws {
    #expect(try engine.pattern(row.0).ranges(in: row.1, from: row.2) == row.3)
  }

  @Test(
    "random text gives the same matches by machine code and by the interpreter",
    arguments: [
      "", "a", "a*", ".", "[^a]+", #"\w+"#, #"\b"#, "(?<=a).", "a|", "(?i)ä", "^", "$", #"\R"#, #"\W"#,
      #"(?<!ä)\B"#, #"a\K"#, #"\z"#, "(a)|(ä)", #"(\w)\1"#,
    ])
  func enginesAgreeOnText(source: String) throws {
    let pieces = ["a", "A", " ", "\n", "\r", "\0", "ä", "Ä", "日", "😀", "\u{85}", "\r\n"]
    try compareEngines(source, pieces: pieces.map { Array($0.utf8) })
  }

  // Assertions and empty matches beside invalid bytes are left out: there the engines differ.
  @Test(
    "random bytes give the same matches by machine code and by the interpreter",
    arguments: ["a", "a+", ".", "[^a]+", #"\w+"#, "(?<=a).", "(?i)ä", #"\R"#, "(a)|(ä)", #"(\w)\1"#])
  func enginesAgreeOnBytes(source: String) throws {
    let bytes: [UInt8] = [0x61, 0x41, 0x20, 0x0A, 0x0D, 0x00, 0xC3, 0xA4, 0x84, 0xE6, 0xFF, 0xF0, 0x9F]
    try compareEngines(source, pieces: bytes.map { [$0] })
  }

  private func compareEngines(_ source: String, pieces: [[UInt8]]) throws {
    let compiled = try Engine.machineCode.pattern(source, [.unicodeClasses, .multiline])
    let interpreted = try Engine.interpreter.pattern(source, [.unicodeClasses, .multiline])
    var state: UInt32 = 1
    for length in 0..<100 {
      var bytes: [UInt8] = []
      for _ in 0..<length {
        state = state &* 1_664_525 &+ 1_013_904_223
        bytes += pieces[Int(state >> 16) % pieces.count]
      }
      for from in [0, length / 5] {
        let expected = try interpreted.ranges(in: bytes, from: from)
        #expect(try compiled.ranges(in: bytes, from: from) == expected, "\(bytes) from \(from)")
      }
    }
  }

  @Test("literal patterns find what a naive search finds", arguments: Engine.allCases)
  func literals(engine: Engine) throws {
    let words = ["ab", "é", "日本", "a", "b é", "\0", "aa"]
    var state: UInt32 = 7
    for round in 0..<200 {
      var text: [UInt8] = []
      for _ in 0..<round % 40 {
        state = state &* 1_664_525 &+ 1_013_904_223
        text += Array(words[Int(state >> 16) % words.count].utf8)
      }
      for word in words {
        let needle = Array(word.utf8)
        var expected: [Range<Int>] = []
        var position = 0
        while position + needle.count <= text.count {
          if Array(text[position..<position + needle.count]) == needle {
            expected.append(position..<position + needle.count)
            position += needle.count
          } else {
            position += 1
          }
        }
        #expect(try engine.pattern(#"\Q"# + word + #"\E"#).ranges(in: text) == expected)
      }
    }
  }

  @Test("one matcher serves patterns with few and many groups, one after the other")
  func reuse() throws {
    var matcher = PatternMatcher()
    let subject = Array("abcdefghij".utf8)
    let few = try Pattern("e")
    let many = try Pattern("(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)")
    for _ in 0..<3 {
      let first = try matcher.firstMatch(of: few, in: subject.span)
      #expect(first == nil ? false : first?.range == 4..<5 && first?.groups.isEmpty == true)
      let second = try matcher.firstMatch(of: many, in: subject.span)
      #expect(second?.groups == (0..<10).map { $0..<$0 + 1 })
    }
  }

  @Test("tasks with matchers of their own share patterns and find the same")
  func concurrency() async throws {
    let pattern = try Pattern(#"(\w+)@(\w+)\.com"#, options: [.caseless, .unicodeClasses])
    let unit = Array("müller@host.com, x@y, A@B.COM\r\n".utf8)
    let text = Array(repeatElement(unit, count: 300).joined())
    let expected = try pattern.ranges(in: text)
    #expect(expected.count == 600)
    let results = try await withThrowingTaskGroup(of: [Range<Int>].self) { group in
      for _ in 0..<4 { group.addTask { try pattern.ranges(in: text) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results == Array(repeating: expected, count: 4))
  }

  @Test("A search that is told that its subject is ASCII uses the source for such, if that compiles")
  func sourceForASCII() throws {
    var matcher = PatternMatcher()
    let subject = Array("a b (c)".utf8)
    func found(_ asciiSource: String?, isASCII: Bool, _ options: PatternOptions) throws -> Range<Int>? {
      let pattern = try Pattern("a", options: options, asciiSource: { asciiSource })
      return try matcher.firstRange(
        of: pattern, in: subject.span, from: 0, upTo: subject.count, isASCII: isASCII)
    }
    for options: PatternOptions in [[], .interpreted] {
      #expect(try found("b", isASCII: true, options) == 2..<3)
      #expect(try found("b", isASCII: false, options) == 0..<1)
      #expect(try found("(", isASCII: true, options) == 0..<1)
      #expect(try found(nil, isASCII: true, options) == 0..<1)
    }
  }

  @Test("Searches for several patterns by turns, with other limits and subjects, find what each finds alone")
  func turns() throws {
    var matcher = PatternMatcher()
    let pattern = try Pattern("(a+)(b)?", options: [.startLimit], asciiSource: { "(a+)(b)?" })
    let other = try Pattern("((b)c)(d)(e)", options: [.startLimit])
    let subject = Array("aab bcde aé".utf8)
    for limits in [MatchLimits.default, MatchLimits(steps: 500, depth: 500, heapKibibytes: 500)] {
      for isASCII in [false, true] {
        let end = isASCII ? 9 : subject.count
        let limited = pattern.limited(to: limits)
        let range = try matcher.firstRange(
          of: limited, in: subject.span.extracting(0..<end), from: 0, upTo: end, isASCII: isASCII)
        #expect(range == 0..<3)
        #expect(matcher.groupOfLastMatch(1) == 0..<2)
        #expect(matcher.groupOfLastMatch(2) == 2..<3)
        #expect(
          try matcher.firstRange(of: other, in: subject.span, from: 0, upTo: end, startingBy: 3) == nil)
        #expect(
          try matcher.firstRange(of: other, in: subject.span, from: 0, upTo: end, startingBy: 4) == 4..<8)
        #expect(matcher.groupOfLastMatch(4) == 7..<8)
      }
    }
  }
}
