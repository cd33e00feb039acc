/// A coefficient of an ``AffineCalibration`` that must not be below a number.
///
/// A slope that must not be negative, for instance: a larger score must not lower the ratio only because
/// a small set of trials happens to say so.
public struct CoefficientBound: Sendable, Equatable {
  /// The index of the coefficient.
  public var index: Int
  /// The least value that it may have.
  public var minimum: Double

  /// The bound of coefficient `index`.
  public init(index: Int, minimum: Double) {
    self.index = index
    self.minimum = minimum
  }
}
