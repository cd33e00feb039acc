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

  /// The casing of all letters counted.
  @inline(__always) var casing: Casing {
    if !hasCased { return .none }
    if !startsUpper { return hasLaterUpper ? .mixed : .lower }
    if !hasLaterUpper { return .capitalised }
    return hasLower ? .mixed : .allCaps
  }
}
