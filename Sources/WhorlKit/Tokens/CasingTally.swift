/// The casing of a word, from its letters in order.
struct CasingTally {
  private var hasCased = false
  private var startsUpper = false
  private var hasLaterUpper = false
  private var hasLower = false

  /// Counts one cased letter.
  @inline(__always)
  mutating func add(isUpper: Bool) {
    if isUpper {
      if hasCased { hasLaterUpper = true } else { startsUpper = true }
    } else {
      hasLower = true
    }
    hasCased = true
  }

  /// Counts the ASCII letters of a word of eight bytes.
  @inline(__always)
  mutating func add(letters: UInt64, upper: UInt64) {
    guard letters != 0 else { return }
    var later = upper
    if !hasCased {
      let first = letters & (0 &- letters)
      startsUpper = upper & first != 0
      later = upper & ~first
      hasCased = true
    }
    if later != 0 { hasLaterUpper = true }
    if letters != upper { hasLower = true }
  }

  /// The casing of a word whose ASCII letters are all in one word of eight bytes: what a tally of them
  /// says, without a branch.
  @inline(__always)
  static func casing(letters: UInt64, upper: UInt64) -> Casing {
    let first = letters & (0 &- letters)
    let startsUpper: UInt64 = upper & first != 0 ? 1 : 0
    let hasLaterUpper: UInt64 = upper & ~first != 0 ? 2 : 0
    let hasLower: UInt64 = letters != upper ? 4 : 0
    // Four bits for each of the eight combinations.
    let raw = (0x4421_3020 as UInt64) &>> ((startsUpper | hasLaterUpper | hasLower) &<< 2) & 7
    return Casing(rawValue: UInt8(truncatingIfNeeded: raw)) ?? .none
  }

  /// The casing of all letters counted.
  @inline(__always) var casing: Casing {
    if !hasCased { return .none }
    if !startsUpper { return hasLaterUpper ? .mixed : .lower }
    if !hasLaterUpper { return .capitalised }
    return hasLower ? .mixed : .allCaps
  }
}
