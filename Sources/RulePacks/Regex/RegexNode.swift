/// What is known of a regular expression, as far as lengths and required text need it.
indirect enum RegexNode {
  /// Matches nothing wide, and looks at no more than this many bytes behind the place; nil if unbounded.
  case assertion(ahead: Int?)
  /// `\b`: a letter, digit or underscore on one side, and none on the other.
  case wordBoundary
  /// The start of the subject.
  case start
  /// One character.
  case scalar(UInt32, isCaseless: Bool)
  /// One of a few characters.
  case choice([UInt32], isCaseless: Bool)
  /// Something of this many bytes; nil if unbounded.
  case other(minimum: Int, maximum: Int?)
  case sequence([RegexNode])
  case alternatives([RegexNode])
  case repetition(RegexNode, minimum: Int, maximum: Int?)
}
