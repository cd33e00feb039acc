/// The hits of rules in the texts of a batch before conditions on other rules: noted rule by rule, and read text by text.
struct FoundHits {
  /// The hits of a rule in a text.
  private struct Entry {
    let rule: Int
    let places: Range<Int>
    /// The next entry of the same text; negative for none.
    var next: Int32 = -1
  }

  /// All hits, those of each rule in a text together.
  var hits: [FoundHit] = []
  private var entries: [Entry] = []
  /// The first and the last entry of each text of the batch; negative for none.
  private var ends: [(first: Int32, last: Int32)] = []
  /// The rules that have any in the text that is read.
  private(set) var rules: [Int] = []
  /// For each rule the places of its hits in this text.
  private var ranges: [Range<Int>]

  /// None, with room for the rules of a set of `ruleCount`.
  init(ruleCount: Int) { ranges = [Range<Int>](repeating: 0..<0, count: ruleCount) }

  /// Forgets all hits, and makes room for those in so many texts.
  mutating func reset(textCount: Int) {
    hits.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    for _ in 0..<textCount { ends.append((-1, -1)) }
  }

  /// Notes that hits from a place on, if there are any, are those of a rule in a text, in which it had none so far.
  mutating func note(from start: Int, rule: Int, text: Int) {
    guard hits.count > start else { return }
    let index = Int32(truncatingIfNeeded: entries.count)
    entries.append(Entry(rule: rule, places: start..<hits.count))
    if ends[text].last < 0 { ends[text].first = index } else { entries[Int(ends[text].last)].next = index }
    ends[text].last = index
  }

  /// Counts hits from a place on in bytes of a text, which were counted in those of a view of it.
  mutating func trace(from start: Int, by view: TextView) {
    for index in start..<hits.count {
      hits[index].range = view.source(of: hits[index].range)
      hits[index].sentence = view.source(of: hits[index].sentence)
      hits[index].lead = view.source(of: hits[index].lead)
    }
  }

  /// Forgets hits from a place on.
  mutating func removeAll(from start: Int) { hits.removeLast(hits.count - start) }

  /// Turns to a text: its rules and their hits can be read from now on.
  ///
  /// - Returns: The number of its hits.
  /// - Complexity: O(*r*) for *r* rules that have hits in it or in the one before.
  mutating func open(text: Int) -> Int {
    for rule in rules { ranges[rule] = 0..<0 }
    rules.removeAll(keepingCapacity: true)
    var count = 0
    var next = Int(ends[text].first)
    while next >= 0 {
      let entry = entries[next]
      ranges[entry.rule] = entry.places
      rules.append(entry.rule)
      count += entry.places.count
      next = Int(entry.next)
    }
    return count
  }

  /// The places of the hits of a rule in the text that is read.
  func places(of rule: Int) -> Range<Int> { ranges[rule] }

  /// The hits of a rule in the text that is read.
  func hits(of rule: Int) -> ArraySlice<FoundHit> { hits[ranges[rule]] }
}

/// A hit before conditions on other rules.
struct FoundHit {
  /// The bytes of the text, or first of the view of it that was searched.
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
