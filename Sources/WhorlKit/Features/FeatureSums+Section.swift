// Sums of features as they stand in files; see `docs/fingerprint-format.md`.

extension ByteWriter {
  mutating func append(_ sums: FeatureSums) {
    for value in [sums.documents, sums.words, sums.tokens, sums.weight, sums.squaredWeight] {
      append(varint: value)
    }
    for feature in sums.features {
      append(varint: feature.documents)
      if feature.documents > 0 {
        append(varint: feature.rate)
        append(varint: feature.squaredRate)
      }
    }
  }
}

extension ByteReader {
  /// Sums of `featureCount` features, within bounds that merging cannot overflow.
  mutating func featureSums(_ featureCount: Int) throws(Malformed) -> FeatureSums {
    var sums = FeatureSums(featureCount: 0)
    sums.documents = try varint()
    sums.words = try varint()
    sums.tokens = try varint()
    sums.weight = try varint()
    sums.squaredWeight = try varint()
    // What these bounds admit cannot overflow when fingerprints are merged within the limit.
    guard sums.documents <= FeatureScale.maximumDocuments, sums.words <= sums.tokens,
      sums.tokens <= sums.documents << 32, sums.weight <= sums.documents << 12,
      sums.squaredWeight <= sums.documents << 24
    else { throw Malformed(reason: "its totals contradict each other") }
    guard featureCount <= remaining else { throw Malformed(reason: "it ends too early") }
    sums.features.reserveCapacity(featureCount)
    for _ in 0..<featureCount {
      var feature = FeatureSums.Feature()
      feature.documents = try varint()
      if feature.documents > 0 {
        feature.rate = try varint()
        feature.squaredRate = try varint()
        guard feature.documents <= sums.documents, feature.rate <= sums.weight << 18,
          feature.squaredRate <= sums.weight << 22
        else { throw Malformed(reason: "a feature's sums contradict the totals") }
      }
      sums.features.append(feature)
    }
    return sums
  }
}
