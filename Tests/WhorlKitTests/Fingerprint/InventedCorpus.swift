@testable import WhorlKit

/// A corpus of invented documents, each with its prompt, and its fingerprint.
struct InventedCorpus {
  var documents: [(text: [UInt8], prompt: [UInt8])]

  init(_ count: Int, words: Int = 40, seed: UInt64) {
    documents = (0..<count).map { index in
      let number = seed &* 1000 &+ UInt64(index)
      let text = Array(InventedTexts.soup(words: words, seed: number).utf8)
      return (text, Array("prompt \(index / 2)".utf8))
    }
  }

  init(_ documents: [(text: [UInt8], prompt: [UInt8])]) { self.documents = documents }

  static let builder = Result { FingerprintBuilder(vocabulary: try InventedVocabulary.small) }

  func builder(_ template: FingerprintBuilder? = nil) throws -> FingerprintBuilder {
    var builder = try template ?? Self.builder.get()
    for document in documents { try builder.add(document.text.span, key: document.prompt.span) }
    return builder
  }

  func fingerprint(_ name: String = "x", template: FingerprintBuilder? = nil) throws -> Fingerprint {
    try builder(template).invented(name)
  }
}

extension FingerprintBuilder {
  func invented(
    _ name: String = "x", inputs: [FingerprintHeader.InputDigest] = [],
    skipped: SkippedRecords = SkippedRecords()
  ) -> Fingerprint {
    fingerprint(
      name: name, vendor: "nobody", toolVersion: "test", created: "2024-01-01", inputs: inputs,
      skipped: skipped)
  }
}
