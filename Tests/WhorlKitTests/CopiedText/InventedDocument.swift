import Testing

@testable import WhorlKit

/// A document of random words, with an id and a prompt.
struct InventedDocument {
  let text: String
  var prompt = ""
  var id = ""

  static func parameters(keepsText: Bool = true) throws -> CopiedTextParameters {
    let plan = try #require(BandPlan(threshold: 0.05, falseNegativeWeight: 0.98, bands: 128, rows: 1))
    return CopiedTextParameters(bands: plan, keepsText: keepsText)
  }

  /// Documents of twenty to sixty words that share runs with one another.
  static func soup(_ count: Int, seed: UInt64, vocabulary: Int = 400) -> [InventedDocument] {
    var random = SplitMix64(seed: seed)
    var pool: [String] = []
    return (0..<count).map { number in
      var words = (0..<20 + random.index(below: 40)).map { _ in "w\(random.index(below: vocabulary))" }
      if number % 3 == 2, let earlier = pool.randomElement(using: &random) {
        words += earlier.split(separator: " ").prefix(30).map(String.init)
      }
      pool.append(words.joined(separator: " "))
      return InventedDocument(text: pool[number], prompt: "question \(number % 17)", id: "")
    }
  }

  static func copies(of text: String, _ count: Int) -> [InventedDocument] {
    [InventedDocument](repeating: InventedDocument(text: text), count: count)
  }

  static func digests(
    _ documents: [InventedDocument], _ parameters: CopiedTextParameters? = nil, name: String = ""
  ) throws -> DocumentDigests {
    var digests = DocumentDigests(
      parameters: try parameters ?? Self.parameters(), functionWords: try Vocabulary.shipped().functionWords)
    for (number, document) in documents.enumerated() {
      let text = Array(document.text.utf8)
      let prompt = Array(document.prompt.utf8)
      let id = Array((document.id.isEmpty && !name.isEmpty ? "\(name)-\(number)" : document.id).utf8)
      try digests.add(text.span, prompt: prompt.span, id: id.span)
    }
    return digests
  }

  static func index(
    _ corpora: [(String, [InventedDocument])], keepsText: Bool = true, removesEchoes: Bool = true
  ) throws -> CopiedTextIndex {
    let plan = try parameters().bands
    let parameters = CopiedTextParameters(bands: plan, removesEchoes: removesEchoes, keepsText: keepsText)
    var builder = try CopiedTextIndexBuilder(parameters: parameters, storage: MemoryStorage())
    for (name, documents) in corpora {
      builder.beginReference(name)
      try builder.append(try digests(documents, parameters, name: name))
    }
    return try builder.finish(toolVersion: "test")
  }

  static func seeds(_ digests: DocumentDigests, _ document: Int) -> Set<UInt32> {
    Set(digests.seeds[(document == 0 ? 0 : digests.seedEnds[document - 1])..<digests.seedEnds[document]])
  }
}
