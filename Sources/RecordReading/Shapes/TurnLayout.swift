/// The paths of the parts of turns, and what each is for.
struct TurnLayout {
  /// What a path leads to.
  enum Part {
    case role, content, element, elementText, elementType, elementThinking, reasoning
  }

  /// The paths with what they are for.
  private(set) var paths: [(path: FieldPath, part: Part)] = []

  /// The parts of the turns, or choices, that `turns` leads to.
  init(turns: FieldPath, shape: RecordShape) {
    let every = turns.appending(.every)
    switch shape {
    case .field: break
    case .conversation:
      add(every, "role", .role)
      add(every, "from", .role)
      addContent(every, "content")
      add(every, "value", .content)
      add(every, "text", .content)
    case .choices:
      let message = every.appending(.key(Array("message".utf8)))
      addContent(message, "content")
      add(every, "text", .content)
    }
  }

  private mutating func addContent(_ turn: FieldPath, _ key: String) {
    add(turn, key, .content)
    let element = turn.appending(.key(Array(key.utf8)), .every)
    paths.append((element, .element))
    add(element, "text", .elementText)
    add(element, "type", .elementType)
    add(element, "thinking", .elementThinking)
    add(turn, "reasoning_content", .reasoning)
    add(turn, "reasoning", .reasoning)
  }

  /// The parts of a field that holds content parts itself.
  init(field: FieldPath) {
    let element = field.appending(.every)
    paths.append((element, .element))
    add(element, "text", .elementText)
    add(element, "type", .elementType)
    add(element, "thinking", .elementThinking)
  }

  private mutating func add(_ path: FieldPath, _ key: String, _ part: Part) {
    paths.append((path.appending(.key(Array(key.utf8))), part))
  }
}
