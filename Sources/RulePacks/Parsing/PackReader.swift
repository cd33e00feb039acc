internal import Crypto
internal import Yams

/// Reads a pack and notes what is wrong with it; what is right is kept.
struct PackReader {
  let file: String
  var mistakes: [PackMistake] = []
  /// The normalisation of rules that do not say.
  var normalization = RuleNormalization.standard
  /// Guards that rules may name.
  var guards: [String: RuleGuard] = [:]
  var languages: [String] = []
  var classNames: Set<String>?

  private static let keys = [
    "schema", "name", "version", "min_engine", "language", "description", "normalize", "guards", "owners",
    "classes", "scores", "labels", "fitted", "rules",
  ]
  /// Brackets that may be open at once, so that the parser's recursion is bounded.
  private static let deepestNesting = 100

  init(file: String) { self.file = file }

  mutating func note(
    _ place: PackPlace, _ message: String, _ level: PackMistake.Level = .error, concernsPack: Bool = false
  ) {
    mistakes.append(
      PackMistake(file: file, place: place, message: message, level: level, concernsPack: concernsPack))
  }

  /// The pack, or nil where it cannot be told what it is or where this engine is too old for it.
  ///
  /// - Parameter digest: The SHA-256 of the file.
  mutating func read(_ yaml: String, digest: String) -> RulePack? {
    guard let root = compose(yaml) else { return nil }
    guard case .mapping = root else {
      note(
        root.place,
        "a pack is a mapping with the keys schema, name, version and rules; this is \(root.kindName)")
      return nil
    }
    guard checkSchema(root) else { return nil }
    guard let fields = fields(root, what: "a pack", keys: Self.keys) else { return nil }
    normalization = normalization(fields, "normalize") ?? .standard
    languages = texts(fields, "language") ?? []
    let name = identifier(fields, "name")
    let version = version(fields)
    let owners = list(fields, "owners").compactMap { owner($0) }
    checkOwners(owners, place: fields["owners"]?.place ?? fields.place)
    readGuards(fields)
    var classes = readClasses(fields)
    let rules = readRules(fields)
    if fields["classes"] == nil {
      for rule in rules where !classes.contains(where: { $0.name == rule.className }) {
        classes.append(PackClass(name: rule.className, description: ""))
      }
    }
    let scores = readScores(fields, classes: classes.map(\.name))
    let labels = readLabels(fields, names: classes.map(\.name) + scores.map(\.model.name))
    if let fitted = fields["fitted"], case .mapping = fitted {
    } else if let fitted = fields["fitted"] {
      note(fitted.place, "'fitted' is \(fitted.kindName): it must be a mapping")
    }
    guard let name else { return nil }
    return RulePack(
      name: name, version: version ?? "", minimumEngine: 1, languages: languages,
      description: text(fields, "description") ?? "", classes: classes, owners: owners,
      scores: scores.map(\.model), labels: labels, rules: rules, file: file,
      digest: digest, interceptPlaces: scores.map(\.interceptPlace))
  }

  static func digest(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef")
    return String(SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }

  private mutating func compose(_ yaml: String) -> Node? {
    let start = PackPlace(line: 1, column: 1)
    if let place = Self.tooDeep(yaml) {
      note(place, "the file is nested too deeply: a pack needs no more than five levels")
      return nil
    }
    do {
      // Packs are read by the text of their scalars; to ask of each key whether it is a number takes long.
      guard let root = try Yams.compose(yaml: yaml, .basic) else {
        note(start, "the file is empty: a pack is a mapping with the keys schema, name, version and rules")
        return nil
      }
      return root
    } catch let error as YamlError {
      switch error {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        note(PackPlace(line: mark.line, column: mark.column), "this is not YAML: \(problem)")
      case .duplicatedKeysInMapping(let duplicates, let context):
        note(
          PackPlace(line: context.mark.line, column: context.mark.column),
          "the key \(duplicates.map { "'\($0)'" }.joined(separator: ", ")) is there twice: leave one out")
      case .reader(let problem, _, _, _): note(start, "this is not YAML: \(problem)")
      default: note(start, "this is not YAML that can be read")
      }
    } catch {
      note(start, "this is not YAML that can be read")
    }
    return nil
  }

  /// Schema and engine come first: what a newer format means by the rest is not known.
  private mutating func checkSchema(_ root: Node) -> Bool {
    guard case .mapping(let mapping) = root else { return false }
    let schema = mapping["schema"]
    guard let text = schema?.scalar?.string else {
      note(root.place, "'schema' is missing: begin with 'schema: \(RulePack.schema)'")
      return false
    }
    guard text == RulePack.schema else {
      note(
        schema?.place ?? root.place,
        "schema '\(text)' is not known: this version of whorl reads \(RulePack.schema)")
      return false
    }
    guard let node = mapping["min_engine"] else { return true }
    guard let engine = node.scalar.flatMap({ Int($0.string) }), engine >= 1 else {
      note(node.place, "'min_engine' must be a whole number of at least 1")
      return true
    }
    if engine > RulePack.engine {
      note(
        node.place,
        "skipped: the pack needs rule engine \(engine) and this is engine \(RulePack.engine); "
          + "use a newer whorl", .warning, concernsPack: true)
      return false
    }
    return true
  }

  private static func tooDeep(_ yaml: String) -> PackPlace? {
    var depth = 0
    var dashes = 0
    var line = 1
    var column = 0
    var isIndentation = true
    for scalar in yaml.unicodeScalars {
      column += 1
      switch scalar {
      case "\n":
        (line, column, dashes, isIndentation) = (line + 1, 0, 0, true)
      case "[", "{":
        depth += 1
        isIndentation = false
      case "]", "}": depth = max(0, depth - 1)
      case "-", "?": if isIndentation { dashes += 1 }
      case " ": break
      default: isIndentation = false
      }
      if depth > deepestNesting || dashes > deepestNesting { return PackPlace(line: line, column: column) }
    }
    return nil
  }
}

extension RulePack {
  /// What reading a pack gave.
  public struct Reading: Sendable {
    /// The pack with the rules that are right; nil if it is no pack, or one for a newer engine.
    public let pack: RulePack?
    /// What is wrong, by place.
    public let mistakes: [PackMistake]
  }

  /// Reads a pack from its YAML. Patterns are not compiled: see ``RuleSet``.
  ///
  /// - Parameters:
  ///   - bytes: The file, which must be UTF-8, with or without a byte order mark.
  ///   - file: Its name, for messages.
  public static func read(_ bytes: [UInt8], file: String) -> Reading {
    guard bytes.count <= maximumBytes else {
      let place = PackPlace(line: 1, column: 1)
      let message = "the file has \(bytes.count) bytes: a pack has at most \(maximumBytes)"
      return Reading(pack: nil, mistakes: [PackMistake(file: file, place: place, message: message)])
    }
    var reader = PackReader(file: file)
    let pack: RulePack?
    switch YAMLText.decode(bytes) {
    case .success(let yaml): pack = reader.read(yaml, digest: PackReader.digest(bytes))
    case .failure(let flaw):
      reader.note(flaw.place, flaw.message)
      pack = nil
    }
    let mistakes = reader.mistakes.enumerated().sorted { a, b in
      a.element.place == b.element.place ? a.offset < b.offset : a.element.place < b.element.place
    }
    return Reading(pack: pack, mistakes: mistakes.map(\.element))
  }
}
