/// What is known of a regular expression, as far as lengths and required text need it.
indirect enum RegexNode {
  /// Matches nothing wide, and looks at no more than this many bytes behind the place, and characters; nil if
  /// unbounded.
  case assertion(ahead: Int?, characters: Int?)
  /// `\b`: a letter, digit or underscore on one side, and none on the other.
  case wordBoundary
  /// The start of the subject, or of any line.
  case start(ofSubject: Bool)
  /// No ASCII letter or digit stands before the place.
  case noLetterBefore
  /// One character.
  case scalar(UInt32, isCaseless: Bool)
  /// One of a few characters.
  case choice([UInt32], isCaseless: Bool)
  /// A character of this many bytes, and whether it may be a letter, a digit or beyond ASCII. A line end of CR and LF
  /// is two.
  case other(minimum: Int, maximum: Int?, characters: Int = 1, mayBeWord: Bool = true)
  case sequence([RegexNode])
  case alternatives([RegexNode])
  case repetition(RegexNode, minimum: Int, maximum: Int?)
  /// A part that several patterns have in common.
  case shared(SharedRegexNode)
}

/// A node that is analysed once, wherever it stands.
final class SharedRegexNode {
  private let node: RegexNode
  private var afterWord: RegexAnalysis?
  private var elsewhere: RegexAnalysis?

  init(_ node: RegexNode) { self.node = node }

  /// The analysis of the node.
  func analysis(afterWord isAfterWord: Bool) -> RegexAnalysis {
    if let known = isAfterWord ? afterWord : elsewhere { return known }
    let result = RegexAnalysis(of: node, afterWord: isAfterWord)
    if isAfterWord { afterWord = result } else { elsewhere = result }
    return result
  }
}
