/// Texts of which every match of a pattern holds one, and where in the match it can begin.
struct RequiredText: Sendable {
  /// The texts.
  let texts: [RequiredLiteral]
  /// About how often one of the texts comes up at a byte of English text. Only its order is used.
  let frequency: Double
  /// What comparing the texts costs where the bytes stand that they are looked for by.
  let searchCost: Double
  private let isAnchored: Bool
  /// Bytes from the start of the match to the text; the upper bound is nil if there is none.
  var leadMinimum: Int
  var leadMaximum: Int?
  /// The upper bound in characters, as which a text of ASCII alone counts bytes.
  var leadCharacters: Int?

  /// The shortest text that is looked for.
  static let minimumLength = 2
  /// The most texts that one pattern may need.
  static let maximumTexts = 600

  init(texts: [RequiredLiteral], leadMinimum: Int, leadMaximum: Int?, leadCharacters: Int?) {
    (self.texts, self.leadMinimum) = (texts, leadMinimum)
    (self.leadMaximum, self.leadCharacters) = (leadMaximum, leadCharacters)
    frequency = texts.reduce(0) { $0 + Self.frequency(of: $1.bytes) }
    searchCost = texts.reduce(0) { $0 + Self.keyFrequency(of: $1.bytes) } * Self.costOfComparison
    isAnchored = texts.allSatisfy(\.hasAnchor)
  }

  /// The texts of a part of a pattern, in which ``RequiredLiteral/boundary`` stands for `\b`.
  ///
  /// - Parameter isAfterWord: Whether a letter or digit may stand before them.
  init(runs: [[UInt8]], isAfterWord: Bool, leadMinimum: Int, leadMaximum: Int?, leadCharacters: Int?) {
    var texts: [RequiredLiteral] = []
    var seen: Set<RequiredLiteral> = []
    for run in runs {
      let text = RequiredLiteral(run: run, isAfterWord: isAfterWord)
      if seen.insert(text).inserted { texts.append(text) }
    }
    self.init(
      texts: texts, leadMinimum: leadMinimum, leadMaximum: leadMaximum, leadCharacters: leadCharacters)
  }

  /// Whether the texts can be looked for.
  var isUsable: Bool {
    !texts.isEmpty && texts.count <= Self.maximumTexts && texts.allSatisfy { $0.count >= Self.minimumLength }
  }

  /// What looking for the texts and for matches around them costs at a byte of English text. Only its order is
  /// used.
  var cost: Double {
    searchCost + frequency * Double(Self.costOfPlace + Self.costOfStart * (width - 1))
      + (isAnchored ? 0 : Self.costWithoutAnchors)
  }

  /// How many starts a place of one of the texts leaves possible, in a text of ASCII.
  var width: Int { max(0, (leadCharacters ?? 0) - leadMinimum) + 1 }

  /// The most texts of a pattern that are looked for.
  static let mostUsed = 4
  /// What trying a start costs. The unit of all costs is a fourth of that.
  static let costOfStart = 4
  /// What noting a text that was found costs.
  static let costOfHit = 16.0
  /// What a place costs by itself.
  static let costOfPlace = 32
  /// What it costs to compare a text.
  private static let costOfComparison = 0.25

  /// What it costs to look at every byte, and not at the start of words and at marks alone.
  private static let costWithoutAnchors = 0.02

  /// The texts without those that hold another of them, which is then found further behind the start.
  ///
  /// - Complexity: O(*n*²) for *n* texts.
  var withoutRedundantTexts: RequiredText {
    guard let leadMaximum, let leadCharacters else { return self }
    var kept: [RequiredLiteral] = []
    var furthest = 0
    let order = texts.enumerated().sorted { ($0.element.count, $0.offset) < ($1.element.count, $1.offset) }
    for (_, text) in order {
      if let offset = kept.lazy.compactMap({ text.offset(of: $0) }).first {
        furthest = max(furthest, offset)
      } else {
        kept.append(text)
      }
    }
    return RequiredText(
      texts: kept, leadMinimum: leadMinimum, leadMaximum: leadMaximum + furthest,
      leadCharacters: leadCharacters + furthest)
  }

  /// About how often the rarest run of up to four bytes comes up: letters follow each other less evenly than their
  /// shares have it.
  private static func keyFrequency(of text: [UInt8]) -> Double {
    var rarest = 1.0
    let length = min(4, text.count)
    for start in 0...(text.count - length) {
      var frequency = 8.0
      for index in start..<(start + length) { frequency *= frequencies[Int(text[index])] }
      rarest = min(rarest, frequency)
    }
    return rarest
  }

  /// The share of the rarest of its words; each other word makes it rarer.
  private static func frequency(of text: [UInt8]) -> Double {
    var rarest = 1.0
    var marks = 1.0
    var bytes = 1.0
    var words = 0
    var index = 0
    while index < text.count {
      let start = index
      var letters = 3.0
      while index < text.count, (0x61...0x7A).contains(text[index]) {
        letters *= frequencies[Int(text[index])]
        index += 1
      }
      if index > start {
        words += 1
        rarest = min(rarest, max((CommonWords.perMillionBytes(text[start..<index]) ?? 2) * 1e-6, letters))
      } else {
        // Marks and characters beyond ASCII make a text rarer than its words.
        if text[index] != 0x20 { marks *= text[index] < 0x80 ? 0.1 : 0.3 }
        bytes *= frequencies[Int(text[index])]
        index += 1
      }
    }
    guard words > 0 else { return bytes }
    for _ in 1..<words { rarest *= 0.3 }
    return rarest * marks
  }

  /// The share of a byte in English text, roughly: letters by the usual table, the rest by kind.
  static let frequencies: [Double] = {
    var result = [Double](repeating: 0.0005, count: 256)
    let letters: [Double] = [
      0.065, 0.012, 0.022, 0.033, 0.1, 0.018, 0.016, 0.049, 0.056, 0.001, 0.006, 0.032, 0.02, 0.056, 0.06,
      0.015, 0.001, 0.048, 0.051, 0.073, 0.022, 0.008, 0.019, 0.0012, 0.016, 0.0006,
    ]
    for (index, share) in letters.enumerated() { result[0x61 + index] = share }
    result[0x20] = 0.17
    for byte in [0x2C, 0x2E, 0x0A] { result[byte] = 0.01 }
    for byte in 0x80..<0x100 { result[byte] = 0.004 }
    return result
  }()
}
