/// How the letters of a word are cased. Upper are general categories Lu and Lt, lower is Ll; other
/// letters, digits and marks do not count.
public enum Casing: UInt8, CaseIterable, Sendable {
  /// Not a word, or a word without cased letters.
  case none = 0
  /// Lower letters only.
  case lower = 1
  /// The first cased letter is upper and all others are lower; also a single upper letter.
  case capitalised = 2
  /// Two or more cased letters, all upper.
  case allCaps = 3
  /// Anything else.
  case mixed = 4
}
