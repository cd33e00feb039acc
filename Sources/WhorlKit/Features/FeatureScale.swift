/// The fixed-point scales of the sums in a fingerprint.
///
/// Sums of integers are exact, so that merging is associative and commutative and the bytes of a
/// fingerprint do not depend on threads, chunks or order. The scales leave room for 2³⁰ - 1 documents
/// in 64 bits: `documentWeight + rateSquared` is 34 bits.
enum FeatureScale {
  /// A document's weight of 1.
  static let documentWeight = 4096.0
  /// A rate of 1.
  static let rate = 262_144.0
  /// A squared rate of 1.
  static let rateSquared = 4_194_304.0
  /// The documents that 64-bit sums have room for: one less than 2³⁰, because 2³⁰ times 34 bits of ones
  /// and one is 2⁶⁴.
  static let maximumDocuments: UInt64 = (1 << 30) - 1

  /// The words at which a document has half the weight of an endless one: `w = L/(L + 100)`.
  static let halfWeightWords = 100.0

  /// The fixed-point weight of a document of `words` words.
  @inline(__always)
  static func weight(words: Int) -> UInt64 {
    let length = Double(words)
    return UInt64((length / (length + halfWeightWords) * documentWeight).rounded())
  }
}
