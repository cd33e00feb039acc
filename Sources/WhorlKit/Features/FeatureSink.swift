/// What receives the features of one document, one occurrence at a time.
///
/// ``FeatureExtractor`` is generic over its sink, so that counting against a vocabulary, gathering
/// document frequencies and looking up the text of a feature are one and the same scan.
protocol FeatureSink {
  /// One n-gram of a vocabulary channel, and its first and last token by index; for
  /// ``Channel/c4`` its first and last byte in the trimmed text.
  mutating func add(_ channel: Channel, hash: UInt64, first: Int, last: Int)

  /// One shingle of ``ShingleLength/five`` or ``ShingleLength/eight`` words.
  mutating func addShingle(_ length: ShingleLength, hash: UInt64)

  /// Whether ``addShingle(_:hash:)`` does anything, so that the work can be left out.
  static var wantsShingles: Bool { get }
}

extension FeatureSink {
  mutating func addShingle(_ length: ShingleLength, hash: UInt64) {}
  static var wantsShingles: Bool { false }
}
