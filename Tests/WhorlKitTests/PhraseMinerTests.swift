import Testing
import WhorlKit

@Suite("Phrases that give a model away")
struct PhraseMinerTests {
  private func phrases(_ text: String, areOpenings: Bool = false) -> [String] {
    var scan = PhraseScan()
    let bytes = Array(text.utf8)
    var result: [String] = []
    scan.forEachPhrase(in: bytes.span) { _, range, isOpening in
      if isOpening == areOpenings { result.append(String(decoding: bytes[range], as: UTF8.self)) }
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

  @Test(
    "The first words of a text are openings, up to the end of the sentence, if no more than marks precede them",
    arguments: [
      ("a b. c", ["a", "a b"]), ("\n## a b", ["a", "a b"]), ("a\nb", ["a"]), ("---------- a", []), ("", []),
      (
        "a b c d e f g h i j",
        (1...8).map { Array("abcdefghij".prefix($0)).map(String.init).joined(separator: " ") }
      ),
    ])
  func openings(_ text: String, _ expected: [String]) {
    #expect(phrases(text, areOpenings: true) == expected)
  }

  @Test("An opening is another phrase than the same words elsewhere, and the same whatever marks precede it")
  func openingHashes() {
    func hashes(_ text: String, areOpenings: Bool) -> Set<UInt64> {
      var scan = PhraseScan()
      let bytes = Array(text.utf8)
      var result: Set<UInt64> = []
      scan.forEachPhrase(in: bytes.span) { hash, _, isOpening in
        if isOpening == areOpenings { result.insert(hash) }
      }
      return result
    }
    #expect(hashes("a b", areOpenings: true).isDisjoint(with: hashes("a b", areOpenings: false)))
    #expect(hashes("a b", areOpenings: true) == hashes("# A, b", areOpenings: true))
    #expect(hashes("a b", areOpenings: true).count == 2)
  }

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
      found.allSatisfy { $0.targetDocuments == 80 && $0.backgroundDocuments == 0 && $0.leastRatio > 50 })
  }

  private static let prompts = (0..<400).map { StableHash.bytes(Array("prompt \($0)".utf8).span, seed: 0) }

  @Test("A habit that others have is found if it is far more than twice as frequent, and not at twice")
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
    "What only relatives share is strong where they are sources of their own, and not where all is one",
    arguments: [
      true, false,
    ])
  func relatives(areApart: Bool) throws {
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
    #expect(miner.pack(of: found).isStrong == areApart)
    #expect(miner.sourcesLeftOut == (areApart ? 4 : 0))
    let phrase = try #require(found.first)
    #expect(phrase.halves.0 + phrase.halves.1 == 80 && phrase.backgroundDocuments == 249)
    // Eight sources of twelve are left on each half of the prompts.
    #expect(phrase.comparedDocuments == (areApart ? (8, 3200) : (249, 4800)))
    #expect((phrase.leastRatio > 30) == areApart)
  }

  /// A miner that has seen 400 texts of a target and of each source, in each of which a phrase is by its share.
  private func miner(
    sources: Int, phrases: Range<Int>, target: (Int) -> Double,
    background: (_ source: Int, _ phrase: Int) -> Double
  ) -> PhraseMiner {
    var random = SplitMix64(seed: 5)
    func document(_ share: (Int) -> Double) -> [UInt64] {
      phrases.compactMap { Double(random.next() >> 11) * 0x1p-53 < share($0) ? UInt64($0) : nil }
    }
    var miner = PhraseMiner()
    for prompt in Self.prompts { miner.addTarget(document(target), prompt: prompt) }
    miner.endTarget()
    for source in 0..<sources {
      for prompt in Self.prompts {
        miner.addBackground(document { background(source, $0) }, prompt: prompt, source: source)
      }
    }
    return miner
  }

  @Test("Phrases that few sources have, but each source others of them, do not weaken a pack")
  func pack() {
    // Five that none has, and forty of which every source has a quarter as often as the target.
    let miner = miner(sources: 16, phrases: 0..<45) {
      $0 < 5 ? 0.3 : 0.1
    } background: { source, phrase in
      phrase >= 5 && phrase % 4 == source % 4 ? 0.1 : 0
    }
    let found = miner.phrases()
    #expect(Set(found.map(\.hash)) == Set(0..<45))
    let pack = miner.pack(of: found)
    #expect(pack.isStrong && pack.count >= 5 && pack.count < found.count)
    #expect(pack.targetHits > 7 * pack.backgroundHits)
    #expect(Set(found.prefix(5).map(\.hash)) == Set(0..<5))
  }

  @Test("Where no pack is strong, the one that comes nearest is given and said not to be")
  func weakPack() {
    let miner = miner(sources: 9, phrases: 0..<20) { _ in
      0.4
    } background: { _, phrase in
      phrase == 3 ? 0.08 : 0.13
    }
    let found = miner.phrases()
    let pack = miner.pack(of: found)
    #expect(found.first?.hash == 3 && pack.count == 1 && !pack.isStrong)
    #expect(miner.pack(of: []).count == 0)
  }

  @Test(
    "What thousands of phrases would show by chance is not found, and is where few were tried",
    arguments: [
      true, false,
    ])
  func shrinkage(isAmongMany: Bool) {
    let texts = 400
    var miner = PhraseMiner()
    var random = SplitMix64(seed: 8)
    // As frequent in the target as elsewhere: one in a hundred documents.
    func common() -> [UInt64] {
      isAmongMany ? (0..<4000).compactMap { random.next() < UInt64.max / 100 ? $0 : nil } : []
    }
    for index in 0..<texts {
      miner.addTarget(common() + (index % 25 == 0 ? [9999] : []), prompt: Self.prompts[index])
    }
    miner.endTarget()
    for index in 0..<4 * texts {
      miner.addBackground(common() + (index % 125 == 0 ? [9999] : []), prompt: Self.prompts[index % texts])
    }
    #expect(miner.phrases().map(\.hash) == (isAmongMany ? [] : [9999]))
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
