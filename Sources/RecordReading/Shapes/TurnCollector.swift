internal import CSimdjson

/// Puts turns together from the values in a line.
///
/// The values of a turn come one behind the other, and those of a content part too, in whatever order the
/// writer of the line put its keys.
struct TurnCollector {
  /// One turn, or the content of a field that is an array of parts.
  struct Turn {
    let index: Int
    /// Nil if the record names none, or one of nobody.
    var role: TurnRole?
    /// A content that is neither text, nor parts, nor null.
    var strangeKind: LineReader.Kind?
    var text = 0..<0
    var reasoning = 0..<0
  }

  private(set) var turns: [Turn] = []
  /// The pieces of text of all turns, as ranges of the storage.
  private(set) var text: [Range<Int>] = []
  private(set) var reasoning: [Range<Int>] = []
  /// A part that is no text and no reasoning, such as an image, or an element that is no part.
  private(set) var hasOtherParts = false

  private let layout: TurnLayout
  /// Number of the first of the layout's paths among those of the reader.
  private let firstPath: Int
  /// Whether the parts are those of a field and not of turns.
  private let isField: Bool

  private var current: Turn?
  private var part: Part?

  private struct Part {
    let index: Int
    var text: Range<Int>?
    var thinking: Range<Int>?
    var type: Range<Int>?
    var isPlain = false
  }

  init(layout: TurnLayout, firstPath: Int, isField: Bool) {
    self.layout = layout
    self.firstPath = firstPath
    self.isField = isField
  }

  /// The paths that the reader needs, in order.
  var paths: [FieldPath] { layout.paths.map(\.path) }

  /// Takes the turns of a line from its values.
  mutating func collect(_ hits: [LineReader.Hit], storage: [UInt8]) {
    turns.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
    reasoning.removeAll(keepingCapacity: true)
    hasOtherParts = false
    for hit in hits where hit.path >= firstPath && hit.path < firstPath + layout.paths.count {
      add(hit, layout.paths[hit.path - firstPath].part, storage)
    }
    endTurn(storage)
  }

  private mutating func add(_ hit: LineReader.Hit, _ kind: TurnLayout.Part, _ storage: [UInt8]) {
    let isInPart = [.element, .elementText, .elementType, .elementThinking].contains(kind)
    let index = isField ? 0 : isInPart ? hit.outer : hit.inner
    if current?.index != index {
      endTurn(storage)
      current = Turn(
        index: index, text: text.count..<text.count, reasoning: reasoning.count..<reasoning.count)
    }
    if isInPart, part?.index != hit.inner {
      endPart(storage)
      part = Part(index: hit.inner)
    }
    let value = hit.value
    let isString = value.kind == CSimdjsonKindString
    switch kind {
    case .role:
      if isString, current?.role == nil { current?.role = TurnRole(named: storage[value.range]) }
    case .content:
      endPart(storage)
      if isString {
        text.append(value.range)
      } else if value.kind != CSimdjsonKindNull, value.kind != CSimdjsonKindArray {
        current?.strangeKind = value.kind
      }
    case .reasoning:
      if isString { reasoning.append(value.range) }
    case .element:
      // The strings of a field's array are several outputs, not parts of one.
      if isString, !isField {
        part?.text = value.range
        part?.isPlain = true
      }
    case .elementText: if isString { part?.text = value.range }
    case .elementThinking: if isString { part?.thinking = value.range }
    case .elementType: if isString { part?.type = value.range }
    }
  }

  private mutating func endPart(_ storage: [UInt8]) {
    guard let part else { return }
    self.part = nil
    let type = part.type.map { String(decoding: storage[$0].prefix(32), as: UTF8.self) }
    switch type {
    case nil, "text"?, "output_text"?, "input_text"?:
      if let range = part.text { text.append(range) } else { hasOtherParts = true }
    case "thinking"?, "reasoning"?:
      if let range = part.thinking ?? part.text { reasoning.append(range) }
    default:
      hasOtherParts = true
    }
  }

  private mutating func endTurn(_ storage: [UInt8]) {
    endPart(storage)
    guard var turn = current else { return }
    current = nil
    turn.text = turn.text.lowerBound..<text.count
    turn.reasoning = turn.reasoning.lowerBound..<reasoning.count
    turns.append(turn)
  }
}
