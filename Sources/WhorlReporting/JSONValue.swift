#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import WhorlKit

/// A JSON document to be written: objects keep the order of their members, so that what matters most
/// comes first, and a number that is not finite is an error and not a word that no parser reads.
indirect enum JSONValue {
  case null
  case boolean(Bool)
  case integer(UInt64)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([(String, JSONValue)])

  static func optional(_ value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }

  static func optional(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }

  static func estimate(_ estimate: SketchEstimate?) -> JSONValue {
    guard let estimate else { return .null }
    return .object([
      ("value", .number(estimate.value)), ("standardError", .number(estimate.standardError)),
      ("support", .integer(UInt64(estimate.support))),
    ])
  }

  /// The document with two spaces of indentation, without a newline at its end.
  func text() throws -> String {
    var result = ""
    try write(to: &result, indentation: "\n")
    return result
  }

  /// About how many bytes the document takes, from above for what is mostly ASCII: for keeping within
  /// limits while one is being built.
  var estimatedBytes: Int {
    // Line end, indentation and comma.
    let overhead = 24
    return switch self {
    case .null, .boolean: overhead + 5
    case .integer, .number: overhead + 24
    case .string(let text): overhead + 2 + 2 * text.utf8.count
    case .array(let values): values.reduce(overhead) { $0 + $1.estimatedBytes }
    case .object(let members):
      members.reduce(overhead) { $0 + $1.0.utf8.count + 4 + $1.1.estimatedBytes }
    }
  }

  private func write(to result: inout String, indentation: String) throws {
    switch self {
    case .null: result += "null"
    case .boolean(let value): result += value ? "true" : "false"
    case .integer(let value): result += String(value)
    case .number(let value) where value.isFinite:
      result += Self.spelling(of: value)
    case .string(let value) where value.utf8.allSatisfy(Self.isPlain):
      result += "\""
      result += value
      result += "\""
    case .number, .string:
      // The library's own spelling of escapes, and its error for what is not finite.
      let encoder = JSONEncoder()
      encoder.outputFormatting = .withoutEscapingSlashes
      if case .number(let value) = self {
        result += String(decoding: try encoder.encode(value), as: UTF8.self)
      } else if case .string(let value) = self {
        result += String(decoding: try encoder.encode(value), as: UTF8.self)
      }
    case .array(let values):
      try Self.write(values, "[", "]", to: &result, indentation) { value, result, inner in
        try value.write(to: &result, indentation: inner)
      }
    case .object(let members):
      try Self.write(members, "{", "}", to: &result, indentation) { member, result, inner in
        try JSONValue.string(member.0).write(to: &result, indentation: inner)
        result += ": "
        try member.1.write(to: &result, indentation: inner)
      }
    }
  }

  /// A finite number as `JSONEncoder` spells it, which makes an encoder for each call: the shortest decimal that
  /// reads back as the number, without a fraction of nothing.
  static func spelling(of value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Whether a byte of a string stands for itself.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private static func write<Element>(
    _ elements: [Element], _ open: String, _ close: String, to result: inout String, _ indentation: String,
    _ writeElement: (Element, inout String, String) throws -> Void
  ) throws {
    guard !elements.isEmpty else {
      result += open + close
      return
    }
    let inner = indentation + "  "
    result += open
    for (index, element) in elements.enumerated() {
      result += index == 0 ? inner : "," + inner
      try writeElement(element, &result, inner)
    }
    result += indentation + close
  }
}
