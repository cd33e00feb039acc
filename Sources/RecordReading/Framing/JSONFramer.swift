/// Finds the elements of one JSON array (RFC 8259), or objects one behind the other, or arrays.
///
/// Looks at strings and brackets only: whether an element is valid is for the parser to say. Text that is
/// no element becomes a record too, so that it is counted.
struct JSONFramer: RecordFramer {
  private enum Place { case before, array, sequence, behind }

  var cursor = FramingCursor()
  private var place = Place.before
  private var depth = 0
  private var isInString = false
  /// Whether an odd number of backslashes ends the bytes seen so far, inside a string.
  private var isEscaped = false
  private var isAfterComma = false
  /// Whether an array at the top is a record itself, and does not hold them.
  private let arraysAreRecords: Bool

  init(arraysAreRecords: Bool = false) {
    self.arraysAreRecords = arraysAreRecords
  }

  mutating func scan(_ bytes: Span<UInt8>, isEnd: Bool, into spans: inout [RecordSpan]) {
    while cursor.position < bytes.count {
      if isInString {
        scanString(bytes)
      } else if place == .behind {
        scanBehind(bytes, into: &spans)
      } else {
        scanStructure(bytes, into: &spans)
      }
    }
    if isEnd {
      finish(at: bytes.count, into: &spans)
    }
  }

  private mutating func scanString(_ bytes: Span<UInt8>) {
    var from = cursor.position
    if isEscaped {
      isEscaped = false
      cursor.line += bytes[from] == 0x0A ? 1 : 0
      from += 1
    }
    let floor = from
    while let quote = ByteSearch.firstIndex(of: UInt8(ascii: "\""), in: from..<bytes.count, of: bytes) {
      from = quote + 1
      if backslashes(before: quote, downTo: floor, bytes) % 2 == 0 {
        cursor.line += ByteSearch.count(of: 0x0A, in: floor..<quote, of: bytes)
        isInString = false
        cursor.position = from
        return
      }
    }
    cursor.line += ByteSearch.count(of: 0x0A, in: floor..<bytes.count, of: bytes)
    isEscaped = backslashes(before: bytes.count, downTo: floor, bytes) % 2 == 1
    cursor.position = bytes.count
  }

  private func backslashes(before end: Int, downTo floor: Int, _ bytes: Span<UInt8>) -> Int {
    var index = end
    while index > floor, bytes[index - 1] == UInt8(ascii: "\\") {
      index -= 1
    }
    return end - index
  }

  /// Walks over everything but strings.
  private mutating func scanStructure(_ bytes: Span<UInt8>, into spans: inout [RecordSpan]) {
    while cursor.position < bytes.count {
      let byte = bytes[cursor.position]
      switch byte {
      case 0x20, 0x09, 0x0D: break
      case 0x0A:
        cursor.line += 1
      case UInt8(ascii: ",") where depth == 0 && place == .array:
        cursor.finish(cursor.position, cursor.start == nil ? .emptyElement : nil, into: &spans)
        isAfterComma = true
      case UInt8(ascii: "]") where depth == 0 && place == .array:
        if cursor.start != nil || isAfterComma {
          cursor.finish(cursor.position, cursor.start == nil ? .emptyElement : nil, into: &spans)
        }
        place = .behind
        cursor.position += 1
        return
      case UInt8(ascii: "[") where place == .before && !arraysAreRecords:
        place = .array
      default:
        if place == .before { place = .sequence }
        if cursor.start == nil {
          cursor.begin()
          isAfterComma = false
        }
        switch byte {
        case UInt8(ascii: "\""):
          isInString = true
          cursor.position += 1
          return
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          depth = max(0, depth - 1)
          if depth == 0, place == .sequence {
            cursor.finish(cursor.position + 1, into: &spans)
          }
        default: break
        }
      }
      cursor.position += 1
    }
  }

  /// What stands behind the array becomes a record a line.
  private mutating func scanBehind(_ bytes: Span<UInt8>, into spans: inout [RecordSpan]) {
    let byte = bytes[cursor.position]
    if byte == 0x0A {
      if cursor.start != nil {
        cursor.finish(cursor.position, .behindArray, into: &spans)
      }
      cursor.line += 1
    } else if cursor.start == nil, byte != 0x20, byte != 0x09, byte != 0x0D {
      cursor.begin()
    }
    cursor.position += 1
  }

  private mutating func finish(at end: Int, into spans: inout [RecordSpan]) {
    let isOpen = depth > 0 || isInString
    switch place {
    case .before: break
    case .array:
      if cursor.start != nil, !isOpen { cursor.finish(end, into: &spans) }
      cursor.finish(end, .unclosedArray, into: &spans)
    case .sequence:
      if cursor.start != nil { cursor.finish(end, into: &spans) }
    case .behind:
      if cursor.start != nil { cursor.finish(end, .behindArray, into: &spans) }
    }
  }
}
