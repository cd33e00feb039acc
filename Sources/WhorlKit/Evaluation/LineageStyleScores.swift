/// Style scores of a suspect against candidate sources, on disjoint prompts.
public struct LineageStyleScores: Sendable {
  /// The mean score of each candidate over both directions: one half of the suspect against the other half
  /// of the candidate; nil where neither direction has documents on both sides.
  public let scores: [Double?]

  /// Scores `suspect` against `candidates`.
  ///
  /// - Complexity: O(candidates · axes).
  public init(_ suspect: PlacedCorpus, candidates: [PlacedCorpus], style: StyleModel) {
    scores = candidates.map { candidate in
      let scores = (0...1).compactMap { half -> Double? in
        guard let questioned = suspect.references[half], let known = candidate.references[1 - half] else {
          return nil
        }
        return style.score(suspect: questioned, reference: known)
      }
      return scores.isEmpty ? nil : scores.reduce(0, +) / Double(scores.count)
    }
  }
}
