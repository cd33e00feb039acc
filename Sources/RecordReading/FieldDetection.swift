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

  /// The field with the model's output.
  public let text: Field
  /// The field with the prompt, if there is one.
  public let prompt: Field?
  /// The field with the record's identifier, if there is one.
  public let id: Field?
  /// Number of records that were looked at: those of the first lines that are JSON objects.
  public let recordsLookedAt: Int
  /// Number of lines among them that are not JSON objects, not counted as records.
  public let malformedLines: Int

  /// The plan to extract with.
  public var plan: FieldPlan {
    FieldPlan(text: text.path, prompt: prompt?.path, id: id?.path)
  }
}
