/// The hash and casing of a word, from its code points in order.
///
/// The canonical text of a word is its simple case folding, with U+2019 and U+02BC as `'`.
struct FoldedWordHash {
  private var text = CanonicalHash()
  private var tally = CasingTally()

  /// Adds a code point.
  @inline(__always)
  mutating func add(_ scalar: UInt32, _ properties: UnicodeProperties) {
    if properties.isUppercase {
      tally.add(isUpper: true)
    } else if properties.isLowercase {
      tally.add(isUpper: false)
    }
    text.append(Self.canonical(scalar, properties))
  }

  /// The casing of what was added.
  var casing: Casing { tally.casing }

  /// The hash of what was added, equal to ``StableHash/bytes(_:seed:)`` of the canonical bytes.
  @inline(__always) func finish() -> UInt64 { text.finish() }

  /// The code point that stands for `scalar` in the canonical text of a word.
  @inline(__always)
  static func canonical(_ scalar: UInt32, _ properties: UnicodeProperties) -> UInt32 {
    if scalar == 0x2019 || scalar == 0x02BC { return 0x27 }
    return properties.changesWhenFolded ? UnicodeProperties.folded(scalar) : scalar
  }
}
