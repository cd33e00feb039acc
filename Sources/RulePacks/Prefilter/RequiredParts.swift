/// Which of each rule's required texts stand in a text.
struct RequiredParts {
  /// For each rule a bit for each of its texts that was found.
  private var found: [UInt8]
  /// What that is when all were.
  private let all: [UInt8]
  /// The rules of which any was.
  private var touched: [Int] = []
  /// The rules of which all were, in the order in which the last of each was.
  private(set) var possibleRules: [Int] = []

  /// None, for rules that have so many texts each, at most eight.
  init(_ counts: [Int]) {
    found = [UInt8](repeating: 0, count: counts.count)
    all = counts.map { UInt8(truncatingIfNeeded: 1 << $0 - 1) }
  }

  /// How many texts a rule has.
  func count(of rule: Int) -> Int { all[rule].nonzeroBitCount }

  /// Notes a text of a rule, once or more often.
  mutating func insert(_ part: Int, of rule: Int) {
    let before = found[rule]
    let after = before | 1 << UInt8(part)
    if before == after { return }
    found[rule] = after
    if before == 0 { touched.append(rule) }
    if after == all[rule] { possibleRules.append(rule) }
  }

  /// Forgets all texts.
  ///
  /// - Complexity: O(*r*) for *r* rules of which any text was found.
  mutating func removeAll() {
    for rule in touched { found[rule] = 0 }
    touched.removeAll(keepingCapacity: true)
    possibleRules.removeAll(keepingCapacity: true)
  }
}
