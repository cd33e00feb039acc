/// Default word boundaries of UAX #29 (Unicode 15.0.0), rule by rule.
///
/// This is the definition in plain form, with arrays; ``Tokenizer`` computes the same boundaries in
/// one pass.
public enum WordBoundaries {
  private struct Unit {
    let offset: Int
    let wordBreak: WordBreakClass
    let isPictographic: Bool
  }

  /// The byte offsets of all boundaries, ascending, with 0 and the length of the text; empty for an
  /// empty text. Bytes that are not UTF-8 count as U+FFFD by maximal subparts.
  ///
  /// - Complexity: O(n) time and memory, with some dozens of bytes for each code point.
  public static func offsets(in text: Span<UInt8>) -> [Int] {
    guard !text.isEmpty else { return [] }
    let units = units(of: text)
    let kept = keptUnits(units)
    let classes = kept.map { units[$0].wordBreak }
    var boundaries = [0]
    var position = 0
    var indicators = 0
    for index in units.indices.dropFirst() {
      // `position` is that of the last kept unit before `index`.
      if position + 1 < kept.count, kept[position + 1] < index { position += 1 }
      if kept[position] == index - 1 {
        indicators = classes[position] == .regionalIndicator ? indicators + 1 : 0
      }
      let joins =
        adjacentRule(units[index - 1], units[index])
        ?? keptRule(classes, before: position, indicators: indicators)
      if !joins { boundaries.append(units[index].offset) }
    }
    boundaries.append(text.count)
    return boundaries
  }

  private static func units(of text: Span<UInt8>) -> [Unit] {
    var units: [Unit] = []
    var index = 0
    while index < text.count {
      let scalar = DecodedScalar(text, at: index)
      let properties = UnicodeProperties(scalar.value)
      units.append(
        Unit(offset: index, wordBreak: properties.wordBreak, isPictographic: properties.isPictographic))
      index += scalar.length
    }
    return units
  }

  /// The units that remain when WB4 has removed Extend, Format and ZWJ after other characters.
  private static func keptUnits(_ units: [Unit]) -> [Int] {
    units.indices.filter { index in
      index == 0 || !units[index].wordBreak.isAttaching || units[index - 1].wordBreak.isLineBreak
    }
  }

  /// WB3 to WB4, which see neighbours as they stand: whether they join, or nil if no rule says.
  private static func adjacentRule(_ left: Unit, _ right: Unit) -> Bool? {
    if left.wordBreak == .carriageReturn, right.wordBreak == .lineFeed { return true }  // WB3
    if left.wordBreak.isLineBreak { return false }  // WB3a
    if right.wordBreak.isLineBreak { return false }  // WB3b
    if left.wordBreak == .zeroWidthJoiner, right.isPictographic { return true }  // WB3c
    if left.wordBreak == .wordSegmentSpace, right.wordBreak == .wordSegmentSpace { return true }  // WB3d
    if right.wordBreak.isAttaching { return true }  // WB4
    return nil
  }

  /// WB5 to WB999 between the kept units at `position` and `position + 1`. `indicators` counts the
  /// Regional_Indicators up to `position`.
  private static func keptRule(_ classes: [WordBreakClass], before position: Int, indicators: Int) -> Bool {
    func at(_ offset: Int) -> WordBreakClass {
      classes.indices.contains(position + offset) ? classes[position + offset] : .other
    }
    let (beforeLeft, left, right, afterRight) = (at(-1), at(0), at(1), at(2))
    if left.isLetter, right.isLetter { return true }  // WB5
    let rightIsMiddle = right == .middleLetter || right.isMiddleNumberLetterOrQuote
    if left.isLetter, rightIsMiddle, afterRight.isLetter { return true }  // WB6
    let leftIsMiddle = left == .middleLetter || left.isMiddleNumberLetterOrQuote
    if beforeLeft.isLetter, leftIsMiddle, right.isLetter { return true }  // WB7
    if left == .hebrewLetter, right == .singleQuote { return true }  // WB7a
    if left == .hebrewLetter, right == .doubleQuote, afterRight == .hebrewLetter { return true }  // WB7b
    if beforeLeft == .hebrewLetter, left == .doubleQuote, right == .hebrewLetter { return true }  // WB7c
    if left == .numeric, right == .numeric { return true }  // WB8
    if left.isLetter, right == .numeric { return true }  // WB9
    if left == .numeric, right.isLetter { return true }  // WB10
    let leftIsNumeric = left == .middleNumber || left.isMiddleNumberLetterOrQuote
    if beforeLeft == .numeric, leftIsNumeric, right == .numeric { return true }  // WB11
    let rightIsNumeric = right == .middleNumber || right.isMiddleNumberLetterOrQuote
    if left == .numeric, rightIsNumeric, afterRight == .numeric { return true }  // WB12
    if left == .katakana, right == .katakana { return true }  // WB13
    let leftExtends = left.isLetter || left == .numeric || left == .katakana
    if leftExtends || left == .extendNumberLetter, right == .extendNumberLetter { return true }  // WB13a
    let rightExtends = right.isLetter || right == .numeric || right == .katakana
    if left == .extendNumberLetter, rightExtends { return true }  // WB13b
    if left == .regionalIndicator, right == .regionalIndicator { return indicators % 2 == 1 }  // WB15, WB16
    return false  // WB999
  }
}
