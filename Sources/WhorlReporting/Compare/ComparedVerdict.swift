public import WhorlKit

/// The verdict on a suspect, as a value of a report.
public struct ComparedVerdict: Sendable, Equatable {
  /// The verdict.
  public var kind: Verdict.Kind
  /// The references that it names, best first.
  public var references: [String]
  /// Whether it rests on a calibration.
  public var isCalibrated: Bool
  /// Why, in one clause.
  public var reason: String

  /// A verdict.
  public init(kind: Verdict.Kind, references: [String] = [], isCalibrated: Bool = true, reason: String) {
    self.kind = kind
    self.references = references
    self.isCalibrated = isCalibrated
    self.reason = reason
  }

  /// The verdict that the core came to.
  public init(_ verdict: Verdict) {
    self.init(
      kind: verdict.kind, references: verdict.references, isCalibrated: verdict.isCalibrated,
      reason: verdict.reason)
  }
}
