/// Where each channel's features lie in the one array that holds them all.
public struct FeatureLayout: Sendable, Equatable {
  /// The features of each channel, in the order of `Channel.allCases`.
  public let ranges: [Range<Int>]
  /// All features together.
  public let count: Int

  /// The layout of `counts` features a channel, in the order of ``Channel/vocabularyChannels``,
  /// followed by the format features.
  init(vocabularyCounts counts: [Int]) {
    var ranges: [Range<Int>] = []
    var start = 0
    for count in counts + [FormatFeature.allCases.count] {
      ranges.append(start..<start + count)
      start += count
    }
    self.ranges = ranges
    count = start
  }

  /// The range of `channel`'s features.
  public func range(of channel: Channel) -> Range<Int> { ranges[channel.ordinal] }

  /// The channel that the feature at `place` belongs to; nil beyond the last.
  public func channel(of place: Int) -> Channel? {
    Channel.allCases.first { ranges[$0.ordinal].contains(place) }
  }
}

extension Channel {
  /// The channel's place in ``allCases``.
  @inline(__always)
  var ordinal: Int {
    switch self {
    case .w1: 0
    case .w2: 1
    case .d3: 2
    case .d5: 3
    case .c4: 4
    case .pos: 5
    case .format: 6
    }
  }
}
