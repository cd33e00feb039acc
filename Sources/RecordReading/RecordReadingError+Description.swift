extension RecordReadingError: CustomStringConvertible {
  /// The message.
  public var description: String { message }
}
