public import WhorlKit

/// The result of `whorl score`: one suspect against its references.
public struct ScoreReport: Sendable {
  let suspect: FingerprintHeader
  let comparisons: [Comparison]
  let verdict: Verdict
  let vocabulary: Vocabulary
  let toolVersion: String

  /// A report.
  ///
  /// - Parameter comparisons: The comparisons with all references, best first.
  public init(
    suspect: FingerprintHeader, comparisons: [Comparison], verdict: Verdict, vocabulary: Vocabulary,
    toolVersion: String
  ) {
    self.suspect = suspect
    self.comparisons = comparisons
    self.verdict = verdict
    self.vocabulary = vocabulary
    self.toolVersion = toolVersion
  }
}
