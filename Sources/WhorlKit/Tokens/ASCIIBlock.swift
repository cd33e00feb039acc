internal import CNGramKernels

/// Sixty-four bytes of a text, sorted into letters and digits, spaces, and others.
///
/// Where a run ends is then a count of bits, and the processor need not wait for the text of one token to
/// know where the next one begins.
struct ASCIIBlock {
  /// Bytes in a block.
  static let count = 64

  private var start = 0
  private var classes = whorl_ascii_classes(letters_and_digits: 0, spaces: 0)

  /// The offset after the block; that of the empty one is 0.
  private(set) var end = 0

  /// Reads the block that begins at `index`; false, and nothing changed, if less than a block is left.
  @inline(__always)
  mutating func read(_ text: Span<UInt8>, at index: Int) -> Bool {
    guard index <= text.count &- Self.count, index >= 0 else { return false }
    // The block was just found to be inside.
    classes = text.withUnsafeBufferPointer { text in
      text.baseAddress.map { whorl_ascii_classes_of($0 + index) } ?? classes
    }
    start = index
    end = index &+ Self.count
    return true
  }

  /// The letters and digits in a row from `index`, which is inside the block, up to its end.
  @inline(__always)
  func runLength(at index: Int) -> Int {
    (~(classes.letters_and_digits &>> UInt64(truncatingIfNeeded: index &- start))).trailingZeroBitCount
  }

  /// The spaces in a row from `index`, which is inside the block, up to its end.
  @inline(__always)
  func spaceCount(at index: Int) -> Int {
    (~(classes.spaces &>> UInt64(truncatingIfNeeded: index &- start))).trailingZeroBitCount
  }
}
