/// A slow recursive reader of the grammar of RFC 8259, to check the fast one against. Lone surrogate
/// escapes are allowed, and control characters in strings are not.
struct ObviousJSON {
  private let bytes: [UInt8]
  private var index = 0

  static func isObject(_ line: [UInt8]) -> Bool {
    var reader = ObviousJSON(bytes: line)
    reader.space()
    guard reader.peek == UInt8(ascii: "{"), reader.value() else { return false }
    reader.space()
    return reader.index == line.count
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func take(_ text: String) -> Bool {
    guard bytes[index...].starts(with: text.utf8) else { return false }
    index += text.utf8.count
    return true
  }

  private mutating func space() {
    while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { index += 1 }
  }

  private mutating func value() -> Bool {
    space()
    if take("{") {
      return list(until: "}") {
        $0.space(); return $0.string() && $0.colon() && $0.value()
      }
    }
    if take("[") { return list(until: "]") { $0.value() } }
    if peek == UInt8(ascii: "\"") { return string() }
    return take("true") || take("false") || take("null") || number()
  }

  private mutating func colon() -> Bool {
    space()
    return take(":")
  }

  private mutating func list(until end: String, _ element: (inout ObviousJSON) -> Bool) -> Bool {
    space()
    if take(end) { return true }
    while element(&self) {
      space()
      if take(end) { return true }
      if !take(",") { return false }
    }
    return false
  }

  private mutating func string() -> Bool {
    guard take("\"") else { return false }
    while let byte = peek {
      if take("\"") { return true }
      if byte < 0x20 { return false }
      index += 1
      guard byte == UInt8(ascii: "\\") else { continue }
      if take("u") {
        for _ in 0..<4 {
          guard let digit = peek, Character(Unicode.Scalar(digit)).isHexDigit else { return false }
          index += 1
        }
      } else {
        guard let escape = peek, Array(#""\/bfnrt"#.utf8).contains(escape) else { return false }
        index += 1
      }
    }
    return false
  }

  private mutating func digits() -> Int {
    let start = index
    while let byte = peek, (0x30...0x39).contains(byte) { index += 1 }
    return index - start
  }

  private mutating func number() -> Bool {
    _ = take("-")
    if !take("0"), digits() == 0 { return false }
    if take("."), digits() == 0 { return false }
    if take("e") || take("E") {
      _ = take("+") || take("-")
      return digits() > 0
    }
    return true
  }
}
