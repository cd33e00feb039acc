/// From the bytes of documents to their ``MinHashSignature``s, with buffers that are reused from
/// document to document.
///
/// Shingles are runs of words, numbers and ideographs as ``Tokenizer`` finds them, case folded;
/// punctuation and layout do not count. A shingle's hash is that of `NGramHash` under the seed of its
/// ``ShingleLength``, as in the sketches of a fingerprint. One extractor serves one thread.
public struct SignatureExtractor: Sendable {
  /// The length of the shingles.
  public let shingle: ShingleLength

  private var reader = WordReader()
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
    try withShingles(of: text) { hashes, count in
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
    try withShingles(of: text) { hashes, count in body(hashes.span.extracting(0..<count)) }
  }

  private mutating func withShingles<Result>(
    of text: Span<UInt8>, _ body: (inout MutableSpan<UInt64>, _ count: Int) -> Result
  ) throws(TokenizationError) -> Result {
    try reader.read(text)
    let wordArray = reader.hashes
    let words = wordArray.span.extracting(0..<reader.count)
    sums.sumWords(words)
    return sums.withShingleHashes(shingle, of: words, body)
  }
}
