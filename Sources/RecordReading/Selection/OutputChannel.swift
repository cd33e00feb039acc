/// Which part of an output is taken: the answer or the reasoning before it.
public enum OutputChannel: String, Sendable, Equatable, CaseIterable {
  /// The answer without `<think>` and `<thinking>` blocks.
  case final
  /// These blocks, and `reasoning_content` fields.
  case reasoning
  /// The reasoning, then the answer.
  case all
}
