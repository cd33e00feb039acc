/// The sums of all n-grams of one document, and the hashes of its shingles, each order made from shorter
/// ones and a whole array at a time.
///
/// A sum is what ``NGramHash`` finalises. Finalising is a bijection, so that sums can be looked up in
/// place of hashes, and only the hashes that go into sketches are finalised.
///
/// - Complexity: O(n) in the tokens; memory of the longest document's.
struct NGramSums: Sendable {
  /// Word 2-grams, by their first word.
  private(set) var wordPairs: [UInt64] = []
  private(set) var wordPairCount = 0
  /// Masked 3-grams and 5-grams, by their first token.
  private(set) var threes: [UInt64] = []
  private(set) var threeCount = 0
  private(set) var fives: [UInt64] = []
  private(set) var fiveCount = 0

  private var wordFours: [UInt64] = []
  private var maskedPairs: [UInt64] = []
  private var shingles: [UInt64] = []
  private var shingleHashes: [UInt64] = []

  private static let base = NGramHash.base
  private static let baseToTheThird = NGramHash.basePower(3)
  private static let baseToTheFourth = NGramHash.basePower(4)

  /// Sums the n-grams of `words`, and those of `masked` tokens.
  mutating func sum(words: Span<UInt64>, masked: Span<UInt64>) {
    sumWords(words)
    Self.makeRoom(for: masked.count, in: &maskedPairs)
    Self.makeRoom(for: masked.count, in: &threes)
    Self.makeRoom(for: masked.count, in: &fives)
    threeCount = 0
    fiveCount = 0
    guard masked.count >= 3 else { return }
    var pairs = maskedPairs.mutableSpan
    NGramKernel.join(masked, masked.extracting(1...), factor: Self.base, into: &pairs)
    let pairArray = maskedPairs
    var three = threes.mutableSpan
    let count = NGramKernel.join(
      pairArray.span, masked.extracting(2...), factor: Self.base, into: &three)
    threeCount = count
    guard masked.count >= 5 else { return }
    let threeArray = threes
    var five = fives.mutableSpan
    fiveCount = NGramKernel.join(
      pairArray.span, threeArray.span.extracting(2..<count), factor: Self.baseToTheThird, into: &five)
  }

  /// Sums the n-grams of `words`.
  mutating func sumWords(_ words: Span<UInt64>) {
    Self.makeRoom(for: words.count, in: &wordPairs)
    Self.makeRoom(for: words.count, in: &wordFours)
    Self.makeRoom(for: words.count, in: &shingles)
    Self.makeRoom(for: words.count, in: &shingleHashes)
    wordPairCount = 0
    guard words.count >= 2 else { return }
    var pairs = wordPairs.mutableSpan
    let pairCount = NGramKernel.join(words, words.extracting(1...), factor: Self.base, into: &pairs)
    wordPairCount = pairCount
    guard words.count >= 4 else { return }
    let pairArray = wordPairs
    var fours = wordFours.mutableSpan
    NGramKernel.join(
      pairArray.span, pairArray.span.extracting(2..<pairCount), factor: Self.base &* Self.base,
      into: &fours)
  }

  /// Lends the hashes of the shingles of `length` words in the `words` that were summed last, in order;
  /// the memory is the borrower's to change.
  mutating func withShingleHashes<Result>(
    _ length: ShingleLength, of words: Span<UInt64>,
    _ body: (inout MutableSpan<UInt64>, _ count: Int) -> Result
  ) -> Result {
    let count = max(0, words.count - length.rawValue + 1)
    if count > 0 {
      let fours = wordFours
      var sums = shingles.mutableSpan
      switch length {
      case .five:
        NGramKernel.join(fours.span, words.extracting(4...), factor: Self.base, into: &sums)
      case .eight:
        let later = fours.span.extracting(4..<words.count - 3)
        NGramKernel.join(fours.span, later, factor: Self.baseToTheFourth, into: &sums)
      }
      let sumArray = shingles
      var hashes = shingleHashes.mutableSpan
      NGramKernel.finalize(sumArray.span.extracting(0..<count), seed: length.seed, into: &hashes)
    }
    var hashes = shingleHashes.mutableSpan
    return body(&hashes, count)
  }

  private static func makeRoom(for count: Int, in array: inout [UInt64]) {
    if array.count < count { array = [UInt64](repeating: 0, count: max(count, 2 * array.count)) }
  }
}
