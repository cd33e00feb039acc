extension TypicalityModel {
  /// The share of function words in the documents of `sums`, if they have far fewer than texts of this kind; else nil.
  ///
  /// With the mean rate m of the kind's sources, their variance B and that of documents W, the mean rate x of n documents
  /// is too low where m − x > 8·√(B + W/n). A rate is the square root of a share.
  ///
  /// - Complexity: O(1).
  public func missingFunctionWords(in sums: FeatureSums) -> FunctionWordShare? {
    let feature = mean.count - FormatFeature.allCases.count + FormatFeature.functionWords.rawValue
    guard mean.indices.contains(feature), sums.features.count == mean.count, sums.documents > 0 else {
      return nil
    }
    let documents = min(Double(sums.documents), Double(StyleCalibration.sizes.last ?? 400))
    let spread = Double(between[feature]) + Double(within[feature]) / documents
    let (rate, usual) = (sums.meanRate(feature), Double(mean[feature]))
    guard spread > 0, usual - rate > FunctionWordShare.limit * spread.squareRoot() else { return nil }
    return FunctionWordShare(share: rate * rate, usual: usual * usual)
  }
}
