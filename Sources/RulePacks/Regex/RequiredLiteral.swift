/// A text that a match of a pattern holds, and whether a word begins or ends at its edges.
struct RequiredLiteral: Hashable {
  /// Its bytes, ASCII letters in lower case.
  var bytes: [UInt8]
  /// Whether the pattern has `\b` right before it.
  var hasBoundaryBefore: Bool
  /// Whether the pattern has `\b` right behind it.
  var hasBoundaryAfter: Bool

  /// What stands for `\b` among the bytes of a run; no byte of UTF-8.
  static let boundary: UInt8 = 0xFF

  /// The text of a run of a pattern, in which ``boundary`` stands for `\b`.
  init(run: [UInt8]) {
    hasBoundaryBefore = run.first == Self.boundary
    hasBoundaryAfter = run.last == Self.boundary
    bytes = run.filter { $0 != Self.boundary }
  }

  /// The same text wherever it stands.
  var unbounded: RequiredLiteral {
    var result = self
    (result.hasBoundaryBefore, result.hasBoundaryAfter) = (false, false)
    return result
  }

  var count: Int { bytes.count }
}
