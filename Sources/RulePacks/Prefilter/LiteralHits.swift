internal import CTextScanning

/// Where matches of rules may start in a text, by the rules' required texts: what a ``LiteralFilter`` found.
struct LiteralHits {
  private var hits: [whorl_literal_hit] = []
  private var count = 0
  /// The first and the last hit of each slot.
  private var slots: [Slot]
  /// The slots that have hits, in the order of the first of each, and others behind them.
  private var touched: [UInt32]
  private var touchedCount = 0
  private var parts: RequiredParts

  /// Places in `hits`; the first is −1 if there is none.
  private struct Slot {
    var head: Int32 = -1
    var tail: Int32 = -1
  }

  /// Room for the hits of rules that have so many required texts each, at most four.
  init(partCounts: [Int]) {
    parts = RequiredParts(partCounts)
    slots = [Slot](repeating: Slot(), count: parts.slotCount)
    touched = [UInt32](repeating: 0, count: parts.slotCount)
  }

  /// The slot of a rule's required text.
  static func slot(rule: Int, part: Int) -> Int { RequiredParts.slot(rule: rule, part: part) }

  /// Lets `body` write hits to room for at least `reserve`, and say how many it wrote.
  mutating func append(
    atLeast reserve: Int, _ body: (UnsafeMutableBufferPointer<whorl_literal_hit>) -> Int
  ) {
    if hits.count - count < reserve {
      hits += [whorl_literal_hit](
        repeating: whorl_literal_hit(low: 0, high: 0, slot: 0, next: -1), count: max(hits.count, reserve, 256)
      )
    }
    let start = count
    let found = hits.withUnsafeMutableBufferPointer {
      body(UnsafeMutableBufferPointer(rebasing: $0[start...]))
    }
    sort(start..<(start + found))
  }

  /// Puts each of the new hits behind those of its slot, or makes it part of the last of them if they touch.
  private mutating func sort(_ new: Range<Int>) {
    let known = touchedCount
    (count, touchedCount) = Self.sort(new, &hits, &slots, &touched, from: (count, touchedCount))
    parts.insert(touched, known..<touchedCount)
  }

  /// - Returns: The counts, and one for each hit that is not part of another, and for each new slot.
  private static func sort(
    _ new: Range<Int>, _ hits: inout [whorl_literal_hit], _ slots: inout [Slot], _ touched: inout [UInt32],
    from counts: (hits: Int, touched: Int)
  ) -> (hits: Int, touched: Int) {
    var hits = hits.mutableSpan
    var slots = slots.mutableSpan
    var touched = touched.mutableSpan
    var counts = counts
    for index in new {
      let hit = hits[index]
      var slot = slots[Int(hit.slot)]
      if slot.head < 0 {
        slot.head = Int32(counts.hits)
        touched[counts.touched] = hit.slot
        counts.touched += 1
      } else {
        let last = hits[Int(slot.tail)]
        if last.low <= hit.low, hit.low <= last.high {
          hits[Int(slot.tail)].high = max(last.high, hit.high)
          continue
        }
        hits[Int(slot.tail)].next = Int32(counts.hits)
      }
      slot.tail = Int32(counts.hits)
      slots[Int(hit.slot)] = slot
      hits[counts.hits] = whorl_literal_hit(low: hit.low, high: hit.high, slot: hit.slot, next: -1)
      counts.hits += 1
    }
    return counts
  }

  /// How many rules there are of which all required texts were found: others cannot match.
  var possibleRuleCount: Int { parts.possibleCount }

  /// The rule at `index` of these.
  func possibleRule(at index: Int) -> Int { parts.possibleRule(at: index) }

  /// How many required texts a rule has.
  func partCount(of rule: Int) -> Int { parts.count(of: rule) }

  /// Makes `ranges` the places where a match with the text of `slot` may start.
  ///
  /// - Complexity: O(*n*) for *n* hits, which are nearly in order.
  func places(_ slot: Int, into ranges: inout StartRanges) {
    let hits = hits.span
    var next = Int(slots[slot].head)
    ranges.set(atMost: count) { ranges in
      var found = 0
      while next >= 0 {
        ranges[found] = Int(hits[next].low)..<Int(hits[next].high)
        found += 1
        next = Int(hits[next].next)
      }
      return found
    }
  }

  /// Forgets all hits.
  mutating func removeAll() {
    for index in 0..<touchedCount { slots[Int(touched[index])].head = -1 }
    parts.removeAll(touched, 0..<touchedCount)
    (count, touchedCount) = (0, 0)
    // One long text does not hold its memory for all that follow.
    if hits.count > 1 << 16 { hits = [] }
  }
}
