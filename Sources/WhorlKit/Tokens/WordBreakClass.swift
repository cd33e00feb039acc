/// The Word_Break property (UAX #29, table 3). Raw values are those of the generated tables.
enum WordBreakClass: UInt8 {
  case other, carriageReturn, lineFeed, newline, extend, zeroWidthJoiner, format, regionalIndicator
  case katakana, hebrewLetter, alphabeticLetter, singleQuote, doubleQuote, middleNumberLetter
  case middleLetter, middleNumber, numeric, extendNumberLetter, wordSegmentSpace

  /// Extend, Format or ZWJ: what WB4 attaches to the character before.
  @inline(__always) var isAttaching: Bool {
    rawValue >= WordBreakClass.extend.rawValue && rawValue <= WordBreakClass.format.rawValue
  }

  /// CR, LF or Newline: what WB3a and WB3b break around.
  @inline(__always) var isLineBreak: Bool {
    rawValue >= WordBreakClass.carriageReturn.rawValue && rawValue <= WordBreakClass.newline.rawValue
  }

  /// AHLetter of UAX #29.
  @inline(__always) var isLetter: Bool { self == .alphabeticLetter || self == .hebrewLetter }

  /// MidNumLetQ of UAX #29.
  @inline(__always) var isMiddleNumberLetterOrQuote: Bool {
    self == .middleNumberLetter || self == .singleQuote
  }
}
