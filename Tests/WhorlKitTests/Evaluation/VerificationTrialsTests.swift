import Testing

@testable import WhorlKit

@Suite("Verification trials")
struct VerificationTrialsTests {
  private static func builder(
    _ documents: [(text: [UInt8], prompt: [UInt8])], alterations: [TextAlteration] = [.unaltered],
    into builder: PlacedCorpusBuilder? = nil
  ) throws -> PlacedCorpusBuilder {
    let written = try WritingCase.shared.get()
    let style = try #require(try SyntheticBackground().model().style("all"))
    var builder =
      builder
      ?? PlacedCorpusBuilder(
        vocabulary: written.vocabulary, style: style, alterations: alterations, seed: 1)
    for document in documents { try builder.add(document.text.span, key: document.prompt.span) }
    return builder
  }

  private static func corpus(
    _ writer: WritingHabit, documents: [(text: [UInt8], prompt: [UInt8])]? = nil, inputs: [String]? = nil,
    name: String? = nil, identity: String? = nil, alterations: [TextAlteration] = [.unaltered]
  ) throws -> PlacedCorpus {
    try builder(documents ?? writer.corpus(60, seed: 3).documents, alterations: alterations).corpus(
      name: name ?? writer.name, identity: identity ?? name ?? writer.name, inputs: inputs ?? [writer.name],
      background: try SyntheticBackground().model())
  }

  private static func trials(_ corpora: [PlacedCorpus]) async throws -> VerificationTrials {
    let background = try SyntheticBackground().model()
    let style = try #require(background.style("all"))
    return try await VerificationTrials(corpora, style: style, background: background, jobs: 2)
  }

  private static let writers = WritingHabit.writers

  @Test("neither the order of documents, nor how they were dealt out, nor that of corpora decides anything")
  func order() async throws {
    let plain = try await Self.trials(try Self.writers.map { try Self.corpus($0) })
    var turned: [PlacedCorpus] = []
    for writer in Self.writers.reversed() {
      let documents = writer.corpus(60, seed: 3).documents
      var first = try Self.builder(documents.suffix(25).reversed())
      try first.merge(try Self.builder(Array(documents.prefix(35))))
      turned.append(
        first.corpus(
          name: writer.name, identity: writer.name, inputs: [writer.name],
          background: try SyntheticBackground().model()))
    }
    let other = try await Self.trials(turned)
    #expect(plain.corpora == other.corpora)
    for documents in [5, .max] {
      #expect(plain.links(documents: documents) == other.links(documents: documents))
    }
    let trials = plain.trials(documents: 5, draws: 3, seed: 1)
    #expect(other.trials(documents: 5, draws: 3, seed: 1) == trials)
    #expect(plain.trials(documents: 5, draws: 3, seed: 2) != trials)
    // Four models, two directions, three draws, four references.
    #expect(trials.count == 4 * 2 * 3 * 4)
    #expect(trials.count(where: \.isSame) == 4 * 2 * 3)
    #expect(Set(trials.map(\.draw)).count == 4 * 2 * 3)
  }

  @Test("a model's own text scores best")
  func separates() async throws {
    let trials = try await Self.trials(try Self.writers.map { try Self.corpus($0) })
    let table = try TrialTable(trials.trials(documents: 20, draws: 2, seed: 1), modelCount: 4)
    #expect(table.measures[.rank1] == 1 && table.measures[.auc] > 0.99)
    #expect(trials.links(documents: .max).pairs.isEmpty)
  }

  @Test("suspects and references come from different prompt halves")
  func disjoint() throws {
    let corpus = try Self.corpus(Self.writers[0])
    #expect(corpus.halfSizes.reduce(0, +) == 60 && corpus.halfSizes.allSatisfy { $0 > 10 })
    // The mean of all documents of a half is the reference of that half.
    for half in 0...1 {
      let all = try #require(corpus.position(of: 0..<corpus.halfSizes[half], half: half, version: 0))
      let reference = try #require(corpus.references[half])
      #expect(all.documents == reference.documents)
      for (a, b) in zip(all.values, reference.values) { #expect(abs(a - b) < 1e-4) }
    }
  }

  @Test("nine tenths of a size stand for it, as one suspect, and less do not")
  func sizes() async throws {
    let trials = try await Self.trials(try Self.writers.map { try Self.corpus($0) })
    let most = trials.largestHalf
    let draws = { (documents: Int) in
      Set(trials.trials(documents: documents, draws: 5, seed: 1).map(\.draw)).count
    }
    #expect(draws(Int(Double(most) / 0.9)) >= 1)
    #expect(draws(Int(Double(most) / 0.9)) <= 8)
    #expect(draws(2 * most) == 0)
  }

  @Test("corpora of one model are never compared as different ones: by identity, or by their file")
  func identities() async throws {
    let twin = try Self.corpus(Self.writers[0], name: "twin", identity: "ash")
    let copy = try Self.corpus(Self.writers[1], inputs: ["birch", "more"], name: "copy")
    let corpora = try Self.writers.map { try Self.corpus($0) } + [twin, copy]
    let trials = try await Self.trials(corpora)
    let names = trials.corpora.map(\.name)
    let pairs = Set(
      trials.trials(documents: 10, draws: 1, seed: 1).map { "\(names[$0.suspect]) \(names[$0.reference])" })
    #expect(!pairs.contains("ash twin") && !pairs.contains("twin ash"))
    #expect(!pairs.contains("birch copy") && !pairs.contains("copy birch"))
    #expect(pairs.contains("ash birch") && pairs.contains("twin copy") && pairs.contains("twin twin"))
    #expect(trials.links(documents: .max).pairs.isEmpty)
  }

  @Test("models that cannot be told apart are linked")
  func linked() async throws {
    let other = try Self.corpus(
      Self.writers[0], documents: Self.writers[0].corpus(60, seed: 4).documents, inputs: ["z"], name: "zz")
    let trials = try await Self.trials(try Self.writers.map { try Self.corpus($0) } + [other])
    #expect(trials.links(documents: .max).pairs.map { [$0.first, $0.second] } == [[0, 4]])
  }

  @Test("altered suspects are the same documents, and references are not altered")
  func alterations() async throws {
    let ladder: [TextAlteration] = [.unaltered, .lowercase, .dropPunctuation]
    let plain = try await Self.trials(try Self.writers.map { try Self.corpus($0) })
    let altered = try await Self.trials(
      try Self.writers.map { try Self.corpus($0, alterations: ladder) })
    let trials = plain.trials(documents: 10, draws: 2, seed: 1)
    #expect(altered.trials(documents: 10, version: 0, draws: 2, seed: 1) == trials)
    // The invented texts have no capitals, but a great deal of punctuation.
    #expect(altered.trials(documents: 10, version: 1, draws: 2, seed: 1) == trials)
    #expect(altered.trials(documents: 10, version: 2, draws: 2, seed: 1) != trials)
    #expect(plain.corpora.map(\.references) == altered.corpora.map(\.references))
  }

  @Test("a document of which an alteration leaves nothing is missing from suspects, and from no reference")
  func emptied() throws {
    var documents = Self.writers[0].corpus(20, seed: 3).documents
    documents[0].text = Array("!!! … ??".utf8)
    let corpus = try Self.corpus(
      Self.writers[0], documents: documents, alterations: [.unaltered, .dropPunctuation])
    #expect(corpus.documents == 20)
    let all = (0...1).map { half in
      corpus.position(of: 0..<corpus.halfSizes[half], half: half, version: 1)?.documents ?? 0
    }
    #expect(all.reduce(0, +) == 19)
  }

  @Test("a corpus that the background has seen is known by its file, whatever it is called")
  func seen() throws {
    var synthetic = try SyntheticBackground()
    synthetic.inputs = ["elsewhere", "cedar"]
    let corpora = try Self.writers.map { try Self.corpus($0, inputs: [$0.name], name: "x-\($0.name)") }
    let models = try synthetic.model().models
    #expect(corpora.map { VerificationFrame.place(of: $0, among: models) } == [nil, nil, 3, nil])
  }
}
