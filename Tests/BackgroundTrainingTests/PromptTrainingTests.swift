import Testing

@testable import BackgroundTraining
@testable import WhorlKit

@Suite("Training on prompts that differ in their effect")
struct PromptTrainingTests {
  /// Models of ``InventedModels`` whose answers to every prompt begin with the words of its kind.
  private static let kinds = [
    "is not is not is not", "and to and to and to", "it in it in it in", "of of of the the the",
  ]
  private static let documents = 160

  private static func rows(model: Int, documents: Range<Int>) throws -> [DocumentRow] {
    let vocabulary = try InventedModels.shared.get().vocabulary
    var builder = FingerprintBuilder(vocabulary: vocabulary, rowLimit: 1000)
    for number in documents {
      let kind = kinds[number % kinds.count]
      let text = Array("\(kind) \(kind) \(kind) ".utf8) + InventedModels.text(model: model, document: number)
      let key = Array("prompt \(number)".utf8)
      try builder.add(text.span, key: key.span)
    }
    return builder.rows
  }

  private static let corpora = Result {
    try (0..<12).map {
      InventedModels.corpus("m\($0)", family: "f\($0)", try rows(model: $0, documents: 0..<documents))
    }
  }

  private static var parameters: TrainingParameters {
    var parameters = InventedModels.parameters
    parameters.promptGroups = 4
    return parameters
  }

  private static func prompts(_ corpora: [TrainingCorpus]) throws -> TrainingPrompts? {
    let vocabulary = try InventedModels.shared.get().vocabulary
    let layout = vocabulary.layout
    try DenseMatrix.openLibrary()
    return try TrainingPrompts(
      TrainingSpace(corpora, featureCount: layout.count, formatRange: layout.range(of: .format)),
      features: BackgroundTrainer.styles(vocabulary)[0].features, folds: [[0, 1, 2], [3, 4, 5]],
      parameters: parameters, jobs: 1)
  }

  private static func kind(of row: DocumentRow) throws -> Int {
    let number = (0..<documents).first { number in
      let key = Array("prompt \(number)".utf8)
      return PromptHalf.hash(ofKey: key.span) == row.prompt
    }
    return try #require(number) % kinds.count
  }

  @Test("prompts of like effect come into one group")
  func groups() throws {
    let corpora = try Self.corpora.get()
    let prompts = try #require(try Self.prompts(corpora))
    var groupsOfKind = [Set<Int>](repeating: [], count: Self.kinds.count)
    for row in corpora[0].rows {
      groupsOfKind[try Self.kind(of: row)].insert(try #require(prompts.groups.group(of: row)))
    }
    #expect(groupsOfKind.allSatisfy { $0.count == 1 })
    #expect(Set(groupsOfKind.flatMap(\.self)).count == Self.kinds.count)
    let parts = prompts.parts(corpora[3], mix: prompts.mix(fold: 0))
    #expect(parts.map(\.count) == [Self.documents / 2, Self.documents / 2])
    #expect(prompts.mix(fold: 0) == prompts.mix(fold: 0))
  }

  @Test(
    "models that the space has not seen lie together where their prompts do, and apart where those differ")
  func shifts() throws {
    let corpora = try Self.corpora.get()
    let prompts = try #require(try Self.prompts(corpora))
    let space = prompts.folds[0]
    func place(_ model: Int, kinds: Set<Int>) throws -> StylePosition {
      let rows = try corpora[model].rows.filter { kinds.contains(try Self.kind(of: $0)) }
      let weight = rows.reduce(0) { $0 + Double($1.weight) }
      var mean = [Double](repeating: 0, count: space.axes)
      for row in rows {
        for (axis, value) in space.place(of: row).enumerated() {
          mean[axis] += Double(row.weight) * Double(value) / weight
        }
      }
      return StylePosition(values: [], documents: Double(rows.count), prompts: mean)
    }
    for (a, b) in [(0, 0), (0, 1), (1, 2)] {
      let halves = try [place(a, kinds: [0, 1]), place(b, kinds: [0, 1])]
      let other = try place(b, kinds: [2, 3])
      let (near, far) = (
        try #require(space.shift(halves[0], halves[1])), try #require(space.shift(halves[0], other))
      )
      #expect(far.isCertain && far.value > 1, "\(far)")
      #expect(near.value < far.value / 5, "\(near)")
    }
  }

  @Test("too few prompts that models share are no groups, and training goes on without")
  func noSharedPrompts() throws {
    let models = try InventedModels.shared.get()
    #expect(
      try Self.prompts(
        models.corpora.map { InventedModels.corpus($0.name, family: $0.family, Array($0.rows.prefix(50))) })
        == nil)
    let unknown = models.corpora.map { corpus in
      InventedModels.corpus(corpus.name, family: corpus.family, corpus.rows.map(Self.withoutPrompt))
    }
    let background = try BackgroundModel(models.train(unknown))
    #expect(background.styles.allSatisfy { $0.prompts == nil } && !background.knowsPrompts)
    #expect(background.trials.allSatisfy { !$0.isOtherMix })
    let known = try BackgroundModel(try InventedModels.trained.get())
    #expect(known.styles.allSatisfy { $0.prompts?.axes == 7 } && known.rules?.style.prompts == nil)
    #expect(known.trials.contains { $0.isOtherMix } && known.knowsPrompts)
  }

  private static func withoutPrompt(_ row: DocumentRow) -> DocumentRow {
    var row = row
    row.prompt = 0
    return row
  }

  @Test(
    "k-means puts clouds that lie apart into groups of their own, whatever the seed",
    arguments: 1...5 as ClosedRange<UInt64>)
  func clouds(seed: UInt64) {
    var random = SplitMix64(seed: 9)
    let places = (0..<90).map { number in
      [Double(number % 3) * 40 + random.normal(), Double(number % 3) * -25 + random.normal()]
    }
    let groups = PromptGroups((0..<90).map { UInt64($0) }, places: places, count: 3, seed: seed)
    for number in 0..<90 { #expect(groups.group(of: UInt64(number)) == groups.group(of: UInt64(number % 3))) }
    #expect(Set((0..<3).map { groups.group(of: UInt64($0)) }).count == 3)
    #expect(groups.group(of: 90 as UInt64) == nil)
  }
}
