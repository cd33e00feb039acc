/// The sketches of a corpus: for each ``ShingleLength`` one for likeness as a whole and one for
/// containment.
public struct ShingleSketches: Sendable, Equatable {
  /// The sketches of the shingles of one length.
  public struct Pair: Sendable, Equatable {
    /// For the Jaccard similarity of corpora of about equal size.
    public internal(set) var minHash: MinHashSketch
    /// For containment, whatever the sizes.
    public internal(set) var fracMinHash: FracMinHashSketch
  }

  /// Bins of the MinHash sketches.
  static let bins = 256
  /// The most hashes that a FracMinHash sketch keeps.
  static let capacity = 8192

  /// The sketches of five-word shingles.
  public internal(set) var five: Pair
  /// The sketches of eight-word shingles.
  public internal(set) var eight: Pair

  /// Sketches of nothing.
  init() {
    five = Self.emptyPair(.five)
    eight = Self.emptyPair(.eight)
  }

  init(five: Pair, eight: Pair) {
    self.five = five
    self.eight = eight
  }

  /// The sketches of the shingles of `length` words.
  public func pair(_ length: ShingleLength) -> Pair {
    switch length {
    case .five: five
    case .eight: eight
    }
  }

  /// Lends the sketches of one length to be added to.
  @inline(__always)
  mutating func update(_ length: ShingleLength, _ body: (inout Pair) -> Void) {
    switch length {
    case .five: body(&five)
    case .eight: body(&eight)
    }
  }

  /// Adds the shingles of other documents.
  ///
  /// - Throws: ``SketchMismatch`` if the sketches were made with other parameters.
  mutating func formUnion(_ other: ShingleSketches) throws(SketchMismatch) {
    try five.minHash.formUnion(other.five.minHash)
    try five.fracMinHash.formUnion(other.five.fracMinHash)
    try eight.minHash.formUnion(other.eight.minHash)
    try eight.fracMinHash.formUnion(other.eight.fracMinHash)
  }

  private static func emptyPair(_ length: ShingleLength) -> Pair {
    Pair(
      minHash: MinHashSketch(shingle: length), fracMinHash: FracMinHashSketch(shingle: length))
  }
}
