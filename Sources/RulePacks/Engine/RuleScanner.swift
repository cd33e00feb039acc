internal import CTextScanning
import PatternMatching

/// Scans texts with the rules of a ``RuleSet``, one thread at a time.
///
/// A shared prefilter finds the places where text that a rule requires stands; PCRE2 then runs on a window
/// around them, rule by rule for some texts at once. Hits are those of each rule run alone over its scope: see
/// `docs/algorithms/rules.md`.
public struct RuleScanner: ~Copyable {
  private let set: RuleSet
  private let usesPrefilter: Bool
  private var search = RuleSearch()
  /// Views that normalisation changed of the texts of a batch, and others behind them.
  private var views: [TextView] = []
  private var viewCount = 0
  /// The bytes of these views.
  private var viewBytes: [UInt8] = []
  /// The place of each group's view of the text that is worked on; negative if it is the text as it is.
  private var groupViews: [Int] = []
  private var runs: RuleRuns
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

  /// Texts are scanned together until they have so many bytes, as they are to stay in the second-level cache.
  private static let batchBytes = 96 << 10
  /// The most texts that are scanned together.
  private static let batchTexts = 64

  /// A scanner for `set`.
  ///
  /// - Parameters:
  ///   - set: The rules.
  ///   - usesPrefilter: False runs each rule over its whole scope, which gives the same hits slowly.
  public init(_ set: RuleSet, usesPrefilter: Bool = true) {
    self.set = set
    self.usesPrefilter = usesPrefilter
    runs = RuleRuns(ruleCount: set.rules.count)
    hits = LiteralHits(partCounts: set.partCounts)
    found = FoundHits(ruleCount: set.rules.count)
    makers = [Int?](repeating: nil, count: set.owners.count)
  }

  /// The hits of all rules in `text`, which is UTF-8.
  ///
  /// - Parameters:
  ///   - text: The text, UTF-8.
  ///   - maker: Who makes the model that wrote the text, by any of its names.
  /// - Complexity: O(*n*) for *n* bytes of ordinary text; PCRE2's work is bounded for every text.
  public mutating func scan(_ text: Span<UInt8>, maker: String? = nil) -> RuleScan {
    scan([0..<text.count], in: text, maker: maker).first ?? RuleScan()
  }

  /// The hits of all rules in some texts, those of each as ``scan(_:maker:)`` finds them in it alone, but sooner.
  ///
  /// - Parameters:
  ///   - texts: Where the texts, which are UTF-8, are in `storage`.
  ///   - storage: The bytes of all texts.
  ///   - maker: Who makes the model that wrote the texts, by any of its names.
  /// - Returns: A scan for each text, in their order, with places counted from the start of the text.
  /// - Precondition: All of `texts` lie in `storage`.
  /// - Complexity: O(*n*) for *n* bytes of ordinary texts; PCRE2's work is bounded for every text.
  public mutating func scan(
    _ texts: [Range<Int>], in storage: Span<UInt8>, maker: String? = nil
  ) -> [RuleScan] {
    if maker != makerName {
      makers = set.owners.map { names in maker.flatMap(names.owner(named:)) }
      makerName = maker
    }
    var scans = [RuleScan](repeating: RuleScan(), count: texts.count)
    var start = 0
    while start < texts.count {
      var (end, bytes) = (start, 0)
      repeat {
        bytes += texts[end].count
        end += 1
      } while end < texts.count && bytes < Self.batchBytes && end - start < Self.batchTexts
      viewCount = 0
      viewBytes.removeAll(keepingCapacity: true)
      runs.removeAll()
      found.reset(textCount: end - start)
      for index in start..<end { note(index - start, storage.extracting(texts[index])) }
      makeRuns(texts[start..<end], storage, &scans)
      for index in start..<end { collect(found.open(text: index - start), into: &scans[index]) }
      start = end
    }
    return scans
  }

  /// Notes the runs of rules that a text calls for, and finds what detectors find.
  private mutating func note(_ index: Int, _ text: Span<UInt8>) {
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
    let firstView = viewCount
    groupViews.removeAll(keepingCapacity: true)
    for place in set.groups.indices {
      if viewCount == views.count { views.append(TextView()) }
      views[viewCount].set(text, steps: set.groups[place].steps, into: &viewBytes)
      // A text that its normalisation leaves as it is needs no way back.
      groupViews.append(views[viewCount].isUnchanged ? -1 : viewCount)
      if !views[viewCount].isUnchanged { viewCount += 1 }
    }
    if let group = set.unitedGroup, viewCount == firstView {
      note(index, group, text, view: -1, isASCII: traits.isASCII, isFiltered: isFiltered)
    } else {
      for place in set.groups.indices {
        let number = groupViews[place]
        guard number >= 0 else {
          note(index, set.groups[place], text, view: -1, isASCII: traits.isASCII, isFiltered: isFiltered)
          continue
        }
        // Moved out and back, so that they are read while this scanner changes.
        var bytes: [UInt8] = []
        swap(&bytes, &viewBytes)
        defer { swap(&bytes, &viewBytes) }
        let view = bytes.span.extracting(views[number].bytes)
        // Quotation marks and spaces may have been all that was not.
        let isASCII = traits.isASCII || TextTraits(of: view).isASCII
        note(index, set.groups[place], view, view: number, isASCII: isASCII, isFiltered: isFiltered)
      }
    }
    for rule in set.detectors {
      guard case .detector(let detector) = set.rules[rule].matcher else { continue }
      let ranges = detectors.hits(of: detector, in: text, traits, sentences, isFiltered: usesPrefilter)
      if ranges.isEmpty { continue }
      let start = found.hits.count
      for range in ranges { found.hits.append(FoundHit(range: range)) }
      found.note(from: start, rule: rule, text: index)
    }
  }

  /// Notes the runs of a group's rules in its view of a text.
  private mutating func note(
    _ index: Int, _ group: RuleSet.ViewGroup, _ text: Span<UInt8>, view: Int, isASCII: Bool, isFiltered: Bool
  ) {
    // Moved out and back, so that its memory is kept.
    var regions = ScopeRegions()
    swap(&regions, &self.regions)
    defer { swap(&regions, &self.regions) }
    regions.reset(isASCII: isASCII && isFiltered, sentences: view < 0 && isFiltered ? sentences : nil)
    guard isFiltered else {
      // What is to be the same is the work of patterns for all texts.
      for rule in group.rules { note(rule, index, text, view, false, &regions, .everywhere) }
      return
    }
    for search in group.searches { find(search, in: text, isASCII, &regions) }
    var places = StartRanges()
    swap(&places, &self.places)
    defer { swap(&places, &self.places) }
    for position in 0..<hits.possibleRuleCount {
      let rule = hits.possibleRule(at: position)
      // A rule runs only where all of its texts are.
      let parts = hits.partCount(of: rule)
      hits.places(LiteralHits.slot(rule: rule, part: 0), into: &places)
      for part in 1..<max(1, parts) where !places.isEmpty {
        hits.places(LiteralHits.slot(rule: rule, part: part), into: &otherPlaces)
        commonPlaces.set(commonTo: places, otherPlaces)
        swap(&places, &commonPlaces)
      }
      if !places.isEmpty { note(rule, index, text, view, isASCII, &regions, places) }
    }
    hits.removeAll()
    for rule in group.unfiltered(isASCII: isASCII) {
      note(rule, index, text, view, isASCII, &regions, .everywhere)
    }
  }

  /// Notes a run of a rule in the region of a text that its scope is, where matches start at `places` only.
  private mutating func note(
    _ rule: Int, _ index: Int, _ text: Span<UInt8>, _ view: Int, _ isASCII: Bool,
    _ regions: inout ScopeRegions, _ places: borrowing StartRanges
  ) {
    let region = regions.range(of: set.scopes[rule], in: text)
    if region.isEmpty { return }
    runs.add(rule: rule, text: index, view: view, isASCII: isASCII, region: region, places: places)
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

  /// Makes the runs that were noted in some texts, rule by rule.
  private mutating func makeRuns(
    _ texts: ArraySlice<Range<Int>>, _ storage: Span<UInt8>, _ scans: inout [RuleScan]
  ) {
    // Moved out and back, so that they are read while this scanner changes.
    var (viewBytes, runs) = ([UInt8](), RuleRuns(ruleCount: 0))
    swap(&viewBytes, &self.viewBytes)
    swap(&runs, &self.runs)
    for index in set.rules.indices {
      var place = runs.first(of: index)
      guard place >= 0, let pattern = set.rules[index].pattern, let plan = set.rules[index].plan else {
        continue
      }
      let rule = set.rules[index]
      while place >= 0 {
        let run = runs[place]
        let start = found.hits.count
        let text = texts.startIndex + Int(run.text)
        do throws(RuleSearch.GivenUp) {
          if run.view < 0 {
            try make(run, rule, pattern, plan, storage.extracting(texts[text]), runs.starts.span)
          } else {
            let view = viewBytes.span.extracting(views[Int(run.view)].bytes)
            try make(run, rule, pattern, plan, view, runs.starts.span)
            if found.hits.count > start { found.trace(from: start, by: views[Int(run.view)]) }
          }
          found.note(from: start, rule: index, text: Int(run.text))
        } catch {
          found.removeAll(from: start)
          scans[text].failures.append(RuleScan.Failure(rule: index, reason: error.reason))
        }
        place = Int(run.next)
      }
    }
    swap(&runs, &self.runs)
    swap(&viewBytes, &self.viewBytes)
  }

  private mutating func make(
    _ run: RuleRun, _ rule: CompiledRule, _ pattern: Pattern, _ plan: CompiledRule.Plan, _ text: Span<UInt8>,
    _ starts: Span<Range<Int>>
  ) throws(RuleSearch.GivenUp) {
    try search.hits(
      of: rule, pattern, plan, in: text, isASCII: run.isASCII, region: run.region,
      starts: run.startsAnywhere ? nil : starts.extracting(run.starts), into: &found.hits)
  }

  /// Applies conditions on other rules, and puts the hits that stand in order.
  ///
  /// - Parameter count: The number of hits of the text that is read.
  private func collect(_ count: Int, into result: inout RuleScan) {
    result.failures.sort { $0.rule < $1.rule }
    if count == 0 { return }
    result.hits.reserveCapacity(count)
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
    result.hits.sort { a, b in
      (a.range.lowerBound, a.range.upperBound, a.rule) < (b.range.lowerBound, b.range.upperBound, b.rule)
    }
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
