@testable import WhorlKit

/// Texts for tests, invented here: hand-written ones and seeded soups.
enum InventedTexts {
  static let markdown = """
    # Rivers and bridges

    A **bridge** is, at heart, a road that learned to float: it needs *two* banks.

    - It is long; it is `narrow`.
    - It isn't cheap — 1,200 crowns!
    1. First the piers.
    2. Then the deck...

    > "Who pays?" asked the miller.

    | what | cost |
    |------|------|
    | deck | 700  |

    ```
    let x = 3
    ```

    ---
    In the end, the town did.
    """

  static let ideographs = "桥很长，河很宽。「谁付钱？」磨坊主问：一共１２００元！橋は長い。カタカナー"
  static let emoji = "Well done 👩‍👩‍👧‍👦👍🏽! 🇫🇷🇩🇪 ❤️ and 1️⃣ 😀😀😀😀 end 𝔘𝔫𝔦"
  static let invalid: [UInt8] =
    [0x80, 0xFF, 0x20] + Array("caf".utf8) + [0xC3, 0x20, 0xE2, 0x80] + Array("x y ".utf8)
    + [0xF0, 0x9F, 0x98] + Array(" z".utf8) + [0xED, 0xA0, 0x80, 0xC2]

  /// Every hand-written text, with its name.
  static let all: [(name: String, bytes: [UInt8])] = [
    ("markdown", Array(markdown.utf8)), ("ideographs", Array(ideographs.utf8)),
    ("emoji", Array(emoji.utf8)), ("invalid", invalid), ("one word", Array("Bridge".utf8)),
    ("two words", Array("a bridge".utf8)), ("one mark", Array("!".utf8)),
    ("edges", Array("\u{FEFF} \n\u{3000}the bridge of the town\u{A0}\r\n".utf8)),
    ("spaces inside", Array("the\u{2003}\u{2003} \t\n\n of\u{FEFF}\u{85}the\u{1680}x".utf8)),
    ("no token", Array("\u{1680}".utf8)),
    ("10,000 words", Array(soup(words: 10_000, seed: 4).utf8)),
  ]

  static let vocabularyWords = [
    "the", "a", "of", "and", "to", "in", "is", "it", "that", "not", "bridge", "river", "town", "miller",
    "stone", "The", "A", "It", "BRIDGE", "don't", "12", "1,000", "3.5",
  ]

  /// `count` words and marks in lines.
  static func soup(words count: Int, seed: UInt64) -> String {
    var random = SplitMix64(seed: seed)
    var text = ""
    for _ in 0..<count {
      text += vocabularyWords[random.index(below: vocabularyWords.count)]
      text += [" ", " ", " ", " ", " ", ", ", ". ", "\n", ":\n\n- ", " — "][random.index(below: 10)]
    }
    return text
  }

  /// Random pieces of all kinds, and random bytes between them.
  static func hostileSoup(pieces count: Int, seed: UInt64) -> [UInt8] {
    var random = SplitMix64(seed: seed)
    var text: [UInt8] = []
    for _ in 0..<count {
      switch random.index(below: 8) {
      case 0: text.append(UInt8(truncatingIfNeeded: random.next()))
      case 1...4: text += Array((vocabularyWords[random.index(below: vocabularyWords.count)] + " ").utf8)
      default:
        let pieces = TokenizerHostileTests.pieces
        text += Array(pieces[random.index(below: pieces.count)].utf8)
      }
    }
    return text
  }
}
