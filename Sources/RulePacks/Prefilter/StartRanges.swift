/// Where in a text matches of a rule may start: ranges, ascending and apart.
///
/// Made anew for every rule that may match. So its memory is kept, and what makes it checks once, and not for every
/// range, that nobody else holds it.
struct StartRanges {
  private var ranges: [Range<Int>] = []
  /// The number of ranges.
  private(set) var count = 0

  /// Whether matches may start anywhere: there are no ranges then.
  let isEverywhere: Bool

  /// No ranges.
  init() { isEverywhere = false }

  private init(everywhere: Void) { isEverywhere = true }

  /// What stands for the whole text.
  static let everywhere = StartRanges(everywhere: ())

  /// Whether there are none, and no match may start.
  var isEmpty: Bool { count == 0 && !isEverywhere }

  /// The range at `index`.
  subscript(index: Int) -> Range<Int> { ranges[index] }

  /// Makes these the ranges that `write` writes, in any order, those that touch made one.
  ///
  /// - Parameters:
  ///   - capacity: The most ranges that there can be.
  ///   - write: Writes them to room for so many or more, and says how many there are.
  /// - Complexity: O(*n*) for *n* ranges that are nearly in order.
  mutating func set(atMost capacity: Int, _ write: (inout MutableSpan<Range<Int>>) -> Int) {
    reserve(capacity)
    count = Self.set(&ranges, write)
  }

  private mutating func reserve(_ capacity: Int) {
    guard ranges.count < capacity else { return }
    ranges = [Range<Int>](repeating: 0..<0, count: max(capacity, 2 * ranges.count))
  }

  /// - Returns: The number of ranges.
  private static func set(
    _ ranges: inout [Range<Int>], _ write: (inout MutableSpan<Range<Int>>) -> Int
  ) -> Int {
    var ranges = ranges.mutableSpan
    let written = write(&ranges)
    guard written > 1 else { return written }
    for index in 1..<written {
      let range = ranges[index]
      var place = index
      while place > 0, ranges[place - 1].lowerBound > range.lowerBound {
        ranges[place] = ranges[place - 1]
        place -= 1
      }
      ranges[place] = range
    }
    var last = 0
    for index in 1..<written {
      let range = ranges[index]
      if range.lowerBound <= ranges[last].upperBound {
        ranges[last] = ranges[last].lowerBound..<max(ranges[last].upperBound, range.upperBound)
      } else {
        last += 1
        ranges[last] = range
      }
    }
    return last + 1
  }

  /// Makes these what two others have in common.
  ///
  /// - Complexity: O(*n*) for *n* ranges of both.
  mutating func set(commonTo a: borrowing StartRanges, _ b: borrowing StartRanges) {
    reserve(a.count + b.count)
    var ranges = ranges.mutableSpan
    var found = 0
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      let common = a[i].clamped(to: b[j])
      if !common.isEmpty {
        ranges[found] = common
        found += 1
      }
      if a[i].upperBound < b[j].upperBound { i += 1 } else { j += 1 }
    }
    count = found
  }
}
