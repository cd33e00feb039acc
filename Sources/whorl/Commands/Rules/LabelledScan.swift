import RulePacks

/// Labelled texts, scanned.
enum LabelledScan {
  /// What fitting and evaluation need of each text.
  ///
  /// - Parameter maker: Who makes the models; nil to tell it from the group's name.
  static func items(_ corpus: LabelledCorpus, _ set: RuleSet, maker: String?) -> [RuleEvaluation.Item] {
    var scanner = RuleScanner(set)
    let needsMaker = set.packs.contains(where: \.needsMaker)
    return corpus.texts.map { text in
      let textMaker = needsMaker ? maker ?? set.maker(ofModel: text.group) : nil
      let scan = scanner.scan(text.text.span, maker: textMaker)
      return RuleEvaluation.Item(
        observation: RuleObservation(scan, label: text.label, group: text.group),
        hasKeyword: RefusalKeywords.match(String(decoding: text.text, as: UTF8.self)),
        isChinese: isChinese(text.text))
    }
  }

  /// Whether more than a fifth of a text's bytes are those of three-byte characters from U+4000 to U+9FFF.
  private static func isChinese(_ text: [UInt8]) -> Bool {
    text.count { (0xE4...0xE9).contains($0) } * 15 > text.count
  }

  /// The pack that has labels, alone and whole: fitting and evaluation are of one pack.
  static func pack(_ set: RuleSet) throws -> RulePack {
    guard set.packs.count == 1, let pack = set.packs.first else {
      throw CommandFailure("name one pack with --pack, such as --pack refusal")
    }
    guard !pack.labels.isEmpty else {
      throw CommandFailure("pack '\(pack.name)' has no labels: add 'labels' to it; see docs/rule-packs.md")
    }
    guard set.count == pack.rules.count else {
      throw CommandFailure("pack '\(pack.name)' has rules with errors, or disabled ones: correct them first")
    }
    return pack
  }
}
