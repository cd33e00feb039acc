import Testing

@testable import WhorlKit

@Suite("Channels")
struct ChannelTests {
  private struct Recorder: FeatureSink {
    var hashes: [Channel: [UInt64]] = [:]

    mutating func add(_ channel: Channel, hash: UInt64, first: Int, last: Int) {
      hashes[channel, default: []].append(hash)
    }
  }

  // These numbers are part of the file format. If one changes, so must a version.
  @Test("have the seeds and the hashes that are written down", arguments: ChannelGoldens.all)
  func goldens(_ golden: ChannelGoldens.Golden) throws {
    #expect(golden.channel.seed == golden.seed)
    let text = Array("The bridge of 12 stones, a town.".utf8)
    var extractor = FeatureExtractor(functionWords: FunctionWords(["the", "of", "a"]))
    var recorder = Recorder()
    _ = try extractor.extract(text.span, into: &recorder)
    #expect(recorder.hashes[golden.channel]?.first == golden.firstHash)
    #expect(recorder.hashes[golden.channel]?.last == golden.lastHash)
  }

  @Test("have placeholders and seeds that are written down")
  func placeholders() {
    #expect(MaskedToken.content == ChannelGoldens.content)
    #expect(MaskedToken.number == ChannelGoldens.number)
    #expect(ShingleLength.allCases.map(\.seed) == ChannelGoldens.shingleSeeds)
    #expect(PromptHalf.seed == ChannelGoldens.halfSeed)
  }

  @Test("have different seeds, and ordinals in the order of all cases")
  func order() {
    #expect(Set(Channel.allCases.map(\.seed)).count == 7)
    #expect(Channel.allCases.map(\.ordinal) == Array(0..<7))
    #expect(Channel.vocabularyChannels + [.format] == Channel.allCases)
    let layout = FeatureLayout(vocabularyCounts: [3, 0, 2, 1, 4, 5])
    #expect(layout.range(of: .w2) == 3..<3)
    #expect(layout.range(of: .pos) == 10..<15)
    #expect(layout.range(of: .format) == 15..<15 + FormatFeature.allCases.count)
    #expect(layout.count == 15 + FormatFeature.allCases.count)
  }
}
