/// A value in force, and where it came from.
struct Setting: Equatable {
  /// Where values come from, the strongest first.
  enum Origin: Equatable {
    case flag(String)
    case environment(String)
    case project(file: String, line: Int)
    case standard

    /// In words, for `whorl config`.
    var words: String {
      switch self {
      case .flag(let name): "flag \(name)"
      case .environment(let name): "environment \(name)"
      case .project(let file, let line): "\(file):\(line)"
      case .standard: "default"
      }
    }
  }

  /// The value as text; nil where nothing was given.
  var text: String?
  /// Where it came from.
  var origin: Origin

  /// An error about the value that says where it came from.
  func failure(_ message: String) -> CommandFailure {
    switch origin {
    case .flag(let name): CommandFailure("\(name) \(message)")
    case .environment(let name): CommandFailure("the environment variable \(name) \(message)")
    case .project(let file, let line): CommandFailure("\(file):\(line): \(message)")
    case .standard: CommandFailure(message)
    }
  }
}
