/// The names of a pack's owners: as patterns, and which of them a name belongs to.
final class OwnerNames: Sendable {
  private let owners: [PackOwner]
  private let holders: [String: Int]
  private let makers: NamePattern
  private let models: NamePattern
  private let entities: NamePattern

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
    makers = NamePattern(makerNames)
    models = NamePattern(modelNames)
    entities = NamePattern(makerNames + modelNames)
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

  /// `pattern` with its placeholders filled in, in both spellings; nil if it has some and there are no owners.
  func expanded(_ pattern: String) -> NamePattern? {
    guard pattern.contains("{{") else { return NamePattern(list: pattern, tree: pattern) }
    var (list, tree) = ("", "")
    var rest = pattern[...]
    var number = 0
    while let brace = rest.firstRange(of: "{{") {
      list += rest[..<brace.lowerBound]
      tree += rest[..<brace.lowerBound]
      rest = rest[brace.lowerBound...]
      let names: (String, NamePattern)? =
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
        list += "{{"
        tree += "{{"
        rest = rest.dropFirst(2)
        continue
      }
      guard !names.1.list.isEmpty else { return nil }
      number += 1
      let group = "(?<\(RegexParser.ownerGroupPrefix)\(number)>"
      list += group + names.1.list + ")"
      tree += group + names.1.tree + ")"
      rest = rest.dropFirst(names.0.count)
    }
    return NamePattern(list: list + rest, tree: tree + rest)
  }
}
