/// Whether a suspect's answers share more wording with one reference's answers to the same prompts than
/// with the other references' answers to them.
public struct SamePromptEvidence: Sendable, Equatable {
  /// What is said of one reference.
  public struct Reference: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Prompts that the suspect, it, and another reference answered.
    public let sharedPrompts: Int
    /// The mean idf-weighted cosine of the sets of 8-grams over those prompts.
    public let overlap: Double
    /// The mean of the same over all references that answered each of these prompts.
    public let expected: Double
    /// Answers of the same words that no other reference gave to the prompt.
    public let rareAnswers: Int
    /// Shared 8-grams that no other reference has in its answers to the prompt; of a sample where not all
    /// are kept.
    public let rareFeatures: Int
    /// The share of permutations in which a reference drawn anew for each prompt has at least this overlap,
    /// (b + 1) / (n + 1): Phipson & Smyth 2010, doi:10.2202/1544-6115.1585.
    public let pValue: Double
    /// The same, adjusted for the number of references by ``HolmAdjustment``.
    public let adjustedPValue: Double
  }

  /// Permutations unless told otherwise.
  public static let defaultPermutations = 9_999

  /// The prompts of the suspect that two references or more answered.
  public let prompts: Int
  /// Permutations.
  public let permutations: Int
  /// The seed of the permutations.
  public let seed: UInt64
  /// The references, the smallest p-value first.
  public let references: [Reference]
}
