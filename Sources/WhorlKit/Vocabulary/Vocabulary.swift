/// The features that are counted: of each channel the ones that most background documents hold.
///
/// A vocabulary is an asset of its own, named by the SHA-256 of its file, so that fingerprints and
/// background models can say which one they were made with. It carries the function-word list that
/// masks were made by, and each feature's text and document frequency in the background.
public struct Vocabulary: Sendable {
  /// The vocabulary's name, for people.
  public let name: String
  /// The SHA-256 of its file, in hexadecimal.
  public let digest: String
  /// Where it came from: one line a source, with licence.
  public let sources: [String]
  /// The number of corpora that it was computed from.
  public let corpora: Int
  /// The number of documents that it was computed from.
  public let documents: UInt64
  /// The words that masks keep.
  public let functionWords: FunctionWords
  /// The features of each channel, in the order of ``Channel/vocabularyChannels``; within a channel
  /// by falling document frequency, then rising hash.
  public let channels: [[VocabularyFeature]]
  /// Where the features lie in a fingerprint.
  public let layout: FeatureLayout
  /// The lookups of the features, which every reader of documents shares.
  let indexes: ChannelIndexes

  init(
    name: String, digest: String, sources: [String], corpora: Int, documents: UInt64,
    functionWords: FunctionWords, channels: [[VocabularyFeature]]
  ) {
    self.name = name
    self.digest = digest
    self.sources = sources
    self.corpora = corpora
    self.documents = documents
    self.functionWords = functionWords
    self.channels = channels
    layout = FeatureLayout(vocabularyCounts: channels.map(\.count))
    indexes = ChannelIndexes(channels, layout: layout)
  }

  /// The share of background documents that hold each feature of `channel`.
  public func documentRates(_ channel: Channel) -> [Double] {
    guard channel != .format else { return [] }
    let total = Double(max(documents, 1))
    return channels[channel.ordinal].map { Double($0.documents) / total }
  }
}
