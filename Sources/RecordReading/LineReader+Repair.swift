internal import CSimdjson

extension LineReader {
  /// Like `read`, and where the line has bytes that JSON text cannot hold (invalid UTF-8, NUL), replaces
  /// these by U+FFFD and reads again. The second value says whether anything in the line was replaced.
  func readRepairing(
    _ line: Range<Int>, of bytes: Span<UInt8>, into output: inout [UInt8]
  ) -> (status: Status, isRepaired: Bool) {
    let start = output.count
    let outcome = read(line, of: bytes, into: &output)
    guard
      outcome.status == CSimdjsonStatusInvalidUTF8 || outcome.status == CSimdjsonStatusControlCharacter
    else { return (outcome.status, outcome.replacedSurrogate) }
    var repaired = repairedLine(bytes.extracting(line))
    let length = repaired.count
    repaired.append(contentsOf: repeatElement(0, count: RecordChunk.padding))
    output.removeLast(output.count - start)
    return (read(0..<length, of: repaired.span, into: &output).status, true)
  }

  /// Why a line is malformed, in words for a message; nil for a valid one.
  static func explanation(of status: Status) -> String? {
    switch status {
    case CSimdjsonStatusValid: nil
    case CSimdjsonStatusNotAnObject: "not a JSON object"
    case CSimdjsonStatusInvalidUTF8: "invalid UTF-8"
    case CSimdjsonStatusControlCharacter: "unescaped control character in a string"
    case CSimdjsonStatusUnclosedString: "string without a closing quote"
    case CSimdjsonStatusInvalidEscape: "invalid escape in a string"
    case CSimdjsonStatusInvalidScalar: "neither a number nor true, false or null"
    case CSimdjsonStatusTrailingText: "text behind the object"
    case CSimdjsonStatusTooDeep: "nested deeper than \(CSIMDJSON_MAXIMUM_DEPTH) levels"
    case CSimdjsonStatusTooLarge: "too large for memory"
    default: "missing comma, colon or bracket"
    }
  }

  /// A kind of value in words for a message.
  static func name(of kind: Kind) -> String {
    switch kind {
    case CSimdjsonKindNull: "null"
    case CSimdjsonKindBoolean: "true or false"
    case CSimdjsonKindNumber: "a number"
    case CSimdjsonKindString: "text"
    case CSimdjsonKindArray: "an array"
    case CSimdjsonKindObject: "an object"
    default: "missing"
    }
  }
}
