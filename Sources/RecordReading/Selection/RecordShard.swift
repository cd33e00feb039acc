/// One of several equal parts of every source: each `count`-th record, from the `index`-th on.
public struct RecordShard: Sendable, Equatable {
  /// The largest number of parts.
  public static let maximumCount = 65_536

  /// The part, from 1.
  public let index: Int
  /// The number of parts.
  public let count: Int

  /// Parses `i/n`.
  ///
  /// - Throws: ``RecordReadingError`` with the code `unsupportedSelection`.
  public init(_ text: String) throws(RecordReadingError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1],
      (1...Self.maximumCount).contains(count), (1...count).contains(index)
    else {
      throw RecordReadingError(
        .unsupportedSelection, "'\(printable(text))' is no shard: write 1/4 for the first of four parts")
    }
    self.index = index
    self.count = count
  }

  /// Whether the record with this number, from 0, is in the part.
  func holds(_ record: Int) -> Bool { record % count == index - 1 }
}
