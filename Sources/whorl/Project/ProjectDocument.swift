import RulePacks
import Yams

/// A YAML document whose values are taken out one by one, with errors that point at its lines.
struct ProjectDocument {
  /// The path as given.
  let path: String
  /// The top of it.
  let root: Node

  /// The members of a mapping under their keys.
  typealias Members = [String: (key: Node, value: Node)]

  init(_ text: String, path: String) throws {
    self.path = path
    do {
      guard let root = try Yams.compose(yaml: text) else {
        throw CommandFailure("\(path) is empty: 'whorl init' writes one to start from")
      }
      self.root = root
    } catch let error as YamlError {
      throw Self.failure(error, path: path)
    }
  }

  private static func failure(_ error: YamlError, path: String) -> CommandFailure {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      CommandFailure("\(path):\(mark.line):\(mark.column): not valid YAML: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      CommandFailure(
        "\(path):\(context.mark.line):\(context.mark.column): the key '\(keys.first ?? "")' is there twice")
    case .reader(let problem, _, _, _):
      CommandFailure("\(path) is not valid YAML: \(problem)")
    default:
      CommandFailure("\(path) is not valid YAML")
    }
  }

  /// An error that points at `node`.
  func failure(_ node: Node, _ message: String) -> CommandFailure {
    CommandFailure(place(node) + ": " + message)
  }

  /// The place of `node` as `file:line:column`.
  func place(_ node: Node) -> String {
    guard let mark = node.mark else { return path }
    return "\(path):\(mark.line):\(mark.column)"
  }

  /// The line of `node`, from 1.
  func line(_ node: Node) -> Int { node.mark?.line ?? 1 }

  /// The members of `node`.
  ///
  /// - Parameters:
  ///   - subject: What `node` is, for errors: "a suspect", "'policy'".
  ///   - keys: The keys that it may have.
  func members(_ node: Node, of subject: String, keys: [String]) throws -> Members {
    var members: Members = [:]
    for (key, value) in try pairs(node, of: subject) {
      let name = key.scalar?.string ?? ""
      guard keys.contains(name) else {
        let hint = NameSuggestion.hint(for: name, among: keys)
        throw failure(
          key,
          "\(subject) has no key '\(name)'"
            + (hint.isEmpty ? ": its keys are \(keys.joined(separator: ", "))" : hint))
      }
      members[name] = (key, value)
    }
    return members
  }

  /// The members of `node`, whatever their keys, in the order of the file.
  func pairs(_ node: Node, of subject: String) throws -> [(key: Node, value: Node)] {
    guard case .mapping(let mapping) = node else {
      throw failure(node, "\(subject) must be a mapping, as in 'key: value'")
    }
    for (key, _) in mapping where key.scalar == nil {
      throw failure(key, "a key of \(subject) is not text")
    }
    return mapping.map { ($0.key, $0.value) }
  }

  /// The elements of `node`: those of a list, or `node` alone where one thing stands for a list of it.
  func elements(_ node: Node, of subject: String) throws -> [Node] {
    if case .sequence(let sequence) = node {
      guard !sequence.isEmpty else { throw failure(node, "\(subject) is an empty list: leave it out") }
      return Array(sequence)
    }
    return [node]
  }

  /// The text of `node`.
  func text(_ node: Node, of subject: String) throws -> String {
    guard let scalar = node.scalar else {
      throw failure(node, "\(subject) must be text, not a list or mapping")
    }
    let isEmpty = scalar.string.isEmpty || (scalar.style == .plain && ["~", "null"].contains(scalar.string))
    guard !isEmpty else { throw failure(node, "\(subject) is empty: give it a value or leave it out") }
    guard !scalar.string.contains("\0") else { throw failure(node, "\(subject) has a NUL character in it") }
    return scalar.string
  }

  /// The finite number in `node`.
  func number(_ node: Node, of subject: String) throws -> Double {
    let text = try text(node, of: subject)
    guard let number = Double(text), number.isFinite else {
      throw failure(node, "\(subject) is '\(text)', which is not a number")
    }
    return number
  }

  /// The count in `node`.
  func count(_ node: Node, of subject: String) throws -> UInt64 {
    let text = try text(node, of: subject)
    guard let count = UInt64(text), count <= 1 << 53 else {
      throw failure(node, "\(subject) is '\(text)', which is not a whole number of 0 or more")
    }
    return count
  }

  /// The share in `node`: a number from 0 to 1, or a percentage such as `5%`.
  func share(_ node: Node, of subject: String) throws -> Double {
    let text = try text(node, of: subject)
    let isPercentage = text.hasSuffix("%")
    let digits = isPercentage ? String(text.dropLast()) : text
    guard let number = Double(digits), number.isFinite, (0...(isPercentage ? 100 : 1)).contains(number) else {
      throw failure(
        node, "\(subject) is '\(text)', which is no share: give 0 to 1, or a percentage such as 5%")
    }
    return isPercentage ? number / 100 : number
  }
}
