import WhorlKit

/// References and a background that are ready to be compared with suspects, one after the other or many
/// at once.
struct CaseScoring: Sendable {
  let references: [Fingerprint]
  /// More models' fingerprints of the references' kind of text, which are not compared.
  let domainBackground: [Fingerprint]
  let background: BackgroundModel?
  let options: AssessmentOptions

  private let set: ReferenceSet
  private let prepared: PreparedReferences?

  /// References that hold the same outputs under two names.
  var repeatedReferences: [RepeatedReference] { self.set.repeated }

  /// Checks that the references can be compared with each other, and prepares them.
  ///
  /// - Throws: `ReferenceSetError`.
  init(
    references: [Fingerprint], domainBackground: [Fingerprint] = [], vocabulary: Vocabulary,
    background: BackgroundModel?, options: AssessmentOptions
  ) throws {
    self.references = references
    self.domainBackground = domainBackground
    self.background = background
    self.options = options
    set = try ReferenceSet(references, vocabulary: vocabulary)
    prepared = background.map { PreparedReferences(references, background: $0, style: options.style) }
  }

  /// Compares `suspect` with every reference.
  ///
  /// - Parameter rows: The suspect's documents one by one, where they are at hand.
  /// - Throws: `ReferenceSetError`, `AssessmentError`, `CalibrationError`.
  func score(
    _ suspect: Fingerprint, rows: [DocumentRow]
  ) throws -> (comparisons: [Comparison], assessment: Assessment?) {
    let comparisons = try set.compare(suspect)
    guard let background, let prepared else { return (comparisons, nil) }
    let assessment = try Assessment(
      comparisons, suspect: suspect, rows: rows, prepared: prepared, domainBackground: domainBackground,
      background: background, options: options)
    return (comparisons, assessment)
  }
}
