/// Whether a text is of the kind that the background has seen at all.
///
/// For each feature `q = (x − m)² / (B + W/n)` is the squared distance from the background's mean in
/// units of what models and documents vary by; the mean of `min(q, 9)` over the features is about 1 for
/// the kind of text that the background was made of. Clipping keeps one odd habit, which a model may well
/// have, from looking like another language.
public struct TypicalityModel: Sendable, Equatable {
  /// The background's mean rate of each feature.
  public let mean: [Float]
  /// The variance of a document's rate within a model.
  public let within: [Float]
  /// The variance of rates between models.
  public let between: [Float]
  /// For each of ``StyleCalibration/sizes`` the value that one in two hundred of unseen models exceeds.
  public let limits: [Double]

  /// What sources of this kind have in their documents, by which treated text is known; nil where that is not known.
  public var habits: TextHabits?

  private static let largest = 9.0

  /// A model.
  public init(
    mean: [Float], within: [Float], between: [Float], limits: [Double], habits: TextHabits? = nil
  ) {
    self.habits = habits
    self.mean = mean
    self.within = within
    self.between = between
    self.limits = limits
  }

  /// How far the documents of `sums` are from the background's kind of text; about 1 for that kind.
  ///
  /// - Complexity: O(F).
  public func distance(of sums: FeatureSums) -> Double {
    distance(of: mean.indices.map { sums.meanRate($0) }, documents: Double(sums.documents))
  }

  /// The same for mean rates over a number of documents. Beyond the largest size that limits are known of, more of them
  /// are not expected to scatter less.
  public func distance(of rates: [Double], documents: Double) -> Double {
    let documents = min(max(documents, 1), Double(StyleCalibration.sizes.last ?? 400))
    var total = 0.0
    var count = 0
    for feature in mean.indices {
      let spread = Double(between[feature]) + Double(within[feature]) / documents
      guard spread > 0 else { continue }
      let difference = rates[feature] - Double(mean[feature])
      total += min(difference * difference / spread, Self.largest)
      count += 1
    }
    return count > 0 ? total / Double(count) : 0
  }

  /// The distance from which `documents` documents are of another kind: interpolated in the logarithm of
  /// their number.
  public func limit(documents: Double) -> Double {
    let sizes = StyleCalibration.sizes.map { ElementaryFunctions.naturalLogarithm(Double($0)) }
    let at = ElementaryFunctions.naturalLogarithm(max(documents, 1))
    guard let upper = sizes.firstIndex(where: { $0 >= at }) else { return limits[limits.count - 1] }
    guard upper > 0 else { return limits[0] }
    let share = (at - sizes[upper - 1]) / (sizes[upper] - sizes[upper - 1])
    return limits[upper - 1] + share * (limits[upper] - limits[upper - 1])
  }

  /// Whether `sums` is of the kind that the background has seen, in its language, and its texts are as they were written.
  public func isTypical(_ sums: FeatureSums) -> Bool {
    distance(of: sums) <= limit(documents: Double(sums.documents)) && missingFunctionWords(in: sums) == nil
      && treatment(of: sums) == nil
  }

  /// What was done to all texts of `sums` after they were written; nil if nothing was that shows.
  public func treatment(of sums: FeatureSums) -> TextTreatment? { habits?.treatment(of: sums) }
}
