/// The fields that are taken from each record.
public struct FieldPlan: Sendable, Equatable {
  /// The field with the model's output: a string.
  public let text: FieldPath
  /// The field with the prompt, if there is one: a string.
  public let prompt: FieldPath?
  /// The field with the record's identifier, if there is one: a string or a number.
  public let id: FieldPath?

  /// A plan that takes the given fields.
  public init(text: FieldPath, prompt: FieldPath? = nil, id: FieldPath? = nil) {
    self.text = text
    self.prompt = prompt
    self.id = id
  }
}
