/// Why a suspect has no likelihood ratio against a reference.
public enum RatioAbsence: String, Sendable, CaseIterable {
  /// The suspect has too little text.
  case suspectTooSmall
  /// The reference has too little text.
  case referenceTooSmall
  /// The suspect is of another kind of text than the calibration.
  case suspectOutside
  /// The reference is of another kind that the background knows.
  case referenceOutside
  /// There is no calibration for this kind of text, or this question.
  case uncalibrated
}
