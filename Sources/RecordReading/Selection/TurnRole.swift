/// Whose turns of a conversation are taken.
public enum TurnRole: String, Sendable, Equatable, CaseIterable {
  /// The model: `assistant`, `gpt`, `model`, `bot`, `chatgpt`, `ai`.
  case assistant
  /// The person: `user`, `human`, `prompter`.
  case user
  /// The instructions: `system`, `developer`.
  case system
  /// All three; results of tools are nobody's.
  case all

  /// The role that a record names, ASCII letters in either case; nil for tools and the unknown.
  init?(named name: some Collection<UInt8>) {
    switch String(
      decoding: name.prefix(16).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    {
    case "assistant", "gpt", "model", "bot", "chatgpt", "ai": self = .assistant
    case "user", "human", "prompter": self = .user
    case "system", "developer": self = .system
    default: return nil
    }
  }
}
