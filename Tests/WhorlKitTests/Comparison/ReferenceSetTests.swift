import Testing

@testable import WhorlKit

@Suite("A set of references")
struct ReferenceSetTests {
  @Test("ranks the writer of a suspect first", arguments: WritingHabit.writers.map(\.name), [UInt64(50), 51])
  func ranking(_ name: String, seed: UInt64) throws {
    let written = try WritingCase.shared.get()
    let writer = try #require(WritingHabit.writers.first { $0.name == name })
    let set = try ReferenceSet(written.references, vocabulary: written.vocabulary)
    let comparisons = try set.compare(written.suspect(writer, seed: seed))
    #expect(comparisons.map(\.reference.name).first == name)
    #expect(comparisons.count == 4)
    #expect(Set(comparisons.map(\.reference.name)).count == 4)
    let scores = comparisons.map(\.rawScore)
    #expect(scores == scores.sorted(by: >))
    #expect(scores[0] > 0 && scores[1] < scores[0] / 2)
    let first = comparisons[0]
    #expect(first.halfScores.count == 2)
    // Twice the documents in each half than prompts: neither is empty.
    #expect(first.halfScores.allSatisfy { ($0 ?? -1) > 0 })
    let own = try #require(first.consistency.ownScore)
    #expect(own > (first.consistency.nearestOtherScore ?? 0))
  }

  @Test("scores by its formula, against the other references and a background of four models")
  func formula() throws {
    let written = try WritingCase.shared.get()
    let suspect = try written.suspect(WritingHabit.writers[1], seed: 60)
    let set = try ReferenceSet(written.references, vocabulary: written.vocabulary)
    let range = written.vocabulary.layout.range(of: .d3)
    let background = written.vocabulary.documentRates(.d3)
    for comparison in try set.compare(suspect) {
      let others = written.references.filter { $0.header.name != comparison.reference.name }.map(\.sums)
      let own = try #require(written.references.first { $0.header.name == comparison.reference.name })
      let population = range.enumerated().map { position, feature in
        let models = 4 * background[position] + others.reduce(0) { $0 + $1.documentRate(feature) }
        return models / 7
      }
      let model = PresenceModel(
        counts: own.sums.features[range].map(\.documents), documents: own.header.documents,
        population: population)
      let expected = model.score(suspect.sums.features[range].map(\.documents))
      #expect(abs(comparison.rawScore - expected) < 1e-9)
      for (half, score) in zip(suspect.halves, comparison.halfScores) {
        let expected = model.score(half.features[range].map(\.documents))
        #expect(abs((score ?? .infinity) - expected) < 1e-9)
      }
    }
  }

  @Test("gives the same scores to the last bit, in whatever order references come")
  func order() throws {
    let written = try WritingCase.shared.get()
    let suspect = try written.suspect(WritingHabit.writers[2], seed: 70)
    let expected = try ReferenceSet(written.references, vocabulary: written.vocabulary).compare(suspect)
    var random = SplitMix64(seed: 1)
    for _ in 0..<6 {
      let shuffled = written.references.shuffled(using: &random)
      let set = try ReferenceSet(shuffled, vocabulary: written.vocabulary)
      #expect(set.references == shuffled)
      let comparisons = try set.compare(suspect)
      #expect(comparisons.map(\.reference) == expected.map(\.reference))
      #expect(comparisons.map(\.rawScore) == expected.map(\.rawScore))
      #expect(comparisons.map(\.consistency) == expected.map(\.consistency))
      #expect(comparisons.map(\.overlaps) == expected.map(\.overlaps))
    }
  }

  @Test("does not depend on the order of the documents")
  func documentOrder() throws {
    let written = try WritingCase.shared.get()
    var corpus = WritingHabit.writers[0].corpus(12, seed: 80)
    let suspect = try corpus.fingerprint("s", template: written.builder)
    var random = SplitMix64(seed: 2)
    corpus.documents.shuffle(using: &random)
    #expect(try corpus.fingerprint("s", template: written.builder) == suspect)
  }

  @Test("puts equal scores in the order of names")
  func ties() throws {
    let written = try WritingCase.shared.get()
    let twins = ["b", "é", "a", "Z"].map { written.references[0].renamed($0) }
    let set = try ReferenceSet(twins, vocabulary: written.vocabulary)
    let comparisons = try set.compare(written.suspect(WritingHabit.writers[0], seed: 90))
    #expect(Set(comparisons.map(\.rawScore)).count == 1)
    #expect(comparisons.map(\.reference.name) == ["Z", "a", "b", "é"])
  }

  @Test("leaves out the score of a half without documents")
  func emptyHalf() throws {
    let written = try WritingCase.shared.get()
    var builder = written.builder
    let prompt = Array("one".utf8)
    for seed in UInt64(1)...3 {
      let text = WritingHabit.writers[0].document(words: 60, seed: seed)
      try builder.add(text.span, key: prompt.span)
    }
    let one = builder.invented("one half")
    let set = try ReferenceSet([one], vocabulary: written.vocabulary)
    let comparison = try #require(try set.compare(one).first)
    let empty = one.halves[0].documents == 0 ? 0 : 1
    #expect(comparison.halfScores[empty] == nil)
    #expect(comparison.halfScores[1 - empty] == comparison.rawScore)
    #expect(comparison.consistency.ownScore == nil)
    #expect(comparison.consistency.nearestOtherScore == nil)
    #expect(comparison.consistency.threshold == nil)
    #expect(!comparison.isConsistent)
  }

  @Test("refuses no reference, a repeated name, a reference without documents and other parameters")
  func errors() throws {
    let written = try WritingCase.shared.get()
    let first = written.references[0]
    func refusal(_ references: [Fingerprint], _ vocabulary: Vocabulary? = nil) throws -> ReferenceSetError {
      try #require(throws: ReferenceSetError.self) {
        try ReferenceSet(references, vocabulary: vocabulary ?? written.vocabulary)
      }
    }
    #expect(try refusal([]) == .noReferences)
    #expect(try refusal([first, written.references[1], first]) == .repeatedName("ash"))
    let none = written.builder.invented("none")
    #expect(try refusal([first, none]) == .noDocuments("none"))
    let mismatch = FingerprintMismatch(
      field: "vocabulary", left: try InventedVocabulary.small.digest, right: written.vocabulary.digest)
    #expect(try refusal([first], InventedVocabulary.small) == .mismatch("ash", mismatch))

    let set = try ReferenceSet([first], vocabulary: written.vocabulary)
    let foreign = try InventedCorpus(3, seed: 1).fingerprint("foreign")
    let error = try #require(throws: ReferenceSetError.self) { try set.compare(foreign) }
    #expect(error.description.hasPrefix("'foreign' cannot be compared: vocabulary differs ("))
    for error in [ReferenceSetError.noReferences, .repeatedName("a"), .noDocuments("a"), error] {
      #expect(!error.description.isEmpty && !error.description.contains("\n"))
    }
  }
}
