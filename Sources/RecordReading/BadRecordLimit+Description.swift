extension BadRecordLimit: CustomStringConvertible {
  /// The limit as it was written.
  public var description: String { text }
}
