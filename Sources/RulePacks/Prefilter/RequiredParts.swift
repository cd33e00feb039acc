/// Which of each rule's required texts stand in a text.
///
/// A text of a rule is known by its slot: the rule's slots follow each other, as many for every rule.
struct RequiredParts {
  /// For each rule a bit for each of its texts that was found.
  private var found: [UInt8]
  /// What that is when all were.
  private let all: [UInt8]
  /// The rules of which all were, in the order in which the last of each was, and others behind them.
  private var possible: [Int]
  /// How many rules there are of which all were.
  private(set) var possibleCount = 0

  /// Slots of a rule, of which as many are used as it has required texts.
  private static let slotBits = 2

  /// None, for rules that have so many texts each, at most four.
  init(_ counts: [Int]) {
    found = [UInt8](repeating: 0, count: counts.count)
    all = counts.map { UInt8(truncatingIfNeeded: 1 << $0 - 1) }
    possible = [Int](repeating: 0, count: counts.count)
  }

  /// The slot of a rule's text.
  static func slot(rule: Int, part: Int) -> Int { rule << slotBits + part }

  /// The slots of all rules.
  var slotCount: Int { all.count << Self.slotBits }

  /// How many texts a rule has.
  func count(of rule: Int) -> Int { all[rule].nonzeroBitCount }

  /// The rule at `index` of those of which all texts were found.
  func possibleRule(at index: Int) -> Int { possible[index] }

  /// Notes the texts of some of `slots`, each for the first time.
  mutating func insert(_ slots: [UInt32], _ range: Range<Int>) {
    possibleCount = Self.insert(slots.span.extracting(range), &found, all, &possible, from: possibleCount)
  }

  /// - Returns: The number of rules of which all were found.
  private static func insert(
    _ slots: Span<UInt32>, _ found: inout [UInt8], _ all: [UInt8], _ possible: inout [Int], from count: Int
  ) -> Int {
    var found = found.mutableSpan
    var possible = possible.mutableSpan
    var count = count
    for index in slots.indices {
      let slot = Int(slots[index])
      let rule = slot >> slotBits
      let parts = found[rule] | 1 << UInt8(slot & (1 << slotBits - 1))
      found[rule] = parts
      if parts == all[rule] {
        possible[count] = rule
        count += 1
      }
    }
    return count
  }

  /// Forgets all texts, which are those of some of `slots`.
  mutating func removeAll(_ slots: [UInt32], _ range: Range<Int>) {
    for index in range { found[Int(slots[index]) >> Self.slotBits] = 0 }
    possibleCount = 0
  }
}
