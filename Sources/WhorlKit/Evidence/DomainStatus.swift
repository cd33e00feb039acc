/// Whether a case is of the kind of text that the background, and with it the calibration, knows.
public enum DomainStatus: Sendable, Equatable {
  /// It is.
  case inDomain
  /// The references are, and the suspect is not.
  case suspectOutside(distance: Double, limit: Double)
  /// Most references are not: scores are taken relative to the references' own mean, and no likelihood
  /// ratio is given, because the calibration is of another kind of text.
  case shifted(references: Int, outside: Int)
}
