/// Two references that hold the same outputs: one model given twice under two names.
///
/// Neither can be told from the other, and each stands in the other's way.
public struct RepeatedReference: Sendable, Equatable {
  /// The name of the one that comes first.
  public let first: String
  /// The name of the other.
  public let second: String

  /// The share of eight-word shingles from which on two corpora are one.
  private static let sharedWording = 0.8

  /// The pairs among `references` that share an input, or most of their wording both ways.
  ///
  /// - Complexity: O(R²) comparisons of sketches, most of which end at the number of documents.
  public static func pairs(in references: [Fingerprint]) -> [RepeatedReference] {
    var pairs: [RepeatedReference] = []
    let inputs = references.map { Set($0.header.inputs.map(\.sha256)) }
    for second in references.indices {
      for first in 0..<second {
        let sharesInput = !inputs[first].isDisjoint(with: inputs[second])
        guard sharesInput || areAlike(references[first], references[second]) else { continue }
        pairs.append(
          RepeatedReference(first: references[first].header.name, second: references[second].header.name))
      }
    }
    return pairs
  }

  private static func areAlike(_ a: Fingerprint, _ b: Fingerprint) -> Bool {
    let (few, many) = (
      min(a.header.documents, b.header.documents), max(a.header.documents, b.header.documents)
    )
    guard few > 0, many < 2 * few else { return false }
    // The share of all, which is quicker to say, is no larger than either share of one.
    guard let both = try? a.sketches.eight.minHash.jaccardEstimate(with: b.sketches.eight.minHash),
      both.value >= 0.5
    else { return false }
    let (x, y) = (a.sketches.eight.fracMinHash, b.sketches.eight.fracMinHash)
    for (one, other) in [(x, y), (y, x)] {
      guard let estimate = try? one.containmentEstimate(in: other), estimate.value >= sharedWording else {
        return false
      }
    }
    return true
  }
}
