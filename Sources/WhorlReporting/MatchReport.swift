public import WhorlKit

/// The result of `whorl match`: what documents of a suspect share with those of references.
public struct MatchReport: Sendable {
  /// A reference.
  public struct Reference: Sendable {
    let name: String
    let documents: Int
    let keepsText: Bool

    /// A reference of so many documents; without their text nothing can be verified.
    public init(name: String, documents: Int, keepsText: Bool) {
      self.name = name
      self.documents = documents
      self.keepsText = keepsText
    }
  }

  let suspect: String
  let inputs: [FingerprintHeader.InputDigest]
  let references: [Reference]
  let thresholds: CopiedTextThresholds
  let indexThreshold: Double
  let summary: CopiedTextSummary
  let documents: [MatchReportDocument]
  let samePrompt: SamePromptEvidence?
  let toolVersion: String

  /// A report.
  ///
  /// - Parameters:
  ///   - references: In the order of the matcher's names.
  ///   - indexThreshold: The lowest similarity that all indexes were made for.
  ///   - documents: Those with a match, in the order of the input.
  ///   - samePrompt: The overlap on shared prompts; nil if there are none.
  public init(
    suspect: String, inputs: [FingerprintHeader.InputDigest], references: [Reference],
    thresholds: CopiedTextThresholds, indexThreshold: Double, summary: CopiedTextSummary,
    documents: [MatchReportDocument], samePrompt: SamePromptEvidence?, toolVersion: String
  ) {
    self.suspect = suspect
    self.inputs = inputs
    self.references = references
    self.thresholds = thresholds
    self.indexThreshold = indexThreshold
    self.summary = summary
    self.documents = documents
    self.samePrompt = samePrompt
    self.toolVersion = toolVersion
  }

  /// The documents, the strongest match first.
  var ranked: [MatchReportDocument] {
    documents.enumerated().sorted { a, b in
      let (first, second) = (a.element.strength, b.element.strength)
      if first.rank != second.rank { return first.rank < second.rank }
      if first.similarity != second.similarity { return first.similarity > second.similarity }
      return a.offset < b.offset
    }.map(\.element)
  }

  /// What the numbers do and do not say.
  var caveats: [String] {
    var caveats = [
      "Answers to one prompt share wording without copying: of pairs of unrelated models' answers 6 % reach "
        + "a Jaccard similarity of 0.05 and 0.1 % one of 0.5 (docs/copied-text.md). Hold the share of one "
        + "reference against that of the others."
    ]
    let textless = references.filter { !$0.keepsText }.map(\.name)
    if !textless.isEmpty {
      caveats.append(
        "No text is kept of \(textless.prefix(3).joined(separator: ", "))\(textless.count > 3 ? ", …" : ""): "
          + "its matches are estimates from signatures and fingerprints, spans cannot be shown, and what is "
          + "common cannot be told. Match against the corpus, or an index made with --keep-text.")
    }
    if thresholds.jaccard < indexThreshold {
      caveats.append(
        "The index was made to find similarities from \(NumberText.fixed(indexThreshold, 2)) on, and "
          + "--min-jaccard is \(NumberText.fixed(thresholds.jaccard, 2)): pairs between the two may be missed."
      )
    }
    if thresholds.run < Winnowing.guaranteedRun {
      caveats.append(
        "Shared runs of fewer than \(Winnowing.guaranteedRun) words may be missed, and --min-run is "
          + "\(thresholds.run).")
    }
    if summary.short > 0 {
      caveats.append(
        "Documents with fewer than \(WordSequence.shingleLength) words are compared as a whole only: "
          + "\(NumberText.grouped(UInt64(summary.short))).")
    }
    if summary.wordless > 0 {
      caveats.append(
        "Documents without a word match nothing: \(NumberText.grouped(UInt64(summary.wordless))).")
    }
    if summary.echoes > 0 {
      caveats.append(
        "Documents of nothing but words of their prompt, which are no evidence: "
          + "\(NumberText.grouped(UInt64(summary.echoes))).")
    }
    if summary.unverified > 0 {
      caveats.append(
        "Weaker candidates that were left out: \(NumberText.grouped(UInt64(summary.unverified))). Of a document "
          + "the \(CopiedTextMatcher.candidateLimit) strongest are verified, and four more for each reference."
      )
    }
    return caveats
  }
}
