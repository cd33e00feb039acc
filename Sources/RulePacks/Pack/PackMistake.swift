/// Something that is wrong with a pack, and where its author will find it.
public struct PackMistake: Error, Sendable, Equatable {
  /// How bad it is.
  public enum Level: String, Sendable {
    /// The rule or pack cannot be used.
    case error
    /// It can be used.
    case warning
  }

  /// The pack's file, as it was named.
  public let file: String
  /// Where in it.
  public let place: PackPlace
  /// What is wrong and what would help, in one sentence without a full stop.
  public let message: String
  /// How bad it is.
  public let level: Level

  /// A mistake in `file` at `place`.
  public init(file: String, place: PackPlace, message: String, level: Level = .error) {
    self.file = file
    self.place = place
    self.message = message
    self.level = level
  }
}

extension PackMistake: CustomStringConvertible {
  /// `file:line:column: message`, with `warning: ` before a message that is one.
  public var description: String {
    "\(file):\(place.line):\(place.column): \(level == .warning ? "warning: " : "")\(message)"
  }
}
