import BackgroundTraining
@testable import WhorlKit

/// Invented models: seeded writers, each with words that it likes better than others do.
struct InventedModels {
  private static let words = ["the", "a", "of", "and", "to", "in", "is", "it", "that", "not"]

  let vocabulary: Vocabulary
  let corpora: [TrainingCorpus]

  static let shared = Result { try InventedModels(models: 14, documents: 120) }

  static func text(model: Int, document: Int, words count: Int = 50) -> [UInt8] {
    var habit = SplitMix64(seed: UInt64(model) &* 77 &+ 5)
    let liked = (0..<4).map { _ in words[habit.index(below: words.count)] }
    let (commas, ends, bullets) = (habit.index(below: 24), habit.index(below: 20), habit.index(below: 20))
    var random = SplitMix64(seed: UInt64(model * 10_000 + document))
    var text = ""
    for _ in 0..<count {
      text += random.index(below: 3) == 0 ? liked[random.index(below: 4)] : words[random.index(below: 10)]
      let mark = random.index(below: 100)
      text += mark < commas ? ", " : mark < commas + ends ? ". It " : " "
      if random.index(below: 200) < bullets { text += "\n- " }
      if random.index(below: 4) == 0 { text += "x\(random.index(below: 500)) " }
    }
    return Array(text.utf8)
  }

  init(models: Int, documents: Int) throws {
    var trainer = VocabularyTrainer(functionWords: FunctionWords(Self.words))
    let sample = (0..<models).flatMap { model in (0..<10).map { Self.text(model: model, document: $0) } }
    for text in sample { try trainer.count(text.span) }
    trainer.finishCounting { [Channel.w1: 15, .d3: 60][$0] ?? 0 }
    for text in sample { if try trainer.collectText(text.span) { break } }
    let vocabulary = try Vocabulary(
      trainer.encoded(name: "invented", sources: ["tests, CC0"], corpora: models))
    self.vocabulary = vocabulary
    corpora = try (0..<models).map { model in
      let texts = (0..<documents).map { Self.text(model: model, document: $0) }
      return Self.corpus("m\(model)", family: "f\(model % 9)", try Self.rows(texts, vocabulary))
    }
  }

  static func rows(_ texts: [[UInt8]], _ vocabulary: Vocabulary) throws -> [DocumentRow] {
    var builder = FingerprintBuilder(vocabulary: vocabulary, rowLimit: 1000, rules: InventedRules.empty)
    for (number, text) in texts.enumerated() {
      let key = Array("prompt \(number)".utf8)
      try builder.add(text.span, key: key.span)
      builder.addRules(InventedRules.tally(text))
    }
    return builder.rows
  }

  static func reversedRows(model: Int, documents: Int, _ vocabulary: Vocabulary) throws -> [DocumentRow] {
    var builder = FingerprintBuilder(vocabulary: vocabulary, rowLimit: 1000, rules: InventedRules.empty)
    for number in (0..<documents).reversed() {
      let text = text(model: model, document: number)
      let key = Array("prompt \(number)".utf8)
      try builder.add(text.span, key: key.span)
      builder.addRules(InventedRules.tally(text))
    }
    return builder.rows
  }

  static func corpus(_ name: String, family: String, _ rows: [DocumentRow]) -> TrainingCorpus {
    TrainingCorpus(
      name: name, family: family, identity: name, inputs: [String(repeating: "b", count: 50) + name],
      rows: rows)
  }

  /// Few draws, so that training is quick.
  static var parameters: TrainingParameters {
    var parameters = TrainingParameters()
    parameters.deals = 1
    parameters.draws = 1
    return parameters
  }

  func train(_ corpora: [TrainingCorpus]? = nil, seed: UInt64 = 1, jobs: Int = 2) throws -> [UInt8] {
    var parameters = Self.parameters
    parameters.seed = seed
    let trainer = try BackgroundTrainer(
      corpora ?? self.corpora, vocabulary: vocabulary, rules: InventedRules.empty, parameters: parameters)
    return try trainer.train(name: "invented", toolVersion: "test", jobs: jobs) { _ in }
  }

  /// The background of all models.
  static let trained = Result { try shared.get().train() }
}
