import PatternMatching
import Testing

@Suite struct MatchLimitTests {
  @Test(
    "a pattern that backtracks exponentially ends with an error, soon",
    arguments: ["(a+)+$", "(a|aa)+$", "(?:a*)*b?$", "(.*)*x?!$"], Engine.allCases)
  func catastrophic(source: String, engine: Engine) throws {
    let bytes = [UInt8](repeating: 0x61, count: 5000) + [0x21, 0x3F]
    let start = ContinuousClock.now
    let error = try #require(throws: PatternError.self) {
      try engine.pattern(source).firstMatch(in: bytes)
    }
    #expect([.matchLimit, .depthLimit, .heapLimit].contains(error.kind), "\(error)")
    #expect(error.code < 0)
    #expect(error.patternOffset == nil)
    #expect(error.description.contains("raise the limit"))
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test("each limit has its own kind of error")
  func kinds() throws {
    let bytes = [UInt8](repeating: 0x61, count: 20_000)
    let kind = { (limits: MatchLimits) in
      try #require(throws: PatternError.self) {
        try Engine.interpreter.pattern("(?:a|b)*c?$x", limits: limits).firstMatch(in: bytes + [0x78])
      }.kind
    }
    #expect(try kind(MatchLimits(steps: 100, depth: 1_000_000, heapKibibytes: 65_536)) == .matchLimit)
    #expect(try kind(MatchLimits(steps: 1_000_000, depth: 100, heapKibibytes: 65_536)) == .depthLimit)
    #expect(try kind(MatchLimits(steps: 1_000_000, depth: 1_000_000, heapKibibytes: 64)) == .heapLimit)
    #expect(try kind(MatchLimits(steps: 0, depth: 0, heapKibibytes: 0)) != .compile)
  }

  @Test("a pattern may lower its limits but not raise them")
  func verbs() throws {
    let bytes = [UInt8](repeating: 0x61, count: 30) + [0x21]
    let small = MatchLimits(steps: 1000, depth: 1000, heapKibibytes: 1000)
    #expect(throws: PatternError.self) {
      try Pattern("(*LIMIT_MATCH=4000000000)(a+)+$", limits: small).firstMatch(in: bytes)
    }
    #expect(throws: PatternError.self) {
      try Pattern("(*LIMIT_MATCH=10)(a+)+$").firstMatch(in: bytes)
    }
  }

  @Test("a matcher works after an error, with the limits of each pattern", arguments: Engine.allCases)
  func afterError(engine: Engine) throws {
    var matcher = PatternMatcher()
    let bytes = [UInt8](repeating: 0x61, count: 300) + [0x21]
    let tight = try engine.pattern(
      "(a+)+$", limits: MatchLimits(steps: 50, depth: 50, heapKibibytes: 1000))
    let fine = try engine.pattern("(?:a|b)+(!)")
    for _ in 0..<2 {
      var failed = false
      do { _ = try matcher.firstMatch(of: tight, in: bytes.span) } catch { failed = true }
      #expect(failed)
      let match = try matcher.firstMatch(of: fine, in: bytes.span)
      #expect(match?.groups == [300..<301])
    }
  }

  @Test("matches before an error are delivered")
  func partialDelivery() throws {
    var matcher = PatternMatcher()
    let bytes = Array("x x ".utf8) + [UInt8](repeating: 0x61, count: 60) + [0x21]
    var delivered: [Range<Int>] = []
    var kind: PatternError.Kind?
    let pattern = try Pattern("x|(?:a+)+$")
    do {
      try matcher.forEachMatch(of: pattern, in: bytes.span) {
        delivered.append($0.range)
        return true
      }
    } catch { kind = error.kind }
    #expect(delivered == [0..<1, 2..<3])
    #expect(kind == .matchLimit)
  }

  @Test("a stack of machine code that is too small for a match is not an error")
  func stackOverflow() throws {
    // Each repetition leaves a frame on the stack: more than 8 MiB for this subject.
    let bytes = [UInt8](repeating: 0x61, count: 400_000)
    let limits = MatchLimits(
      steps: 10_000_000, depth: 10_000_000, heapKibibytes: 1_000_000)
    let pattern = try Pattern("(?:(a)|b)*c?$", limits: limits)
    #expect(try pattern.firstMatch(in: bytes)?.range == 0..<400_000)
  }
}
