/// The general category of a code point, as coarse as tokens need it. Raw values are those of the
/// generated tables.
enum CharacterCategory: UInt8 {
  /// C: control, format, surrogate, private use and unassigned; also U+FFFD.
  case other
  /// L.
  case letter
  /// M.
  case mark
  /// N.
  case number
  /// P apart from Ps and Pe.
  case punctuation
  /// Ps and Pe.
  case bracket
  /// S.
  case symbol
  /// Z.
  case separator
}
