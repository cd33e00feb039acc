/// The features of one document, for what needs documents one by one: training, and intervals by
/// resampling.
public struct DocumentRow: Sendable {
  /// The document's weight, `L / (L + 100)`, to 1/4096.
  public let weight: Float
  /// The prompt half that it is in, 0 or 1.
  public internal(set) var half: Int
  /// A hash of the prompt that it answers, or of what else decided the half; 0 if nothing but its text did.
  public internal(set) var prompt: UInt64 = 0
  /// What rows are put in order by, so that the order of reading does not matter: a hash of the text.
  public let order: UInt64
  /// The features that the document holds, by their place in a fingerprint.
  public let features: [Int32]
  /// The rate of each, `y = sqrt(count / (L + 1))`.
  public let rates: [Float]
  /// The features of rules that hold in the document, and the rate of each; see ``RuleSums/rates``. Empty if it was
  /// not scanned.
  public internal(set) var ruleFeatures: [Int32] = []
  /// The rate of each of ``ruleFeatures``.
  public internal(set) var ruleRates: [Float] = []

  /// The document as rules see it: the same with ``ruleFeatures`` for its features.
  public var rules: DocumentRow {
    DocumentRow(
      weight: weight, half: half, prompt: prompt, order: order, features: ruleFeatures, rates: ruleRates)
  }

  static func precedes(_ a: DocumentRow, _ b: DocumentRow) -> Bool {
    if a.order != b.order { return a.order < b.order }
    return a.half < b.half
  }
}
