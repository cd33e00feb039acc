/// Everything that two fingerprints must share before any arithmetic between them means something.
public struct FingerprintParameters: Sendable, Equatable {
  /// ``TextNormalization/profile``.
  public var normalization: String
  /// ``Tokenizer/version``.
  public var tokenizer: String
  /// The Unicode version of the tokenizer's tables.
  public var unicode: String
  /// ``StableHash/name``.
  public var hash: String
  /// The seed of token hashes.
  public var seed: UInt64
  /// The vocabulary's name, for people; only the digest is compared.
  public var vocabularyName: String
  /// The SHA-256 of the vocabulary.
  public var vocabularyDigest: String
  /// How many features the fingerprint holds a half.
  public var features: UInt64
  /// Words at which a document has half the weight of an endless one.
  public var halfWeightWords: UInt64
  /// Bins of the MinHash sketches.
  public var minHashBins: UInt64
  /// The most hashes that a FracMinHash sketch keeps.
  public var fracMinHashCapacity: UInt64

  /// The parameters of this version of whorl with `vocabulary`.
  public init(vocabulary: Vocabulary) {
    normalization = TextNormalization.profile
    tokenizer = Tokenizer.version
    unicode = Tokenizer.unicodeVersion
    hash = StableHash.name
    seed = StableHash.tokenSeed
    vocabularyName = vocabulary.name
    vocabularyDigest = vocabulary.digest
    features = UInt64(vocabulary.layout.count)
    halfWeightWords = UInt64(FeatureScale.halfWeightWords)
    minHashBins = UInt64(ShingleSketches.bins)
    fracMinHashCapacity = UInt64(ShingleSketches.capacity)
  }

  /// The parameters under the names that errors and headers use, without the vocabulary's name.
  var fields: [(name: String, value: String)] {
    [
      ("normalization", normalization), ("tokenizer", tokenizer), ("unicode", unicode),
      ("hash", hash), ("seed", String(seed)), ("vocabulary", vocabularyDigest),
      ("features", String(features)), ("halfWeightWords", String(halfWeightWords)),
      ("minHashBins", String(minHashBins)), ("fracMinHashCapacity", String(fracMinHashCapacity)),
    ]
  }

  /// Throws unless `self` and `other` agree.
  func check(agreesWith other: FingerprintParameters) throws(FingerprintMismatch) {
    for (mine, theirs) in zip(fields, other.fields) where mine.value != theirs.value {
      throw FingerprintMismatch(field: mine.name, left: mine.value, right: theirs.value)
    }
  }
}
