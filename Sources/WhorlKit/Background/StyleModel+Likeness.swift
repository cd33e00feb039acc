extension StyleModel {
  /// The mean calibrated log₁₀ LR between opposite prompt halves of two models, the one a suspect of `documents`
  /// documents and the other a reference, over both pairs of halves and both directions: how far their own texts, of
  /// known source, are told apart by so many documents.
  ///
  /// Where a half has more documents than the suspect, suspects are drawn around it: from the normal distribution
  /// that the model has of the means of `documents` documents, always the same draws.
  ///
  /// - Parameters:
  ///   - first: The prompt halves of one model; nil for a half without documents.
  ///   - second: Those of the other.
  ///   - documents: The documents of a suspect.
  ///   - calibration: The calibration of the score.
  /// - Returns: The mean; nil if a half holds no documents. It is the same for `first` and `second` exchanged.
  /// - Complexity: O(axes).
  func likeness(
    _ first: [StylePosition?], _ second: [StylePosition?], documents: Double, calibration: StyleCalibration
  ) -> Double? {
    guard first.count == 2, second.count == 2, let a0 = first[0], let a1 = first[1], let b0 = second[0],
      let b1 = second[1]
    else { return nil }
    let ratios = [(a0, b1), (a1, b0), (b0, a1), (b1, a0)].map { questioned, known in
      let size = min(documents, questioned.documents)
      var suspect = questioned
      suspect.documents = size
      let comparison = StyleComparison(self, suspect: suspect, references: [known])
      let places =
        size < questioned.documents
        ? Self.draws(around: questioned.values, noise(of: suspect), noise(of: questioned))
        : [questioned.values]
      let scores = places.map { comparison.scores(at: $0)[0] }
      return scores.reduce(0) { $0 + calibration.log10LR(score: $1, documents: size) } / Double(scores.count)
    }
    return ratios.reduce(0, +) / 4
  }

  /// Pairs of draws around a place, to either side of it.
  private static let pairs = 4

  /// Places at which fewer documents would lie than `place` is the mean of: what noise they have beyond its own.
  private static func draws(around place: [Double], _ noise: [Double], _ own: [Double]) -> [[Double]] {
    var generator = SplitMix64(seed: StableHash.text("whorl/likeness", seed: 0))
    let deviations = zip(noise, own).map { max($0 - $1, 0).squareRoot() }
    return (0..<pairs).flatMap { _ in
      let steps = deviations.map { $0 * generator.normal() }
      return [zip(place, steps).map { $0 + $1 }, zip(place, steps).map { $0 - $1 }]
    }
  }
}
