import Testing

@testable import WhorlKit

@Suite("The fingerprint builder")
struct FingerprintBuilderTests {
  @Test("puts documents with one prompt into one half, and both halves get some")
  func halves() throws {
    var used: Set<Int> = []
    for number in 0..<30 {
      var builder = try InventedCorpus.builder.get()
      let prompt = Array("question \(number)".utf8)
      for seed in UInt64(1)...3 {
        let text = Array(InventedTexts.soup(words: 10, seed: seed).utf8)
        try builder.add(text.span, key: prompt.span)
      }
      let documents = builder.invented().halves.map(\.documents)
      #expect(documents.sorted() == [0, 3])
      used.insert(documents[0] == 3 ? 0 : 1)
      #expect(PromptHalf.index(forKey: prompt.span) == (documents[0] == 3 ? 0 : 1))
    }
    #expect(used == [0, 1])
  }

  @Test("goes by the text where there is no key")
  func noKey() throws {
    for seed in UInt64(1)...10 {
      var builder = try InventedCorpus.builder.get()
      let text = Array(InventedTexts.soup(words: 10, seed: seed).utf8)
      let none: [UInt8] = []
      try builder.add(text.span, key: none.span)
      #expect(builder.invented().halves[PromptHalf.index(forKey: text.span)].documents == 1)
    }
  }

  @Test("splits prompts about evenly")
  func even() {
    let first = (0..<4000).count { number in
      let key = Array("prompt \(number)".utf8)
      return PromptHalf.index(forKey: key.span) == 0
    }
    // Four standard errors of a fair coin.
    #expect(abs(first - 2000) < 127)
  }

  @Test("says beforehand which documents it counts")
  func counts() throws {
    var builder = try InventedCorpus.builder.get()
    for document in ["", " \n", "\u{A0}", "\u{FEFF} \u{3000}", "\u{200B}", "\0", "a", " . "] {
      let text = Array(document.utf8)
      let isCounted = try builder.add(text.span, key: text.span)
      #expect(FingerprintBuilder.counts(text.span) == isCounted, "\(text)")
    }
  }

  @Test("counts empty documents and sequences that are not UTF-8, and neither as anything else")
  func oddities() throws {
    var builder = try InventedCorpus.builder.get()
    let key = Array("k".utf8)
    for document in [[], [0x20, 0x0A], [0x61, 0xFF, 0x62, 0x80], [0xC3]] as [[UInt8]] {
      try builder.add(document.span, key: key.span)
    }
    let fingerprint = builder.fingerprint(
      name: "x", vendor: nil, toolVersion: "t", created: nil,
      inputs: [
        .init(name: "b", bytes: 1, sha256: "0"), .init(name: "a", bytes: 2, sha256: "1"),
        .init(name: "a", bytes: 2, sha256: "0"),
      ],
      skipped: SkippedRecords(empty: 5), replacedInReading: 10)
    #expect(builder.documents == 2)
    #expect(fingerprint.header.documents == 2)
    #expect(fingerprint.header.skipped == SkippedRecords(empty: 7))
    #expect(fingerprint.header.skipped.total == 7)
    #expect(fingerprint.header.replacedSequences == 13)
    #expect(fingerprint.header.inputs.map(\.name) == ["a", "a", "b"])
    #expect(fingerprint.header.inputs.map(\.sha256) == ["0", "1", "0"])
    #expect(try Fingerprint(fingerprint.encoded()) == fingerprint)
  }
}
