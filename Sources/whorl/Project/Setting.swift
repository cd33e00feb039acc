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

  /// A value in a project file, one of a list or the only one.
  struct Part: Equatable {
    let text: String
    /// Where it stands: `whorl.yml:3:7`.
    let place: String
  }

  /// The value as text; nil where nothing was given.
  var text: String?
  /// Where it came from.
  var origin: Origin
  /// Its key in the project file that it came from.
  var key: String?
  /// What it consists of in the project file that it came from.
  var parts: [Part] = []

  /// An error about the value that says where it came from.
  ///
  /// - Parameter value: The one of several values that it is about.
  func failure(_ message: String, about value: String? = nil) -> CommandFailure {
    let subject =
      switch origin {
      case .flag(let name): "\(name) "
      case .environment(let name): "the environment variable \(name) "
      case .project: "\(place(of: value)): \(key.map { "'\($0)' " } ?? "")"
      case .standard: ""
      }
    return CommandFailure(subject + message)
  }

  /// What `body` returns; what it throws begins with the place of the value in the project file, where it has one.
  func placed<Value>(_ body: () throws -> Value) throws -> Value {
    do { return try body() } catch {
      guard case .project = origin, text != nil else { throw error }
      let message = CommandFailure(error).message
      let culprit = parts.first { message.contains($0.text) }
      throw CommandFailure("\(place(of: culprit?.text)): \(message)")
    }
  }

  /// Where `value`, or the first one, stands in the project file.
  private func place(of value: String?) -> String {
    let part = parts.first { part in
      part.text.split(separator: ",").contains { $0.split(separator: " ").joined(separator: " ") == value }
    }
    if let place = (part ?? parts.first)?.place { return place }
    guard case .project(let file, let line) = origin else { return "" }
    return "\(file):\(line)"
  }
}
