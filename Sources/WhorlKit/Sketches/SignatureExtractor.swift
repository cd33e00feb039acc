/// From the bytes of documents to their ``MinHashSignature``s, with buffers that are reused from
/// document to document.
///
/// Shingles are runs of words, numbers and ideographs as ``Tokenizer`` finds them, case folded;
/// punctuation and layout do not count. A shingle's hash is that of `NGramHash` under the seed of its
/// ``ShingleLength``, as in the sketches of a fingerprint. One extractor serves one thread.
public struct SignatureExtractor: Sendable {
  /// The length of the shingles.
  public let shingle: ShingleLength

  private var tokenizer = Tokenizer()
  private var tokens: [Token] = []
  private var words: [UInt64] = []
  private var sums = NGramSums()

  /// An extractor for shingles of `shingle` words.
  public init(shingle: ShingleLength = .five) { self.shingle = shingle }

  /// The signature of `text`; nil if it has fewer words than a shingle.
  ///
  /// - Throws: ``TokenizationError`` for a document that is too long to index.
  /// - Complexity: O(n) in the bytes of `text`.
  public mutating func signature(
    of text: Span<UInt8>
  ) throws(TokenizationError) -> MinHashSignature? {
    try withShingleHashes(of: text) { MinHashSignature(hashes: $0) }
  }

  /// Writes the signature of `text` over the first 128 values of `signature`, and returns the number
  /// of shingles, repeated ones included; 0, and nothing written, for fewer words than a shingle.
  ///
  /// - Precondition: `signature` has at least 128 values.
  /// - Throws: ``TokenizationError`` for a document that is too long to index.
  /// - Complexity: O(n) in the bytes of `text`.
  public mutating func sign(
    _ text: Span<UInt8>, into signature: inout MutableSpan<UInt32>
  ) throws(TokenizationError) -> Int {
    let words = try readWords(of: text)
    let wordArray = self.words
    return sums.withShingleHashes(shingle, of: wordArray.span.extracting(0..<words)) { hashes, count in
      _ = MinHashSignature.sign(hashes.span.extracting(0..<count), into: &signature)
      return count
    }
  }

  /// Calls `body` with the hashes of the shingles of `text`, in order, repeated ones included.
  ///
  /// - Throws: ``TokenizationError`` for a document that is too long to index.
  /// - Complexity: O(n) in the bytes of `text`.
  public mutating func withShingleHashes<Result>(
    of text: Span<UInt8>, _ body: (Span<UInt64>) -> Result
  ) throws(TokenizationError) -> Result {
    let words = try readWords(of: text)
    let wordArray = self.words
    return sums.withShingleHashes(shingle, of: wordArray.span.extracting(0..<words)) { hashes, count in
      body(hashes.span.extracting(0..<count))
    }
  }

  /// Gathers the hashes of the words of `text` and sums their n-grams; the number of words.
  private mutating func readWords(of text: Span<UInt8>) throws(TokenizationError) -> Int {
    tokens.removeAll(keepingCapacity: true)
    _ = try tokenizer.tokenize(text, into: &tokens)
    if words.count < tokens.count {
      words = [UInt64](repeating: 0, count: max(tokens.count, 2 * words.count))
    }
    let tokenArray = tokens
    let tokens = tokenArray.span
    var count: UInt64 = 0
    var words = self.words.mutableSpan
    for index in tokens.indices {
      // Written ahead and kept or not, because what kind comes next cannot be foreseen.
      words[Int(truncatingIfNeeded: count)] = tokens[index].hash
      count &+= (UInt64(tokens[index].kind.rawValue) &- 3) &>> 63
    }
    let wordArray = self.words
    sums.sumWords(wordArray.span.extracting(0..<Int(truncatingIfNeeded: count)))
    return Int(truncatingIfNeeded: count)
  }
}
