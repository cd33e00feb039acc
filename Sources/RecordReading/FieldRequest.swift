/// The fields that a user asked for, each one that is nil being looked for, and what is taken of them.
public struct FieldRequest: Sendable, Equatable {
  /// The field with the model's output.
  public var text: FieldPath?
  /// The field with the prompt.
  public var prompt: FieldPath?
  /// The field with the record's identifier.
  public var id: FieldPath?
  /// What is taken of the records.
  public var selection: RecordSelection

  /// A request for the given fields.
  public init(
    text: FieldPath? = nil, prompt: FieldPath? = nil, id: FieldPath? = nil,
    selection: RecordSelection = RecordSelection()
  ) {
    self.text = text
    self.prompt = prompt
    self.id = id
    self.selection = selection
  }
}
