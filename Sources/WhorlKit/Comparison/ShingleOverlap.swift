/// How much of a suspect's wording is found word for word in a reference, by shingles of one length.
public struct ShingleOverlap: Sendable, Equatable {
  /// Words in a shingle.
  public let shingle: ShingleLength
  /// The estimated share of the suspect's distinct shingles that the reference holds; nil if the
  /// sketches keep too little of the suspect to say.
  public let containmentEstimate: SketchEstimate?
  /// The estimated Jaccard similarity of the two sets; nil if both are empty.
  public let jaccardEstimate: SketchEstimate?

  static func overlaps(
    of suspect: ShingleSketches, in reference: ShingleSketches
  ) throws(SketchMismatch) -> [ShingleOverlap] {
    var overlaps: [ShingleOverlap] = []
    for length in ShingleLength.allCases {
      let questioned = suspect.pair(length)
      let known = reference.pair(length)
      overlaps.append(
        ShingleOverlap(
          shingle: length,
          containmentEstimate: try questioned.fracMinHash.containmentEstimate(in: known.fracMinHash),
          jaccardEstimate: try questioned.minHash.jaccardEstimate(with: known.minHash)))
    }
    return overlaps
  }
}
