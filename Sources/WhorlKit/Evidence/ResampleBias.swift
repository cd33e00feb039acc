/// What resampled scores owe to the resampling.
enum ResampleBias {
  /// The scores of resamples without it: as far above or below what the suspect itself scores as they lie above or below
  /// their own mean.
  ///
  /// A resample has the chance of its draws on top of that of the documents, and a score falls with the distance that
  /// both make, so that resamples score less on average than another sample of the source would (bootstrap estimate of
  /// bias; Efron & Tibshirani 1993, "An Introduction to the Bootstrap", chapter 10, doi:10.1201/9780429246593).
  ///
  /// - Parameters:
  ///   - resampled: For each resample a score against each reference.
  ///   - scores: What the suspect itself scores against each reference.
  static func removed(from resampled: [[Double]], around scores: [Double]) -> [[Double]] {
    guard !resampled.isEmpty else { return [] }
    let biases = scores.indices.map { reference in
      resampled.reduce(0) { $0 + $1[reference] } / Double(resampled.count) - scores[reference]
    }
    return resampled.map { zip($0, biases).map { $0 - $1 } }
  }
}
