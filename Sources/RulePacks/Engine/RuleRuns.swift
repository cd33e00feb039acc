/// A run of a rule in a text of a batch: what is to be searched.
struct RuleRun {
  /// The text's place in the batch.
  let text: Int32
  /// The place among the batch's views of the one that is searched; negative for the text as it is.
  let view: Int32
  /// Whether all bytes of what is searched are known to be ASCII.
  let isASCII: Bool
  /// Whether matches may start anywhere in the region.
  let startsAnywhere: Bool
  /// The next run of the same rule; negative for none.
  fileprivate(set) var next: Int32
  /// The part of what is searched that the rule's scope is.
  let region: Range<Int>
  /// The places among those of all runs of the ranges in which matches may start, unless they may anywhere.
  let starts: Range<Int>
}

/// The runs of rules that the texts of a batch call for: noted text by text, and made rule by rule.
///
/// A rule's machine code, and what the processor has learned of its branches, is cold when the rule has its turn; so
/// its turn is one for all texts of a batch.
struct RuleRuns {
  /// The runs, in the order in which they were noted.
  private var runs: [RuleRun] = []
  /// Ranges in which matches may start, those of a run together.
  private(set) var starts: [Range<Int>] = []
  /// The first and the last run of each rule; negative for none.
  private var ends: [(first: Int32, last: Int32)]

  /// None, with room for the rules of a set of `ruleCount`.
  init(ruleCount: Int) { ends = [(first: Int32, last: Int32)](repeating: (-1, -1), count: ruleCount) }

  /// The run at `index`.
  subscript(index: Int) -> RuleRun { runs[index] }

  /// The first run of a rule; negative for none.
  func first(of rule: Int) -> Int { Int(ends[rule].first) }

  /// Notes a run of a rule that starts matches at `places` only.
  mutating func add(
    rule: Int, text: Int, view: Int, isASCII: Bool, region: Range<Int>, places: borrowing StartRanges
  ) {
    let start = starts.count
    for index in 0..<places.count { starts.append(places[index]) }
    let index = Int32(truncatingIfNeeded: runs.count)
    runs.append(
      RuleRun(
        text: Int32(truncatingIfNeeded: text), view: Int32(truncatingIfNeeded: view), isASCII: isASCII,
        startsAnywhere: places.isEverywhere, next: -1, region: region, starts: start..<starts.count))
    let last = ends[rule].last
    if last < 0 { ends[rule].first = index } else { runs[Int(last)].next = index }
    ends[rule].last = index
  }

  /// Forgets all runs.
  ///
  /// - Complexity: O(*r*) for *r* rules.
  mutating func removeAll() {
    for rule in ends.indices { ends[rule] = (-1, -1) }
    runs.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
  }
}
