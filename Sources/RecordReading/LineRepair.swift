/// The bytes of a line with U+FFFD in place of each NUL and of each maximal part of an ill-formed UTF-8
/// sequence (The Unicode Standard, section 3.9, tables 3-7 and 3-8).
///
/// - Complexity: O(*n*) for *n* bytes; the result is at most three times as long.
func repairedLine(_ line: Span<UInt8>) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(line.count + RecordChunk.padding)
  var index = 0
  while index < line.count {
    let length = sequenceLength(line, at: index)
    if length.isWellFormed, line[index] != 0 {
      for position in index..<index + length.bytes {
        result.append(line[position])
      }
    } else {
      result.append(contentsOf: [0xEF, 0xBF, 0xBD])
    }
    index += length.bytes
  }
  return result
}

/// How many bytes no text has: control characters but white space and ESC, which colours terminals, and those of
/// ill-formed UTF-8 sequences.
///
/// - Complexity: O(*n*) for *n* bytes.
func strangeByteCount(_ bytes: Span<UInt8>) -> Int {
  var count = 0
  var index = 0
  while index < bytes.count {
    let length = sequenceLength(bytes, at: index)
    let byte = bytes[index]
    let isControl = byte == 0x7F || byte < 0x20 && !(0x09...0x0D).contains(byte) && byte != 0x1B
    if !length.isWellFormed || isControl { count += length.bytes }
    index += length.bytes
  }
  return count
}

/// The length of the UTF-8 sequence at an index, or of the longest part of one that starts there.
private func sequenceLength(_ line: Span<UInt8>, at index: Int) -> (bytes: Int, isWellFormed: Bool) {
  let second: ClosedRange<UInt8>
  let length: Int
  switch line[index] {
  case 0x00...0x7F: return (1, true)
  case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
  case 0xE0: (length, second) = (3, 0xA0...0xBF)
  case 0xE1...0xEC, 0xEE...0xEF: (length, second) = (3, 0x80...0xBF)
  case 0xED: (length, second) = (3, 0x80...0x9F)
  case 0xF0: (length, second) = (4, 0x90...0xBF)
  case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
  case 0xF4: (length, second) = (4, 0x80...0x8F)
  default: return (1, false)
  }
  for distance in 1..<length {
    let allowed = distance == 1 ? second : 0x80...0xBF
    guard index + distance < line.count, allowed.contains(line[index + distance]) else {
      return (distance, false)
    }
  }
  return (length, true)
}
