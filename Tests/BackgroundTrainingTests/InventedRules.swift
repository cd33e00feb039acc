@testable import WhorlKit

/// Rules for the texts of ``InventedModels``: each counts one of their words, and a class counts half of them.
enum InventedRules {
  private static let words = ["the", "a", "of", "and", "to", "in", "is", "it", "that", "not"]
  static let pack = RuleSums.Pack(name: "words", version: "1", digest: String(repeating: "c", count: 64))
  static let names = words.map { "rule words/\($0)" } + ["class words/first"]

  /// Sums of no documents.
  static var empty: RuleSums { RuleSums(packs: [pack], names: names) }

  /// What the rules count in `text`, which of `names` is where.
  static func tally(_ text: [UInt8], names: [String] = names) -> RuleTally {
    let pieces = String(decoding: text, as: UTF8.self).split { !$0.isLetter }
    var hits: [String: Int] = [:]
    for piece in pieces { hits["rule words/\(piece)", default: 0] += 1 }
    hits["class words/first"] = words.prefix(5).reduce(0) { $0 + (hits["rule words/\($1)"] ?? 0) }
    return RuleTally(
      counts: names.enumerated().compactMap { index, name in
        hits[name].flatMap { $0 > 0 ? (index, $0) : nil }
      })
  }

  /// A fingerprint of some documents of an invented model, scanned with `sums` if there are any.
  static func fingerprint(
    model: Int, documents: Range<Int>, name: String, sums: RuleSums? = empty
  ) throws -> Fingerprint {
    var builder = FingerprintBuilder(
      vocabulary: try InventedModels.shared.get().vocabulary, rules: sums)
    for document in documents {
      let text = InventedModels.text(model: model, document: document)
      let key = Array("prompt \(document)".utf8)
      try builder.add(text.span, key: key.span)
      builder.addRules(tally(text, names: sums?.entries.map(\.name) ?? []))
    }
    return builder.fingerprint(
      name: name, vendor: nil, toolVersion: "test", created: nil, inputs: [], skipped: SkippedRecords())
  }
}
