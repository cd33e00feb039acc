/// The lookups of all vocabulary channels, and where each slot's feature lies in a fingerprint.
struct ChannelIndexes: Sendable {
  /// The lookups, in the order of ``Channel/vocabularyChannels``.
  let all: [FeatureIndex]
  /// The first slot of each channel.
  let starts: [Int]
  /// The feature of each slot of all channels, back to back.
  let slots: [Target]

  /// Where a slot's feature lies, in four bytes because the table is read at random.
  struct Target: Sendable {
    private let packed: UInt32

    init(feature: Int, channel: Int) {
      packed = UInt32(truncatingIfNeeded: feature << 3 | channel)
    }

    /// The feature's place in a fingerprint.
    @inline(__always)
    var feature: Int { Int(packed >> 3) }

    /// The channel's place in ``Channel/allCases``.
    @inline(__always)
    var channel: Int { Int(packed & 7) }
  }

  /// The lookups of `vocabulary`.
  init(_ vocabulary: Vocabulary) {
    let indexes = vocabulary.channels.map { features in FeatureIndex(features.map(\.hash)) }
    all = indexes
    var starts: [Int] = []
    var slots: [Target] = []
    for channel in Channel.vocabularyChannels {
      starts.append(slots.count)
      let first = vocabulary.layout.range(of: channel).lowerBound
      // A slot without a feature is never counted.
      slots += indexes[channel.ordinal].features.map { position in
        Target(feature: first + max(0, Int(position)), channel: channel.ordinal)
      }
    }
    self.starts = starts
    self.slots = slots
  }
}
