/// The candidate sources of one suspect, best first, beside the sources that it is known to have.
public struct LineageRanking: Sendable, Equatable {
  /// One candidate.
  public struct Candidate: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Its family, by which recall is averaged.
    public let family: String

    /// A candidate.
    public init(name: String, family: String) {
      self.name = name
      self.family = family
    }
  }

  /// The suspect's name.
  public let suspect: String
  /// The candidates, best first.
  public let candidates: [Candidate]
  /// The names of the acceptable sources.
  public let sources: Set<String>

  /// A ranking.
  ///
  /// - Parameters:
  ///   - suspect: The suspect's name.
  ///   - candidates: The candidates.
  ///   - scores: A score for each candidate, larger is better; nil ranks last. Ties are broken by name, so
  ///     that the order in which candidates are given decides nothing.
  ///   - sources: The names of the true sources.
  public init(suspect: String, candidates: [Candidate], scores: [Double?], sources: Set<String>) {
    self.suspect = suspect
    self.sources = sources
    self.candidates = zip(candidates, scores).sorted { a, b in
      let (x, y) = (a.1 ?? -.infinity, b.1 ?? -.infinity)
      return x != y ? x > y : a.0.name.utf8.lexicographicallyPrecedes(b.0.name.utf8)
    }.map(\.0)
  }

  /// The place of the best acceptable source, from 1; nil if none is a candidate.
  public var rank: Int? { candidates.firstIndex { sources.contains($0.name) }.map { $0 + 1 } }

  /// The family that recall counts the suspect under: that of the acceptable sources that are candidates,
  /// or the first of their families by name.
  public var family: String? {
    candidates.filter { sources.contains($0.name) }.map(\.family)
      .min { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether the first candidate is of the family of an acceptable source.
  public var isFamilyFirst: Bool {
    guard let first = candidates.first else { return false }
    return candidates.contains { sources.contains($0.name) && $0.family == first.family }
  }
}
