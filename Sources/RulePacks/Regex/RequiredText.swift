/// Texts of which every match of a pattern holds one, and where in the match it can begin.
struct RequiredText: Sendable {
  /// The texts.
  let texts: [RequiredLiteral]
  /// About how often one of the texts comes up at a byte of English text. Only its order is used.
  let frequency: Double
  /// What comparing the texts costs where the bytes stand that they are looked for by.
  let searchCost: Double
  /// Whether all texts are found by looking at anchors only.
  let isAnchored: Bool
  /// The bytes of the shortest text.
  let shortest: Int
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
    var frequency = 0.0
    var keyFrequency = 0.0
    var isAnchored = true
    var shortest = Int.max
    for text in texts {
      frequency += text.frequency
      keyFrequency += text.keyFrequency
      isAnchored = isAnchored && text.hasAnchor
      shortest = min(shortest, text.count)
    }
    self.frequency = frequency
    searchCost = keyFrequency * Self.costOfComparison
    self.isAnchored = isAnchored
    self.shortest = shortest
  }

  /// The texts of a part of a pattern, in which ``RequiredLiteral/boundary`` stands for `\b`.
  ///
  /// - Parameters:
  ///   - runs: The texts, each once.
  ///   - isAfterWord: Whether a letter or digit may stand before them.
  init(runs: [[UInt8]], isAfterWord: Bool, leadMinimum: Int, leadMaximum: Int?, leadCharacters: Int?) {
    var texts: [RequiredLiteral] = []
    texts.reserveCapacity(runs.count)
    if Self.areDistinct(runs) {
      for run in runs { texts.append(RequiredLiteral(run: run, isAfterWord: isAfterWord)) }
    } else {
      var seen: Set<RequiredLiteral> = []
      for run in runs {
        let text = RequiredLiteral(run: run, isAfterWord: isAfterWord)
        if seen.insert(text).inserted { texts.append(text) }
      }
    }
    self.init(
      texts: texts, leadMinimum: leadMinimum, leadMaximum: leadMaximum, leadCharacters: leadCharacters)
  }

  /// Whether different runs surely have different texts: none has marks, or each has a single one at its start.
  private static func areDistinct(_ runs: [[UInt8]]) -> Bool {
    var marked = 0
    for run in runs {
      var index = 0
      if !run.isEmpty, run[0] >= RequiredLiteral.edge {
        // Runs with the other mark, or without one, may have the same text.
        if runs[0].isEmpty || run[0] != runs[0][0] { return false }
        marked += 1
        index = 1
      }
      while index < run.count {
        if run[index] >= RequiredLiteral.edge { return false }
        index += 1
      }
    }
    return marked == 0 || marked == runs.count
  }

  /// Whether the texts can be looked for.
  var isUsable: Bool {
    !texts.isEmpty && texts.count <= Self.maximumTexts && shortest >= Self.minimumLength
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
  static let costWithoutAnchors = 0.02

  /// The texts without those that hold another of them, which is then found further behind the start. Texts have
  /// two bytes or more.
  ///
  /// - Complexity: O(*b*) for *b* bytes of all texts, if few of them begin with the same two bytes.
  var withoutRedundantTexts: RequiredText {
    guard let leadMaximum, let leadCharacters else { return self }
    guard texts.count > 1, shortest >= Self.minimumLength else { return self }
    var kept: [RequiredLiteral] = []
    var furthest = 0
    // The kept texts, those that begin with the same pair of bytes in a list, the last first.
    var heads = [Int](repeating: -1, count: Self.pairs)
    var next: [Int] = []
    for index in order {
      let text = texts[index]
      // Of those that it holds the first one that was kept counts, where it first stands.
      var found = Int.max
      var place = 0
      var offset = 0
      while offset + 1 < text.count {
        var other = heads[Self.pair(text, offset)]
        while other >= 0 {
          if other < found, text.holds(kept[other], at: offset) { (found, place) = (other, offset) }
          other = next[other]
        }
        offset += 1
      }
      if found < Int.max {
        furthest = max(furthest, place)
      } else {
        let pair = Self.pair(text, 0)
        next.append(heads[pair])
        heads[pair] = kept.count
        kept.append(text)
      }
    }
    return RequiredText(
      texts: kept, leadMinimum: leadMinimum, leadMaximum: leadMaximum + furthest,
      leadCharacters: leadCharacters + furthest)
  }

  private static let pairs = 1024

  private static func pair(_ text: RequiredLiteral, _ offset: Int) -> Int {
    Int(text.bytes[offset]) << 2 ^ Int(text.bytes[offset + 1])
  }

  /// The texts' places, the shortest text first, and those of a length as they stand.
  private var order: [Int] {
    var byLength: [[Int]] = []
    for index in texts.indices {
      let length = texts[index].count
      while byLength.count <= length { byLength.append([]) }
      byLength[length].append(index)
    }
    return byLength.flatMap { $0 }
  }

  /// About how often the rarest run of up to four bytes comes up: letters follow each other less evenly than their
  /// shares have it.
  static func keyFrequency(of text: [UInt8]) -> Double {
    let frequencies = Self.frequencies
    var rarest = 1.0
    let length = min(4, text.count)
    var start = 0
    while start + length <= text.count {
      var frequency = 8.0
      var index = start
      while index < start + length {
        frequency *= frequencies[Int(text[index])]
        index += 1
      }
      rarest = min(rarest, frequency)
      start += 1
    }
    return rarest
  }

  /// The share of the rarest of its words; each other word makes it rarer.
  static func frequency(of text: [UInt8]) -> Double {
    let frequencies = Self.frequencies
    var rarest = 1.0
    var marks = 1.0
    var bytes = 1.0
    var words = 0
    var index = 0
    while index < text.count {
      let start = index
      var letters = 3.0
      while index < text.count, text[index] >= 0x61, text[index] <= 0x7A {
        letters *= frequencies[Int(text[index])]
        index += 1
      }
      if index > start {
        words += 1
        rarest = min(rarest, max((CommonWords.perMillionBytes(text, start, index) ?? 2) * 1e-6, letters))
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
