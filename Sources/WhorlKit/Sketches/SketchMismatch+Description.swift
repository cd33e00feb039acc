extension SketchMismatch: CustomStringConvertible {
  /// One line: the parameter, both values and the remedy.
  public var description: String {
    "sketches differ in \(field.rawValue): \(left) and \(right); rebuild both with the same value"
  }
}
