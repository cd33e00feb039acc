/// From occurrences to fixed-point rates, `y = sqrt(count / (L + 1))`, of one channel of one document.
struct RateScale {
  /// What the root of the occurrences is multiplied by.
  let rateFactor: Double
  /// What the occurrences are multiplied by for the squared rate.
  let squareFactor: Double

  /// The scale for a channel with this many n-grams and one more.
  init(opportunities: Int) {
    rateFactor = FeatureScale.rate / Double(opportunities).squareRoot()
    squareFactor = FeatureScale.rateSquared / Double(opportunities)
  }

  /// The rate in units of 1/``FeatureScale/rate``, rounded to nearest: it is positive and far below 2⁵².
  func rate(_ count: UInt32) -> UInt64 { UInt64(Double(count).squareRoot() * rateFactor + 0.5) }
}
