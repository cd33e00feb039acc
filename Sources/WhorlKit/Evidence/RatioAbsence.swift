/// Why a suspect has no likelihood ratio against a reference.
public enum RatioAbsence: String, Sendable, CaseIterable {
  /// The suspect has too little text.
  case suspectTooSmall
  /// The reference has too little text.
  case referenceTooSmall
  /// The suspect is of another kind of text than the calibration, or its texts were treated after they were written.
  case suspectOutside
  /// The reference is of another kind that the background knows, or its texts were treated after they were written.
  case referenceOutside
  /// There is no calibration for this kind of text, or this question.
  case uncalibrated
}
