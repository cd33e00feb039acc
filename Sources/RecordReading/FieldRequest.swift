/// The fields that a user asked for; each one that is nil is looked for.
public struct FieldRequest: Sendable, Equatable {
  /// The field with the model's output.
  public var text: FieldPath?
  /// The field with the prompt.
  public var prompt: FieldPath?
  /// The field with the record's identifier.
  public var id: FieldPath?

  /// A request for the given fields.
  public init(text: FieldPath? = nil, prompt: FieldPath? = nil, id: FieldPath? = nil) {
    self.text = text
    self.prompt = prompt
    self.id = id
  }
}
