import Testing

@testable import WhorlKit

@Suite("A score explained by documents")
struct DocumentExplanationTests {
  private static func documents(_ corpus: InventedCorpus) -> [SuspectDocument] {
    corpus.documents.enumerated().map { SuspectDocument(id: "d\($0)", prompt: $1.prompt, text: $1.text) }
  }

  private static func explain(
    _ corpus: InventedCorpus, places: Int = 4, top: Int = 40
  ) throws -> (ScoreExplanation, [FeatureAttribution], DocumentExplanation) {
    let written = try WritingCase.shared.get()
    let suspect = try corpus.fingerprint("suspect", template: written.builder)
    let explanation = try ScoreExplanationTests.explain(suspect, written.references[1])
    let features = Array(explanation.features.prefix(top))
    return (
      explanation, features,
      try DocumentExplanation(
        documents(corpus), explaining: explanation, features: features, vocabulary: written.vocabulary,
        placesKept: places)
    )
  }

  private static let corpus = WritingHabit.writers[1].corpus(24, seed: 77)

  @Test("the documents in which a feature is found are as many as the fingerprint counts")
  func counts() throws {
    let (_, features, explained) = try Self.explain(Self.corpus)
    #expect(features.contains { $0.channel == .c4 } || features.contains { $0.channel == .d3 })
    for (feature, found) in zip(features, explained.occurrences) where feature.channel != .format {
      #expect(found.documents == Int(feature.suspect.documents), "\(feature.channel) \(feature.text)")
    }
  }

  @Test("a place holds the words of its feature, and documents take turns")
  func places() throws {
    let (_, features, explained) = try Self.explain(Self.corpus, top: 200)
    var checked = 0
    for (feature, found) in zip(features, explained.occurrences) {
      #expect(found.places.count == min(4, found.count) || found.places.count <= 4)
      #expect(Set(found.places.map(\.document)).count == min(4, found.documents))
      for place in found.places where feature.channel == .w1 {
        let text = explained.documents[place.document].text
        #expect(String(decoding: text[place.range], as: UTF8.self).lowercased() == feature.text)
        checked += 1
      }
    }
    #expect(checked > 0)
  }

  @Test("offsets count from the start of the text as it was read, white space and all")
  func offsets() throws {
    let padded = InventedCorpus(
      Self.corpus.documents.map { (Array(" \n\t".utf8) + $0.text + Array("  ".utf8), $0.prompt) })
    let (_, features, plain) = try Self.explain(Self.corpus)
    let written = try WritingCase.shared.get()
    let moved = try DocumentExplanation(
      Self.documents(padded),
      explaining: try ScoreExplanationTests.explain(
        try Self.corpus.fingerprint("suspect", template: written.builder), written.references[1]),
      features: features, vocabulary: written.vocabulary, placesKept: 4)
    for (a, b) in zip(plain.occurrences, moved.occurrences) {
      #expect(a.count == b.count)
      #expect(
        zip(a.places, b.places).allSatisfy {
          $0.range.lowerBound + 3 == $1.range.lowerBound && $0.range.count == $1.range.count
        })
    }
  }

  @Test("character n-grams of invalid, wide and folded text are found where they stand")
  func characters() throws {
    let text = Array("ab  cd\u{2003}éf ".utf8) + [0xFF, 0xC3] + Array("g the the the".utf8)
    let span = text.span
    // The last byte of a character, and the first byte of the four that end with it: "ab c", "b cd", "cd é"
    // and " éf ", where a run of white space is one character.
    for (last, start) in [(4, 0), (5, 1), (10, 4), (12, 6)] {
      #expect(FeatureText.characterStart(span, last: last) == start, "\(last)")
    }
    for last in 4..<text.count where last == text.count - 1 || text[last + 1] & 0xC0 != 0x80 {
      #expect((0..<last).contains(FeatureText.characterStart(span, last: last)))
    }
  }

  @Test("without a prompt the score is that of a fingerprint without its documents")
  func sensitivity() throws {
    let (explanation, _, explained) = try Self.explain(Self.corpus)
    let sensitivity = try #require(explained.sensitivity)
    #expect(sensitivity.kind == .prompt)
    #expect(sensitivity.groups.count == 12)
    let written = try WritingCase.shared.get()
    for group in sensitivity.groups {
      let rest = InventedCorpus(
        Self.corpus.documents.filter { String(decoding: $0.prompt, as: UTF8.self) != group.name })
      #expect(group.documents == 2 && group.documentsLeft == rest.documents.count)
      let style = explanation.style
      let expected = style.score(
        suspect: style.position(of: try rest.fingerprint("rest", template: written.builder).sums),
        reference: explanation.reference)
      // Rows are in single precision, sums in fixed point.
      #expect(abs(group.scoreWithout - expected) < 1e-3 * max(1, abs(expected)))
    }
    #expect(
      zip(sensitivity.groups, sensitivity.groups.dropFirst()).allSatisfy {
        $0.scoreWithout <= $1.scoreWithout
      })
  }

  @Test("many prompts are left out in groups, and every document in one")
  func manyPrompts() throws {
    let (_, _, explained) = try Self.explain(WritingHabit.writers[1].corpus(240, words: 20, seed: 3))
    let sensitivity = try #require(explained.sensitivity)
    #expect(sensitivity.kind == .promptGroup)
    #expect(sensitivity.groups.count == DocumentExplanation.groupCount)
    #expect(sensitivity.groups.reduce(0) { $0 + $1.documents } == 240)
  }

  @Test("one prompt cannot be left out; documents without a prompt each stand for themselves")
  func prompts() throws {
    let texts = Self.corpus.documents.prefix(6).map(\.text)
    let one = InventedCorpus(texts.map { ($0, Array("p".utf8)) })
    #expect(try Self.explain(one).2.sensitivity == nil)
    let none = InventedCorpus(texts.map { ($0, []) })
    #expect(try Self.explain(none).2.sensitivity?.groups.count == 6)
  }

  @Test("a document's likeness is its score as a suspect of its own, and the writer's own come first")
  func likeness() throws {
    let mixed = InventedCorpus(
      WritingHabit.writers[1].corpus(6, words: 300, seed: 5).documents
        + WritingHabit.writers[2].corpus(6, words: 300, seed: 5).documents)
    let (explanation, _, explained) = try Self.explain(mixed)
    #expect(explained.likeness.count == 12)
    #expect(explained.likeness.prefix(6).count { $0.document < 6 } >= 5)
    let written = try WritingCase.shared.get()
    let first = try #require(explained.likeness.first)
    let alone = InventedCorpus([mixed.documents[first.document]])
    let style = explanation.style
    let expected = style.score(
      suspect: style.position(of: try alone.fingerprint("one", template: written.builder).sums),
      reference: explanation.reference)
    #expect(abs(first.score - expected) < 1e-3 * max(1, abs(expected)))
    #expect(first.tokens > 300)
  }

  @Test("empty and hostile documents are passed over or read, and never stop it")
  func hostile() throws {
    let hostile = InventedCorpus([
      ([], Array("a".utf8)), (Array("   \n".utf8), Array("b".utf8)),
      ([0xFF, 0xFE, 0x00, 0xC3, 0x28, 0x80], Array("c".utf8)),
      (Array("the of and \u{202E}the\u{0} a a a".utf8), Array("d".utf8)), (Array("é".utf8), []),
    ])
    let (_, _, explained) = try Self.explain(hostile, top: 400)
    #expect(explained.documents.count == 5)
    #expect(explained.likeness.allSatisfy { $0.score.isFinite })
    for found in explained.occurrences {
      for place in found.places {
        #expect(place.range.upperBound <= explained.documents[place.document].text.count)
        #expect(!place.range.isEmpty)
      }
    }
  }

  @Test("without documents, the halves of a fingerprint are left out in turn")
  func halves() throws {
    let written = try WritingCase.shared.get()
    let suspect = try Self.corpus.fingerprint("suspect", template: written.builder)
    let explanation = try ScoreExplanationTests.explain(suspect, written.references[1])
    let halves = try #require(explanation.halfSensitivity(suspect))
    #expect(halves.kind == .half && halves.groups.count == 2)
    #expect(halves.groups.reduce(0) { $0 + $1.documents } == 24)
    let one = try InventedCorpus([Self.corpus.documents[0]]).fingerprint("one", template: written.builder)
    #expect(try ScoreExplanationTests.explain(one, written.references[1]).halfSensitivity(one) == nil)
  }
}
