/// The placeholders that stand for content in masked n-grams.
enum MaskedToken {
  /// Any word that is not a function word, and any ideograph that is not one.
  static let content = StableHash.text("whorl/masked-content", seed: StableHash.tokenSeed)
  /// Any number.
  static let number = StableHash.text("whorl/masked-number", seed: StableHash.tokenSeed)
}
