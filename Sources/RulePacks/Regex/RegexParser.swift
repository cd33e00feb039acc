/// Parses as much of the syntax of PCRE2 as it takes to bound matches and to find required text.
///
/// What it does not know (recursion, conditions, verbs, extended syntax) makes ``parse()`` give nil:
/// the pattern is then taken to be unbounded and without required text, which is always right. It is no
/// judge of patterns: PCRE2 compiles them.
struct RegexParser {
  private struct Unknown: Error {}

  /// Groups whose name begins so hold an owner's name.
  static let ownerGroupPrefix = "OWNER"
  /// The largest range of a character class that is taken apart.
  private static let choiceLimit = 4
  private static let depthLimit = 200

  private let source: [UInt32]
  private var position = 0
  private var depth = 0
  private var isCaseless: Bool
  /// Whether `(?m)` stood anywhere before.
  private var isMultiline = false
  private var groups = 0
  private var ownerGroups: [Int] = []

  private let names: OwnerGroups?

  init(_ source: String, isCaseless: Bool, names: OwnerGroups?) {
    var scalars: [UInt32] = []
    scalars.reserveCapacity(source.utf8.count)
    for scalar in source.unicodeScalars { scalars.append(scalar.value) }
    self.source = scalars
    self.isCaseless = isCaseless
    self.names = names
  }

  /// The expression, and the numbers of the groups that hold owners' names.
  ///
  /// - Parameter names: What the patterns parsed before had between the parentheses of such groups.
  static func parse(
    _ source: String, isCaseless: Bool, names: OwnerGroups? = nil
  ) -> (node: RegexNode, ownerGroups: [Int])? {
    var parser = RegexParser(source, isCaseless: isCaseless, names: names)
    guard let node = try? parser.alternatives(), parser.position == parser.source.count else { return nil }
    return (node, parser.ownerGroups)
  }

  private func peek(_ ahead: Int = 0) -> UInt32? {
    position + ahead < source.count ? source[position + ahead] : nil
  }

  private func isNext(_ text: String) -> Bool {
    var index = position
    for scalar in text.unicodeScalars {
      guard index < source.count, source[index] == scalar.value else { return false }
      index += 1
    }
    return true
  }

  private mutating func take(ascii scalar: Unicode.Scalar) -> Bool {
    guard position < source.count, source[position] == scalar.value else { return false }
    position += 1
    return true
  }

  private mutating func take(_ text: String) -> Bool {
    guard isNext(text) else { return false }
    position += text.unicodeScalars.count
    return true
  }

  private mutating func alternatives() throws -> RegexNode {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.depthLimit else { throw Unknown() }
    let caselessOutside = isCaseless
    defer { isCaseless = caselessOutside }
    var branches = [try sequence()]
    while take(ascii: "|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func sequence() throws -> RegexNode {
    var items: [RegexNode] = []
    while let next = peek(), next != UInt32(ascii: "|"), next != UInt32(ascii: ")") {
      guard let atom = try atom() else { continue }
      items.append(try quantified(atom))
    }
    return items.count == 1 ? items[0] : .sequence(items)
  }

  private mutating func quantified(_ atom: RegexNode) throws -> RegexNode {
    var bounds: (Int, Int?)
    switch peek() {
    case UInt32(ascii: "*"): bounds = (0, nil)
    case UInt32(ascii: "+"): bounds = (1, nil)
    case UInt32(ascii: "?"): bounds = (0, 1)
    case UInt32(ascii: "{"):
      let start = position
      guard let braces = try braces() else {
        position = start
        return atom
      }
      bounds = braces
      position -= 1
    default: return atom
    }
    position += 1
    if !take(ascii: "?") { _ = take(ascii: "+") }
    if let next = peek(), next == UInt32(ascii: "*") || next == UInt32(ascii: "{") { throw Unknown() }
    return .repetition(atom, minimum: bounds.0, maximum: bounds.1)
  }

  /// `{n}`, `{n,}` or `{n,m}`; nil for braces that are text.
  private mutating func braces() throws -> (Int, Int?)? {
    position += 1
    guard let minimum = number() else {
      // Newer versions of PCRE2 read {,n} and spaces as a quantifier, older ones as text.
      if peek() == UInt32(ascii: ",") || peek() == 0x20 { throw Unknown() }
      return nil
    }
    var maximum: Int? = minimum
    if take(ascii: ",") {
      maximum = number()
      if let maximum, maximum < minimum { throw Unknown() }
    }
    if peek() == 0x20 { throw Unknown() }
    return take(ascii: "}") ? (minimum, maximum) : nil
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let digit = peek(), (0x30...0x39).contains(digit), value ?? 0 < 100_000 {
      value = (value ?? 0) * 10 + Int(digit - 0x30)
      position += 1
    }
    return value
  }

  /// One atom; nil for what is nothing, such as a comment.
  private mutating func atom() throws -> RegexNode? {
    guard let scalar = peek() else { throw Unknown() }
    switch scalar {
    case UInt32(ascii: "("): return try group()
    case UInt32(ascii: "["): return try characterClass()
    case UInt32(ascii: "\\"): return try escape()
    case UInt32(ascii: "."):
      position += 1
      return .other(minimum: 1, maximum: 4)
    case UInt32(ascii: "^"):
      position += 1
      return .start(ofSubject: !isMultiline)
    case UInt32(ascii: "$"):
      position += 1
      return .assertion(ahead: 4, characters: 1)
    case UInt32(ascii: "*"), UInt32(ascii: "+"), UInt32(ascii: "?"): throw Unknown()
    default:
      position += 1
      return .scalar(scalar, isCaseless: isCaseless)
    }
  }

  private mutating func group() throws -> RegexNode? {
    position += 1
    if take(ascii: "*") { throw Unknown() }
    guard take(ascii: "?") else {
      groups += 1
      return try body()
    }
    if take(ascii: "#") {
      while let next = peek(), next != UInt32(ascii: ")") { _ = next; position += 1 }
      guard take(ascii: ")") else { throw Unknown() }
      return nil
    }
    if take(ascii: ":") || take(ascii: ">") { return try body() }
    if take(ascii: "=") || take(ascii: "!") {
      let bounds = RegexAnalysis(of: try body())
      return .assertion(ahead: bounds.reach, characters: bounds.reachInCharacters)
    }
    if take("<=") {
      _ = try body()
      return .assertion(ahead: 0, characters: 0)
    }
    if take("<!") {
      let excludesLetters = isNext("[A-Za-z0-9") || isNext("[\\w") || isNext("\\w)") || isNext("\\w|")
      _ = try body()
      return excludesLetters ? .noLetterBefore : .assertion(ahead: 0, characters: 0)
    }
    if take(ascii: "|") { throw Unknown() }
    if take("P<") || take(ascii: "<") || take(ascii: "'") { return try namedGroup() }
    return try options()
  }

  private mutating func body() throws -> RegexNode {
    let node = try alternatives()
    guard take(ascii: ")") else { throw Unknown() }
    return node
  }

  private mutating func namedGroup() throws -> RegexNode {
    groups += 1
    let number = groups
    var name = ""
    while let next = peek(), next != UInt32(ascii: ">"), next != UInt32(ascii: "'") {
      name.unicodeScalars.append(Unicode.Scalar(next) ?? "?")
      position += 1
    }
    position += 1
    guard name.hasPrefix(Self.ownerGroupPrefix) else { return try body() }
    ownerGroups.append(number)
    return try ownerBody()
  }

  /// The body of a group with an owner's name, which is long and the same in many patterns: each is parsed once.
  private mutating func ownerBody() throws -> RegexNode {
    guard let names else { return try body() }
    let context = OwnerGroups.Context(isCaseless: isCaseless, isMultiline: isMultiline, depth: depth)
    if let known = names.group(at: position, of: source, context) {
      position += known.length
      return .shared(known.node)
    }
    let start = position
    let groupsBefore = groups
    let node = try body()
    // Groups have numbers, and what a body changes holds behind it, too.
    guard groups == groupsBefore, isMultiline == context.isMultiline else { return node }
    return .shared(names.insert(node, Array(source[start..<position]), context))
  }

  /// `(?i)` and the like, which hold to the end of the group, or `(?i:…)`.
  private mutating func options() throws -> RegexNode? {
    var caseless = isCaseless
    var isOn = true
    while let next = peek() {
      position += 1
      switch next {
      case UInt32(ascii: "i"): caseless = isOn
      case UInt32(ascii: "m"): isMultiline = true
      case UInt32(ascii: "s"): break
      case UInt32(ascii: "-"): isOn = false
      case UInt32(ascii: ")"):
        isCaseless = caseless
        return nil
      case UInt32(ascii: ":"):
        let outside = isCaseless
        isCaseless = caseless
        let node = try body()
        isCaseless = outside
        return node
      default: throw Unknown()
      }
    }
    throw Unknown()
  }

  private mutating func escape() throws -> RegexNode? {
    position += 1
    guard let scalar = peek() else { throw Unknown() }
    position += 1
    switch Character(Unicode.Scalar(scalar) ?? "?") {
    case "W", "s", "h", "v": return .other(minimum: 1, maximum: 4, mayBeWord: false)
    case "d", "D", "w", "S", "H", "V", "N": return .other(minimum: 1, maximum: 4)
    case "p", "P":
      guard skipProperty() else { throw Unknown() }
      return .other(minimum: 1, maximum: 4)
    case "R": return .other(minimum: 1, maximum: 3, characters: 2, mayBeWord: false)
    case "b": return .wordBoundary
    case "B": return .assertion(ahead: 4, characters: 1)
    case "A": return .start(ofSubject: true)
    case "Z", "z": return .assertion(ahead: 4, characters: 1)
    case "Q": throw Unknown()
    case "x", "t", "n", "r", "f", "e", "a":
      position -= 1
      guard let value = try characterEscape() else { throw Unknown() }
      return .scalar(value, isCaseless: isCaseless)
    default:
      // Letters and digits have meanings that lengths cannot be told from, such as back references.
      if scalar < 0x80, Self.isWordCharacter(scalar) { throw Unknown() }
      return .scalar(scalar, isCaseless: isCaseless)
    }
  }

  private mutating func skipProperty() -> Bool {
    guard take(ascii: "{") else {
      position += 1
      return position <= source.count
    }
    while let next = peek(), next != UInt32(ascii: "}") { _ = next; position += 1 }
    return take(ascii: "}")
  }

  private static func isWordCharacter(_ scalar: UInt32) -> Bool {
    (0x30...0x39).contains(scalar) || ((scalar | 0x20) >= 0x61 && (scalar | 0x20) <= 0x7A)
  }

  /// The character that the letter at the position, behind a backslash, stands for; nil if it stands for none.
  private mutating func characterEscape() throws -> UInt32? {
    guard let scalar = peek() else { throw Unknown() }
    position += 1
    switch Character(Unicode.Scalar(scalar) ?? "?") {
    case "t": return 0x09
    case "n": return 0x0A
    case "r": return 0x0D
    case "f": return 0x0C
    case "e": return 0x1B
    case "a": return 0x07
    case "x":
      var digits: [UInt32] = []
      if take(ascii: "{") {
        while let next = peek(), next != UInt32(ascii: "}") {
          digits.append(next)
          position += 1
        }
        guard take(ascii: "}") else { throw Unknown() }
      } else {
        while digits.count < 2, let next = peek(), Self.hexadecimal(next) != nil {
          digits.append(next)
          position += 1
        }
      }
      var value: UInt32 = 0
      guard digits.count <= 6 else { throw Unknown() }
      for digit in digits {
        guard let digit = Self.hexadecimal(digit) else { throw Unknown() }
        value = value * 16 + digit
      }
      return value
    default:
      position -= 1
      return nil
    }
  }

  private static func hexadecimal(_ scalar: UInt32) -> UInt32? {
    if (0x30...0x39).contains(scalar) { return scalar - 0x30 }
    let lower = scalar | 0x20
    return (0x61...0x66).contains(lower) && scalar < 0x80 ? lower - 0x61 + 10 : nil
  }

  private mutating func characterClass() throws -> RegexNode {
    position += 1
    let isNegated = take(ascii: "^")
    var members: [UInt32] = []
    var isOpen = isNegated
    isOpenBeyondRanges = false
    hasWordClass = false
    var mayBeWord = isNegated
    var (minimum, maximum) = (4, 1)
    var isFirst = true
    while true {
      guard let next = peek() else { throw Unknown() }
      if next == UInt32(ascii: "]"), !isFirst { break }
      isFirst = false
      guard let lower = try classMember() else {
        isOpen = true
        continue
      }
      var upper = lower
      if peek() == UInt32(ascii: "-"), let after = peek(1), after != UInt32(ascii: "]") {
        position += 1
        guard let end = try classMember() else { throw Unknown() }
        upper = end
      }
      guard lower <= upper else { throw Unknown() }
      minimum = min(minimum, UTF8Length.of(lower))
      maximum = max(maximum, UTF8Length.of(upper))
      // A range across letters counts as one, and so does what folds to a letter.
      mayBeWord =
        mayBeWord || upper >= 0x80 || upper - lower > 9
        || (lower...upper).contains(where: Self.isWordCharacter)
      if upper - lower < 3 {
        for scalar in lower...upper { members.append(scalar) }
      } else {
        isOpen = true
      }
    }
    position += 1
    if isNegated { return .other(minimum: 1, maximum: 4) }
    if !isOpen, !members.isEmpty, members.count <= Self.choiceLimit {
      return .choice(members, isCaseless: isCaseless)
    }
    // Other cases of a character may be shorter or longer.
    let isKnown = !isCaseless && !isOpenBeyondRanges
    return .other(
      minimum: isKnown ? minimum : 1, maximum: isKnown && maximum == 1 ? 1 : 4,
      mayBeWord: mayBeWord || hasWordClass)
  }

  /// Whether the class being read has members that are classes themselves.
  private var isOpenBeyondRanges = false
  /// Whether one of them may have letters or digits.
  private var hasWordClass = false

  /// One character of a class; nil for a class in it.
  private mutating func classMember() throws -> UInt32? {
    guard let scalar = peek() else { throw Unknown() }
    if isNext("[:") {
      while !isNext(":]") {
        guard position < source.count else { throw Unknown() }
        position += 1
      }
      position += 2
      isOpenBeyondRanges = true
      hasWordClass = true
      return nil
    }
    position += 1
    guard scalar == UInt32(ascii: "\\") else { return scalar }
    guard let escaped = peek() else { throw Unknown() }
    switch Character(Unicode.Scalar(escaped) ?? "?") {
    case "d", "D", "w", "W", "s", "S", "h", "H", "v", "V":
      position += 1
      isOpenBeyondRanges = true
      hasWordClass = hasWordClass || !"Wshv".unicodeScalars.contains { $0.value == escaped }
      return nil
    case "p", "P":
      position += 1
      guard skipProperty() else { throw Unknown() }
      isOpenBeyondRanges = true
      hasWordClass = true
      return nil
    case "b":
      position += 1
      return 0x08
    default:
      if let value = try characterEscape() { return value }
      if escaped < 0x80, Self.isWordCharacter(escaped) { throw Unknown() }
      position += 1
      return escaped
    }
  }
}

/// The bodies of groups that hold an owner's name, as far as patterns had them before.
final class OwnerGroups {
  /// What a body means depends on.
  struct Context {
    let isCaseless: Bool
    let isMultiline: Bool
    /// The groups around it. No body is used in more of them than it was parsed in, so that what was not nested too
    /// deeply then is not now.
    let depth: Int
  }

  private var known: [(source: [UInt32], context: Context, node: SharedRegexNode)] = []

  /// The known body, with its parenthesis, that stands at a position of a pattern.
  func group(
    at position: Int, of source: [UInt32], _ context: Context
  ) -> (node: SharedRegexNode, length: Int)? {
    for body in known {
      guard body.context.isCaseless == context.isCaseless, body.context.isMultiline == context.isMultiline,
        context.depth <= body.context.depth, Self.has(source, body.source, at: position)
      else { continue }
      return (body.node, body.source.count)
    }
    return nil
  }

  /// Notes a body.
  func insert(_ node: RegexNode, _ source: [UInt32], _ context: Context) -> SharedRegexNode {
    let shared = SharedRegexNode(node)
    known.append((source, context, shared))
    return shared
  }

  private static func has(_ source: [UInt32], _ part: [UInt32], at position: Int) -> Bool {
    guard position + part.count <= source.count else { return false }
    // From the end, which is where names that begin alike differ.
    var index = part.count - 1
    while index >= 0 {
      if source[position + index] != part[index] { return false }
      index -= 1
    }
    return true
  }
}

extension UInt32 {
  /// The value of an ASCII character.
  init(ascii: Unicode.Scalar) { self = ascii.value }
}

/// The bytes that a scalar takes in UTF-8.
enum UTF8Length {
  static func of(_ scalar: UInt32) -> Int {
    scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
  }
}
