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

  @Test("A habit that others have is found if it is far more than five times as frequent, and not at twice")
  func habits() {
    for (every, isFound) in [(40, true), (8, false)] {
      var miner = PhraseMiner()
      let prompts = (0..<400).map { StableHash.bytes(Array("prompt \($0)".utf8).span, seed: 0) }
      for index in 0..<400 { miner.addTarget(index % 4 == 0 ? [7] : [], prompt: prompts[index]) }
      miner.endTarget()
      for index in 0..<8000 {
        miner.addBackground(index % every == 0 ? [7] : [], prompt: prompts[index % 400])
      }
      #expect(miner.phrases().map(\.hash) == (isFound ? [7] : []))
    }
  }
}
