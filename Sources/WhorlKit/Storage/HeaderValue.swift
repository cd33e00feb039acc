/// A value in the header of a file: the few shapes that a header needs, with one encoding each.
public indirect enum HeaderValue: Sendable, Equatable {
  /// A text.
  case text(String)
  /// A count or size.
  case number(UInt64)
  /// Values in order.
  case list([HeaderValue])
  /// Named values; written in ascending order of the names' UTF-8 bytes.
  case record([String: HeaderValue])

  /// The deepest nesting that is read.
  private static let maximumDepth = 8

  func encode(into writer: inout ByteWriter) {
    switch self {
    case .text(let text):
      writer.append(0)
      writer.append(string: text)
    case .number(let number):
      writer.append(1)
      writer.append(varint: number)
    case .list(let values):
      writer.append(2)
      writer.append(varint: UInt64(values.count))
      for value in values { value.encode(into: &writer) }
    case .record(let fields):
      writer.append(3)
      writer.append(varint: UInt64(fields.count))
      for (name, value) in fields.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
        writer.append(string: name)
        value.encode(into: &writer)
      }
    }
  }

  init(from reader: inout ByteReader, depth: Int = 0) throws(ByteReader.Malformed) {
    guard depth < Self.maximumDepth else {
      throw ByteReader.Malformed(reason: "the header is nested too deeply")
    }
    switch try reader.byte() {
    case 0: self = .text(try reader.string())
    case 1: self = .number(try reader.varint())
    case 2:
      var values: [HeaderValue] = []
      for _ in 0..<(try reader.count(bytesEach: 2)) {
        values.append(try HeaderValue(from: &reader, depth: depth + 1))
      }
      self = .list(values)
    case 3:
      var fields: [String: HeaderValue] = [:]
      var previous: String?
      for _ in 0..<(try reader.count(bytesEach: 3)) {
        let name = try reader.string()
        if let previous, !previous.utf8.lexicographicallyPrecedes(name.utf8) {
          throw ByteReader.Malformed(reason: "the header's fields are out of order")
        }
        fields[name] = try HeaderValue(from: &reader, depth: depth + 1)
        previous = name
      }
      self = .record(fields)
    default: throw ByteReader.Malformed(reason: "the header holds an unknown type")
    }
  }
}
