import Testing
import WhorlKit

@Suite("Phrases that give a model away")
struct PhraseMinerTests {
  private func phrases(_ text: String) -> [String] {
    var scan = PhraseScan()
    let bytes = Array(text.utf8)
    var result: [String] = []
    scan.forEachPhrase(in: bytes.span) { _, range, _ in
      result.append(String(decoding: bytes[range], as: UTF8.self))
    }
    return result
  }

  @Test(
    "Phrases end at sentences and lines; every script comes to an end",
    arguments: [
      ("a b. c", ["a", "a b", "b", "c"]), ("a\nb", ["a", "b"]), ("It's,  so", ["It's", "It's,  so", "so"]),
      ("我是", ["我", "我是", "是"]), ("안녕 b", ["안녕", "안녕 b", "b"]), ("“é” x", ["é", "é” x", "x"]), ("", []),
      ("\u{FFFD}\u{E000}😀", ["\u{E000}😀"]),
    ])
  func phrases(_ text: String, _ expected: [String]) { #expect(phrases(text) == expected) }

  @Test("A typographic apostrophe inside a word is the plain one, and at its edges it is none")
  func apostrophes() {
    func hashes(_ text: String) -> [UInt64] {
      var scan = PhraseScan()
      let bytes = Array(text.utf8)
      var result: [UInt64] = []
      scan.forEachPhrase(in: bytes.span) { hash, _, _ in result.append(hash) }
      return result
    }
    #expect(hashes("it\u{2019}s. Don\u{2019}t") == hashes("it's. don't"))
    #expect(hashes("\u{2018}so\u{2019} he") == hashes("so he"))
    #expect(hashes("so\u{2019}") == hashes("so"))
    #expect(hashes("a\u{2019}我") == hashes("a 我"))
    #expect(hashes("its") != hashes("it's"))
    var scan = PhraseScan()
    let text = Array("It\u{2019}s a cat\u{2019}".utf8)
    #expect(scan.words(of: text.span) == ["it's", "a", "cat"])
  }

  @Test("A planted phrase is found, a common one and one of a single prompt are not")
  func planted() {
    func corpus(_ size: Int, _ text: (Int) -> String, _ add: ([UInt64], UInt64) -> Void) {
      for index in 0..<size {
        var scan = PhraseScan()
        var found: Set<UInt64> = []
        let bytes = Array(text(index).utf8)
        scan.forEachPhrase(in: bytes.span) { hash, _, _ in found.insert(hash) }
        let prompt = Array("prompt \(index % 400)".utf8)
        add(found.sorted(), StableHash.bytes(prompt.span, seed: 0))
      }
    }
    var miner = PhraseMiner()
    corpus(
      400,
      { index in
        "the day \(index)" + (index % 5 == 0 ? ". green herons sing" : "")
          + (index == 3 ? ". lonely one" : "")
      }
    ) { miner.addTarget($0, prompt: $1) }
    miner.endTarget()
    corpus(8000, { "the day \($0)" }) { miner.addBackground($0, prompt: $1) }
    let found = miner.phrases()
    // green, herons, sing and the three runs of two and three words.
    #expect(found.count == 6)
    #expect(
      found.allSatisfy { $0.targetDocuments == 80 && $0.backgroundDocuments == 0 && $0.discoveryRate < 0.01 })
  }

  private static let prompts = (0..<400).map { StableHash.bytes(Array("prompt \($0)".utf8).span, seed: 0) }

  @Test("A habit that others have is found if it is far more than ten times as frequent, and not at twice")
  func habits() {
    for (every, isFound) in [(80, true), (8, false)] {
      var miner = PhraseMiner()
      for index in 0..<400 { miner.addTarget(index % 4 == 0 ? [7] : [], prompt: Self.prompts[index]) }
      miner.endTarget()
      for index in 0..<8000 {
        miner.addBackground(index % every == 0 ? [7] : [], prompt: Self.prompts[index % 400])
      }
      #expect(miner.phrases().map(\.hash) == (isFound ? [7] : []))
    }
  }

  @Test("A word that nearly all texts have is no sign, however much more the target has it")
  func ubiquity() {
    var miner = PhraseMiner()
    for index in 0..<400 { miner.addTarget(index % 200 == 0 ? [] : [7], prompt: Self.prompts[index]) }
    miner.endTarget()
    for index in 0..<8000 {
      miner.addBackground(index % 8 == 0 ? [] : [7], prompt: Self.prompts[index % 400])
    }
    #expect(miner.phrases().isEmpty)
  }

  @Test(
    "What only relatives share is found where they are sources of their own, and not where all is one",
    arguments: [
      true, false,
    ])
  func relatives(areApart: Bool) {
    var miner = PhraseMiner()
    for index in 0..<400 { miner.addTarget(index % 5 == 0 ? [7] : [], prompt: Self.prompts[index]) }
    miner.endTarget()
    for source in 0..<12 {
      for index in 0..<400 {
        // Three of twelve have the habit, the others hardly.
        let has = source % 4 == 1 ? index % 5 == 1 : index == 17
        miner.addBackground(has ? [7] : [], prompt: Self.prompts[index], source: areApart ? source : 0)
      }
    }
    let found = miner.phrases()
    #expect(found.map(\.hash) == (areApart ? [7] : []))
    #expect(miner.sourcesLeftOut == (areApart ? 4 : 0))
    if let phrase = found.first {
      #expect(phrase.targetDocuments == 80 && phrase.backgroundDocuments == 249)
      // Eight sources of twelve are left on each half of the prompts.
      #expect(phrase.comparedDocuments == (8, 3200))
    }
  }

  @Test("Texts of one kind give no signs, by chance or by leaving sources out", arguments: [1, 12])
  func nothingToFind(sources: Int) {
    var random = SplitMix64(seed: 99)
    // Phrases of all frequencies, from one in 400 documents to one in four.
    let limits = (0..<3000).map { UInt64.max / 400 * UInt64(1 + $0 % 100) }
    func document() -> [UInt64] {
      limits.indices.compactMap { random.next() < limits[$0] ? UInt64($0) : nil }
    }
    var miner = PhraseMiner()
    for prompt in Self.prompts { miner.addTarget(document(), prompt: prompt) }
    miner.endTarget()
    for source in 0..<12 {
      for prompt in Self.prompts {
        miner.addBackground(document(), prompt: prompt, source: source % sources)
      }
    }
    #expect(miner.candidates > 2000)
    #expect(miner.phrases().isEmpty)
  }
}
