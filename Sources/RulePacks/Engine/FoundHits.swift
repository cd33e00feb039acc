/// The hits of the rules in a text before conditions on other rules, those of each rule together.
struct FoundHits {
  /// The hits, by the order in which the rules were run.
  private(set) var hits: [FoundHit] = []
  /// The rules that have any, in this order.
  private(set) var rules: [Int] = []
  /// For each rule the places of its hits.
  private var ranges: [Range<Int32>]

  /// None, with room for the rules of a set of `count`.
  init(count: Int) { ranges = [Range<Int32>](repeating: 0..<0, count: count) }

  /// The places of the hits of a rule.
  func places(of rule: Int) -> Range<Int> { Int(ranges[rule].lowerBound)..<Int(ranges[rule].upperBound) }

  /// The hits of a rule.
  func hits(of rule: Int) -> ArraySlice<FoundHit> { hits[places(of: rule)] }

  /// Notes the hits of a rule of which there are none yet: those that `body` adds, or none if it throws.
  mutating func add<Failure>(
    of rule: Int, _ body: (inout [FoundHit]) throws(Failure) -> Void
  ) throws(Failure) {
    let start = hits.count
    do throws(Failure) {
      try body(&hits)
    } catch {
      hits.removeLast(hits.count - start)
      throw error
    }
    guard hits.count > start else { return }
    ranges[rule] = Int32(start)..<Int32(hits.count)
    rules.append(rule)
  }

  /// Forgets all hits.
  ///
  /// - Complexity: O(*r*) for *r* rules that have any.
  mutating func removeAll() {
    for rule in rules { ranges[rule] = 0..<0 }
    rules.removeAll(keepingCapacity: true)
    hits.removeAll(keepingCapacity: true)
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
