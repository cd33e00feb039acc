/// JSON on one line, written byte by byte: what is printed once a record must not cost more than the record.
struct CompactJSON {
  private(set) var bytes: [UInt8] = []
  /// Whether a comma is due before the next element.
  private var needsComma = false

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  mutating func open(_ bracket: Unicode.Scalar) {
    separate()
    bytes.append(UInt8(truncatingIfNeeded: bracket.value))
    needsComma = false
  }

  mutating func close(_ bracket: Unicode.Scalar) {
    bytes.append(UInt8(truncatingIfNeeded: bracket.value))
    needsComma = true
  }

  mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func integer(_ value: Int) {
    guard (0..<1_000_000).contains(value) else { return raw(String(value)) }
    separate()
    needsComma = true
    if value < 10 { return bytes.append(UInt8(truncatingIfNeeded: 0x30 + value)) }
    // The last digit first, in the highest byte of those that are kept.
    var (digits, count): (UInt64, UInt64) = (0, 0)
    var rest = UInt32(truncatingIfNeeded: value)
    while rest > 0 {
      digits = digits << 8 | UInt64(0x30 + rest % 10)
      rest /= 10
      count += 1
    }
    while count > 0 {
      bytes.append(UInt8(truncatingIfNeeded: digits))
      digits >>= 8
      count -= 1
    }
  }

  /// A number; null if it is not finite.
  mutating func number(_ value: Double) {
    guard value.isFinite else { return raw("null") }
    if value == value.rounded(), abs(value) < 1e15 { integer(Int(value)) } else { raw(value.description) }
  }

  mutating func null() { raw("null") }

  mutating func boolean(_ value: Bool) { raw(value ? "true" : "false") }

  mutating func endLine() {
    bytes.append(0x0A)
    needsComma = false
  }

  /// A string as RFC 8259 has it; DEL and the C1 controls are escaped, too, as terminals obey them.
  mutating func string(_ text: String) {
    separate()
    bytes.append(0x22)
    // What stands as it is is copied at once.
    let span = text.utf8.span
    var start = 0
    var previous: UInt8 = 0
    for index in span.indices {
      let byte = span[index]
      if Self.escapes[Int(byte)] {
        if byte < 0x80 || previous == 0xC2 {
          // The lead byte of a C1 control goes with it.
          append(span, start..<(byte < 0x80 ? index : index - 1))
          appendEscaped(byte)
          start = index + 1
        }
      }
      previous = byte
    }
    append(span, start..<span.count)
    bytes.append(0x22)
    needsComma = true
  }

  /// Whether a byte is escaped: controls, the quotation mark and the backslash, and behind a byte 0xC2 what ends a C1
  /// control.
  private static let escapes: [Bool] = (0..<256).map {
    $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || (0x7F..<0xA0).contains($0)
  }

  private mutating func append(_ text: Span<UInt8>, _ part: Range<Int>) {
    text.extracting(part).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case 0x22, 0x5C: append(0x5C, byte)
    case 0x0A: append(0x5C, UInt8(ascii: "n"))
    case 0x0D: append(0x5C, UInt8(ascii: "r"))
    case 0x09: append(0x5C, UInt8(ascii: "t"))
    default: bytes += Self.escape(byte)
    }
  }

  private mutating func append(_ first: UInt8, _ second: UInt8) {
    bytes.append(first)
    bytes.append(second)
  }

  /// What was written as JSON before, such as a key with its colon.
  mutating func written(_ json: [UInt8]) {
    separate()
    json.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  /// A part of what was written as JSON before.
  mutating func written(_ json: [UInt8], _ part: Range<Int>) {
    separate()
    json.span.extracting(part).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  /// Members that were written as JSON before, each with a comma behind it.
  mutating func writtenMembers(_ json: [UInt8], _ part: Range<Int>) {
    written(json, part.lowerBound..<(part.upperBound - 1))
    needsComma = true
  }

  /// A value that was written as JSON before.
  mutating func writtenValue(_ json: [UInt8]) {
    written(json)
    needsComma = true
  }

  /// `written` JSON for a key.
  static func writtenKey(_ name: String) -> [UInt8] {
    var json = CompactJSON()
    json.key(name)
    return json.bytes
  }

  /// `written` JSON for a number.
  static func writtenNumber(_ value: Double) -> [UInt8] {
    var json = CompactJSON()
    json.number(value)
    return json.bytes
  }

  mutating func raw(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(0x2C) }
    needsComma = false
  }

  private static func escape(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}
