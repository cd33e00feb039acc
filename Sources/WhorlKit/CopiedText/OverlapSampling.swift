/// Which features of same-prompt overlap are kept: those whose hash is below 2^(32 − exponent).
///
/// One rule for all documents, so that a feature which two answers share is kept of both or of neither,
/// and samples nest: what was kept at one exponent holds what is kept at every larger one (FracMinHash,
/// Irber et al. 2022, doi:10.1101/2022.01.11.475838). Counts of a sample are 2^−exponent of the whole in
/// the mean, for the suspect and every candidate alike.
public struct OverlapSampling: Sendable, Equatable {
  /// The number of halvings, 0 to 20.
  public let exponent: Int

  /// A sampling; the exponent is clamped to 0…20.
  public init(exponent: Int) { self.exponent = min(max(exponent, 0), 20) }

  /// Whether `feature` is kept.
  @inline(__always)
  func keeps(_ feature: UInt32) -> Bool { UInt64(feature) < 1 << UInt64(32 - exponent) }

  /// The feature as it is kept: the upper half of its hash.
  @inline(__always)
  static func feature(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }
}
