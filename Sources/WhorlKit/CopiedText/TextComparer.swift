/// Compares one suspect's text with any number of others, exactly.
///
/// Shared runs are found by extending every shared 8-gram in both directions, so that no run of eight
/// words or more is missed. Of a 8-gram that the suspect repeats, the first ``positionLimit`` places are
/// tried, which bounds the time that text with many repeats takes.
///
/// - Complexity: O(n) expected a comparison for n words, plus the shared runs.
public struct TextComparer: Sendable {
  /// The places of one 8-gram of the suspect that are tried.
  public static let positionLimit = 32

  /// The suspect's words, those that echo its prompt left out.
  public let suspect: WordSequence
  private let echo: PromptEcho
  private let content: UInt64
  private let shingles: ShingleHashTable
  /// The suspect's seeds with their places, ascending.
  private let seeds: [(hash: UInt64, place: Int)]
  private let seedHashes: ShingleHashTable
  /// The suspect's n-grams that are shorter than a seed, by length, where they were asked for.
  private var shorter = [ShingleHashTable?](repeating: nil, count: Winnowing.seedLength)
  private var otherHashes: [UInt64] = []
  private var otherShingles = ShingleHashTable()

  /// A comparer for the text with the words `suspect`. Shingles of `echo` count on neither side, and
  /// shared runs of the suspect's do not run through them.
  public init(_ suspect: WordSequence, without echo: PromptEcho) {
    var masked = suspect
    for range in echo.ranges(in: suspect) { masked.mask(range) }
    self.suspect = masked
    self.echo = echo
    content = suspect.contentHash
    var hashes: [UInt64] = []
    suspect.shingles(into: &hashes)
    shingles = ShingleSet.distinct(echo.isEmpty ? hashes : hashes.filter { !echo.contains($0) })
    masked.seeds(into: &hashes)
    seeds = hashes.enumerated().map { (hash: $0.element, place: $0.offset) }
      .sorted { $0.hash != $1.hash ? $0.hash < $1.hash : $0.place < $1.place }
    seedHashes = ShingleSet.distinct(hashes)
  }

  /// What the suspect shares with `other`.
  public mutating func compare(_ other: WordSequence) -> TextComparison {
    other.shingles(into: &otherHashes)
    otherShingles.removeAll(minimumCapacity: otherHashes.count)
    var shared = 0
    for hash in otherHashes where echo.isEmpty || !echo.contains(hash) {
      if otherShingles.insert(hash), shingles.contains(hash) { shared += 1 }
    }
    let all = runs(with: other)
    let spans = Self.disjoint(all)
    let longest = all.reduce(0) { max($0, $1.count) }
    return TextComparison(
      sharedShingles: shared, suspectShingles: shingles.count, referenceShingles: otherShingles.count,
      longestRun: longest > 0 ? longest : shortRun(with: other), spans: spans,
      isExact: suspect.count == other.count && content == other.contentHash)
  }

  /// All shared runs of eight words or more, each once.
  private mutating func runs(with other: WordSequence) -> [SharedSpan] {
    other.seeds(into: &otherHashes)
    let (ours, theirs) = (suspect.hashes, other.hashes)
    var runs: [SharedSpan] = []
    // The end of the last run on each diagonal, in words of the other text.
    var ends: [Int: Int] = [:]
    for (place, hash) in otherHashes.enumerated() where seedHashes.contains(hash) {
      var entry = firstSeed(hash)
      var tried = 0
      while entry < seeds.count, seeds[entry].hash == hash, tried < Self.positionLimit {
        let own = seeds[entry].place
        entry += 1
        tried += 1
        if let end = ends[place - own], place < end { continue }
        var (start, length) = (0, 0)
        while own + start > 0, place + start > 0, ours[own + start - 1] == theirs[place + start - 1] {
          start -= 1
        }
        while own + length < ours.count, place + length < theirs.count,
          ours[own + length] == theirs[place + length]
        {
          length += 1
        }
        ends[place - own] = place + length
        // The hashes of two seeds may be equal and their words not.
        guard length - start >= Winnowing.seedLength else { continue }
        runs.append(
          SharedSpan(
            suspectWords: own + start..<own + length, referenceWords: place + start..<place + length))
      }
    }
    return runs
  }

  private func firstSeed(_ hash: UInt64) -> Int {
    var (low, high) = (0, seeds.count)
    while low < high {
      let middle = (low + high) / 2
      if seeds[middle].hash < hash { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The longest runs first, each word of the suspect in one of them: what is left of a run where a
  /// longer one lies over it counts if it has eight words.
  private static func disjoint(_ runs: [SharedSpan]) -> [SharedSpan] {
    let ordered = runs.sorted { a, b in
      if a.count != b.count { return a.count > b.count }
      return a.suspectWords.lowerBound != b.suspectWords.lowerBound
        ? a.suspectWords.lowerBound < b.suspectWords.lowerBound
        : a.referenceWords.lowerBound < b.referenceWords.lowerBound
    }
    var kept: [SharedSpan] = []
    for run in ordered {
      var start = run.suspectWords.lowerBound
      var end = run.suspectWords.upperBound
      for span in kept where span.suspectWords.overlaps(start..<max(start, end)) {
        if span.suspectWords.lowerBound <= start {
          start = span.suspectWords.upperBound
        } else {
          end = span.suspectWords.lowerBound
        }
      }
      guard end - start >= Winnowing.seedLength else { continue }
      let offset = run.diagonal
      kept.append(SharedSpan(suspectWords: start..<end, referenceWords: start + offset..<end + offset))
    }
    return kept.sorted { $0.suspectWords.lowerBound < $1.suspectWords.lowerBound }
  }

  /// The longest shared run where it is shorter than a seed: where one of some length is shared, shorter
  /// ones are, too.
  private mutating func shortRun(with other: WordSequence) -> Int {
    var (known, excluded) = (0, Winnowing.seedLength)
    while known + 1 < excluded {
      let length = (known + excluded) / 2
      let own = shorter(length)
      WordSequence.nGrams(of: other.hashes, length: length, seed: 0, into: &otherHashes)
      if otherHashes.contains(where: own.contains) { known = length } else { excluded = length }
    }
    return known
  }

  private mutating func shorter(_ length: Int) -> ShingleHashTable {
    if let table = shorter[length] { return table }
    var hashes: [UInt64] = []
    WordSequence.nGrams(of: suspect.hashes, length: length, seed: 0, into: &hashes)
    let table = ShingleSet.distinct(hashes)
    shorter[length] = table
    return table
  }
}
