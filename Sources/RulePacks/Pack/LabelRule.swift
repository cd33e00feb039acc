/// When a text is given a label.
public struct LabelRule: Sendable, Equatable {
  /// A bound on a score or on a class's score.
  public struct Condition: Sendable, Equatable {
    /// How the two sides compare.
    public enum Comparison: String, Sendable, CaseIterable {
      /// Greater or equal.
      case atLeast = ">="
      /// Greater.
      case above = ">"
      /// Less or equal.
      case atMost = "<="
      /// Less.
      case below = "<"
    }

    /// The score or class.
    public let name: String
    /// How it is compared.
    public let comparison: Comparison
    /// What it is compared with.
    public let bound: Double

    func holds(_ value: Double) -> Bool {
      switch comparison {
      case .atLeast: value >= bound
      case .above: value > bound
      case .atMost: value <= bound
      case .below: value < bound
      }
    }
  }

  /// The label.
  public let label: String
  /// Its other names in label fields of data sets.
  public let aliases: [String]
  /// What must hold, all of it.
  public let conditions: [Condition]
}
