import PatternMatching

/// Runs the pattern of one rule in one text, with its guards.
struct RuleSearch: ~Copyable {
  /// Why a rule was given up.
  struct GivenUp: Error {
    let reason: RuleScan.Failure.Reason
  }

  /// Searches of a rule in a text that may exceed the first limits.
  private static let hardSearches = 100
  /// Bytes on either side of a hit that its sentence may have.
  private static let sentenceLimit = 2000

  private var matcher = PatternMatcher()
  private var hardSearchesLeft = 0
  /// Whether the text is known to be ASCII alone, and patterns for such are to be used.
  private var isASCII = false
  /// How many hits there may be with those of this rule.
  private var mostHits = 0

  /// Finds the hits of `rule` in `region` of `text`.
  ///
  /// - Parameters:
  ///   - rule: The rule.
  ///   - pattern: Its pattern, and how that is looked for: handed on apart, as reading them counts references.
  ///   - isASCII: Whether all bytes of the text are known to be ASCII.
  ///   - starts: The ranges in which matches may start, ascending and apart; nil for anywhere.
  ///   - hits: Where they are put, behind those of others.
  mutating func hits(
    of rule: CompiledRule, _ pattern: Pattern, _ plan: CompiledRule.Plan, in text: Span<UInt8>, isASCII: Bool,
    region: Range<Int>, starts: Span<Range<Int>>?, into hits: inout [FoundHit]
  ) throws(GivenUp) {
    hardSearchesLeft = Self.hardSearches
    self.isASCII = isASCII
    mostHits = hits.count + RuleScanner.maximumHits
    let subject = text.extracting(region)
    switch plan {
    case .windows(let reachInBytes, let reachInCharacters):
      guard let starts else {
        try searchAll(region, from: region.lowerBound, pattern, rule, text, &hits)
        return
      }
      let lookbehind = pattern.maximumLookbehind + 1
      var position = 0
      for index in starts.indices {
        let window = starts[index]
        let last = window.upperBound - 1 - region.lowerBound
        position = max(position, window.lowerBound - region.lowerBound)
        // No assertion looks further than four bytes beyond what it says.
        var end = min(last + reachInCharacters + 8, subject.count)
        // Most windows are ASCII alone where the text is not.
        let isPlain =
          isASCII || TextTraits.isASCII(max(0, min(position, end) - lookbehind)..<end, in: subject)
        if !isPlain { end = Self.endOfCharacter(last + reachInBytes + 8, in: subject) }
        while position <= last, hits.count < mostHits,
          let match = try next(
            pattern, in: subject, from: position, upTo: end, startingBy: last, isASCII: isPlain)
        {
          position = match.upperBound
          if let hit = try accept(match, rule, text, region.lowerBound) { hits.append(hit) }
        }
      }
    case .scope:
      try searchAll(region, from: region.lowerBound, pattern, rule, text, &hits)
    case .lines(_, let asksForEnds):
      try searchLines(
        region, pattern, rule, text, starts,
        behind: asksForEnds ? CompiledRule.longestLine : CompiledRule.longestPiece,
        &hits)
    }
  }

  /// The matches in each line of `region`, which end with it.
  ///
  /// Long lines are searched in pieces, and matches that begin in one may end in some bytes behind it: the work of a
  /// pattern without bounds is bounded then. What stands before a piece is in its subject, for `^`, `\b` and lookbehinds.
  ///
  /// - Parameter behind: How many bytes behind a piece are seen.
  private mutating func searchLines(
    _ region: Range<Int>, _ pattern: Pattern, _ rule: CompiledRule, _ text: Span<UInt8>,
    _ starts: Span<Range<Int>>?, behind: Int, _ hits: inout [FoundHit]
  ) throws(GivenUp) {
    var line = region.lowerBound
    var wanted = 0
    while line < region.upperBound {
      var end = line
      while end < region.upperBound, text[end] != 0x0A { end += 1 }
      // `(?m)$` looks for the line end itself.
      let next = min(end + 1, region.upperBound)
      var piece = line
      var position = line
      while piece < end {
        let pieceEnd =
          end - piece <= CompiledRule.longestPiece
          ? end : Self.startOfCharacter(piece + CompiledRule.longestPiece, in: text)
        let limit =
          end - pieceEnd <= behind ? next : Self.startOfCharacter(pieceEnd + behind, in: text)
        var isWanted = true
        if let starts {
          // The required text may stand behind the piece that a match begins in.
          while wanted < starts.count, starts[wanted].upperBound <= piece { wanted += 1 }
          isWanted = wanted < starts.count && starts[wanted].lowerBound < limit
        }
        if isWanted {
          position = try searchAll(
            region.lowerBound..<limit, from: max(piece, position), startingBy: pieceEnd - 1,
            goesOn: limit < region.upperBound, pattern, rule, text, &hits)
        }
        piece = pieceEnd
      }
      line = next
    }
  }

  /// The matches from `start` on in a part of the text, which is the whole subject then.
  ///
  /// - Parameters:
  ///   - last: The last place at which a match may begin; nil for any.
  ///   - goesOn: Whether what patterns see as one text goes on behind the part.
  /// - Returns: Where the last match ends; `start` if there is none.
  @discardableResult
  private mutating func searchAll(
    _ part: Range<Int>, from start: Int, startingBy last: Int? = nil, goesOn: Bool = false,
    _ pattern: Pattern, _ rule: CompiledRule, _ text: Span<UInt8>, _ hits: inout [FoundHit]
  ) throws(GivenUp) -> Int {
    let subject = text.extracting(part)
    let lastStart = last.map { $0 - part.lowerBound }
    var position = start - part.lowerBound
    while hits.count < mostHits, position <= lastStart ?? subject.count,
      let match = try next(
        pattern, in: subject, from: position, upTo: subject.count, startingBy: lastStart, isASCII: isASCII,
        goesOn: goesOn)
    {
      position = match.upperBound
      if let hit = try accept(match, rule, text, part.lowerBound) { hits.append(hit) }
    }
    return position + part.lowerBound
  }

  /// The next match, with larger limits if the first do not do.
  private mutating func next(
    _ pattern: Pattern, in subject: Span<UInt8>, from start: Int, upTo end: Int, startingBy last: Int?,
    isASCII: Bool, goesOn: Bool = false
  ) throws(GivenUp) -> Range<Int>? {
    do throws(PatternError) {
      return try matcher.firstRange(
        of: pattern, in: subject, from: start, upTo: end, startingBy: last,
        isASCII: isASCII, goesOn: goesOn)
    } catch {
      guard error.kind != .internal else { throw GivenUp(reason: .search(error)) }
    }
    hardSearchesLeft -= 1
    guard hardSearchesLeft > 0 else { throw GivenUp(reason: .budget) }
    do throws(PatternError) {
      return try matcher.firstRange(
        of: pattern.limited(to: RuleCompiler.generousLimits), in: subject, from: start, upTo: end,
        startingBy: last, isASCII: isASCII, goesOn: goesOn)
    } catch {
      throw GivenUp(reason: .search(error))
    }
  }

  /// The hit that a match is, unless a guard, a quotation or a condition is against it.
  private mutating func accept(
    _ match: Range<Int>, _ rule: CompiledRule, _ text: Span<UInt8>, _ offset: Int
  ) throws(GivenUp) -> FoundHit? {
    let range = (match.lowerBound + offset)..<(match.upperBound + offset)
    guard !range.isEmpty else { return nil }
    var hit = FoundHit(range: range)
    if !rule.ownerGroups.isEmpty {
      // Before other patterns are searched for.
      let name = rule.ownerGroups.compactMap { matcher.groupOfLastMatch($0) }.max {
        $0.lowerBound < $1.lowerBound
      }
      if let name {
        hit.owner = rule.names.owner(
          of: text.extracting((name.lowerBound + offset)..<(name.upperBound + offset)))
      }
    }
    if rule.quotePolicy != .any, Quotations.contains(range, in: text) != (rule.quotePolicy == .inside) {
      return nil
    }
    // Most rules have none of these, and to go through them takes counting references.
    if !rule.guards.isEmpty {
      for entry in rule.guards where try isGuarded(entry, range, in: text) { return nil }
    }
    if !rule.conditions.isEmpty {
      for condition in rule.conditions where try !holds(condition, range, in: text) { return nil }
    }
    if rule.needsSentences {
      hit.sentence = SentenceBreaks.around(range, limit: Self.sentenceLimit, in: text)
      hit.lead = SentenceBreaks.first(1, in: text)
    }
    return hit
  }

  /// Whether a condition on a pattern holds for a match; true for those on other rules, which are asked for later.
  private mutating func holds(
    _ condition: CompiledRule.Condition, _ range: Range<Int>, in text: Span<UInt8>
  ) throws(GivenUp) -> Bool {
    guard case .pattern(let pattern) = condition.target else { return true }
    let part: Range<Int> =
      switch condition.within {
      case .sentence: SentenceBreaks.around(range, limit: Self.sentenceLimit, in: text)
      case .text: 0..<text.count
      case .match: range
      case .lead: SentenceBreaks.first(1, in: text)
      }
    let match = try next(
      pattern, in: text.extracting(part), from: 0, upTo: part.count, startingBy: nil, isASCII: isASCII)
    return (match != nil) == condition.isRequired
  }

  private mutating func isGuarded(
    _ entry: CompiledRule.Guard, _ range: Range<Int>, in text: Span<UInt8>
  ) throws(GivenUp) -> Bool {
    let sentence = SentenceBreaks.around(range, limit: entry.window * 4, in: text)
    var start = range.lowerBound
    var left = entry.window
    while start > sentence.lowerBound, left > 0 {
      start -= 1
      if text[start] & 0xC0 != 0x80 { left -= 1 }
    }
    var end = range.upperBound
    left = entry.window
    while end < sentence.upperBound, left > 0 {
      end = Self.endOfCharacter(end + 1, in: text)
      left -= 1
    }
    let parts: [Range<Int>] =
      switch entry.side {
      case .before: [start..<range.lowerBound]
      case .after: [range.upperBound..<max(end, range.upperBound)]
      case .both: [start..<range.lowerBound, range.upperBound..<max(end, range.upperBound)]
      case .across: [start..<max(end, range.upperBound)]
      }
    for part in parts where !part.isEmpty {
      let match = try next(
        entry.pattern, in: text, from: part.lowerBound, upTo: part.upperBound, startingBy: nil,
        isASCII: isASCII)
      if match != nil { return true }
    }
    return false
  }

  /// `position`, or the end of the character that it lies in; at most the end of the text.
  private static func endOfCharacter(_ position: Int, in text: Span<UInt8>) -> Int {
    var end = min(position, text.count)
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  private static func startOfCharacter(_ position: Int, in text: Span<UInt8>) -> Int {
    var start = position
    while start > position - 4, text[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }
}
