/// What receives the features of one document, one occurrence at a time.
///
/// ``FeatureExtractor`` is generic over its sink, so that counting against a vocabulary, gathering
/// document frequencies and looking up the text of a feature are one and the same scan.
protocol FeatureSink {
  /// One n-gram of a vocabulary channel, and its first and last token by index; for
  /// ``Channel/c4`` the first and last byte of its last character.
  mutating func add(_ channel: Channel, hash: UInt64, first: Int, last: Int)
}
