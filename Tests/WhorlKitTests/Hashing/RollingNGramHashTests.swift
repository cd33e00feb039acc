import Testing
import WhorlKit

@Suite struct RollingNGramHashTests {
  @Test("agrees with the definition on every window", arguments: 1...8)
  func agreesWithDefinition(length: Int) {
    var random = SplitMix64(seed: UInt64(length))
    // Few token types, so that windows repeat.
    let types = (0..<20).map { _ in random.next() }
    let tokens = (0..<500).map { _ in types[random.index(below: types.count)] }
    var rolling = RollingNGramHash(length: length, seed: 7)
    for round in 0..<2 {
      for index in tokens.indices {
        let hash = rolling.push(tokens[index])
        let first = index - length + 1
        guard first >= 0 else {
          #expect(hash == nil)
          continue
        }
        let window = Array(tokens[first...index])
        #expect(hash == NGramHash.hash(window.span, seed: 7), "round \(round), token \(index)")
      }
      rolling.reset()
    }
  }

  @Test("a length outside 1...8 is clamped", arguments: [(-3, 1), (0, 1), (9, 8)])
  func clamping(length: Int, expected: Int) {
    #expect(RollingNGramHash(length: length, seed: 0).length == expected)
  }

  // Recorded from an independent implementation of the definition.
  @Test(
    "an n-gram of small tokens has its recorded hash",
    arguments: [
      ([1], 0xd177_0797_7078_336c), ([1, 2], 0x5092_52f3_a811_3dfc), ([2, 1], 0xe71f_441f_d5df_fe80),
      ([1, 2, 3, 4, 5, 6, 7, 8], 0x8417_d10d_ab61_e216),
    ] as [([UInt64], UInt64)])
  func goldenValues(tokens: [UInt64], expected: UInt64) {
    #expect(NGramHash.hash(tokens.span, seed: 7) == expected)
  }

  @Test("order and seed matter, and distinct n-grams of a small vocabulary do not collide")
  func collisions() {
    let types = (0..<28).map { StableHash.text("t\($0)", seed: StableHash.tokenSeed) }
    var hashes: Set<UInt64> = []
    for a in types {
      for b in types {
        for c in types { hashes.insert(NGramHash.hash([a, b, c].span, seed: 7)) }
      }
    }
    #expect(hashes.count == 28 * 28 * 28)
    let ordered = NGramHash.hash([types[0], types[1]].span, seed: 7)
    #expect(ordered != NGramHash.hash([types[1], types[0]].span, seed: 7))
    #expect(ordered != NGramHash.hash([types[0], types[1]].span, seed: 8))
  }
}
