/// What is taken of a source, besides where its fields are.
public struct RecordSelection: Sendable, Equatable {
  /// Whose turns of a conversation.
  public var role: TurnRole
  /// Which of these turns.
  public var turn: TurnChoice
  /// Which part of an output.
  public var channel: OutputChannel
  /// Only records in which these hold; of several for one field, one is enough.
  public var conditions: [FieldCondition]
  /// The field that ``Record/group`` is taken from.
  public var group: FieldPath?
  /// The part of the source that is read; nil for all of it.
  public var shard: RecordShard?

  /// A selection; without arguments the last answer of the model in every record.
  public init(
    role: TurnRole = .assistant, turn: TurnChoice = .last, channel: OutputChannel = .final,
    conditions: [FieldCondition] = [], group: FieldPath? = nil, shard: RecordShard? = nil
  ) {
    self.role = role
    self.turn = turn
    self.channel = channel
    self.conditions = conditions
    self.group = group
    self.shard = shard
  }

  /// The conditions by field, in the order in which the fields were first named.
  var conditionsByField: [(path: FieldPath, values: [[UInt8]])] {
    var fields: [(path: FieldPath, values: [[UInt8]])] = []
    for condition in conditions {
      let value = Array(condition.value.utf8)
      if let index = fields.firstIndex(where: { $0.path.steps == condition.path.steps }) {
        fields[index].values.append(value)
      } else {
        fields.append((condition.path, [value]))
      }
    }
    return fields
  }
}
