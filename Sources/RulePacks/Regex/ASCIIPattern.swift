/// Rewrites patterns for texts of ASCII alone.
///
/// What PCRE2 compiles for UTF-8 and Unicode classes pays for it on every text: `\w` looks properties up, and `s` and
/// `k` are sets of three letters each when letter case does not count. Machine code for bytes is two thirds as long, and
/// runs two thirds of the instructions. A character beyond ASCII becomes one byte that is not ASCII either, so that
/// whatever is made of it (a choice, a class, a repetition, a lookbehind) stays of the same length and matches the same
/// ASCII.
enum ASCIIPattern {
  /// A source that matches in texts of ASCII what `source` does, once it is compiled without Unicode; nil if that is not
  /// sure.
  ///
  /// It is no judge of patterns: PCRE2 may refuse what it gives, which then is to be done without.
  ///
  /// - Complexity: O(*n*) for *n* characters.
  static func source(of source: String) -> String? {
    let scalars = Array(source.unicodeScalars)
    var result: [UInt8] = []
    result.reserveCapacity(scalars.count)
    var position = 0
    var (isInClass, isOpening) = (false, false)
    // What a range that may end here begins with: `x-`.
    var rangeStart: UInt32?
    var lastInClass: UInt32?
    while position < scalars.count {
      let scalar = scalars[position]
      var value: UInt32? = scalar.value
      var length = 1
      isOpening = false
      if scalar == "\\" {
        guard let escape = escape(scalars, position) else { return nil }
        (value, length) = escape
      } else if isInClass {
        if scalar == "]" {
          isInClass = false
          value = nil
        } else if let end = endOfPOSIXClass(scalars, position) {
          (value, length) = (nil, end - position)
        }
      } else if scalar == "[" {
        (isInClass, isOpening) = (true, true)
        value = nil
        // A bracket right behind the opening one is no end.
        if position + 1 < scalars.count, scalars[position + 1] == "^" { length += 1 }
        if position + length < scalars.count, scalars[position + length] == "]" {
          length += 1
          value = 0x5D
        }
      } else if scalar == "(", isRefusedGroup(scalars, position) {
        return nil
      }
      if isInClass {
        if let start = rangeStart, let end = value, start >= firstWithUnusualCase, start <= end,
          unusual.contains(where: { (start...end).contains($0) })
        {
          return nil
        }
        rangeStart = scalar == "-" ? lastInClass : nil
        // Other escapes may be any character of ASCII.
        lastInClass = value ?? (isOpening ? nil : 0x7F)
      } else {
        (rangeStart, lastInClass) = (nil, nil)
      }
      if let value, value >= 0x80 {
        if unusual.contains(value) { return nil }
        result += Array(#"\x80"#.utf8)
      } else {
        // Nothing else is beyond ASCII.
        for index in position..<(position + length) {
          result.append(UInt8(truncatingIfNeeded: scalars[index].value))
        }
      }
      position += length
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Letters beyond ASCII of which an ASCII letter is another case.
  private static let unusual: [UInt32] = [0x17F, 0x212A]
  /// The first letter of ASCII of which one of these is another case: a range that begins before it holds all of them.
  private static let firstWithUnusualCase: UInt32 = 0x4B

  /// Escapes that stand for Unicode properties or grapheme clusters, for quoted text, or for characters in other ways.
  private static let refusedEscapes: [Unicode.Scalar] = [
    "p", "P", "X", "C", "N", "o", "c", "Q", "E", "u", "U",
  ]

  /// The character that the escape at `position` stands for, as far as it is known, and the length of the escape; nil if
  /// it is refused.
  private static func escape(_ scalars: [Unicode.Scalar], _ position: Int) -> (value: UInt32?, length: Int)? {
    guard position + 1 < scalars.count else { return nil }
    let next = scalars[position + 1]
    if next == "x", position + 2 < scalars.count, scalars[position + 2] == "{" {
      guard let (value, count) = number(scalars, position + 3, digits: 7),
        position + 3 + count < scalars.count, scalars[position + 3 + count] == "}"
      else { return nil }
      return (value, count + 4)
    }
    if next == "x" {
      let (value, count) = number(scalars, position + 2, digits: 2) ?? (0, 0)
      return (value, count + 2)
    }
    if (0x30...0x39).contains(next.value) {
      let digits = scalars[(position + 1)...].prefix(3).prefix { (0x30...0x39).contains($0.value) }
      return (nil, digits.count + 1)
    }
    guard next.isASCII, !refusedEscapes.contains(next) else { return nil }
    let isLetter = (0x61...0x7A).contains(next.value | 0x20)
    return (isLetter ? nil : next.value, 2)
  }

  /// The hexadecimal number from `start` on, and how many digits it has; nil if none.
  private static func number(
    _ scalars: [Unicode.Scalar], _ start: Int, digits: Int
  ) -> (value: UInt32, count: Int)? {
    var (value, count): (UInt32, Int) = (0, 0)
    while count < digits, start + count < scalars.count, let digit = scalars[start + count].hexadecimalValue {
      value = value << 4 | digit
      count += 1
    }
    return count > 0 ? (value, count) : nil
  }

  /// Whether the parenthesis at `position` opens a verb, a callout, or a group with options that are not known here.
  private static func isRefusedGroup(_ scalars: [Unicode.Scalar], _ position: Int) -> Bool {
    guard position + 2 < scalars.count else { return false }
    if scalars[position + 1] == "*" { return true }
    guard scalars[position + 1] == "?" else { return false }
    let known: [Unicode.Scalar] = [":", "=", "!", "<", ">", "|", "P", "'"]
    if known.contains(scalars[position + 2]) { return false }
    var index = position + 2
    while index < scalars.count, ["i", "m", "s", "-", "n"].contains(scalars[index]) { index += 1 }
    return index == scalars.count || (scalars[index] != ":" && scalars[index] != ")")
  }

  /// The place behind a class such as `[:alpha:]` that begins at `position`; nil if none does.
  private static func endOfPOSIXClass(_ scalars: [Unicode.Scalar], _ position: Int) -> Int? {
    guard position + 1 < scalars.count, scalars[position] == "[", scalars[position + 1] == ":" else {
      return nil
    }
    var index = position + 2
    while index < scalars.count, scalars[index] == "^" || (0x61...0x7A).contains(scalars[index].value) {
      index += 1
    }
    return index + 1 < scalars.count && scalars[index] == ":" && scalars[index + 1] == "]" ? index + 2 : nil
  }
}

extension Unicode.Scalar {
  fileprivate var hexadecimalValue: UInt32? {
    switch value {
    case 0x30...0x39: value - 0x30
    case 0x41...0x46: value - 0x37
    case 0x61...0x66: value - 0x57
    default: nil
    }
  }
}
