/// Documents that copied text is looked for in: signatures in bands, winnowed seeds, contents, and what
/// else is kept of them. In memory, or mapped from a file.
///
/// Two documents of equal words are one member: only the first has bands and seeds, and the others are
/// found through it, so that a million copies of a document cost what one does.
public struct CopiedTextIndex: Sendable {
  /// A part of the index.
  struct Slice: Sendable {
    let region: ByteRegion
    let range: Range<Int>

    static let empty = Slice(region: ByteRegion([]), range: 0..<0)

    /// Lends the 32-bit words `from ..< to`.
    @inline(__always)
    func withHalfWords<Result>(
      _ from: Int, _ to: Int, _ body: (Span<UInt32>) throws -> Result
    ) rethrows -> Result {
      try region.withHalfWords(range.lowerBound + 4 * from..<range.lowerBound + 4 * to, body)
    }

    /// Lends the 64-bit words `from ..< to`.
    @inline(__always)
    func withWords<Result>(
      _ from: Int, _ to: Int, _ body: (Span<UInt64>) throws -> Result
    ) rethrows -> Result {
      try region.withWords(range.lowerBound + 8 * from..<range.lowerBound + 8 * to, body)
    }

    func halfWord(_ index: Int) -> UInt32 { withHalfWords(index, index + 1) { $0[0] } }

    func word(_ index: Int) -> UInt64 { withWords(index, index + 1) { $0[0] } }
  }

  /// What the index says of itself.
  public let header: CopiedTextHeader

  let contents: Slice
  let prompts: Slice
  let words: Slice
  let idEnds: Slice
  let ids: Slice
  let order: Slice
  let signatures: Slice
  let bands: Slice
  let seedHashes: Slice
  let seedDocuments: Slice
  let featureCounts: Slice
  let features: Slice
  let textEnds: Slice
  let textSums: Slice
  let texts: Slice
  /// What the index is called in error messages, if the checksum of each text is compared when it is read.
  private let nameToCheck: String?

  init(header: CopiedTextHeader, slices: [String: Slice], nameToCheck: String? = nil) {
    self.header = header
    self.nameToCheck = nameToCheck
    func slice(_ section: CopiedTextSection) -> Slice { slices[section.rawValue] ?? .empty }
    contents = slice(.contents)
    prompts = slice(.prompts)
    words = slice(.words)
    idEnds = slice(.idEnds)
    ids = slice(.ids)
    order = slice(.order)
    signatures = slice(.signatures)
    bands = slice(.bands)
    seedHashes = slice(.seedHashes)
    seedDocuments = slice(.seedDocuments)
    featureCounts = slice(.featureCounts)
    features = slice(.features)
    textEnds = slice(.textEnds)
    textSums = slice(.textSums)
    texts = slice(.texts)
  }

  /// The number of documents.
  public var count: Int { header.documents }

  /// The words of a document.
  public func wordCount(_ document: Int) -> Int { Int(words.halfWord(document)) }

  /// The key of the prompt that a document answers; 0 if there is none.
  public func promptKey(_ document: Int) -> UInt64 { prompts.word(document) }

  /// A hash of the words of a document; 0 if it has none.
  public func contentHash(_ document: Int) -> UInt64 { contents.word(document) }

  /// The id of a document; nil if it has none.
  public func id(_ document: Int) -> String? {
    withID(document) { bytes in
      bytes.isEmpty ? nil : bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// Lends the bytes of a document's id.
  func withID<Result>(_ document: Int, _ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
    try ids.region.withBytes(part(document, ends: idEnds, of: ids), body)
  }

  /// Copies the signature of a document over `row`.
  func copySignature(_ document: Int, into row: inout [UInt32]) {
    let width = MinHashSignature.valueCount
    let first = document / CopiedTextIndexBuilder.blockSize * CopiedTextIndexBuilder.blockSize
    let size = min(CopiedTextIndexBuilder.blockSize, count - first)
    signatures.withHalfWords(first * width, (first + size) * width) { values in
      for value in 0..<width { row[value] = values[value * size + document - first] }
    }
  }

  /// Lends the text of a document; nil if texts are not kept.
  ///
  /// - Throws: ``CopiedTextError`` for a text that is damaged, where that was not found out when the file
  ///   was opened, and what `body` throws.
  public func withText<Result>(
    _ document: Int, _ body: (Span<UInt8>) throws -> Result
  ) throws -> Result? {
    guard header.parameters.keepsText else { return nil }
    return try texts.region.withBytes(part(document, ends: textEnds, of: texts)) { text in
      if let nameToCheck, Self.sum(text) != textSums.halfWord(document) {
        throw CopiedTextError.damagedText(index: nameToCheck, document: document)
      }
      return try body(text)
    }
  }

  /// The checksum of one text.
  static func sum(_ text: Span<UInt8>) -> UInt32 {
    sum(of: StableHash.bytes(text, seed: 0))
  }

  /// The checksum of a text whose hash under the seed 0 is known.
  static func sum(of hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }

  /// The share of equal values in the signature of a document and the one at `start` of `signatures`:
  /// an estimate of the Jaccard similarity.
  public func jaccardEstimate(_ document: Int, _ signatures: [UInt32], at start: Int) -> Double {
    let width = MinHashSignature.valueCount
    let block = document / CopiedTextIndexBuilder.blockSize
    let first = block * CopiedTextIndexBuilder.blockSize
    let size = min(CopiedTextIndexBuilder.blockSize, count - first)
    let equal = self.signatures.withHalfWords(first * width, (first + size) * width) { values in
      var equal = 0
      for value in 0..<width {
        equal += values[value * size + document - first] == signatures[start + value] ? 1 : 0
      }
      return equal
    }
    return Double(equal) / Double(width)
  }

  /// The reference, by number in `header.references`, that a document is of.
  public func reference(of document: Int) -> Int {
    var (low, high) = (0, header.references.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if header.references[middle].documents.lowerBound <= document { low = middle } else { high = middle }
    }
    // Runs without documents share their place with the run behind them.
    while low > 0, !header.references[low].documents.contains(document) { low -= 1 }
    return low
  }

  /// The documents whose words are those of `content`, as a range of places in the order by content.
  func places(ofContent content: UInt64) -> Range<Int> {
    guard content != 0, count > 0 else { return 0..<0 }
    func isBelow(_ place: Int, _ limit: UInt64) -> Bool {
      let document = Int(order.halfWord(place))
      return document < count && contentHash(document) < limit
    }
    // Contents are hashes, so that their places are about proportional to them.
    let guess = Int(content.multipliedFullWidth(by: UInt64(count)).high)
    let start = firstPlace(near: guess) { isBelow($0, content) }
    let end = content == .max ? count : firstPlace(near: start) { isBelow($0, content + 1) }
    return start..<max(start, end)
  }

  /// The first place that is not below what is looked for, by steps that double from `guess`, and halving.
  private func firstPlace(near guess: Int, _ isBelow: (Int) -> Bool) -> Int {
    var step = 1
    var low = guess
    while low > 0, !isBelow(low - 1) {
      low = max(0, low - step)
      step *= 2
    }
    var high = low
    step = 1
    while high < count, isBelow(high) {
      low = high + 1
      high = min(count, high + step)
      step *= 2
    }
    while low < high {
      let middle = (low + high) / 2
      if isBelow(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// For each run of references that holds the words of `content`: the run, its first document with
  /// them, and how many there are.
  ///
  /// - Complexity: O(r log n) for r runs.
  public func holders(ofContent content: UInt64) -> [(reference: Int, document: Int, copies: Int)] {
    let places = places(ofContent: content)
    var holders: [(reference: Int, document: Int, copies: Int)] = []
    var place = places.lowerBound
    while place < places.upperBound {
      let document = Int(order.halfWord(place))
      guard document < count else { break }
      let reference = reference(of: document)
      let end = header.references[reference].documents.upperBound
      var (low, high) = (place + 1, places.upperBound)
      while low < high {
        let middle = (low + high) / 2
        if Int(order.halfWord(middle)) < end { low = middle + 1 } else { high = middle }
      }
      holders.append((reference, document, low - place))
      place = low
    }
    return holders
  }

  /// The bytes of `slice` that belong to a document; empty where its ends contradict each other.
  private func part(_ document: Int, ends: Slice, of slice: Slice) -> Range<Int> {
    let end = ends.word(document)
    let start = document == 0 ? 0 : ends.word(document - 1)
    guard start <= end, end <= UInt64(slice.range.count) else {
      return slice.range.lowerBound..<slice.range.lowerBound
    }
    return slice.range.lowerBound + Int(start)..<slice.range.lowerBound + Int(end)
  }
}
