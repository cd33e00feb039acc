/// What two indexes must have in common to be merged, and a suspect to be looked up in one.
public struct CopiedTextParameters: Sendable, Equatable {
  /// How signatures are cut into bands.
  public let bands: BandPlan
  /// Whether what a document repeats of its own prompt is left out of its shingles.
  public let removesEchoes: Bool
  /// Whether the texts are kept.
  public let keepsText: Bool

  /// Parameters.
  public init(bands: BandPlan, removesEchoes: Bool = true, keepsText: Bool = false) {
    self.bands = bands
    self.removesEchoes = removesEchoes
    self.keepsText = keepsText
  }

  /// Throws, naming the first difference and the option that would remove it, if `other` differs.
  public func check(_ other: CopiedTextParameters) throws(CopiedTextError) {
    func mismatch(_ field: String, _ ours: String, _ theirs: String, _ remedy: String) -> CopiedTextError {
      .mismatch(field: field, ours: ours, theirs: theirs, remedy: remedy)
    }
    if bands.threshold != other.bands.threshold {
      throw mismatch(
        "its threshold", "\(bands.threshold)", "\(other.bands.threshold)",
        "make one of them again with --threshold \(bands.threshold)")
    }
    if bands != other.bands {
      throw mismatch(
        "its weight of misses", "\(bands.falseNegativeWeight)", "\(other.bands.falseNegativeWeight)",
        "make one of them again with --miss-weight \(bands.falseNegativeWeight)")
    }
    if removesEchoes != other.removesEchoes {
      throw mismatch(
        "its treatment of prompt echoes", removesEchoes ? "left out" : "kept",
        other.removesEchoes ? "left out" : "kept",
        "make one of them again \(removesEchoes ? "without" : "with") --keep-echoes")
    }
    if keepsText != other.keepsText {
      throw mismatch(
        "its text", keepsText ? "kept" : "left out", other.keepsText ? "kept" : "left out",
        "make one of them again \(keepsText ? "with" : "without") --keep-text")
    }
  }
}
