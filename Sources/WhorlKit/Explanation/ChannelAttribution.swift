/// One channel's part in a score.
public struct ChannelAttribution: Sendable, Equatable {
  /// The channel.
  public let channel: Channel
  /// The sum of its features' contributions, in nats.
  public let contribution: Double
  /// Features of it that the score sees.
  public let features: Int
  /// The score if both sides used the channel's features as the background does on average, everything
  /// else being as it is.
  public let scoreWithout: Double
}
