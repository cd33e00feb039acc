/// The names of a pack's owners: as patterns, and which of them a name belongs to.
final class OwnerNames: Sendable {
  private let owners: [PackOwner]
  private let holders: [String: Int]
  private let makers: String
  private let models: String
  private let entities: String

  /// What stands for names in patterns.
  static let placeholders = ["{{maker}}", "{{model}}", "{{entity}}"]

  init(_ owners: [PackOwner]) {
    self.owners = owners
    var holders: [String: Int] = [:]
    for (index, owner) in owners.enumerated() {
      for name in owner.names + owner.models { holders[Self.key(name)] = index }
    }
    self.holders = holders
    let makerNames = owners.flatMap(\.names)
    let modelNames = owners.flatMap(\.models)
    makers = Self.alternation(makerNames)
    models = Self.alternation(modelNames)
    entities = Self.alternation(makerNames + modelNames)
  }

  /// What two spellings of a name have in common: letters and digits, in lower case.
  static func key(_ name: String) -> String {
    String(
      String.UnicodeScalarView(
        name.lowercased().unicodeScalars.filter {
          $0.properties.isAlphabetic || $0.properties.numericType != nil
        }))
  }

  /// The owner that goes by `name`, be it its plain name, or a name of its own or of a model.
  func owner(named name: String) -> Int? {
    let key = Self.key(name)
    return owners.firstIndex { Self.key($0.name) == key } ?? holders[key]
  }

  /// The owner that a matched text names.
  func owner(of bytes: Span<UInt8>) -> Int? {
    let text = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    return holders[Self.key(text)]
  }

  /// `pattern` with its placeholders filled in; nil if it has some and there are no owners.
  func expanded(_ pattern: String) -> String? {
    guard pattern.contains("{{") else { return pattern }
    var result = ""
    var rest = pattern[...]
    var number = 0
    while let brace = rest.firstRange(of: "{{") {
      result += rest[..<brace.lowerBound]
      rest = rest[brace.lowerBound...]
      let names: (String, String)? =
        if rest.hasPrefix("{{maker}}") {
          ("{{maker}}", makers)
        } else if rest.hasPrefix("{{model}}") {
          ("{{model}}", models)
        } else if rest.hasPrefix("{{entity}}") {
          ("{{entity}}", entities)
        } else {
          nil
        }
      guard let names else {
        result += "{{"
        rest = rest.dropFirst(2)
        continue
      }
      guard !names.1.isEmpty else { return nil }
      number += 1
      result += "(?<\(RegexParser.ownerGroupPrefix)\(number)>\(names.1))"
      rest = rest.dropFirst(names.0.count)
    }
    return result + rest
  }

  private static func alternation(_ names: [String]) -> String {
    guard !names.isEmpty else { return "" }
    // The longest first, so that GPT-4o is not found as GPT-4.
    let ordered = Set(names).sorted { a, b in
      a.unicodeScalars.count != b.unicodeScalars.count
        ? a.unicodeScalars.count > b.unicodeScalars.count : a.utf8.lexicographicallyPrecedes(b.utf8)
    }
    return "(?i:" + ordered.map(pattern).joined(separator: "|") + ")"
  }

  private static func pattern(for name: String) -> String {
    var result = ""
    if let first = name.utf8.first, isWord(first) { result += "(?<![A-Za-z0-9])" }
    for scalar in name.unicodeScalars {
      switch scalar {
      case " ", "-": if !result.hasSuffix("{0,3}") { result += #"[\s\-\x{2010}-\x{2015}]{0,3}"# }
      default:
        if scalar.isASCII, !isWord(UInt8(scalar.value)) { result += "\\" }
        result.unicodeScalars.append(scalar)
      }
    }
    if let last = name.utf8.last, isWord(last) { result += "(?![A-Za-z0-9])" }
    return result
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }
}
