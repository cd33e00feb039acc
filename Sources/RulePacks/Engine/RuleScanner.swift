internal import CTextScanning

/// Scans texts with the rules of a ``RuleSet``, one thread at a time.
///
/// A shared prefilter finds the places where text that a rule requires stands; PCRE2 then runs on a window
/// around them. Hits are those of each rule run alone over its scope: see `docs/algorithms/rules.md`.
public struct RuleScanner: ~Copyable {
  private let set: RuleSet
  private let usesPrefilter: Bool
  private var search = RuleSearch()
  /// The text as each of the set's groups sees it.
  private var views: [TextView]
  private var hits: LiteralHits
  private var detectors = TextDetectors()
  /// The sentences of the text, if a detector looks at all of them.
  private var sentences: [Range<Int>] = []
  private var sentencesOfASCII = SentencesOfASCII()
  private var regions = ScopeRegions()
  /// Where matches of the rule that is worked on may start, by all of its required texts so far, by one of
  /// them, and by both.
  private var places = StartRanges()
  private var otherPlaces = StartRanges()
  private var commonPlaces = StartRanges()
  private var scopes: [whorl_literal_scope] = []
  private var searchedRanges: [(range: Range<Int>, reach: LiteralFilter.Reach)] = []
  private var searchedParts: [whorl_literal_part] = []
  private var found: FoundHits
  /// The maker that was named last, and its number in each pack.
  private var makerName: String?
  private var makers: [Int?]

  /// The most hits of a rule in a text that are reported.
  public static let maximumHits = 1000

  /// A scanner for `set`.
  ///
  /// - Parameters:
  ///   - set: The rules.
  ///   - usesPrefilter: False runs each rule over its whole scope, which gives the same hits slowly.
  public init(_ set: RuleSet, usesPrefilter: Bool = true) {
    self.set = set
    self.usesPrefilter = usesPrefilter
    views = set.groups.map { _ in TextView() }
    hits = LiteralHits(partCounts: set.partCounts)
    found = FoundHits(count: set.rules.count)
    makers = [Int?](repeating: nil, count: set.owners.count)
  }

  /// The hits of all rules in `text`, which is UTF-8.
  ///
  /// - Parameters:
  ///   - text: The text, UTF-8.
  ///   - maker: Who makes the model that wrote the text, by any of its names.
  /// - Complexity: O(*n*) for *n* bytes of ordinary text; PCRE2's work is bounded for every text.
  public mutating func scan(_ text: Span<UInt8>, maker: String? = nil) -> RuleScan {
    var result = RuleScan()
    if maker != makerName {
      makers = set.owners.map { names in maker.flatMap(names.owner(named:)) }
      makerName = maker
    }
    let traits = TextTraits(of: text)
    // Two letters outside ASCII have an ASCII letter as their other case; texts with them go the long way.
    let isFiltered = usesPrefilter && !traits.hasUnusualCase
    sentences.removeAll(keepingCapacity: true)
    if set.needsSentences {
      if traits.isASCII, isFiltered {
        sentencesOfASCII.append(of: text, to: &sentences)
      } else {
        SentenceBreaks.forEach(in: text) { sentence in
          sentences.append(sentence)
          return true
        }
      }
    }
    for index in set.groups.indices { views[index].set(text, steps: set.groups[index].steps) }
    if let group = set.unitedGroup, views.allSatisfy(\.isUnchanged) {
      run(group, text, source: nil, isASCII: traits.isASCII, isFiltered: isFiltered, &result)
    } else {
      for (index, group) in set.groups.enumerated() {
        // A text that its normalisation leaves as it is needs no way back.
        guard !views[index].isUnchanged else {
          run(group, text, source: nil, isASCII: traits.isASCII, isFiltered: isFiltered, &result)
          continue
        }
        // Moved out and back, so that it is read while this scanner changes.
        var view = TextView()
        swap(&view, &views[index])
        // Quotation marks and spaces may have been all that was not.
        let isASCII = traits.isASCII || TextTraits(of: view.bytes.span).isASCII
        run(group, view.bytes.span, source: view, isASCII: isASCII, isFiltered: isFiltered, &result)
        swap(&view, &views[index])
      }
    }
    for index in set.detectors {
      guard case .detector(let detector) = set.rules[index].matcher else { continue }
      let ranges = detectors.hits(of: detector, in: text, traits, sentences, isFiltered: usesPrefilter)
      if ranges.isEmpty { continue }
      found.add(of: index) { hits in
        for range in ranges { hits.append(FoundHit(range: range)) }
      }
    }
    collect(into: &result)
    return result
  }

  private mutating func run(
    _ group: RuleSet.ViewGroup, _ text: Span<UInt8>, source: TextView?, isASCII: Bool,
    isFiltered: Bool, _ result: inout RuleScan
  ) {
    // Moved out and back, so that its memory is kept.
    var regions = ScopeRegions()
    swap(&regions, &self.regions)
    defer { swap(&regions, &self.regions) }
    regions.reset(
      isASCII: isASCII && isFiltered, sentences: source == nil && isFiltered ? sentences : nil)
    guard isFiltered else {
      for index in group.rules { run(index, text, isASCII, &regions, .everywhere, source, &result) }
      return
    }
    for search in group.searches { find(search, in: text, isASCII, &regions) }
    var places = StartRanges()
    swap(&places, &self.places)
    defer { swap(&places, &self.places) }
    for position in 0..<hits.possibleRuleCount {
      let index = hits.possibleRule(at: position)
      // A rule runs only where all of its texts are.
      let parts = hits.partCount(of: index)
      hits.places(LiteralHits.slot(rule: index, part: 0), into: &places)
      for part in 1..<max(1, parts) where !places.isEmpty {
        hits.places(LiteralHits.slot(rule: index, part: part), into: &otherPlaces)
        commonPlaces.set(commonTo: places, otherPlaces)
        swap(&places, &commonPlaces)
      }
      if !places.isEmpty { run(index, text, isASCII, &regions, places, source, &result) }
    }
    hits.removeAll()
    for index in group.unfiltered(isASCII: isASCII) {
      run(index, text, isASCII, &regions, .everywhere, source, &result)
    }
  }

  /// Notes where the texts of a search stand.
  private mutating func find(
    _ search: StartSearch, in text: Span<UInt8>, _ isASCII: Bool, _ regions: inout ScopeRegions
  ) {
    scopes.removeAll(keepingCapacity: true)
    searchedRanges.removeAll(keepingCapacity: true)
    for scope in search.scopes {
      let region = regions.range(of: scope.scope, in: text)
      var (high, end) = (region.upperBound, region.upperBound)
      if let lead = scope.longestLead {
        high = min(high, region.lowerBound + 1)
        end = min(end, region.lowerBound + lead + 1)
      }
      scopes.append(
        whorl_literal_scope(low: Int64(region.lowerBound), high: Int64(high), end: Int64(region.upperBound)))
      if !scope.isEverything { noteSearched(region.lowerBound..<end, scope.reach) }
    }
    search.filter.parts(text.count, everywhere: search.isEverywhere, searchedRanges, into: &searchedParts)
    search.filter.search(text, isASCII: isASCII, in: searchedParts, scopes, into: &hits)
  }

  /// Notes a range that texts of some reach are looked for in, as part of another one if they touch: most scopes begin,
  /// or end, where others do.
  private mutating func noteSearched(_ range: Range<Int>, _ reach: LiteralFilter.Reach) {
    for index in searchedRanges.indices where searchedRanges[index].reach == reach {
      let other = searchedRanges[index].range
      guard range.lowerBound <= other.upperBound, other.lowerBound <= range.upperBound else { continue }
      searchedRanges[index].range =
        min(range.lowerBound, other.lowerBound)..<max(range.upperBound, other.upperBound)
      return
    }
    searchedRanges.append((range, reach))
  }

  /// Runs a rule in the region of a text that its scope is, where matches start at `places` only.
  private mutating func run(
    _ index: Int, _ text: Span<UInt8>, _ isASCII: Bool, _ regions: inout ScopeRegions, _ places: StartRanges,
    _ source: TextView?, _ result: inout RuleScan
  ) {
    let rule = set.rules[index]
    let region = regions.range(of: rule.scope, in: text)
    if region.isEmpty { return }
    do throws(RuleSearch.GivenUp) {
      try found.add(of: index) { (hits) throws(RuleSearch.GivenUp) in
        try search.hits(
          of: rule, in: text, isASCII: isASCII, region: region, starts: places, source: source, into: &hits)
      }
    } catch {
      result.failures.append(RuleScan.Failure(rule: index, reason: error.reason))
    }
  }

  /// Applies conditions on other rules, and puts the hits that stand in order.
  private mutating func collect(into result: inout RuleScan) {
    result.hits.reserveCapacity(found.hits.count)
    for index in found.rules {
      let rule = set.rules[index]
      let maker = makers[rule.packIndex]
      for place in found.places(of: index) {
        let hit = found.hits[place]
        guard rule.conditions.isEmpty || rule.conditions.allSatisfy({ holds($0, for: hit) }) else { continue }
        let counts: Bool
        switch rule.ownerPolicy {
        case .any: counts = true
        case .other: counts = maker != nil && hit.owner != nil && hit.owner != maker
        case .own: counts = maker != nil && hit.owner == maker
        }
        guard counts || maker == nil else { continue }
        result.hits.append(RuleHit(rule: index, range: hit.range, owner: hit.owner, counts: counts))
      }
    }
    found.removeAll()
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
    case .text: isThere = !found.places(of: other).isEmpty
    case .match: isThere = found.hits(of: other).contains { $0.range.overlaps(hit.range) }
    case .sentence: isThere = found.hits(of: other).contains { $0.range.overlaps(hit.sentence) }
    case .lead: isThere = found.hits(of: other).contains { $0.range.overlaps(hit.lead) }
    }
    return isThere == condition.isRequired
  }
}
