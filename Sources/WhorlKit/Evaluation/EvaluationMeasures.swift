/// A number for each ``EvaluationMeasure``.
public struct EvaluationMeasures: Sendable, Equatable {
  private var values: [Double]

  /// The numbers that `value` gives.
  init(_ value: (EvaluationMeasure) -> Double) { values = EvaluationMeasure.allCases.map(value) }

  /// The number of a measure.
  public subscript(measure: EvaluationMeasure) -> Double { values[measure.ordinal] }
}
