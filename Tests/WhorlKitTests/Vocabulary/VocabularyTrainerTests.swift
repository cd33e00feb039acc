import Testing

@testable import WhorlKit

@Suite("The vocabulary trainer")
struct VocabularyTrainerTests {
  @Test("does not depend on the order of documents", arguments: UInt64(1)...3)
  func order(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let expected = try InventedVocabulary.bytes(of: InventedVocabulary.documents)
    let counted = InventedVocabulary.documents.shuffled(using: &random)
    let collected = InventedVocabulary.documents.shuffled(using: &random)
    #expect(try InventedVocabulary.bytes(of: counted, textOrder: collected) == expected)
  }

  @Test("ranks by falling document frequency, then by rising hash, and stops at the limit")
  func ranking() throws {
    let documents = ["x a b", "x a c", "x b c d d d d", "x e"].map { Array($0.utf8) }
    let functions = FunctionWords([])
    func trained(_ size: Int) throws -> [VocabularyFeature] {
      let bytes = try InventedVocabulary.bytes(of: documents, sizes: [.w1: size], functionWords: functions)
      return try Vocabulary(bytes).channels[0]
    }
    // d and e are in one document only, however often.
    let all = try trained(10)
    #expect(all.map(\.documents) == [4, 2, 2, 2])
    #expect(all.first?.text == "x")
    #expect(Set(all.map(\.text)) == ["x", "a", "b", "c"])
    #expect(all.dropFirst().map(\.hash) == all.dropFirst().map(\.hash).sorted())
    for size in [-1, 0, 1, 2, 3] { #expect(try trained(size) == Array(all.prefix(max(0, size)))) }
  }

  @Test("counts a feature once a document and skips documents of white space")
  func documents() throws {
    let documents = ["a a a", " \n", "a", ""].map { Array($0.utf8) }
    let vocabulary = try Vocabulary(InventedVocabulary.bytes(of: documents, sizes: [.w1: 9]))
    #expect(vocabulary.documents == 2)
    #expect(vocabulary.channels[0].map(\.documents) == [2])
    #expect(vocabulary.documentRates(.w1) == [1])
    #expect(vocabulary.documentRates(.format) == [])
  }

  @Test("gives each feature its text")
  func texts() throws {
    let document = Array("The bridge of 12 stones.\n\nYes: 漢".utf8)
    let sizes = [Channel.w1: 99, .w2: 99, .d3: 99, .d5: 99, .c4: 99, .pos: 99]
    let vocabulary = try Vocabulary(InventedVocabulary.bytes(of: [document], sizes: sizes))
    let texts = vocabulary.channels.map { Set($0.map(\.text)) }
    #expect(texts[0] == ["the", "bridge", "of", "12", "stones", "yes", "漢"])
    #expect(texts[1] == ["the bridge", "bridge of", "of 12", "12 stones", "stones yes", "yes 漢"])
    #expect(
      texts[2] == [
        "the • of", "• of 0", "of 0 •", "0 • .", "• . ¶", ". ¶ •", "¶ • :", "• : •",
      ])
    #expect(
      texts[3] == [
        "the • of 0 •", "• of 0 • .", "of 0 • . ¶", "0 • . ¶ •", "• . ¶ • :", ". ¶ • : •",
      ])
    #expect(texts[4].isSuperset(of: ["The␣", "s.␣Y", "s:␣漢", "␣12␣"]))
    #expect(texts[4].allSatisfy { $0.unicodeScalars.count == 4 })
    #expect(
      texts[5] == [
        "^ the", "^ the bridge", "^ the bridge of", "^ the bridge of 12", "^ the bridge of 12 stones",
        "^ the bridge of 12 stones .", "漢 $", ": 漢 $", "yes : 漢 $", "¶ yes : 漢 $", ". ¶ yes : 漢 $",
      ])
  }

  @Test("tells the opening from the closing of a document as short as both")
  func shortDocument() throws {
    let vocabulary = try Vocabulary(
      InventedVocabulary.bytes(of: [Array("Yes!".utf8)], sizes: [.pos: 9]))
    #expect(vocabulary.channels[5].map(\.text).sorted() == ["! $", "^ yes", "^ yes !", "yes ! $"])
  }

  @Test("shows bytes that are not UTF-8 as they were read")
  func invalidText() throws {
    let document: [UInt8] = Array("ab".utf8) + [0x80, 0x80, 0xE2, 0x80] + Array("z".utf8)
    let vocabulary = try Vocabulary(InventedVocabulary.bytes(of: [document], sizes: [.c4: 9]))
    #expect(
      Set(vocabulary.channels[4].map(\.text)) == [
        "ab\u{FFFD}\u{FFFD}", "b\u{FFFD}\u{FFFD}\u{FFFD}", "\u{FFFD}\u{FFFD}\u{FFFD}z",
      ])
  }

  @Test("says when no text is missing any more")
  func completeness() throws {
    var trainer = VocabularyTrainer(functionWords: FunctionWords([]))
    let documents = ["a b", "b a", "a c"].map { Array($0.utf8) }
    for document in documents { try trainer.count(document.span) }
    trainer.finishCounting { $0 == .w1 ? 5 : 0 }
    let (none, both) = (Array("z".utf8), documents[0])
    #expect(try !trainer.collectText(none.span))
    #expect(try trainer.collectText(both.span))
  }
}
