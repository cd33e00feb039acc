@testable import WhorlKit

/// Small vocabularies of invented texts.
enum InventedVocabulary {
  static let functionWords = FunctionWords([
    "the", "a", "of", "and", "to", "in", "is", "it", "that", "not", "don't",
  ])

  static let documents: [[UInt8]] =
    InventedTexts.all.filter { $0.name != "10,000 words" }.map(\.bytes)
    + (1...30).map { Array(InventedTexts.soup(words: 60, seed: $0).utf8) }

  static let sizes: [Channel: Int] = [.w1: 40, .w2: 30, .d3: 50, .d5: 20, .c4: 60, .pos: 10]

  private static let shared = Result { try Vocabulary(bytes(of: documents)) }

  /// A vocabulary of about two hundred features.
  static var small: Vocabulary { get throws { try shared.get() } }

  /// The file of a vocabulary of `documents`.
  static func bytes(
    of documents: [[UInt8]], textOrder: [[UInt8]]? = nil, sizes: [Channel: Int] = sizes,
    functionWords: FunctionWords = functionWords
  ) throws -> [UInt8] {
    var trainer = VocabularyTrainer(functionWords: functionWords)
    for document in documents { try trainer.count(document.span) }
    trainer.finishCounting { sizes[$0] ?? 0 }
    for document in textOrder ?? documents { if try trainer.collectText(document.span) { break } }
    return trainer.encoded(name: "invented", sources: ["tests, CC0"], corpora: 1)
  }
}
