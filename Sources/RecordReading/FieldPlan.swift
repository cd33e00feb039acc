/// The fields that are taken from each record, and what is taken of them.
public struct FieldPlan: Sendable, Equatable {
  /// The field with the model's output, or with the turns or choices that hold it.
  public let text: FieldPath
  /// The field with the prompt, if there is one: a string.
  public let prompt: FieldPath?
  /// The field with the record's identifier, if there is one: a string or a number.
  public let id: FieldPath?
  /// What `text` leads to.
  public let shape: RecordShape
  /// A field that goes on with the prompt where it is not empty, as `input` does in Alpaca's records.
  public let promptContext: FieldPath?
  /// A conversation whose last turn of the user is the prompt, for choices that have none beside them.
  public let promptTurns: FieldPath?
  /// What is taken of the records.
  public let selection: RecordSelection

  /// A plan that takes the given fields.
  public init(
    text: FieldPath, prompt: FieldPath? = nil, id: FieldPath? = nil, shape: RecordShape = .field,
    promptContext: FieldPath? = nil, promptTurns: FieldPath? = nil,
    selection: RecordSelection = RecordSelection()
  ) {
    self.text = text
    self.prompt = prompt
    self.id = id
    self.shape = shape
    self.promptContext = promptContext
    self.promptTurns = promptTurns
    self.selection = selection
  }
}
