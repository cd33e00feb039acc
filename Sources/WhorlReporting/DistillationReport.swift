public import WhorlKit

/// The result of `whorl score --question distilled`: one suspect against candidate teachers.
public struct DistillationReport: Sendable {
  let suspect: DistillationReportSuspect
  let documents: [UInt64]
  let evidence: DistillationEvidence
  let excludedVendors: [String]
  let seed: UInt64
  let vocabulary: Vocabulary
  let toolVersion: String

  /// A report.
  ///
  /// - Parameters:
  ///   - documents: The records of each candidate, in the order of the evidence's comparisons.
  ///   - vocabulary: Where the function words come from.
  public init(
    suspect: DistillationReportSuspect, documents: [UInt64], evidence: DistillationEvidence,
    excludedVendors: [String], seed: UInt64, vocabulary: Vocabulary, toolVersion: String
  ) {
    self.suspect = suspect
    self.documents = documents
    self.evidence = evidence
    self.excludedVendors = excludedVendors
    self.seed = seed
    self.vocabulary = vocabulary
    self.toolVersion = toolVersion
  }

  /// The finding in one sentence, which says no more than was measured.
  var finding: String {
    guard let leader = evidence.verdict.leader else {
      return "no statement about the listed candidates"
    }
    return "among the listed candidates, \(leader) shares most vendor-exclusive wording"
  }

  /// What the numbers do and do not say.
  static let caveats = [
    "Not calibrated: no likelihood ratio, and no statement that the suspect was trained on anybody's "
      + "outputs. Where the teacher is not listed, a relative of it leads; where the suspect's base model "
      + "or another student of the same teacher is listed, that can lead instead. If the suspect is or "
      + "derives from a candidate, leave that vendor out with --exclude-vendor.",
    "Unrelated models are the references themselves, each with its own vendor left out; some of them may "
      + "have a listed teacher. How often the ranking and the verdicts are right is in "
      + "docs/distilled-evaluation.md.",
  ]
}
