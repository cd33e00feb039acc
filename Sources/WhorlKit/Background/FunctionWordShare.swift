/// How many words of a text are function words of the vocabulary, where they are far too few for the kind of text that it
/// is held against.
///
/// Function words (*the*, *of*, *and* …) hold the sentences of a language together: a text with hardly any is in another
/// language, or is code, names or lists. A few documents show it, when the many features that a distance is made of still
/// scatter too widely.
public struct FunctionWordShare: Sendable, Equatable {
  /// The share of the text's words, about.
  public let share: Double
  /// The share that is usual.
  public let usual: Double

  /// A share beside the usual one.
  public init(share: Double, usual: Double) {
    self.share = share
    self.usual = usual
  }

  /// Standard deviations of sources and documents below the usual rate from which a text has too few: more than any of 78
  /// sources of the built-in kind came to in 320 draws of 5 to 400 documents.
  static let limit = 8.0
}

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
