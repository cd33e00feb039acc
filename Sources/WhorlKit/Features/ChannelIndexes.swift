/// The lookups of all vocabulary channels, and where each slot's feature lies in a fingerprint.
///
/// N-grams are looked up by what their hashes are made of, which is cheaper to have and, every step of
/// the hash being a bijection, as good: ``key(_:of:)`` goes back from a vocabulary's hashes.
struct ChannelIndexes: Sendable {
  /// The lookups: those of the channels, in the order of ``Channel/vocabularyChannels``, and last that
  /// of the character 4-grams which are not all ASCII.
  let all: [FeatureIndex]
  /// The first slot of each lookup.
  let starts: [Int]
  /// The feature of each slot of all lookups, back to back, by its place in a fingerprint.
  let features: [Int32]

  /// The place of the wide character 4-grams among the lookups.
  static let wide = Channel.vocabularyChannels.count

  /// Whether every feature has its slot; false only for hashes that were chosen for it.
  var isComplete: Bool { all.allSatisfy(\.isComplete) }

  /// The lookups of `vocabulary`.
  init(_ vocabulary: Vocabulary) {
    self.init(vocabulary.channels, layout: vocabulary.layout)
  }

  /// The lookups of the features of `channels`.
  init(_ channels: [[VocabularyFeature]], layout: FeatureLayout) {
    var keys: [[UInt64]] = Channel.vocabularyChannels.map { _ in [] } + [[]]
    var places: [[Int32]] = keys.map { _ in [] }
    for (channel, features) in zip(Channel.vocabularyChannels, channels) {
      let first = layout.range(of: channel).lowerBound
      for (position, feature) in features.enumerated() {
        let (key, isWide) = Self.key(feature.hash, of: channel)
        let lookup = isWide ? Self.wide : channel.ordinal
        keys[lookup].append(key)
        places[lookup].append(Int32(truncatingIfNeeded: first + position))
      }
    }
    let indexes = keys.map { FeatureIndex($0) }
    all = indexes
    var starts: [Int] = []
    var features: [Int32] = []
    for (index, places) in zip(indexes, places) {
      starts.append(features.count)
      // A slot without a feature is never counted.
      features += index.features.map { $0 < 0 ? 0 : places[Int($0)] }
    }
    self.starts = starts
    self.features = features
  }

  /// What the n-gram of `channel` with the hash `hash` is looked up by, and whether among the wide ones.
  private static func key(_ hash: UInt64, of channel: Channel) -> (key: UInt64, isWide: Bool) {
    switch channel {
    case .w1, .w2, .d3, .d5: return (StableHash.unfinalized(hash) ^ channel.seed, false)
    case .c4:
      let window = CharacterFourGrams.window(of: hash)
      if let bytes = CharacterFourGrams.asciiBytes(window) {
        return (CharacterFourGrams.key(ascii: bytes), false)
      }
      return (CharacterFourGrams.key(wide: window), true)
    case .pos, .format: return (hash, false)
    }
  }
}
