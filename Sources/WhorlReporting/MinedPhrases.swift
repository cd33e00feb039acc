public import RulePacks
public import WhorlKit

/// The phrases and signatures of `whorl mine`, as a rule pack or as a table.
public struct MinedPhrases: Sendable {
  private var phrases: [PhraseMiner.Phrase]
  private var words: [UInt64: [String]] = [:]
  private var signatures: [UInt64: ErrorSignatures.Signature] = [:]
  /// What the phrases do together.
  public private(set) var estimate = PhraseMiner.Pack()
  private let limit: Int
  private let miner: PhraseMiner

  /// Phrases that `miner` found.
  public init(_ phrases: [PhraseMiner.Phrase], of miner: PhraseMiner, limit: Int) {
    self.phrases = phrases
    self.limit = limit
    self.miner = miner
  }

  /// The rate of false discoveries among the phrases that are written, by Benjamini and Hochberg: the greatest of theirs.
  public var falseDiscoveryRate: Double { phrases.map(\.falseDiscoveryRate).max() ?? 0 }

  /// The same as text.
  public var falseDiscoveryRateText: String { NumberText.probability(falseDiscoveryRate) }

  /// The number of phrases that are written.
  public var count: Int { phrases.count }

  /// What stands for the start of a text among words: no word is this.
  private static let start = "^"

  /// The words of a phrase, and whether it is one only at the start of a text.
  public mutating func add(_ hash: UInt64, words: [String], isOpening: Bool) {
    if self.words[hash] == nil { self.words[hash] = isOpening ? [Self.start] + words : words }
  }

  /// What error signature a hash stands for.
  public mutating func add(_ hash: UInt64, signature: ErrorSignatures.Signature) {
    signatures[hash] = signature
  }

  /// Leaves out phrases that say little beside others: those inside a longer one that as many documents hold,
  /// and those around a shorter one that was chosen; then all beyond the limit, and those that weaken the others.
  public mutating func finish() {
    var kept: [PhraseMiner.Phrase] = []
    let all = phrases.filter { words[$0.hash] != nil || signatures[$0.hash] != nil }
    for phrase in all {
      let own = words[phrase.hash] ?? []
      let isRedundant = kept.contains { other in
        let others = words[other.hash] ?? []
        return Self.contains(own, others)
          || (Self.contains(others, own) && phrase.targetDocuments * 10 <= other.targetDocuments * 12)
      }
      if !isRedundant { kept.append(phrase) }
      if kept.count == limit { break }
    }
    estimate = miner.pack(of: kept)
    phrases = Array(kept.prefix(estimate.count))
  }

  private static func contains(_ long: [String], _ short: [String]) -> Bool {
    // Signatures have no words.
    guard !short.isEmpty, short.count <= long.count else { return false }
    return (0...(long.count - short.count)).contains { long[$0..<($0 + short.count)].elementsEqual(short) }
  }

  /// Tab-separated: phrase, documents of both sides, ratios.
  public func table() -> String {
    var lines = [
      "phrase or rule\ttarget\tbackground\ttarget in one half\tin the other\ttimes as often\tat least"
        + "\tbackground without relatives\tfalse discovery rate"
    ]
    for phrase in phrases {
      let text =
        signatures[phrase.hash].map { "errors/\($0.id)" }
        ?? PrintableText.of((words[phrase.hash] ?? []).joined(separator: " "))
      lines.append(
        "\(text)\t\(phrase.targetDocuments)\t\(phrase.backgroundDocuments)\t\(phrase.halves.0)\t\(phrase.halves.1)"
          + "\t\(NumberText.fixed(phrase.ratio, 1))\t\(NumberText.fixed(phrase.leastRatio, 1))"
          + "\t\(phrase.comparedDocuments.with)\t\(NumberText.probability(phrase.falseDiscoveryRate))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A pack in the format `whorl.pack/1`.
  public func pack(name: String, toolVersion: String, target: String, backgroundFiles: Int) -> String {
    let documents = miner.documents
    let sourcesLeftOut = miner.sourcesLeftOut
    let targetCount = documents.target.0 + documents.target.1
    let backgroundCount = documents.background.0 + documents.background.1
    var lines = [
      "# Found by whorl \(toolVersion): phrases and errors over-represented in the target. Counts are documents.",
      "schema: whorl.pack/1", "name: \(name)", "version: '1'",
      "description: \(Self.quoted("Phrases and errors over-represented in \(PrintableText.of(target))."))",
      "fitted:",
      "  method: posterior of the ratio of document frequencies, then the ratio of hits of the whole pack",
      "  target_documents: \(targetCount)", "  background_documents: \(backgroundCount)",
      "  background_files: \(backgroundFiles)", "  files_left_out_of_a_comparison: \(sourcesLeftOut)",
      "  phrases_tested: \(miner.candidates)",
      "  false_discovery_rate: \(falseDiscoveryRateText)",
      "  expected_hits_a_document: \(NumberText.fixed(estimate.targetHits, 4))",
      "  hits_a_document_in_the_middle_files: \(NumberText.fixed(estimate.backgroundHits, 4))",
      "  is_strong: \(estimate.isStrong)", "rules:",
    ]
    if phrases.isEmpty { lines[lines.count - 1] = "rules: []" }
    for (index, phrase) in phrases.enumerated() {
      let isOpening = words[phrase.hash]?.first == Self.start
      let parts = (words[phrase.hash] ?? []).dropFirst(isOpening ? 1 : 0).map(\.self)
      let text = parts.joined(separator: " ")
      let rate = (Double(phrase.targetDocuments) / Double(max(1, targetCount)))
      let compared = phrase.comparedDocuments
      let background = (Double(compared.with) + 0.5) / Double(max(1, compared.of) + 1)
      let counts =
        "    # target \(phrase.targetDocuments) of \(targetCount), background \(phrase.backgroundDocuments) of "
        + "\(backgroundCount)"
        + (sourcesLeftOut > 0 ? " (\(compared.with) of \(compared.of) without relatives)" : "")
        + ", \(NumberText.fixed(phrase.ratio, 1)) times as often, at least \(NumberText.fixed(phrase.leastRatio, 1))"
        + ", false discovery rate \(NumberText.probability(phrase.falseDiscoveryRate))"
      if let signature = signatures[phrase.hash] {
        lines += [counts] + signature.source
        continue
      }
      lines += [
        "  - id: phrase-\(index + 1)", "    class: phrase",
        "    family: \(isOpening ? "opening" : "words")-\(parts.count)",
        counts, "    regex: \(Self.quoted((isOpening ? Self.opening : "") + Self.pattern(parts)))",
        "    weight: \(NumberText.fixed(Self.weight(rate, background), 2))",
        "    message: \(Self.quoted("\(isOpening ? "Begins with" : "Says") \"\(PrintableText.of(text))\"."))",
        "    matches: [\(Self.quoted(text)), \(Self.quoted(isOpening ? "# \(text), then" : "So \(text) it is."))]",
        "    nonMatches: [\(Self.quoted("Nothing of the kind x\(index).")), "
          + Self.quoted(isOpening ? "x9 q9 z9, \(text)" : "q\(text.first.map(String.init) ?? "")q") + "]",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The logarithm of the rates' ratio, at most 9.
  private static func weight(_ rate: Double, _ background: Double) -> Double {
    var ratio = max(rate / background, 1)
    var bits = 0.0
    while ratio >= 2, bits < 13 {
      ratio /= 2
      bits += 1
    }
    return (bits + ratio - 1) * 0.69
  }

  /// The start of a text, and the marks that may stand before its first word.
  private static let opening = "^\\W{0,\(PhraseScan.longestLead)}"

  private static func pattern(_ words: [String]) -> String {
    var result = ""
    for (index, word) in words.enumerated() {
      let isASCIIWord = word.utf8.allSatisfy { $0 < 0x80 }
      if index > 0 {
        result +=
          isASCIIWord || words[index - 1].utf8.allSatisfy { $0 < 0x80 }
          ? #"[^\w\n.!?]{1,4}"# : #"[^\w\n.!?]{0,2}"#
      }
      if index == 0, isASCIIWord { result += #"(?<![\w'])"# }
      result += word
      if index == words.count - 1, isASCIIWord { result += #"(?![\w'])"# }
    }
    return result
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}
