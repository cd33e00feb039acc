@testable import WhorlKit

/// The features of one document again, for obviousness: plain lists of n-grams, counted in dictionaries.
struct TwinFeatures {
  /// The text without white space at its edges.
  let text: [UInt8]
  let tokens: [Token]
  /// The hashes of the words, numbers and ideographs.
  let words: [UInt64]
  let functionWords: Int
  /// All n-grams of each vocabulary channel, in any order.
  private(set) var nGrams: [Channel: [UInt64]] = [:]

  static let whiteSpace: Set<UInt32> = Set(
    [0x20, 0x85, 0xA0, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF] + Array(0x09...0x0D)
      + Array(0x2000...0x200A))

  init(_ document: [UInt8], functionWords list: FunctionWords) throws {
    let scalars = Self.scalars(document)
    let kept = scalars.drop { Self.whiteSpace.contains($0.value) }
    let core = kept.reversed().drop { Self.whiteSpace.contains($0.value) }.reversed()
    let text = core.flatMap { document[$0.range] }
    self.text = text
    var tokens: [Token] = []
    var tokenizer = Tokenizer()
    _ = try tokenizer.tokenize(text.span, into: &tokens)
    self.tokens = tokens
    let functions = Set(list.words.map { Tokenizer.hash(ofWord: $0) })
    let wordTokens = tokens.filter { [.word, .number, .ideograph].contains($0.kind) }
    let words = wordTokens.map(\.hash)
    self.words = words
    functionWords = words.count { functions.contains($0) }

    let masked = tokens.map { token in
      switch token.kind {
      case .word, .ideograph: functions.contains(token.hash) ? token.hash : MaskedToken.content
      case .number: functions.contains(token.hash) ? token.hash : MaskedToken.number
      default: token.hash
      }
    }
    nGrams[.w1] = Self.windows(words, 1, Channel.w1.seed)
    nGrams[.w2] = Self.windows(words, 2, Channel.w2.seed)
    nGrams[.d3] = Self.windows(masked, 3, Channel.d3.seed)
    nGrams[.d5] = Self.windows(masked, 5, Channel.d5.seed)
    nGrams[.c4] = Self.characterNGrams(core.map(\.value))
    let hashes = tokens.map(\.hash)
    let openings = (1...6).filter { $0 <= hashes.count }.map { length in
      NGramHash.hash(Array(hashes.prefix(length)).span, seed: StableHash.text("whorl/pos/opening", seed: 0))
    }
    let closings = (1...5).filter { $0 <= hashes.count }.map { length in
      NGramHash.hash(Array(hashes.suffix(length)).span, seed: StableHash.text("whorl/pos/closing", seed: 0))
    }
    nGrams[.pos] = openings + closings
  }

  /// All n-grams of `length` tokens.
  static func windows(_ hashes: [UInt64], _ length: Int, _ seed: UInt64) -> [UInt64] {
    guard hashes.count >= length else { return [] }
    return (0...hashes.count - length).map { start in
      NGramHash.hash(Array(hashes[start..<start + length]).span, seed: seed)
    }
  }

  /// What the document adds to the features of `vocabulary`, by the written formulas.
  func sums(_ vocabulary: Vocabulary, document: [UInt8]) -> FeatureSums {
    var sums = FeatureSums(featureCount: vocabulary.layout.count)
    let length = Double(words.count)
    let weight = UInt64((4096 * length / (length + 100)).rounded())
    sums.documents = 1
    sums.words = UInt64(words.count)
    sums.tokens = UInt64(tokens.count)
    sums.weight = weight
    sums.squaredWeight = weight * weight
    func add(_ feature: Int, _ share: Double) {
      sums.features[feature].documents = 1
      sums.features[feature].rate = weight * UInt64((share.squareRoot() * 262_144).rounded())
      sums.features[feature].squaredRate = weight * UInt64((share * 4_194_304).rounded())
    }
    for channel in Channel.vocabularyChannels {
      let all = nGrams[channel] ?? []
      var counts: [UInt64: Int] = [:]
      for hash in all { counts[hash, default: 0] += 1 }
      let first = vocabulary.layout.range(of: channel).lowerBound
      for (position, feature) in vocabulary.channels[channel.ordinal].enumerated() {
        guard let count = counts[feature.hash] else { continue }
        add(first + position, Double(count) / Double(all.count + 1))
      }
    }
    var format = FormatRates()
    format.count(
      tokens: tokens.span, functionWords: functionWords,
      leadingWhiteSpace: !document.starts(with: text) || document.isEmpty,
      trailingWhiteSpace: !document.reversed().starts(with: text.reversed()))
    for feature in FormatFeature.allCases where format.counts[feature.rawValue] > 0 {
      let count = Double(format.counts[feature.rawValue])
      add(
        vocabulary.layout.range(of: .format).lowerBound + feature.rawValue,
        min(1, count / Double(format.opportunities(feature) + 1)))
    }
    return sums
  }

  private static func scalars(_ bytes: [UInt8]) -> [(value: UInt32, range: Range<Int>)] {
    var scalars: [(value: UInt32, range: Range<Int>)] = []
    var index = 0
    while index < bytes.count {
      let scalar = DecodedScalar(bytes.span, at: index)
      scalars.append((scalar.value, index..<index + scalar.length))
      index += scalar.length
    }
    return scalars
  }

  private static func characterNGrams(_ values: [UInt32]) -> [UInt64] {
    var folded: [UInt64] = []
    for value in values {
      if whiteSpace.contains(value) {
        if folded.last != 0x20 { folded.append(0x20) }
      } else if value > 0xFFFF {
        folded.append(UInt64((value ^ ((value >> 16) * 0x9E37)) & 0xFFFF))
      } else {
        folded.append(UInt64(value))
      }
    }
    guard folded.count >= 4 else { return [] }
    return (0...folded.count - 4).map { start in
      let window = folded[start..<start + 4].reduce(0) { $0 << 16 | $1 }
      return StableHash.combine(Channel.c4.seed, window)
    }
  }
}
