@testable import WhorlKit

/// A seeded writer of invented texts with habits of his own: which function words follow content words,
/// which marks end a phrase, how often a line is a bullet.
struct WritingHabit {
  let name: String
  private let words: [String]
  private let marks: [String]
  private let bullets: Int

  private static let functionWords = ["the", "a", "of", "and", "to", "in", "is", "it", "that", "not"]

  static let writers: [WritingHabit] = [
    WritingHabit("ash", [0, 0, 1, 2, 2, 3, 5], [", ", ". ", ". "], bullets: 0),
    WritingHabit("birch", [0, 1, 1, 4, 6, 8, 8], [". ", "; ", " — "], bullets: 1),
    WritingHabit("cedar", [2, 3, 3, 7, 9, 9, 0], [": ", ", ", "! "], bullets: 4),
    WritingHabit("doum", [5, 6, 4, 4, 0, 7, 2], [". ", "? ", "\n\n"], bullets: 2),
  ]

  private init(_ name: String, _ words: [Int], _ marks: [String], bullets: Int) {
    self.name = name
    self.words = words.map { Self.functionWords[$0] }
    self.marks = marks
    self.bullets = bullets
  }

  /// A document about nothing, in this writer's habits.
  func document(words count: Int, seed: UInt64) -> [UInt8] {
    var random = SplitMix64(seed: StableHash.text(name, seed: seed))
    var text = ""
    var written = 0
    while written < count {
      if random.index(below: 20) < bullets { text += "\n- " }
      text += words[random.index(below: words.count)] + " "
      if random.index(below: 3) == 0 { text += words[random.index(below: words.count)] + " " }
      text += Self.contentWord(&random)
      text += random.index(below: 4) == 0 ? marks[random.index(below: marks.count)] : " "
      written += 2
    }
    return Array(text.utf8)
  }

  /// One of 20,000 words.
  static func contentWord(_ random: inout SplitMix64) -> String {
    let syllables = ["ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu"]
    var number = random.index(below: 20_000)
    var word = "x"
    for _ in 0..<5 {
      word += syllables[number % 10]
      number /= 10
    }
    return word
  }

  /// Documents of this writer's, two to a prompt.
  func corpus(_ count: Int, words: Int = 80, seed: UInt64) -> InventedCorpus {
    InventedCorpus(
      (0..<count).map { index in
        let text = document(words: words, seed: seed &* 10_000 &+ UInt64(index))
        return (text, Array("prompt \(index / 2)".utf8))
      })
  }
}

/// References by all writers, against a background that all of them are in.
struct WritingCase {
  let vocabulary: Vocabulary
  let builder: FingerprintBuilder
  let references: [Fingerprint]

  static let shared = Result { try WritingCase() }

  init() throws {
    let background = WritingHabit.writers.flatMap { $0.corpus(20, seed: 900).documents.map(\.text) }
    let bytes = try InventedVocabulary.bytes(of: background, sizes: [.w1: 50, .d3: 400])
    let vocabulary = try Vocabulary(bytes)
    let builder = FingerprintBuilder(vocabulary: vocabulary)
    self.vocabulary = vocabulary
    self.builder = builder
    references = try WritingHabit.writers.map { writer in
      try writer.corpus(40, seed: 1).fingerprint(writer.name, template: builder)
    }
  }

  func suspect(_ writer: WritingHabit, documents: Int = 12, seed: UInt64) throws -> Fingerprint {
    try writer.corpus(documents, seed: seed).fingerprint("suspect", template: builder)
  }
}
