/// Clusters of an index's documents that are near-duplicates of one another, directly or through others.
///
/// Pairs come from the bands, and each is verified by the exact Jaccard similarity of its shingles.
/// Documents of equal words are one to begin with.
public struct DuplicateClusters: Sendable, Equatable {
  /// Two near-duplicates.
  public struct Pair: Sendable, Equatable {
    /// The number of the document that comes first.
    public let first: Int
    /// The number of the other one.
    public let second: Int
    /// The Jaccard similarity of their shingles.
    public let jaccard: Double
  }

  /// Documents that are looked at in one band of one document: those that come first. A band that more
  /// share is that of a template, whose first documents lead to the same cluster.
  static let entryLimit = 4096

  /// Pairs of documents with different words, in order. Of documents with equal words, the first is named.
  public private(set) var pairs: [Pair] = []
  /// Documents of each cluster of two or more, ascending, the clusters in order of first document.
  public private(set) var clusters: [[Int]] = []
  /// Documents that have the words of an earlier one.
  public private(set) var exactCopies = 0
  /// Candidates that were verified.
  public private(set) var verified = 0

  /// Lends the text of a document to what it is given, once.
  public typealias TextLender = (_ document: Int, _ body: (Span<UInt8>) throws -> Void) throws -> Void

  /// The clusters of `index`.
  ///
  /// - Parameters:
  ///   - index: The index of all documents.
  ///   - jaccard: The least similarity of a pair.
  ///   - texts: The texts that the index was made of, where it keeps none itself; a caller who holds them all saves
  ///     a copy of each. Without texts there are no pairs.
  /// - Throws: ``TokenizationError`` for a text that is too long to index, and what `texts` throws.
  /// - Complexity: O(128·n log n) for n documents, plus O(w log w) for each candidate pair of w words;
  ///   at most `128 · entryLimit` entries are looked at for a document, whatever the corpus holds.
  public init(of index: CopiedTextIndex, jaccard: Double, texts: TextLender? = nil) throws {
    var parents = [Int32](repeating: -1, count: index.count)
    // Equal words: the first document is the parent.
    for place in 1..<max(index.count, 1) {
      let (previous, document) = (Int(index.order.halfWord(place - 1)), Int(index.order.halfWord(place)))
      guard index.contentHash(document) != 0, index.contentHash(document) == index.contentHash(previous)
      else { continue }
      exactCopies += 1
      Self.join(previous, document, in: &parents)
    }
    try findPairs(index, jaccard, texts, &parents)
    clusters = Self.clusters(of: &parents)
  }

  /// The trees of two documents or more; a root is the first document of its tree.
  private static func clusters(of parents: inout [Int32]) -> [[Int]] {
    var clusters: [[Int]] = []
    var places: [Int: Int] = [:]
    for document in parents.indices where parents[document] >= 0 {
      let root = root(of: document, in: &parents)
      if let place = places[root] {
        clusters[place].append(document)
      } else {
        places[root] = clusters.count
        clusters.append([root, document])
      }
    }
    return clusters.sorted { $0[0] < $1[0] }
  }

  private mutating func findPairs(
    _ index: CopiedTextIndex, _ jaccard: Double, _ texts: TextLender?, _ parents: inout [Int32]
  ) throws {
    func shingles(_ document: Int) throws -> ShingleSet? {
      guard let texts else { return try index.withText(document) { try ShingleSet($0) } }
      var shingles: ShingleSet?
      try texts(document) { shingles = try ShingleSet($0) }
      return shingles
    }
    let rule = CopiedTextIndex.CandidateRule(
      bands: index.header.parameters.bands.requiredBands(jaccard: jaccard), seeds: nil,
      entries: Self.entryLimit)
    // An estimate more than four standard errors below the threshold is not worth verifying.
    let error = (jaccard * (1 - jaccard) / Double(MinHashSignature.valueCount)).squareRoot()
    let leastEstimate = jaccard - 4 * error
    var row = [UInt32](repeating: 0, count: MinHashSignature.valueCount)
    for start in stride(from: 0, to: index.count, by: 1 << 16) {
      let range = start..<min(start + 1 << 16, index.count)
      try index.forEachCandidates(amongItself: range, rule: rule) { document, candidates in
        guard let first = candidates.first, first.document < document else { return }
        index.copySignature(document, into: &row)
        var own: ShingleSet?
        for candidate in candidates where candidate.document < document {
          guard index.jaccardEstimate(candidate.document, row, at: 0) >= leastEstimate else { continue }
          if own == nil { own = try shingles(document) }
          verified += 1
          guard let own, let other = try shingles(candidate.document) else { continue }
          let similarity = own.jaccard(with: other)
          guard similarity >= jaccard else { continue }
          pairs.append(Pair(first: candidate.document, second: document, jaccard: similarity))
          Self.join(candidate.document, document, in: &parents)
        }
      }
    }
    pairs.sort { $0.first != $1.first ? $0.first < $1.first : $0.second < $1.second }
  }

  /// The cluster's first document, found by following parents, which are shortened on the way (Tarjan
  /// 1975, doi:10.1145/321879.321884).
  private static func root(of document: Int, in parents: inout [Int32]) -> Int {
    var root = document
    while parents[root] >= 0 { root = Int(parents[root]) }
    var next = document
    while parents[next] >= 0 {
      let parent = Int(parents[next])
      if parent != root { parents[next] = Int32(root) }
      next = parent
    }
    return root
  }

  private static func join(_ a: Int, _ b: Int, in parents: inout [Int32]) {
    let (first, second) = (root(of: a, in: &parents), root(of: b, in: &parents))
    guard first != second else { return }
    parents[max(first, second)] = Int32(min(first, second))
  }
}
