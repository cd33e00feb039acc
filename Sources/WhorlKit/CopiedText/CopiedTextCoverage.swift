/// Which words of a suspect's document stand in runs that references share, and in how many of them.
struct CopiedTextCoverage {
  private var covering: [[Bool]]
  private let words: Int

  /// No word is covered.
  init(words: Int, references: Int) {
    self.words = words
    covering = [[Bool]](repeating: [], count: references)
  }

  /// Covers `spans` by a reference.
  mutating func add(_ spans: [Range<Int>], reference: Int) {
    guard !spans.isEmpty else { return }
    if covering[reference].isEmpty { covering[reference] = [Bool](repeating: false, count: words) }
    for span in spans { for word in span { covering[reference][word] = true } }
  }

  /// How many references cover most of the words of `spans`.
  func holders(of spans: [Range<Int>]) -> Int {
    let total = spans.reduce(0) { $0 + $1.count }
    return covering.count { covered in
      guard !covered.isEmpty else { return false }
      let held = spans.reduce(0) { $0 + $1.count { covered[$0] } }
      return 2 * held > total
    }
  }

  /// How many references cover most of the words of `span`.
  func holders(of span: Range<Int>) -> Int { holders(of: [span]) }

  /// The longest run of words in `span` that are not in more than the set share of references.
  func distinctiveRun(in span: Range<Int>, _ thresholds: CopiedTextThresholds) -> Int {
    var (longest, run) = (0, 0)
    for word in span {
      let holders = covering.count { !$0.isEmpty && $0[word] }
      run = thresholds.isCommon(holders, of: covering.count) ? 0 : run + 1
      longest = max(longest, run)
    }
    return longest
  }
}
