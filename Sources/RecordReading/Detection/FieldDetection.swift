/// A plan, and how well it fits the first records of a source.
public struct FieldDetection: Sendable, Equatable {
  /// One field of the plan.
  public struct Field: Sendable, Equatable {
    /// Where the field is.
    public let path: FieldPath
    /// Whether the user named it; otherwise it was found.
    public let isRequested: Bool
    /// Number of looked-at records in which the field has a value of the right kind.
    public let fits: Int
  }

  /// How the source is divided into records.
  public internal(set) var format = RecordFormat.jsonLines
  /// What the text field leads to.
  public internal(set) var shape = RecordShape.field
  /// The field with the model's output, or with the turns or choices that hold it.
  public let text: Field
  /// The field with the prompt, if there is one.
  public let prompt: Field?
  /// The field with the record's identifier, if there is one.
  public let id: Field?
  /// The field that goes on with the prompt, if there is one.
  public internal(set) var promptContext: FieldPath?
  /// The conversation that ends in the prompt, if the prompt is taken from one.
  public internal(set) var promptTurns: FieldPath?
  /// The names of fields that records have, where none of those looked at has a text in the text field.
  public internal(set) var fieldsSeen: String?
  /// What is taken of the records.
  public internal(set) var selection = RecordSelection()
  /// Number of records that were looked at: those of the first lines that are whole and meet the
  /// conditions.
  public let recordsLookedAt: Int
  /// Number of lines among them that are not JSON objects or whole rows, not counted as records.
  public let malformedLines: Int

  /// The plan to extract with.
  public var plan: FieldPlan {
    FieldPlan(
      text: text.path, prompt: prompt?.path, id: id?.path, shape: shape, promptContext: promptContext,
      promptTurns: promptTurns, selection: selection)
  }

  /// Whether the source is plain text.
  public var isText: Bool { !format.hasFields }

  /// Whether each field that was found, and not named, is in all records that were looked at.
  public var isComplete: Bool {
    [text, prompt, id].compactMap(\.self).allSatisfy { $0.isRequested || $0.fits == recordsLookedAt }
  }

  /// The share of the records looked at that the text field fits; 1 where none was.
  public var share: Double {
    recordsLookedAt == 0 ? 1 : Double(text.fits) / Double(recordsLookedAt)
  }
}
