/// Bounds on the matches of a pattern, in bytes, and text that each of them holds.
///
/// The required text is found as in Russ Cox's description of trigram search ("Regular Expression Matching
/// with a Trigram Index", 2012), with exact sets that are crossed as long as they are small.
struct RegexAnalysis {
  /// The least bytes of a match.
  var minimum: Int
  /// The most bytes of a match; nil if unbounded.
  var maximum: Int?
  /// The most bytes from the start of a match that the pattern may look at; nil if unbounded.
  var reach: Int?
  /// The same two in characters, as which a text of ASCII alone counts bytes; nil where the bytes are.
  var characters: Int?
  var reachInCharacters: Int?
  /// Everything that can match, if that is a small set; ASCII letters in lower case, and
  /// ``RequiredLiteral/boundary`` and ``RequiredLiteral/edge`` for assertions.
  var exact: [[UInt8]]?
  /// Required texts, the rarest first: every match holds one of each.
  var required: [RequiredText]
  /// What `exact` is as required text, if that is known already.
  private var whole: RequiredText?
  /// Whether every match begins where the subject does.
  var isAnchored = false
  /// Whether every match holds a character beyond ASCII.
  var isBeyondASCII: Bool
  /// Whether an ASCII letter or digit may stand right before what follows a match, given what may stand before it: in
  /// the match, or before an empty one. True if anything there may be beyond ASCII.
  var mayFollowWord: Bool
  /// The same of what stands before the match.
  let isAfterWord: Bool

  private static let exactLimit = 160
  private static let exactLength = 24

  /// What is known of a pattern that could not be parsed: nothing.
  static let unknown = RegexAnalysis(
    minimum: 0, maximum: nil, reach: nil, characters: nil, reachInCharacters: nil, exact: nil, required: [])

  private init(
    minimum: Int, maximum: Int?, reach: Int?, characters: Int?, reachInCharacters: Int?, exact: [[UInt8]]?,
    required: [RequiredText], afterWord: Bool = true, mayFollowWord: Bool = true
  ) {
    (self.minimum, self.maximum, self.reach) = (minimum, maximum, reach)
    (self.characters, self.reachInCharacters) = (characters, reachInCharacters)
    (self.exact, self.required) = (exact, required)
    (isAfterWord, self.mayFollowWord) = (afterWord, mayFollowWord)
    // In ASCII there would be as many characters as bytes.
    isBeyondASCII = characters.map { $0 < minimum } ?? false
  }

  /// The analysis of a node.
  ///
  /// - Parameter afterWord: Whether an ASCII letter or digit, or anything beyond ASCII, may stand before it. Where
  ///   none may, `\b` with a letter behind it included, a letter at the start begins a word.
  init(of node: RegexNode, afterWord: Bool = true) {
    switch node {
    case .assertion(let ahead, let aheadInCharacters):
      self.init(
        minimum: 0, maximum: 0, reach: ahead, characters: 0, reachInCharacters: aheadInCharacters,
        exact: [[]],
        required: [], afterWord: afterWord, mayFollowWord: afterWord)
    case .wordBoundary:
      self.init(
        minimum: 0, maximum: 0, reach: 4, characters: 0, reachInCharacters: 1,
        exact: [[RequiredLiteral.boundary]], required: [], afterWord: afterWord, mayFollowWord: false)
    case .start(let isOfSubject):
      self.init(
        minimum: 0, maximum: 0, reach: 0, characters: 0, reachInCharacters: 0,
        exact: [[RequiredLiteral.edge]],
        required: [], afterWord: afterWord, mayFollowWord: false)
      isAnchored = isOfSubject
    case .noLetterBefore:
      self.init(
        minimum: 0, maximum: 0, reach: 0, characters: 0, reachInCharacters: 0,
        exact: [[RequiredLiteral.edge]],
        required: [], afterWord: afterWord, mayFollowWord: false)
    case .scalar(let scalar, let isCaseless):
      self.init(choices: [scalar], isCaseless: isCaseless, afterWord)
    case .choice(let scalars, let isCaseless): self.init(choices: scalars, isCaseless: isCaseless, afterWord)
    case .other(let minimum, let maximum, let characters, let mayBeWord):
      self.init(
        minimum: minimum, maximum: maximum, reach: maximum, characters: characters,
        reachInCharacters: characters, exact: nil, required: [], afterWord: afterWord,
        mayFollowWord: mayBeWord)
    case .sequence(let nodes): self.init(sequence: nodes, afterWord)
    case .alternatives(let nodes):
      var parts: [RegexAnalysis] = []
      parts.reserveCapacity(nodes.count)
      for node in nodes { parts.append(RegexAnalysis(of: node, afterWord: afterWord)) }
      self.init(alternatives: parts, afterWord)
    case .repetition(let node, let minimum, let maximum):
      var part = RegexAnalysis(of: node, afterWord: afterWord)
      // Behind another round of itself.
      if part.mayFollowWord, !afterWord, maximum != 1 { part = RegexAnalysis(of: node, afterWord: true) }
      self.init(repeating: part, minimum, maximum, afterWord)
    case .shared(let shared): self = shared.analysis(afterWord: afterWord)
    }
  }

  /// The required texts, all that can match among them if that is a small set.
  var allRequired: [RequiredText] {
    guard let exact else { return required }
    return Self.best(
      required + [
        whole
          ?? RequiredText(
            runs: exact, isAfterWord: isAfterWord, leadMinimum: 0, leadMaximum: 0, leadCharacters: 0)
      ])
  }

  /// The most texts that are kept.
  static let requiredLimit = 8

  /// The usable ones, the rarest first. What has no bounded lead gives no window and comes last.
  private static func best(_ texts: [RequiredText]) -> [RequiredText] {
    if texts.count <= 1 { return texts.first?.isUsable == true ? texts : [] }
    var ranked: [(text: RequiredText, cost: Double)] = []
    for text in texts where text.isUsable {
      let cost = text.cost
      let hasLead = text.leadMaximum != nil
      // Behind all that are as good; there are few.
      var place = ranked.count
      while place > 0 {
        let other = ranked[place - 1]
        let otherHasLead = other.text.leadMaximum != nil
        guard otherHasLead == hasLead ? cost < other.cost : hasLead else { break }
        place -= 1
      }
      if place < requiredLimit { ranked.insert((text, cost), at: place) }
    }
    return ranked.prefix(requiredLimit).map { $0.text }
  }

  private static func inLowerCase(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }

  private init(choices: [UInt32], isCaseless: Bool, _ afterWord: Bool) {
    if choices.count == 1, choices[0] < 0x80 {
      let byte = UInt8(choices[0])
      self.init(
        minimum: 1, maximum: 1, reach: 1, characters: 1, reachInCharacters: 1,
        exact: [[Self.inLowerCase(byte)]], required: [], afterWord: afterWord,
        mayFollowWord: RequiredLiteral.isWord(byte))
      return
    }
    let mayBeWord = choices.contains { $0 >= 0x80 || RequiredLiteral.isWord(UInt8($0)) }
    var texts: [[UInt8]] = []
    var isExact = true
    for scalar in choices {
      guard let scalar = Unicode.Scalar(scalar) else {
        isExact = false
        continue
      }
      let properties = scalar.properties
      if isCaseless, !scalar.isASCII,
        properties.lowercaseMapping != String(scalar) || properties.uppercaseMapping != String(scalar)
          || properties.titlecaseMapping != String(scalar)
      {
        isExact = false
      }
      let text = String(scalar).utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
      if !texts.contains(text) { texts.append(text) }
    }
    if isExact {
      let lengths = texts.map(\.count)
      self.init(
        minimum: lengths.min() ?? 1, maximum: lengths.max() ?? 4, reach: lengths.max() ?? 4, characters: 1,
        reachInCharacters: 1, exact: texts, required: [], afterWord: afterWord, mayFollowWord: mayBeWord)
    } else {
      self.init(
        minimum: 1, maximum: 4, reach: 4, characters: 1, reachInCharacters: 1, exact: nil, required: [],
        afterWord: afterWord)
    }
  }

  private init(alternatives parts: [RegexAnalysis], _ afterWord: Bool) {
    let exact = Self.union(parts.map { $0.exact })
    var texts: [RequiredLiteral] = []
    var known: Set<RequiredLiteral> = []
    var leads = (minimum: Int.max, maximum: Optional(0), characters: Optional(0))
    var isRequired = true
    for part in parts {
      guard let required = part.allRequired.first else {
        isRequired = false
        break
      }
      for text in required.texts where known.insert(text).inserted { texts.append(text) }
      leads.minimum = min(leads.minimum, required.leadMinimum)
      leads.maximum = Self.combine(leads.maximum, required.leadMaximum, max)
      leads.characters = Self.combine(leads.characters, required.leadCharacters, max)
    }
    let required =
      isRequired
      ? [
        RequiredText(
          texts: texts, leadMinimum: leads.minimum, leadMaximum: leads.maximum,
          leadCharacters: leads.characters)
      ] : []
    self.init(
      minimum: parts.map(\.minimum).min() ?? 0,
      maximum: parts.reduce(0) { Self.combine($0, $1.maximum, max) },
      reach: parts.reduce(0) { Self.combine($0, $1.reach, max) },
      characters: parts.reduce(0) { Self.combine($0, $1.characters, max) },
      reachInCharacters: parts.reduce(0) { Self.combine($0, $1.reachInCharacters, max) }, exact: exact,
      required: Self.best(required), afterWord: afterWord,
      mayFollowWord: parts.contains(where: \.mayFollowWord))
    isBeyondASCII = !parts.isEmpty && parts.allSatisfy(\.isBeyondASCII)
    isAnchored = !parts.isEmpty && parts.allSatisfy(\.isAnchored)
  }

  private init(sequence nodes: [RegexNode], _ afterWord: Bool) {
    var run = Run(minimum: 0, maximum: 0, characters: 0, isAfterWord: afterWord)
    var position = 0
    var maximum: Int? = 0
    var reach: Int? = 0
    var characters: Int? = 0
    var reachInCharacters: Int? = 0
    var found: [RequiredText] = []
    var isExact = true
    var mayFollowWord = afterWord
    var startsAnchored: Bool?
    var holdsBeyondASCII = false

    for node in nodes {
      if case .scalar(let scalar, _) = node, scalar < 0x80 {
        // Most nodes are letters: no analysis is made of each.
        let byte = Self.inLowerCase(UInt8(scalar))
        if !run.append(byte, isAfterWord: mayFollowWord) {
          run.close(into: &found)
          isExact = false
          run = Run(
            minimum: position, maximum: maximum, characters: characters, isAfterWord: mayFollowWord)
          _ = run.append(byte, isAfterWord: mayFollowWord)
        }
        position += 1
        maximum = Self.combine(maximum, 1, +)
        characters = Self.combine(characters, 1, +)
        reach = Self.combine(reach, maximum, max)
        reachInCharacters = Self.combine(reachInCharacters, characters, max)
        mayFollowWord = RequiredLiteral.isWord(byte)
        if startsAnchored == nil { startsAnchored = false }
        continue
      }
      let part = RegexAnalysis(of: node, afterWord: mayFollowWord)
      reach = Self.combine(reach, Self.combine(maximum, part.reach, +), max)
      reachInCharacters = Self.combine(
        reachInCharacters, Self.combine(characters, part.reachInCharacters, +), max)
      if !run.append(part, into: &found) {
        run.close(into: &found)
        isExact = false
        for var required in part.required {
          required.leadMinimum += position
          required.leadMaximum = Self.combine(required.leadMaximum, maximum, +)
          required.leadCharacters = Self.combine(required.leadCharacters, characters, +)
          found.append(required)
        }
        if let exact = part.exact, exact.count <= Self.exactLimit {
          // A run that begins with this part.
          run = Run(
            texts: exact, minimum: position, maximum: maximum, characters: characters,
            isAfterWord: part.isAfterWord)
        } else {
          run = Run(
            minimum: position + part.minimum, maximum: Self.combine(maximum, part.maximum, +),
            characters: Self.combine(characters, part.characters, +), isAfterWord: part.mayFollowWord)
        }
      }
      if part.isBeyondASCII { holdsBeyondASCII = true }
      position += part.minimum
      maximum = Self.combine(maximum, part.maximum, +)
      characters = Self.combine(characters, part.characters, +)
      mayFollowWord = part.mayFollowWord
      if startsAnchored == nil, part.maximum != 0 || part.isAnchored { startsAnchored = part.isAnchored }
    }
    let isWhole = run.close(into: &found) && isExact && run.isAfterWord == afterWord
    self.init(
      minimum: position, maximum: maximum, reach: Self.combine(reach, maximum, max),
      characters: characters, reachInCharacters: Self.combine(reachInCharacters, characters, max),
      exact: isExact ? run.texts : nil, required: Self.best(found), afterWord: afterWord,
      mayFollowWord: mayFollowWord)
    if isWhole { whole = found.last }
    isBeyondASCII = holdsBeyondASCII
    isAnchored = startsAnchored == true
  }

  /// The texts of some nodes of a sequence that follow each other.
  private struct Run {
    /// The texts, once ``flush()`` has added `end`; each once.
    private(set) var texts: [[UInt8]] = [[]]
    /// What comes behind each of the texts, so that a letter is not added to each of them.
    private var end: [UInt8] = []
    /// The bytes of the longest text, without `end`.
    private var longest = 0
    private let minimum: Int
    private let maximum: Int?
    private let characters: Int?
    /// Whether a letter or digit may stand before it.
    private(set) var isAfterWord: Bool

    /// The empty run, so many bytes behind the start of a match.
    init(minimum: Int, maximum: Int?, characters: Int?, isAfterWord: Bool) {
      (self.minimum, self.maximum, self.characters) = (minimum, maximum, characters)
      self.isAfterWord = isAfterWord
    }

    init(texts: [[UInt8]], minimum: Int, maximum: Int?, characters: Int?, isAfterWord: Bool) {
      self.init(minimum: minimum, maximum: maximum, characters: characters, isAfterWord: isAfterWord)
      self.texts = texts
      longest = Self.longest(texts)
    }

    private var isEmpty: Bool { longest == 0 && end.isEmpty && texts.count == 1 }

    /// Adds a byte to all texts; false if that would make one too long.
    mutating func append(_ byte: UInt8, isAfterWord: Bool) -> Bool {
      guard longest + end.count < exactLength else { return false }
      if isEmpty { self.isAfterWord = isAfterWord }
      end.append(byte)
      return true
    }

    /// Adds what a part matches to all texts; false if that is not known or would make them too long or too many.
    ///
    /// Fewer and more frequent texts may cost less to look for: those from before the part are noted if it makes
    /// them more.
    mutating func append(_ part: RegexAnalysis, into found: inout [RequiredText]) -> Bool {
      guard let exact = part.exact else { return false }
      if exact.count == 1 {
        guard longest + end.count + exact[0].count <= exactLength else { return false }
        if isEmpty { isAfterWord = part.isAfterWord }
        end += exact[0]
        return true
      }
      guard texts.count * exact.count <= exactLimit else { return false }
      flush()
      guard let product = RegexAnalysis.product(texts, exact) else { return false }
      let wasEmpty = isEmpty
      if product.count > texts.count { close(into: &found) }
      if wasEmpty { isAfterWord = part.isAfterWord }
      texts = product
      longest = Self.longest(product)
      return true
    }

    /// Notes the texts as required; false if they are too short to be looked for.
    @discardableResult
    mutating func close(into found: inout [RequiredText]) -> Bool {
      flush()
      for text in texts where text.count < RequiredText.minimumLength { return false }
      found.append(
        RequiredText(
          runs: texts, isAfterWord: isAfterWord, leadMinimum: minimum, leadMaximum: maximum,
          leadCharacters: characters))
      return true
    }

    private mutating func flush() {
      guard !end.isEmpty else { return }
      for index in texts.indices { texts[index] += end }
      longest += end.count
      end.removeAll(keepingCapacity: true)
    }

    private static func longest(_ texts: [[UInt8]]) -> Int {
      var result = 0
      for text in texts { result = max(result, text.count) }
      return result
    }
  }

  private init(repeating part: RegexAnalysis, _ least: Int, _ most: Int?, _ afterWord: Bool) {
    let isZero = part.maximum == 0
    let maximum = isZero ? 0 : Self.combine(part.maximum, most, *)
    let characters = isZero ? 0 : Self.combine(part.characters, most, *)
    var exact: [[UInt8]]?
    if let most, most <= 5, most >= least {
      // All powers from the least to the most.
      var power: [[UInt8]]? = [[]]
      exact = least == 0 ? [[]] : []
      for count in 0..<most {
        power = power.flatMap { run in part.exact.flatMap { Self.product(run, $0) } }
        if count + 1 >= least { exact = Self.union([exact, power]) }
      }
    }
    self.init(
      minimum: part.minimum * least, maximum: maximum, reach: Self.combine(maximum, part.reach, +),
      characters: characters,
      reachInCharacters: Self.combine(characters, part.reachInCharacters, +), exact: exact,
      required: least > 0 ? part.allRequired : [], afterWord: afterWord,
      mayFollowWord: part.mayFollowWord || (least == 0 && afterWord))
    isBeyondASCII = least > 0 && part.isBeyondASCII
    isAnchored = least > 0 && part.isAnchored
  }

  private static func combine(_ a: Int?, _ b: Int?, _ operation: (Int, Int) -> Int) -> Int? {
    guard let a, let b else { return nil }
    // No pattern needs more than this; it keeps nested repetition from overflowing.
    return min(operation(min(a, 1 << 28), min(b, 1 << 28)), 1 << 28)
  }

  /// The texts of all sets, each once; nil if one of them is not known or there are too many.
  private static func union(_ sets: [[[UInt8]]?]) -> [[UInt8]]? {
    var result: [[UInt8]] = []
    var known: Set<Text> = []
    for set in sets {
      guard let set else { return nil }
      for text in set where known.insert(Text(bytes: text)).inserted { result.append(text) }
      if result.count > exactLimit { return nil }
    }
    return result
  }

  private static func product(_ a: [[UInt8]], _ b: [[UInt8]]) -> [[UInt8]]? {
    guard a.count * b.count <= exactLimit else { return nil }
    // Where all of one side are equally long no two products are the same.
    let areDistinct = Self.areEquallyLong(a) || Self.areEquallyLong(b)
    var result: [[UInt8]] = []
    result.reserveCapacity(a.count * b.count)
    var known: Set<Text> = []
    for first in a {
      for second in b {
        guard first.count + second.count <= exactLength else { return nil }
        let text = first + second
        if areDistinct || known.insert(Text(bytes: text)).inserted { result.append(text) }
      }
    }
    return result
  }

  private static func areEquallyLong(_ texts: [[UInt8]]) -> Bool {
    for text in texts where text.count != texts[0].count { return false }
    return true
  }

  /// Bytes that are hashed in one call, where an array would make one for each.
  private struct Text: Hashable {
    let bytes: [UInt8]

    func hash(into hasher: inout Hasher) {
      bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
  }
}
