/// The distinct shingles of a text, to compare two texts by nothing else.
struct ShingleSet {
  private let shingles: [UInt64]

  init(_ text: Span<UInt8>) throws(TokenizationError) {
    let words = try WordSequence(text)
    var hashes: [UInt64] = []
    words.shingles(into: &hashes)
    shingles = Self.distinct(hashes)
  }

  /// The Jaccard similarity; 0 for two empty sets.
  func jaccard(with other: ShingleSet) -> Double {
    let shared = Self.sharedCount(shingles, other.shingles)
    let union = shingles.count + other.shingles.count - shared
    return union > 0 ? Double(shared) / Double(union) : 0
  }

  /// The distinct elements, ascending.
  static func distinct(_ hashes: [UInt64]) -> [UInt64] {
    var result: [UInt64] = []
    result.reserveCapacity(hashes.count)
    for hash in hashes.sorted() where result.last != hash { result.append(hash) }
    return result
  }

  /// The number of elements that two ascending lists share.
  static func sharedCount(_ a: [UInt64], _ b: [UInt64]) -> Int {
    var (i, j, shared) = (0, 0, 0)
    while i < a.count, j < b.count {
      if a[i] == b[j] {
        shared += 1
        i += 1
        j += 1
      } else if a[i] < b[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return shared
  }
}
