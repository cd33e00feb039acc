extension RecordFinding: CustomStringConvertible {
  /// One line such as `answers.jsonl:17: malformed JSON (text behind the object)`.
  public var description: String { "\(source):\(line): \(detail)" }
}
