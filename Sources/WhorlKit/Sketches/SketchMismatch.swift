/// The reason why two sketches cannot be compared or united: a parameter differs.
public struct SketchMismatch: Error, Equatable, Sendable {
  /// A parameter that both sketches must share.
  public enum Field: String, Equatable, Sendable {
    /// The number of tokens in a shingle.
    case shingleLength = "shingle length"
    /// The number of bins of a ``MinHashSketch``.
    case bins = "number of bins"
    /// The largest number of hashes of a ``FracMinHashSketch``.
    case capacity = "capacity"
  }

  /// The parameter that differs.
  public let field: Field
  /// Its value in the receiver.
  public let left: Int
  /// Its value in the argument.
  public let right: Int

  /// A mismatch of `field`, which is `left` in one sketch and `right` in the other.
  public init(field: Field, left: Int, right: Int) {
    self.field = field
    self.left = left
    self.right = right
  }

  /// Throws if the values of `field` differ.
  static func check(_ field: Field, _ left: Int, _ right: Int) throws(SketchMismatch) {
    guard left == right else { throw SketchMismatch(field: field, left: left, right: right) }
  }
}
