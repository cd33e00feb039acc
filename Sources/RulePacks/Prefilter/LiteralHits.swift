internal import CTextScanning

/// Where matches of rules may start in a text, by the rules' required texts: what a ``LiteralFilter`` found.
struct LiteralHits {
  private var hits: [whorl_literal_hit] = []
  private var count = 0
  /// The first and the last hit of each slot.
  private var slots: [Slot]
  private var parts: RequiredParts

  /// Places in `hits`; the first is −1 if there is none.
  private struct Slot {
    var head: Int32 = -1
    var tail: Int32 = -1
  }

  /// Slots of a rule, of which as many are used as it has required texts.
  private static let slotBits = 2

  /// Room for the hits of rules that have so many required texts each, at most four.
  init(partCounts: [Int]) {
    slots = [Slot](repeating: Slot(), count: partCounts.count << Self.slotBits)
    parts = RequiredParts(partCounts)
  }

  /// The slot of a rule's required text.
  static func slot(rule: Int, part: Int) -> Int { rule << slotBits + part }

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
    count = Self.sort(new, &hits, &slots, &parts, from: count)
  }

  /// - Returns: `count`, and one for each hit that is not part of another.
  private static func sort(
    _ new: Range<Int>, _ hits: inout [whorl_literal_hit], _ slots: inout [Slot],
    _ parts: inout RequiredParts, from count: Int
  ) -> Int {
    var hits = hits.mutableSpan
    var slots = slots.mutableSpan
    var count = count
    for index in new {
      let hit = hits[index]
      let slot = Int(hit.slot)
      let tail = Int(slots[slot].tail)
      if slots[slot].head < 0 {
        slots[slot].head = Int32(count)
        parts.insert(slot & (1 << slotBits - 1), of: slot >> slotBits)
      } else if hits[tail].low <= hit.low, hit.low <= hits[tail].high {
        hits[tail].high = max(hits[tail].high, hit.high)
        continue
      } else {
        hits[tail].next = Int32(count)
      }
      slots[slot].tail = Int32(count)
      hits[count] = hit
      hits[count].next = -1
      count += 1
    }
    return count
  }

  /// The rules of which all required texts were found: others cannot match.
  var possibleRules: [Int] { parts.possibleRules }

  /// How many required texts a rule has.
  func partCount(of rule: Int) -> Int { parts.count(of: rule) }

  /// Puts the places where a match with the text of `slot` may start in order, those that touch made one.
  ///
  /// - Complexity: O(*n*) for *n* hits, which are nearly in order.
  func places(_ slot: Int, into ranges: inout [Range<Int>]) {
    ranges.removeAll(keepingCapacity: true)
    var next = Int(slots[slot].head)
    while next >= 0 {
      let hit = hits[next]
      let range = Int(hit.low)..<Int(hit.high)
      var place = ranges.count
      ranges.append(range)
      while place > 0, ranges[place - 1].lowerBound > range.lowerBound {
        ranges[place] = ranges[place - 1]
        place -= 1
      }
      ranges[place] = range
      next = Int(hit.next)
    }
    guard ranges.count > 1 else { return }
    var last = 0
    for index in 1..<ranges.count {
      let range = ranges[index]
      if range.lowerBound <= ranges[last].upperBound {
        ranges[last] = ranges[last].lowerBound..<max(ranges[last].upperBound, range.upperBound)
      } else {
        last += 1
        ranges[last] = range
      }
    }
    ranges.removeSubrange((last + 1)...)
  }

  /// Forgets all hits.
  mutating func removeAll() {
    for index in 0..<count { slots[Int(hits[index].slot)].head = -1 }
    parts.removeAll()
    count = 0
    // One long text does not hold its memory for all that follow.
    if hits.count > 1 << 16 { hits = [] }
  }
}
