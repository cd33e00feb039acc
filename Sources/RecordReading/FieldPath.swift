/// Where in a record a field is: keys, and indexes into arrays, from the outside in.
///
/// Written with dots and brackets: `output`, `message.content`, `choices[0].message.content`. A backslash
/// before a dot, an opening bracket or a backslash takes that character as part of a key.
public struct FieldPath: Sendable, Equatable {
  enum Step: Sendable, Equatable {
    case key([UInt8])
    case index(Int)
    /// Every element of an array; never parsed from text.
    case every
  }

  /// The path as it was written.
  public let text: String
  let steps: [Step]

  /// Parses a path.
  ///
  /// - Throws: ``RecordReadingError`` with the code `invalidFieldPath`.
  public init(_ text: String) throws(RecordReadingError) {
    guard let steps = FieldPathParser(text).parse() else {
      throw RecordReadingError(
        .invalidFieldPath,
        "field path '\(printable(text))' is not one: write keys and indexes as in a.b[0].c, "
          + "and \\. for a dot inside a key")
    }
    self.text = text
    self.steps = steps
  }

  /// The record itself, where it is an array.
  static let wholeRecord = FieldPath(text: "[]", steps: [])

  /// A path below this one.
  func appending(_ more: Step...) -> FieldPath { FieldPath(text: text, steps: steps + more) }

  /// The field beside this one with another key.
  func sibling(_ key: String) -> FieldPath {
    FieldPath(text: key, steps: steps.dropLast() + [.key(Array(key.utf8))])
  }

  init(text: String, steps: [Step]) {
    self.text = text
    self.steps = steps
  }

  /// The field with this key at the top of a record, whatever characters it holds.
  init(key: String) {
    text = key
    steps = [.key(Array(key.utf8))]
  }
}

private struct FieldPathParser {
  private let bytes: [UInt8]
  private var position = 0
  private var steps: [FieldPath.Step] = []

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  consuming func parse() -> [FieldPath.Step]? {
    guard parseKey() else { return nil }
    while position < bytes.count {
      let separator = bytes[position]
      position += 1
      guard separator == UInt8(ascii: ".") ? parseKey() : parseIndex() else { return nil }
    }
    return steps
  }

  /// Reads a key up to a dot or an opening bracket.
  private mutating func parseKey() -> Bool {
    var key: [UInt8] = []
    while position < bytes.count {
      var byte = bytes[position]
      if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "[") { break }
      if byte == UInt8(ascii: "\\") {
        position += 1
        guard position < bytes.count else { return false }
        byte = bytes[position]
        guard [UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "\\")].contains(byte) else {
          return false
        }
      }
      key.append(byte)
      position += 1
    }
    steps.append(.key(key))
    return !key.isEmpty
  }

  /// Reads digits and a closing bracket.
  private mutating func parseIndex() -> Bool {
    var index = 0
    var digits = 0
    while position < bytes.count, (0x30...0x39).contains(bytes[position]), digits < 9 {
      index = index * 10 + Int(bytes[position] - 0x30)
      digits += 1
      position += 1
    }
    guard digits > 0, position < bytes.count, bytes[position] == UInt8(ascii: "]") else { return false }
    position += 1
    steps.append(.index(index))
    return position == bytes.count || bytes[position] == UInt8(ascii: ".")
      || bytes[position] == UInt8(ascii: "[")
  }
}
