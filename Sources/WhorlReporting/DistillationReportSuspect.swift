public import WhorlKit

/// The suspect of a ``DistillationReport``, as it was read.
public struct DistillationReportSuspect: Sendable {
  let name: String
  let documents: UInt64
  let tokens: UInt64
  let prompts: UInt64
  let skipped: SkippedRecords
  let inputs: [FingerprintHeader.InputDigest]

  /// A suspect of `documents` records with `tokens` tokens, which answer `prompts` distinct prompts.
  public init(
    name: String, documents: UInt64, tokens: UInt64, prompts: UInt64, skipped: SkippedRecords,
    inputs: [FingerprintHeader.InputDigest]
  ) {
    self.name = name
    self.documents = documents
    self.tokens = tokens
    self.prompts = prompts
    self.skipped = skipped
    self.inputs = inputs
  }
}
