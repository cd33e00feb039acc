/// What the user chose for a ``CompareReport``, as far as numbers depend on it.
public struct CompareParameters: Sendable, Equatable {
  /// The question, as in `whorl score --question`.
  public var question: String
  /// The channels that evidence rests on: `all` or `text`.
  public var channels: String
  /// The seed of the intervals' resampling.
  public var seed: UInt64
  /// Resamples behind an interval.
  public var resamples: Int
  /// Rule packs that texts were scanned with, by name and the digest of their files.
  public var packs: [AssetIdentity]
  /// The last component of the project file's path, and its SHA-256; nil without one.
  public var project: AssetIdentity?

  /// Parameters.
  public init(
    question: String = "same", channels: String = "all", seed: UInt64 = 1, resamples: Int = 400,
    packs: [AssetIdentity] = [], project: AssetIdentity? = nil
  ) {
    self.question = question
    self.channels = channels
    self.seed = seed
    self.resamples = resamples
    self.packs = packs
    self.project = project
  }
}
