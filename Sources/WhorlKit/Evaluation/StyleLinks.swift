/// Which models write so much alike that their own texts, of known source, are not told apart.
///
/// Two models are linked where the calibrated log₁₀ LR between opposite prompt halves of them, for suspects of some
/// number of documents and averaged over both directions, is at least 0: the rule by which a verdict names a
/// cluster (`docs/evidence.md`). Links are not transitive.
public struct StyleLinks: Sendable, Equatable {
  /// Two linked models.
  public struct Pair: Sendable, Equatable {
    /// One, by its place.
    public let first: Int
    /// The other, with the larger place.
    public let second: Int
    /// The mean log₁₀ LR between opposite halves of them.
    public let log10LR: Double
  }

  /// The linked pairs, in ascending order of their places.
  public let pairs: [Pair]
  private let neighbours: [Set<Int>]

  /// The links that follow from the mean log₁₀ LR between opposite halves of each pair of `modelCount`
  /// models; nil for a pair that was not compared.
  public init(modelCount: Int, ratio: (_ first: Int, _ second: Int) -> Double?) {
    var pairs: [Pair] = []
    var neighbours = [Set<Int>](repeating: [], count: modelCount)
    for first in 0..<modelCount {
      for second in (first + 1)..<max(modelCount, first + 1) {
        guard let ratio = ratio(first, second), ratio >= 0 else { continue }
        pairs.append(Pair(first: first, second: second, log10LR: ratio))
        neighbours[first].insert(second)
        neighbours[second].insert(first)
      }
    }
    self.pairs = pairs
    self.neighbours = neighbours
  }

  /// Whether `a` and `b` are one model or linked.
  public func isLinked(_ a: Int, _ b: Int) -> Bool { a == b || neighbours[a].contains(b) }

  /// The trials with linked sets in the place of single references.
  ///
  /// The set of a reference is the reference and the models linked to it, and its score and ratio are the
  /// best of them. A set is true if it holds the suspect's model; of the true ones that of the suspect's
  /// model itself stands for all, so that different models linked to it make no trial. Nor do they lend
  /// their score to a set of other models.
  ///
  /// - Complexity: O(n · k) for n trials and k references a suspect text.
  public func clustered(_ table: TrialTable) -> [EvaluationTrial] {
    Self.clustered(table) { _ in self }
  }

  /// The trials with linked sets in the place of single references, where `links` gives those that the trials of one
  /// draw are judged by.
  static func clustered(
    _ table: TrialTable, links: (_ draw: Int) -> StyleLinks
  ) -> [EvaluationTrial] {
    let trials = table.trials
    var result: [EvaluationTrial] = []
    var start = 0
    while start < trials.count {
      let end = trials[start...].firstIndex { $0.draw != trials[start].draw } ?? trials.count
      let contest = trials[start..<end]
      let suspect = trials[start].suspect
      let links = links(trials[start].draw)
      for trial in contest where trial.isSame || !links.isLinked(suspect, trial.reference) {
        var (score, ratio) = (trial.score, trial.log10LR)
        for other in contest where links.isLinked(trial.reference, other.reference) {
          guard trial.isSame || !links.isLinked(suspect, other.reference) else { continue }
          score = max(score, other.score)
          ratio = max(ratio, other.log10LR)
        }
        result.append(
          EvaluationTrial(
            suspect: suspect, reference: trial.reference, draw: trial.draw, score: score, log10LR: ratio))
      }
      start = end
    }
    return result
  }
}
