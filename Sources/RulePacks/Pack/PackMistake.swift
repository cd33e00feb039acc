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
  /// Whether it is about the whole pack, so that whoever runs it must know of a warning as well.
  public let concernsPack: Bool

  /// A mistake in `file` at `place`.
  public init(
    file: String, place: PackPlace, message: String, level: Level = .error, concernsPack: Bool = false
  ) {
    self.file = file
    self.place = place
    self.message = message
    self.level = level
    self.concernsPack = concernsPack
  }

  /// `file:line:column: message`, whatever the level.
  public var placedMessage: String { "\(file):\(place.line):\(place.column): \(message)" }
}

extension PackMistake: CustomStringConvertible {
  /// `file:line:column: message`, with `warning: ` before a message that is one.
  public var description: String {
    "\(file):\(place.line):\(place.column): \(level == .warning ? "warning: " : "")\(message)"
  }
}
