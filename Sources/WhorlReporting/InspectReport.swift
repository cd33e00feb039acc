public import WhorlKit

/// The result of `whorl inspect`: what a fingerprint says of itself, and which features stand out.
public struct InspectReport: Sendable {
  let fingerprint: Fingerprint
  let vocabulary: Vocabulary
  let standouts: [(channel: Channel, features: [Standout])]

  /// A feature whose document rate differs from the background's.
  struct Standout: Sendable {
    let text: String
    let documents: UInt64
    let rate: Double
    let backgroundRate: Double
  }

  /// Whether the fingerprint was made with another vocabulary, so that its features have no names.
  public let isOtherVocabulary: Bool

  /// A report with the `top` features of each channel.
  public init(_ fingerprint: Fingerprint, vocabulary: Vocabulary, top: Int) {
    self.fingerprint = fingerprint
    self.vocabulary = vocabulary
    isOtherVocabulary = fingerprint.header.parameters.vocabularyDigest != vocabulary.digest
    let sums = fingerprint.sums
    standouts =
      isOtherVocabulary || top == 0
      ? []
      : Channel.vocabularyChannels.map { channel in
        (channel, Self.standouts(channel, sums, vocabulary, top: top))
      }
  }

  /// The features with the largest excess of documents in standard deviations of a binomial count
  /// under the background's rate.
  private static func standouts(
    _ channel: Channel, _ sums: FeatureSums, _ vocabulary: Vocabulary, top: Int
  ) -> [Standout] {
    let total = Double(max(sums.documents, 1))
    let start = vocabulary.layout.range(of: channel).lowerBound
    let background = vocabulary.documentRates(channel)
    let scored = background.indices.map { index -> (z: Double, index: Int) in
      let expected = background[index] * total
      let variance = max(expected * (1 - background[index]), 0.25)
      let count = Double(sums.features[start + index].documents)
      return ((count - expected) / variance.squareRoot(), index)
    }
    let ranked = scored.sorted { a, b in a.z != b.z ? a.z > b.z : a.index < b.index }
    return ranked.prefix(top).filter { $0.z > 0 }.map { _, index in
      Standout(
        text: vocabulary.channels[channel.ordinalInVocabulary][index].text,
        documents: sums.features[start + index].documents, rate: sums.documentRate(start + index),
        backgroundRate: background[index])
    }
  }
}

extension Channel {
  fileprivate var ordinalInVocabulary: Int { Channel.vocabularyChannels.firstIndex(of: self) ?? 0 }
}
