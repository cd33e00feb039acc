/// Typed access to the fields of a header, with an error that names the field that is missing or of
/// another type.
struct HeaderFields {
  private let fields: [String: HeaderValue]

  init(_ fields: [String: HeaderValue]) { self.fields = fields }

  init(_ value: HeaderValue, in field: String) throws(FileFormatError) {
    guard case .record(let fields) = value else { throw Self.missing(field) }
    self.fields = fields
  }

  func has(_ name: String) -> Bool { fields[name] != nil }

  func text(_ name: String) throws(FileFormatError) -> String {
    guard case .text(let text)? = fields[name] else { throw Self.missing(name) }
    return text
  }

  func optionalText(_ name: String) throws(FileFormatError) -> String? {
    fields[name] == nil ? nil : try text(name)
  }

  func number(_ name: String) throws(FileFormatError) -> UInt64 {
    guard case .number(let number)? = fields[name], number < 1 << 63 || name == "seed" else {
      throw Self.missing(name)
    }
    return number
  }

  /// A number small enough for thousands of them to be added up.
  func count(_ name: String) throws(FileFormatError) -> UInt64 {
    let count = try number(name)
    guard count < 1 << 48 else { throw Self.missing(name) }
    return count
  }

  func list(_ name: String) throws(FileFormatError) -> [HeaderValue] {
    guard case .list(let list)? = fields[name] else { throw Self.missing(name) }
    return list
  }

  func optionalList(_ name: String) throws(FileFormatError) -> [HeaderValue]? {
    fields[name] == nil ? nil : try list(name)
  }

  func record(_ name: String) throws(FileFormatError) -> HeaderFields {
    guard let value = fields[name] else { throw Self.missing(name) }
    return try HeaderFields(value, in: name)
  }

  private static func missing(_ name: String) -> FileFormatError {
    FileFormatError(.damaged, "is damaged in its header (field '\(name)')")
  }
}
