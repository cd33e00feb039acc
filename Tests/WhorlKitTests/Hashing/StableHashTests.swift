import Testing
import WhorlKit

@Suite struct StableHashTests {
  // Recorded from an independent implementation of the definition.
  @Test(
    "a hash has its recorded value under the token seed and under seed 0",
    arguments: [
      ("", 0, 0xb424_8e2a_0040_5e7e, 0x0),
      ("a", 1, 0x1188_c80d_9cbe_7cdd, 0xc6e9_93a7_8250_b07e),
      ("hello", 5, 0xef95_664c_c704_c85d, 0xcc20_8f33_bc5c_e6cb),
      ("1234567", 7, 0x5787_0e52_3055_a87c, 0xe6e4_70bc_e33e_5fe9),
      ("12345678", 8, 0xf676_9ada_33df_8f44, 0xbf99_a248_6852_6830),
      ("123456789", 9, 0x6e9c_641f_b746_3fb9, 0xe7a5_776c_5cfe_c73b),
      ("Ünïcödé", 11, 0xe21a_cac6_8467_29b4, 0xa490_50ec_3755_631c),
      (
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 64,
        0xcf18_44a2_4892_5744, 0x8e51_e59d_04a6_4ee5
      ),
      (
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", 64,
        0x99eb_44f8_db52_f01d, 0x63f1_0f3a_2991_d2e5
      ),
    ] as [(String, Int, UInt64, UInt64)])
  func goldenValues(text: String, length: Int, tokenHash: UInt64, zeroSeedHash: UInt64) {
    #expect(text.utf8.count == length)
    #expect(StableHash.text(text, seed: StableHash.tokenSeed) == tokenHash)
    #expect(StableHash.text(text, seed: 0) == zeroSeedHash)
    let bytes = Array(text.utf8)
    #expect(StableHash.bytes(bytes.span, seed: 0) == zeroSeedHash)
  }

  @Test("the name and the seed that files depend on do not change")
  func constants() {
    #expect(StableHash.name == "whorl-mul64/1")
    #expect(StableHash.tokenSeed == 0x7768_6F72_6C2F_746B)
    #expect(NGramHash.base == 0xD6E8_FEB8_6659_FD93)
  }

  @Test("words combined one by one give the hash of their bytes", arguments: [0, 1, 2, 5])
  func combineAgrees(words: Int) {
    var random = SplitMix64(seed: 3)
    var bytes: [UInt8] = []
    var state: UInt64 = 11
    for _ in 0..<words {
      let word = random.next()
      state = StableHash.combine(state, word)
      for shift in stride(from: 0, to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
    }
    let expected = StableHash.finish(state, length: 8 * words)
    #expect(StableHash.bytes(bytes.span, seed: 11) == expected)
  }

  @Test("trailing zero bytes change the hash")
  func trailingZeros() {
    let hashes = (0...40).map { length in
      let zeros = [UInt8](repeating: 0, count: length)
      return StableHash.bytes(zeros.span, seed: StableHash.tokenSeed)
    }
    #expect(Set(hashes).count == hashes.count)
  }

  @Test("each input bit flips each output bit about half of the time", arguments: [1, 7, 8, 9, 24])
  func avalanche(length: Int) {
    var random = SplitMix64(seed: UInt64(length))
    let trials = 60
    var flips = [Int](repeating: 0, count: 64)
    for _ in 0..<trials {
      var bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      let original = StableHash.bytes(bytes.span, seed: StableHash.tokenSeed)
      for bit in 0..<8 * length {
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        let change = original ^ StableHash.bytes(bytes.span, seed: StableHash.tokenSeed)
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        for output in 0..<64 { flips[output] += Int((change >> UInt64(output)) & 1) }
      }
    }
    // Six standard deviations of a fair coin.
    let tosses = Double(trials * 8 * length)
    for count in flips {
      #expect(abs(Double(count) - tosses / 2) < 3 * tosses.squareRoot())
    }
  }

  @Test("hashes of similar short texts do not collide, and their low and high bits are uniform")
  func collisions() {
    let count = 20_000
    var hashes: [UInt64] = []
    for number in 0..<count {
      hashes.append(StableHash.text("word\(number)", seed: StableHash.tokenSeed))
    }
    #expect(Set(hashes).count == count)
    for shift in [UInt64(0), 56] {
      var cells = [Int](repeating: 0, count: 256)
      for hash in hashes { cells[Int((hash >> shift) & 0xFF)] += 1 }
      let expected = Double(count) / 256
      let chiSquare = cells.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
      // 255 degrees of freedom: mean 255, standard deviation 22.6.
      #expect((150...370).contains(chiSquare))
    }
  }
}
