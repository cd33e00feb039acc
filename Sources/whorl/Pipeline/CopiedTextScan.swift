import RecordReading
import WhorlKit
import WhorlReporting

/// A suspect's documents looked up in references, a chunk of them at a time on several threads.
struct CopiedTextScan {
  let corpus: OrderedCorpus
  let matcher: CopiedTextMatcher
  /// What the features of same-prompt overlap are made with; nil for none.
  let functionWords: FunctionWords?

  /// What was found.
  struct Outcome {
    var summary: CopiedTextSummary
    /// The documents that match, in the order of the input.
    var documents: [MatchReportDocument] = []
    var overlap = SamePromptOverlap()
    var inputs: [FingerprintHeader.InputDigest] = []
  }

  private struct Part: Sendable {
    let findings: [CopiedTextFinding]
    let documents: [MatchReportDocument]
    let digests: DocumentDigests
  }

  /// Reads and looks up all of `arguments`.
  func run(_ arguments: [String]) async throws -> Outcome {
    var outcome = Outcome(summary: CopiedTextSummary(references: matcher.references.count))
    var position = 0
    let (matcher, functionWords) = (matcher, functionWords)
    let tally = try await corpus.read(arguments) { chunk in
      try Self.part(chunk, matcher, functionWords)
    } consume: { part in
      outcome.summary.add(part.findings, batch: part.digests)
      outcome.documents += part.documents.map { $0.moved(by: position) }
      outcome.overlap.add(part.digests)
      position += part.findings.count
    }
    outcome.inputs = tally.inputs.map { input in
      FingerprintHeader.InputDigest(
        name: input.displayName, bytes: UInt64(input.byteCount), sha256: input.sha256)
    }
    return outcome
  }

  private static func part(
    _ chunk: OrderedCorpus.Chunk, _ matcher: CopiedTextMatcher, _ functionWords: FunctionWords?
  ) throws -> Part {
    guard let first = matcher.indexes.first?.header.parameters else {
      throw CommandFailure("no references: name at least one with -r")
    }
    let parameters = CopiedTextParameters(
      bands: first.bands, removesEchoes: first.removesEchoes, keepsText: true)
    let digests = try CopiedTextCorpus.digests(chunk.batch, parameters, functionWords)
    let prompts = chunk.batch.records.map { Array(chunk.batch.storage[$0.prompt ?? 0..<0]) }
    let findings = try matcher.findings(in: digests, prompts: prompts)
    var documents: [MatchReportDocument] = []
    for (finding, record) in zip(findings, chunk.batch.records) where !finding.matches.isEmpty {
      documents.append(
        try MatchReportDocument(
          finding, source: chunk.source, line: record.line, text: chunk.batch.storage[record.text],
          matcher: matcher))
    }
    return Part(findings: findings, documents: documents, digests: digests)
  }

  /// The references of a matcher, as reports show them.
  static func references(_ matcher: CopiedTextMatcher) -> [MatchReport.Reference] {
    matcher.references.map { name in
      var documents = 0
      var keepsText = true
      for index in matcher.indexes {
        for reference in index.header.references where reference.name == name {
          documents += reference.documents.count
          keepsText = keepsText && index.header.parameters.keepsText
        }
      }
      return MatchReport.Reference(name: name, documents: documents, keepsText: keepsText)
    }
  }
}
