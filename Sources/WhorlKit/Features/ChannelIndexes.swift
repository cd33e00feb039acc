/// The lookups of all vocabulary channels, and where each slot's feature lies in a fingerprint.
///
/// N-grams are looked up by what their hashes are made of, which is cheaper to have and, every step of
/// the hash being a bijection, as good: ``key(_:of:)`` goes back from a vocabulary's hashes.
struct ChannelIndexes: Sendable {
  /// The lookups of the channels, in the order of ``Channel/vocabularyChannels``; that of ``Channel/c4`` holds
  /// the 4-grams which are not all ASCII.
  let all: [FeatureIndex]
  /// The lookup of the ASCII 4-grams.
  let windows: WindowIndex
  /// The first slot of each lookup, that of the ASCII 4-grams last.
  let starts: [Int]
  /// The feature of each slot of all lookups, back to back, by its place in a fingerprint.
  let features: [Int32]

  /// The first slot of the ASCII 4-grams.
  var windowStart: Int { starts[all.count] }
  /// The slots of each lookup, in the order of ``starts``.
  var slotCounts: [Int] { all.map(\.slotCount) + [windows.slotCount] }

  /// Whether every feature of a vocabulary's channel has its slot; false only for hashes that were chosen for it.
  func isComplete(_ channel: Channel) -> Bool {
    all[channel.ordinal].isComplete && (channel != .c4 || windows.isComplete)
  }

  /// The lookups of the features of `channels`.
  init(_ channels: [[VocabularyFeature]], layout: FeatureLayout) {
    var keys: [[UInt64]] = Channel.vocabularyChannels.map { _ in [] }
    var windowKeys: [UInt32] = []
    var places: [[Int32]] = keys.map { _ in [] } + [[]]
    for (channel, features) in zip(Channel.vocabularyChannels, channels) {
      let first = layout.range(of: channel).lowerBound
      for (position, feature) in features.enumerated() {
        let place = Int32(truncatingIfNeeded: first + position)
        switch Self.key(feature.hash, of: channel) {
        case .hash(let key):
          keys[channel.ordinal].append(key)
          places[channel.ordinal].append(place)
        case .window(let window):
          windowKeys.append(window)
          places[keys.count].append(place)
        }
      }
    }
    let indexes = keys.map { FeatureIndex($0) }
    let windows = WindowIndex(windowKeys)
    all = indexes
    self.windows = windows
    var starts: [Int] = []
    var features: [Int32] = []
    for (positions, places) in zip(indexes.map(\.features) + [windows.positions], places) {
      starts.append(features.count)
      // A slot without a feature is never counted.
      features += positions.map { $0 < 0 ? 0 : places[Int($0)] }
    }
    self.starts = starts
    self.features = features
  }

  /// What an n-gram is looked up by.
  private enum Key {
    case hash(UInt64)
    case window(UInt32)
  }

  /// What the n-gram of `channel` with the hash `hash` is looked up by.
  private static func key(_ hash: UInt64, of channel: Channel) -> Key {
    switch channel {
    case .w1, .w2, .d3, .d5: return .hash(StableHash.unfinalized(hash) ^ channel.seed)
    case .c4:
      let window = CharacterFourGrams.window(of: hash)
      if let bytes = CharacterFourGrams.asciiBytes(window) { return .window(bytes) }
      return .hash(CharacterFourGrams.key(wide: window))
    case .pos, .format: return .hash(hash)
    }
  }
}
