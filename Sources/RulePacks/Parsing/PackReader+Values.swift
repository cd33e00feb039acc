internal import Yams

extension PackReader {
  /// The members of a mapping; unknown keys are noted and left out.
  mutating func fields(_ node: Node, what: String, keys: [String]) -> PackFields? {
    guard case .mapping(let mapping) = node else {
      note(node.place, "\(what) must be a mapping; this is \(node.kindName)")
      return nil
    }
    var members: [(key: String, value: Node)] = []
    for (keyNode, value) in mapping {
      guard let key = keyNode.scalar?.string else {
        note(keyNode.place, "a key must be text")
        continue
      }
      guard keys.isEmpty || keys.contains(key) else {
        note(
          keyNode.place,
          "\(what) has no key '\(key)'"
            + NameSuggestion.clause(
              for: key, among: keys, otherwise: "the keys are \(keys.joined(separator: ", "))"))
        continue
      }
      members.append((key, value))
    }
    return PackFields(what: what, place: node.place, members: members)
  }

  mutating func text(_ fields: PackFields, _ key: String) -> String? {
    guard let node = fields[key] else { return nil }
    guard let scalar = node.scalar, !scalar.isNull else {
      note(node.place, "'\(key)' must be text; this is \(node.kindName)")
      return nil
    }
    return scalar.string
  }

  mutating func requiredText(_ fields: PackFields, _ key: String) -> String? {
    guard fields[key] != nil else {
      note(fields.place, "'\(key)' is missing in \(fields.what)")
      return nil
    }
    guard let text = text(fields, key) else { return nil }
    guard !text.allSatisfy(\.isWhitespace) else {
      note(fields[key]?.place ?? fields.place, "'\(key)' is empty")
      return nil
    }
    return text
  }

  /// The version of a pack, which must be text for every reader of YAML: `1.0` and `1.00` are one number.
  mutating func version(_ fields: PackFields) -> String? {
    guard let text = requiredText(fields, "version") else { return nil }
    if let node = fields["version"], node.scalar?.style == .plain, Self.isNumber(text) {
      note(node.place, "'version' is a number and must be text: put it in quotes, '\(text)'")
    }
    return text
  }

  /// Whether a plain scalar is a number to readers of YAML.
  private static func isNumber(_ text: String) -> Bool {
    let digits = text.drop { $0 == "-" || $0 == "+" }
    guard let first = digits.utf8.first, first == 0x2E || (0x30...0x39).contains(first) else { return false }
    return Double(digits) != nil || (digits.hasPrefix("0o") && Int(digits.dropFirst(2), radix: 8) != nil)
  }

  /// A required name of lower-case letters, digits and hyphens.
  mutating func identifier(_ fields: PackFields, _ key: String) -> String? {
    guard let text = requiredText(fields, key) else { return nil }
    guard Self.isIdentifier(text) else {
      note(
        fields[key]?.place ?? fields.place,
        "'\(text)' is no \(key): lower-case letters and digits, with '-' between words, at most 80")
      return nil
    }
    return text
  }

  static func isIdentifier(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return text.utf8.count <= 80
      && parts.allSatisfy { part in
        !part.isEmpty && part.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
      }
  }

  /// A list of texts, or one text.
  mutating func texts(_ fields: PackFields, _ key: String) -> [String]? {
    guard let node = fields[key] else { return nil }
    if let scalar = node.scalar, !scalar.isNull { return [scalar.string] }
    guard case .sequence(let nodes) = node else {
      note(node.place, "'\(key)' must be a list of texts; this is \(node.kindName)")
      return nil
    }
    var result: [String] = []
    for node in nodes {
      if let scalar = node.scalar, !scalar.isNull {
        result.append(scalar.string)
      } else {
        note(node.place, "'\(key)' must be a list of texts; this entry is \(node.kindName)")
      }
    }
    return result
  }

  mutating func list(_ fields: PackFields, _ key: String) -> [Node] {
    guard let node = fields[key] else { return [] }
    guard case .sequence(let nodes) = node else {
      note(node.place, "'\(key)' must be a list; this is \(node.kindName)")
      return []
    }
    return Array(nodes)
  }

  mutating func integer(_ fields: PackFields, _ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let node = fields[key] else { return nil }
    guard let value = node.scalar.flatMap({ Int($0.string) }), range.contains(value) else {
      let limit =
        range.upperBound == .max
        ? "at least \(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
      note(node.place, "'\(key)' must be a whole number, \(limit)")
      return nil
    }
    return value
  }

  mutating func number(_ fields: PackFields, _ key: String, atLeast least: Double = -1e6) -> Double? {
    guard let node = fields[key] else { return nil }
    return number(node, key, atLeast: least)
  }

  mutating func number(_ node: Node, _ key: String, atLeast least: Double = -1e6) -> Double? {
    guard let value = node.scalar.flatMap({ Double($0.string) }), value.isFinite, value >= least,
      abs(value) <= 1e6
    else {
      note(node.place, "'\(key)' must be a number\(least >= 0 ? " of at least \(Int(least))" : "")")
      return nil
    }
    return value
  }

  mutating func boolean(_ fields: PackFields, _ key: String) -> Bool? {
    guard let node = fields[key] else { return nil }
    switch node.scalar?.string {
    case "true": return true
    case "false": return false
    default:
      note(node.place, "'\(key)' must be true or false")
      return nil
    }
  }

  mutating func choice<Value: RawRepresentable & CaseIterable>(
    _ fields: PackFields, _ key: String, _ type: Value.Type
  ) -> Value? where Value.RawValue == String {
    guard let text = text(fields, key) else { return nil }
    if let value = Value(rawValue: text) { return value }
    noteChoice(fields[key]?.place ?? fields.place, key, text, Value.allCases.map(\.rawValue))
    return nil
  }

  mutating func noteChoice(_ place: PackPlace, _ key: String, _ text: String, _ names: [String]) {
    note(
      place,
      "'\(text)' is no \(key)"
        + NameSuggestion.clause(
          for: text, among: names,
          otherwise: names.isEmpty
            ? "there is none: add it, or leave it out here"
            : "there \(names.count == 1 ? "is" : "are") \(names.joined(separator: ", "))"))
  }

  mutating func normalization(_ fields: PackFields, _ key: String) -> RuleNormalization? {
    guard let node = fields[key] else { return nil }
    guard case .sequence(let nodes) = node else {
      note(node.place, "'\(key)' must be a list, such as [case, quotes]; this is \(node.kindName)")
      return nil
    }
    var result: RuleNormalization = []
    for node in nodes {
      let text = node.scalar?.string ?? ""
      if let entry = RuleNormalization.named.first(where: { $0.name == text }) {
        result.insert(entry.step)
      } else {
        noteChoice(node.place, "step of normalisation", text, RuleNormalization.named.map(\.name))
      }
    }
    return result
  }

  mutating func pattern(_ fields: PackFields, _ key: String) -> PatternSource? {
    guard let node = fields[key], let text = requiredText(fields, key) else { return nil }
    let isLiteral = node.scalar?.style == .plain && !text.contains("\n")
    return PatternSource(text: text, place: node.place, isLiteral: isLiteral)
  }
}
