public import WhorlKit

/// A suspect of a ``CompareReport`` with its verdict and its comparisons.
public struct ComparedSuspect: Sendable {
  /// Its name; no two suspects of a report share one.
  public var name: String
  /// Documents that were counted.
  public var documents: UInt64
  /// Tokens in them.
  public var tokens: UInt64
  /// Records that were not counted.
  public var skipped: SkippedRecords
  /// What was read.
  public var inputs: [FingerprintHeader.InputDigest]
  /// The paths that the user gave; empty for standard input.
  public var paths: [String]
  /// What its comparisons amount to.
  public var verdict: ComparedVerdict
  /// The calibration that its ratios rest on; nil where there is none.
  public var calibration: CalibrationSummary?
  /// Whether the background knows this kind of text; nil without a background.
  public var domain: DomainStatus?
  /// Its comparisons, best first; equal scores in the order of names.
  public var comparisons: [ComparisonResult]
  /// What rules find in its documents; nil where no packs were named or the texts are not at hand.
  public var findings: RuleFindings?
  /// What could not be found out of it, a sentence each, where the rest could.
  public var problems: [String] = []
  /// The documents that are most and least like the best reference; empty where they are not at hand.
  public var typicality: [DocumentTypicality]

  /// A suspect.
  public init(
    name: String, documents: UInt64, tokens: UInt64, skipped: SkippedRecords = SkippedRecords(),
    inputs: [FingerprintHeader.InputDigest] = [], paths: [String] = [], verdict: ComparedVerdict,
    calibration: CalibrationSummary? = nil, domain: DomainStatus? = nil, comparisons: [ComparisonResult],
    findings: RuleFindings? = nil, typicality: [DocumentTypicality] = []
  ) {
    self.name = name
    self.documents = documents
    self.tokens = tokens
    self.skipped = skipped
    self.inputs = inputs
    self.paths = paths
    self.verdict = verdict
    self.calibration = calibration
    self.domain = domain
    self.comparisons = comparisons
    self.findings = findings
    self.typicality = typicality
  }
}
