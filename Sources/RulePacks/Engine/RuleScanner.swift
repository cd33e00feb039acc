import PatternMatching

/// Scans texts with the rules of a ``RuleSet``, one thread at a time.
///
/// A shared prefilter finds the places where text that a rule requires stands; PCRE2 then runs on a window
/// around them. Hits are those of each rule run alone over its scope: see `docs/algorithms/rules.md`.
public struct RuleScanner: ~Copyable {
  private let set: RuleSet
  private let usesPrefilter: Bool
  private var search = RuleSearch()
  private var view = TextView()
  /// Places where a match of a rule may start by each of its required texts; empty but while a group is
  /// worked on.
  private var starts: [[Range<Int>]]
  private var filled: [Int] = []
  private var found: [[FoundHit]]

  /// The most hits of a rule in a text that are reported.
  public static let maximumHits = 1000

  /// A scanner for `set`.
  ///
  /// - Parameter usesPrefilter: False runs each rule over its whole scope, which gives the same hits slowly.
  public init(_ set: RuleSet, usesPrefilter: Bool = true) {
    self.set = set
    self.usesPrefilter = usesPrefilter
    starts = [[Range<Int>]](repeating: [], count: set.rules.count * RegexAnalysis.requiredLimit)
    found = [[FoundHit]](repeating: [], count: set.rules.count)
  }

  /// The hits of all rules in `text`, which is UTF-8.
  ///
  /// - Parameter maker: Who makes the model that wrote the text, by any of its names.
  /// - Complexity: O(*n*) for *n* bytes of ordinary text; PCRE2's work is bounded for every text.
  public mutating func scan(_ text: Span<UInt8>, maker: String? = nil) -> RuleScan {
    var result = RuleScan()
    let makers = set.owners.map { names in maker.flatMap(names.owner(named:)) }
    // Two letters outside ASCII have an ASCII letter as their other case; texts with them go the long way.
    let isFiltered = usesPrefilter && !Self.hasUnusualCase(text)
    for group in set.groups {
      if group.steps.isEmpty {
        run(group, text, source: nil, makers, isFiltered: isFiltered, &result)
      } else {
        var view = TextView()
        swap(&view, &self.view)
        view.set(text, steps: group.steps)
        run(group, view.bytes.span, source: view, makers, isFiltered: isFiltered, &result)
        swap(&view, &self.view)
      }
    }
    for index in set.detectors {
      guard case .detector(let detector) = set.rules[index].matcher else { continue }
      found[index] = TextDetectors.hits(of: detector, in: text).map { FoundHit(range: $0) }
    }
    collect(makers, into: &result)
    return result
  }

  private mutating func run(
    _ group: RuleSet.ViewGroup, _ text: Span<UInt8>, source: TextView?, _ makers: [Int?], isFiltered: Bool,
    _ result: inout RuleScan
  ) {
    var indices = group.rules
    var regions = ScopeRegions()
    if isFiltered {
      var touched: [Int] = []
      var starts = self.starts
      self.starts = []
      var filled: [Int] = []
      let ends = group.leadCounts.map { regions.range(of: .firstSentences($0), in: text).upperBound }
      group.filter.forEachOccurrence(in: text) { place, use in
        if use.scope >= 0, place >= ends[use.scope] { return }
        let slot = use.rule * RegexAnalysis.requiredLimit + use.part
        if starts[slot].isEmpty {
          filled.append(slot)
          if use.part == 0 { touched.append(use.rule) }
        }
        starts[slot].append((place - use.leadMaximum)..<(place - use.leadMinimum + 1))
      }
      // A rule runs only where all of its texts are.
      touched.removeAll { rule in
        let first = rule * RegexAnalysis.requiredLimit
        return (0..<set.rules[rule].required.count).contains { starts[first + $0].isEmpty }
      }
      self.filled = filled
      self.starts = starts
      indices = (touched + group.unfiltered).sorted()
    }
    for index in indices {
      let rule = set.rules[index]
      let region = regions.range(of: rule.rule.scope, in: text)
      if region.isEmpty { continue }
      var places: [Range<Int>]?
      if isFiltered {
        for part in rule.required.indices {
          let ranges = Self.merged(starts[index * RegexAnalysis.requiredLimit + part], within: region)
          places = places.map { Self.intersection($0, ranges) } ?? ranges
        }
      }
      if let places, places.isEmpty { continue }
      do throws(RuleSearch.GivenUp) {
        found[index] = try search.hits(
          of: rule, in: text, region: region, starts: places, source: source,
          names: set.owners[rule.packIndex],
          maker: makers[rule.packIndex])
      } catch {
        found[index] = []
        result.failures.append(RuleScan.Failure(rule: index, reason: error.reason))
      }
    }
    for slot in filled { starts[slot].removeAll(keepingCapacity: true) }
    filled.removeAll(keepingCapacity: true)
  }

  /// What two lists of ascending ranges have in common.
  private static func intersection(_ a: [Range<Int>], _ b: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      let common = a[i].clamped(to: b[j])
      if !common.isEmpty { result.append(common) }
      if a[i].upperBound < b[j].upperBound { i += 1 } else { j += 1 }
    }
    return result
  }

  /// Ranges of starts in order, those that touch made one, as far as they lie in `region`.
  private static func merged(_ places: [Range<Int>], within region: Range<Int>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for place in places.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      let lower = max(place.lowerBound, region.lowerBound)
      let upper = min(place.upperBound, region.upperBound)
      guard lower < upper else { continue }
      if let last = result.last, lower <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, upper)
      } else {
        result.append(lower..<upper)
      }
    }
    return result
  }

  /// Applies conditions on other rules, and puts the hits that stand in order.
  private mutating func collect(_ makers: [Int?], into result: inout RuleScan) {
    for index in set.rules.indices where !found[index].isEmpty {
      let rule = set.rules[index]
      let maker = makers[rule.packIndex]
      for hit in found[index] {
        guard rule.conditions.allSatisfy({ holds($0, for: hit) }) else { continue }
        let counts: Bool
        switch rule.rule.ownerPolicy {
        case .any: counts = true
        case .other: counts = maker != nil && hit.owner != nil && hit.owner != maker
        case .own: counts = maker != nil && hit.owner == maker
        }
        guard counts || maker == nil else { continue }
        result.hits.append(RuleHit(rule: index, range: hit.range, owner: hit.owner, counts: counts))
      }
    }
    for index in found.indices where !found[index].isEmpty { found[index].removeAll(keepingCapacity: true) }
    result.hits.sort { a, b in
      (a.range.lowerBound, a.range.upperBound, a.rule) < (b.range.lowerBound, b.range.upperBound, b.rule)
    }
    result.failures.sort { $0.rule < $1.rule }
  }

  private func holds(_ condition: CompiledRule.Condition, for hit: FoundHit) -> Bool {
    guard case .rule(let other) = condition.target else { return true }
    guard other >= 0 else { return false }
    let isThere: Bool
    switch condition.within {
    case .text: isThere = !found[other].isEmpty
    case .match: isThere = found[other].contains { $0.range.overlaps(hit.range) }
    case .sentence: isThere = found[other].contains { $0.range.overlaps(hit.sentence) }
    case .lead: isThere = found[other].contains { $0.range.overlaps(hit.lead) }
    }
    return isThere == condition.isRequired
  }

  /// Whether `text` holds U+017F (long s) or U+212A (Kelvin sign).
  private static func hasUnusualCase(_ text: Span<UInt8>) -> Bool {
    var mayHave = false
    for index in text.indices {
      let byte = text[unchecked: index]
      mayHave = mayHave || byte == 0xC5 || byte == 0xE2
    }
    guard mayHave, text.count >= 2 else { return false }
    for index in 0..<(text.count - 1) {
      if text[index] == 0xC5, text[index + 1] == 0xBF { return true }
      if text[index] == 0xE2, text[index + 1] == 0x84, index + 2 < text.count, text[index + 2] == 0xAA {
        return true
      }
    }
    return false
  }
}

/// A hit before conditions on other rules.
struct FoundHit {
  /// The bytes of the text, not of a view of it.
  var range: Range<Int>
  var owner: Int?
  /// The sentence around the hit and the first sentence, where conditions need them.
  var sentence = 0..<0
  var lead = 0..<0

  init(range: Range<Int>, owner: Int? = nil) {
    self.range = range
    self.owner = owner
  }
}

/// The parts of a text that scopes stand for, each found once.
struct ScopeRegions {
  private var known: [(scope: RuleScope, range: Range<Int>)] = []

  mutating func range(of scope: RuleScope, in text: Span<UInt8>) -> Range<Int> {
    if let entry = known.first(where: { $0.scope == scope }) { return entry.range }
    let range: Range<Int> =
      switch scope {
      case .anywhere: SentenceBreaks.trimmed(0..<text.count, in: text)
      case .firstSentences(let count): SentenceBreaks.first(count, in: text)
      case .tail(let count): SentenceBreaks.last(count, in: text)
      }
    known.append((scope, range))
    return range
  }
}
