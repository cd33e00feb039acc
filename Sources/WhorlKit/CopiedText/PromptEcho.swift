/// The shingles of a prompt, to tell what an answer repeats of it: that is no evidence of copying, for
/// everybody was given it.
public struct PromptEcho: Sendable {
  private var shingles: [UInt64] = []

  /// Nothing is an echo.
  public init() {}

  /// The echo of `prompt`.
  public init(of prompt: WordSequence) {
    prompt.shingles(into: &shingles)
    shingles.sort()
  }

  /// Whether nothing can be an echo.
  public var isEmpty: Bool { shingles.isEmpty }

  /// Whether a shingle is one of the prompt's.
  ///
  /// - Complexity: O(log n) in the words of the prompt.
  public func contains(_ shingle: UInt64) -> Bool {
    var (low, high) = (0, shingles.count)
    while low < high {
      let middle = (low + high) / 2
      if shingles[middle] < shingle { low = middle + 1 } else { high = middle }
    }
    return low < shingles.count && shingles[low] == shingle
  }

  /// The words of `text` that stand in a shingle of the prompt, as ascending ranges that do not touch.
  public func ranges(in text: WordSequence) -> [Range<Int>] {
    guard !isEmpty else { return [] }
    var own: [UInt64] = []
    text.shingles(into: &own)
    var ranges: [Range<Int>] = []
    for (index, shingle) in own.enumerated() where contains(shingle) {
      let end = index + WordSequence.shingleLength
      if let last = ranges.last, last.upperBound >= index {
        ranges[ranges.count - 1] = last.lowerBound..<end
      } else {
        ranges.append(index..<end)
      }
    }
    return ranges
  }
}
