import RulePacks

/// Packs and texts that tests make up.
enum RuleTestSupport {
  /// A pack of `rules`, which are the YAML of a list's entries.
  static func pack(_ rules: String, head: String = "") -> String {
    "schema: whorl.pack/1\nname: test\nversion: '1'\n\(head)rules:\n\(rules)"
  }

  static func read(_ yaml: String) -> RulePack.Reading { RulePack.read(Array(yaml.utf8), file: "test.yml") }

  /// The compiled rules of a pack without mistakes.
  static func set(_ rules: String, head: String = "") throws -> RuleSet {
    let reading = read(pack(rules, head: head))
    struct Mistaken: Error { let mistakes: [PackMistake] }
    let errors = reading.mistakes.filter { $0.level == .error }
    guard errors.isEmpty, let pack = reading.pack else { throw Mistaken(mistakes: errors) }
    let set = RuleSet([pack])
    let more = set.mistakes.filter { $0.level == .error }
    guard more.isEmpty else { throw Mistaken(mistakes: more) }
    return set
  }

  /// The texts of the hits in `text`.
  static func hits(_ set: RuleSet, _ text: String, maker: String? = nil) -> [String] {
    var scanner = RuleScanner(set)
    let bytes = Array(text.utf8)
    return scanner.scan(bytes.span, maker: maker).hits.map {
      String(decoding: bytes[$0.range], as: UTF8.self)
    }
  }

  /// All shipped packs.
  static func shipped() -> RuleSet {
    RuleSet(
      RulePack.shippedNames.compactMap { name in
        RulePack.shippedBytes(name).flatMap { RulePack.read($0, file: name).pack }
      })
  }
}
