import PatternMatching

/// Compiles the rules of one pack and notes what is wrong with their patterns.
struct RuleCompiler {
  /// The bounds of a first attempt, and those of the few attempts that need more.
  static let limits = MatchLimits(steps: 1_000, depth: 10_000, heapKibibytes: 8_192)
  static let generousLimits = MatchLimits(steps: 20_000, depth: 20_000, heapKibibytes: 8_192)

  let pack: RulePack
  let names: OwnerNames
  private let nameGroups = OwnerGroups()
  private(set) var mistakes: [PackMistake] = []
  /// The guards compiled so far, which many rules share; by bytes, as equal strings may be of different scalars.
  private var guardPatterns: [GuardKey: Pattern] = [:]

  private struct GuardKey: Hashable {
    let source: [UInt8]
    let isCaseless: Bool
  }

  init(_ pack: RulePack) {
    self.pack = pack
    names = OwnerNames(pack.owners)
  }

  /// The rule, but for its conditions; nil if a pattern of it is wrong.
  mutating func compile(_ rule: PackRule, packIndex: Int) -> CompiledRule? {
    var guards: [CompiledRule.Guard] = []
    var isWhole = true
    for entry in rule.guards {
      guard let pattern = guardPattern(entry.pattern, rule) else {
        isWhole = false
        continue
      }
      guards.append(CompiledRule.Guard(pattern: pattern, window: entry.window, side: entry.side))
    }
    let matcher: CompiledRule.Matcher
    var ownerGroups: [Int] = []
    var required: [RequiredText] = []
    var (isAnchored, isBeyondASCII) = (false, false)
    switch rule.matcher {
    case .detector(let detector): matcher = .detector(detector)
    case .pattern(let source):
      guard let found = pattern(source, rule) else { return nil }
      guard check(found, source, rule), isWhole else { return nil }
      let parsed = RegexParser.parse(
        found.source, isCaseless: rule.normalization.contains(.case), names: nameGroups)
      let analysis = parsed.map { RegexAnalysis(of: $0.node) } ?? .unknown
      ownerGroups = parsed?.ownerGroups ?? []
      if ownerGroups.isEmpty, rule.ownerPolicy != .any {
        note(
          source,
          parsed == nil
            ? "a pattern with an owner's name must do without recursion, conditions and back references"
            : "'owner: \(rule.ownerPolicy.rawValue)' needs {{maker}}, {{model}} or {{entity}} in the pattern")
        return nil
      }
      required = analysis.allRequired
      let plan = Self.plan(analysis, source.text, required: &required)
      if case .lines = plan, !holdsInPieces(source) { return nil }
      // Where a match may be of any length, so may what stands before its text.
      if case .windows = plan { isAnchored = analysis.isAnchored }
      isBeyondASCII = analysis.isBeyondASCII
      matcher = .pattern(found.pattern, plan)
      warn(source, rule, analysis, plan, required)
    }
    guard isWhole else { return nil }
    return CompiledRule(
      packIndex: packIndex, names: names, rule: rule, matcher: matcher, ownerGroups: ownerGroups,
      required: required, isAnchored: isAnchored, isBeyondASCII: isBeyondASCII, guards: guards, conditions: []
    )
  }

  /// The conditions of a rule; nil if a pattern of them is wrong. Conditions on rules that are not there
  /// any more hold if they exclude, and do not if they require.
  mutating func conditions(
    of rule: PackRule, indices: [String: Int]
  ) -> [CompiledRule.Condition]? {
    var result: [CompiledRule.Condition] = []
    for (entries, isRequired) in [(rule.requirements, true), (rule.exclusions, false)] {
      for entry in entries {
        switch entry.target {
        case .rule(let id):
          if let index = indices[id] {
            result.append(
              CompiledRule.Condition(target: .rule(index), within: entry.within, isRequired: isRequired))
          } else if isRequired {
            return nil
          }
        case .pattern(let source):
          guard let found = pattern(source, rule) else { return nil }
          result.append(
            CompiledRule.Condition(
              target: .pattern(found.pattern), within: entry.within, isRequired: isRequired))
        }
      }
    }
    return result
  }

  private static func plan(
    _ analysis: RegexAnalysis, _ pattern: String, required: inout [RequiredText]
  ) -> CompiledRule.Plan {
    guard let maximum = analysis.maximum, maximum <= CompiledRule.longestMatch, let reach = analysis.reach,
      let characters = analysis.reachInCharacters, reach <= CompiledRule.longestReach
    else {
      required = Array(required.prefix(1))
      return .lines(isFiltered: !required.isEmpty, asksForEnds: hasDollar(in: pattern))
    }
    required.removeAll { $0.leadMaximum == nil }
    required = worthwhile(required)
    return required.isEmpty ? .scope : .windows(reach: reach, inCharacters: characters)
  }

  /// The first texts, and those of the others that leave out more work than finding them makes, the best first: a match
  /// begins only where the starts that each of them leaves possible meet.
  private static func worthwhile(_ required: [RequiredText]) -> [RequiredText] {
    guard let first = required.first?.withoutRedundantTexts else { return [] }
    var kept = [first]
    var places = first.frequency
    var width = first.width
    var others = required.dropFirst().filter { $0.shortest > 2 }.map(\.withoutRedundantTexts)
    while kept.count < RequiredText.mostUsed {
      let work = places * Double(RequiredText.costOfPlace + RequiredText.costOfStart * width)
      var best: (saved: Double, index: Int, places: Double, width: Int)?
      for (index, other) in others.enumerated() where !kept.contains(where: { $0.texts == other.texts }) {
        let left = places * min(1, other.frequency * Double(width + other.width))
        let narrower = min(width, other.width)
        let saved =
          work - left * Double(RequiredText.costOfPlace + RequiredText.costOfStart * narrower)
          - other.searchCost - (other.isAnchored ? 0 : RequiredText.costWithoutAnchors)
          - other.frequency * RequiredText.costOfHit
        if saved > best?.saved ?? 0 { best = (saved, index, left, narrower) }
      }
      guard let best else { break }
      kept.append(others.remove(at: best.index))
      (places, width) = (best.places, best.width)
    }
    return kept
  }

  private mutating func warn(
    _ source: PatternSource, _ rule: PackRule, _ analysis: RegexAnalysis, _ plan: CompiledRule.Plan,
    _ required: [RequiredText]
  ) {
    if required.isEmpty {
      note(
        source,
        "rule '\(rule.id)' requires no literal text of two bytes, so it runs on every text and costs "
          + "time: give its matches some text in common", .warning)
    } else if case .lines = plan {
      note(
        source,
        "rule '\(rule.id)' has no bound on its matches, or one above \(CompiledRule.longestMatch) bytes, so it "
          + "runs line by line: write {0,80} rather than * or +", .warning)
    }
  }

  private mutating func guardPattern(_ source: PatternSource, _ rule: PackRule) -> Pattern? {
    let key = GuardKey(
      source: Array(source.text.utf8), isCaseless: rule.normalization.contains(.case))
    if let known = guardPatterns[key] { return known }
    let found = pattern(source, rule)?.pattern
    // One that is wrong is noted for each rule.
    guardPatterns[key] = found
    return found
  }

  private mutating func pattern(
    _ source: PatternSource, _ rule: PackRule
  ) -> (pattern: Pattern, source: String)? {
    guard let text = names.expanded(source.text) else {
      note(source, "\(OwnerNames.placeholders.joined(separator: ", ")) need 'owners' in the pack")
      return nil
    }
    var options: PatternOptions = [.unicodeClasses, .startLimit]
    if rule.normalization.contains(.case) { options.insert(.caseless) }
    do throws(PatternError) {
      let tree = text.tree
      let pattern = try Pattern(tree, options: options, limits: Self.limits) { ASCIIPattern.source(of: tree) }
      return (pattern, text.list)
    } catch {
      note(source, error, isExpanded: text.list != source.text)
      return nil
    }
  }

  private mutating func note(_ source: PatternSource, _ error: PatternError, isExpanded: Bool) {
    var place = source.place
    var position = ""
    if let offset = error.patternOffset, !isExpanded {
      if source.isLiteral {
        let before = source.text.utf8.prefix(offset)
        let scalars = String(decoding: Array(before), as: UTF8.self).unicodeScalars.count
        place = PackPlace(line: place.line, column: place.column + scalars)
      }
      position = " at byte \(offset) of the pattern"
    }
    mistakes.append(
      PackMistake(
        file: pack.file, place: place, message: "the pattern does not compile: \(error.message)\(position)"))
  }

  private mutating func note(
    _ source: PatternSource, _ message: String, _ level: PackMistake.Level = .error
  ) {
    mistakes.append(PackMistake(file: pack.file, place: source.place, message: message, level: level))
  }

  /// Whether a pattern is one that matches are looked for with.
  private mutating func check(
    _ found: (pattern: Pattern, source: String), _ source: PatternSource, _ rule: PackRule
  ) -> Bool {
    // Names, which stand for placeholders in what was compiled, have no such escapes.
    for refused in [#"\G"#, #"\K"#] where Self.hasEscape(refused, in: source.text) {
      note(source, "patterns must do without \(refused)")
      return false
    }
    // No need to try: PCRE2 itself gives up on a text shorter than this.
    guard found.pattern.minimumMatchLength > 0 else {
      note(source, "the pattern matches the empty text: require something")
      return false
    }
    return true
  }

  /// Whether a pattern that runs line by line can be told where its text ends: `$` can, other escapes cannot.
  private mutating func holdsInPieces(_ source: PatternSource) -> Bool {
    for refused in [#"\z"#, #"\Z"#] where Self.hasEscape(refused, in: source.text) {
      note(
        source,
        "a pattern without a bound on its matches must do without \(refused): write $, or bound its repetitions"
      )
      return false
    }
    return true
  }

  /// Whether a `$` of the pattern asks for the end of the text or of a line: one that is neither escaped nor in a class.
  private static func hasDollar(in pattern: String) -> Bool {
    var (isEscaped, classStart) = (false, -1)
    for (place, byte) in pattern.utf8.enumerated() {
      if isEscaped {
        isEscaped = false
      } else if byte == 0x5C {
        isEscaped = true
      } else if classStart >= 0 {
        // A bracket that comes first is a member.
        if byte == UInt8(ascii: "]"), place > classStart + 1 { classStart = -1 }
        if byte == UInt8(ascii: "^"), place == classStart + 1 { classStart = place }
      } else if byte == UInt8(ascii: "[") {
        classStart = place
      } else if byte == UInt8(ascii: "$") {
        return true
      }
    }
    return false
  }

  private static func hasEscape(_ escape: String, in pattern: String) -> Bool {
    var isEscaped = false
    for byte in pattern.utf8 {
      if isEscaped {
        if byte == escape.utf8.last { return true }
        isEscaped = false
      } else {
        isEscaped = byte == 0x5C
      }
    }
    return false
  }
}
