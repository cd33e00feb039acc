/// The distinct shingles of a text, to compare two texts by nothing else.
struct ShingleSet {
  private let shingles: ShingleHashTable

  init(_ text: Span<UInt8>) throws(TokenizationError) {
    let words = try WordSequence(text)
    var hashes: [UInt64] = []
    words.shingles(into: &hashes)
    shingles = Self.distinct(hashes)
  }

  /// The Jaccard similarity; 0 for two empty sets.
  ///
  /// - Complexity: O(n) expected in the shingles of both.
  func jaccard(with other: ShingleSet) -> Double {
    let shared = other.shingles.countOfHashes(sharedWith: shingles, upTo: .max)
    let union = shingles.count + other.shingles.count - shared
    return union > 0 ? Double(shared) / Double(union) : 0
  }

  /// The distinct elements.
  static func distinct(_ hashes: [UInt64]) -> ShingleHashTable {
    var table = ShingleHashTable(minimumCapacity: hashes.count)
    for hash in hashes { _ = table.insert(hash) }
    return table
  }
}
