/// Which of several equal parts of its inputs a fingerprint counts.
///
/// Merging puts parts of the same inputs together; when none is missing, the fingerprint is that of one run
/// over all, and says nothing of parts any more.
public struct FingerprintShards: Sendable, Equatable {
  /// The number of parts that the inputs were divided into.
  public let count: UInt64
  /// The parts that are counted, from 1, ascending.
  public let parts: [UInt64]

  /// One part.
  public init(part: Int, count: Int) {
    self.count = UInt64(count)
    parts = [UInt64(part)]
  }

  init(count: UInt64, parts: [UInt64]) {
    self.count = count
    self.parts = parts
  }

  /// Whether no part is missing.
  var isComplete: Bool { UInt64(parts.count) == count }

  /// As the command line names them, such as `1,3/4`.
  public var text: String { parts.map(String.init).joined(separator: ",") + "/\(count)" }
}
