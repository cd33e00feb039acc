import WhorlKit

/// English-like documents from a seed: function words and invented words by a Zipf law, sentences,
/// paragraphs, some lists. Always the same for a seed, so that two runs measure the same work.
struct SyntheticText {
  private var generator: SplitMix64
  private let functionWords: [String]
  private let contentWords: [String]

  init(seed: UInt64, functionWords: [String]) {
    generator = SplitMix64(seed: seed)
    self.functionWords = functionWords
    var generator = generator
    let syllables = [
      "ta", "ren", "mo", "li", "ver", "ship", "an", "dor", "es", "tion", "gra", "pel", "is", "con",
    ]
    contentWords = (0..<20_000).map { _ in
      (0..<2 + generator.index(below: 3)).map { _ in syllables[generator.index(below: syllables.count)] }
        .joined()
    }
  }

  /// One document of about `words` words.
  mutating func document(words: Int) -> String {
    var text = ""
    var left = words
    while left > 0 {
      let isList = generator.index(below: 6) == 0
      for _ in 0..<2 + generator.index(below: 4) where left > 0 {
        let length = min(left, 6 + generator.index(below: 18))
        left -= length
        if isList { text += "- " }
        text += sentence(length) + (isList ? "\n" : " ")
      }
      text += "\n\n"
    }
    return text
  }

  private mutating func sentence(_ length: Int) -> String {
    var words: [String] = []
    for position in 0..<length {
      let isFunction = generator.index(below: 2) == 0
      let list = isFunction ? functionWords : contentWords
      // The square of a uniform number favours the front of the list, as frequent words are favoured.
      let uniform = Double(generator.index(below: 1 << 20)) / Double(1 << 20)
      var word = list[Int(uniform * uniform * Double(list.count))]
      if position == 0 { word = word.prefix(1).uppercased() + word.dropFirst() }
      if position % 9 == 8 { word += "," }
      words.append(word)
    }
    return words.joined(separator: " ") + "."
  }
}
