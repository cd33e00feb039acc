/// Texts of which every match of a pattern holds one, and where in the match it can begin.
struct RequiredText: Sendable {
  /// The texts.
  var texts: [RequiredLiteral]
  /// Bytes from the start of the match to the text; the upper bound is nil if there is none.
  var leadMinimum: Int
  var leadMaximum: Int?

  /// The shortest text that is looked for.
  static let minimumLength = 2
  /// The most texts that one pattern may need.
  static let maximumTexts = 600

  init(texts: [RequiredLiteral], leadMinimum: Int, leadMaximum: Int?) {
    (self.texts, self.leadMinimum, self.leadMaximum) = (texts, leadMinimum, leadMaximum)
  }

  /// The texts of a part of a pattern, in which ``RequiredLiteral/boundary`` stands for `\b`.
  init(runs: [[UInt8]], leadMinimum: Int, leadMaximum: Int?) {
    var texts: [RequiredLiteral] = []
    var seen: Set<RequiredLiteral> = []
    for run in runs {
      let text = RequiredLiteral(run: run)
      if seen.insert(text).inserted { texts.append(text) }
    }
    self.init(texts: texts, leadMinimum: leadMinimum, leadMaximum: leadMaximum)
  }

  /// Whether the texts can be looked for.
  var isUsable: Bool {
    !texts.isEmpty && texts.count <= Self.maximumTexts && texts.allSatisfy { $0.count >= Self.minimumLength }
  }

  /// About how often one of the texts comes up at a byte of English text. Only its order is used.
  var frequency: Double { texts.reduce(0) { $0 + Self.frequency(of: $1.bytes) } }

  /// What looking for a match around each of its places costs: how often it comes up, times the starts that
  /// are to be tried there. Only its order is used.
  var cost: Double { frequency * Double(Self.costOfPlace + (leadMaximum ?? 0) - leadMinimum) }

  /// What a place costs by itself, in starts.
  private static let costOfPlace = 32

  /// The share of the rarest of its words; each other word makes it rarer.
  private static func frequency(of text: [UInt8]) -> Double {
    var words: [[UInt8]] = [[]]
    for byte in text {
      if (0x61...0x7A).contains(byte) { words[words.count - 1].append(byte) } else { words.append([]) }
    }
    words.removeAll { $0.isEmpty }
    guard !words.isEmpty else { return text.reduce(1.0) { $0 * frequencies[Int($1)] } }
    var rarest = 1.0
    for word in words {
      let known = CommonWords.perMillionBytes(String(decoding: word, as: UTF8.self)) ?? 2
      let letters = word.reduce(3.0) { $0 * frequencies[Int($1)] }
      rarest = min(rarest, max(known * 1e-6, letters))
    }
    for _ in words.dropFirst() { rarest *= 0.3 }
    // Marks and characters beyond ASCII make a text rarer than its words.
    for byte in text where byte != 0x20 && !(0x61...0x7A).contains(byte) { rarest *= byte < 0x80 ? 0.1 : 0.3 }
    return rarest
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
