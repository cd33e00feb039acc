import RulePacks
import WhorlReporting

/// Labelled texts, scanned.
enum LabelledScan {
  /// What fitting and evaluation need of each text. Rules that are given up in some are told, and the run ends with an
  /// error.
  ///
  /// - Parameter maker: Who makes the models; nil to tell it from the group's name.
  static func items(_ corpus: LabelledCorpus, _ set: RuleSet, maker: String?) -> [RuleEvaluation.Item] {
    var scanner = RuleScanner(set)
    let needsMaker = set.packs.contains(where: \.needsMaker)
    var failures = RuleFailures()
    defer { for line in failures.lines { FailureLog.report("hits may be missing: \(line)") } }
    return corpus.texts.enumerated().map { index, text in
      let textMaker = needsMaker ? maker ?? set.maker(ofModel: text.group) : nil
      let scan = scanner.scan(text.text.span, maker: textMaker)
      failures.add(scan.failures, of: set, at: [index], place: text.place)
      return RuleEvaluation.Item(
        observation: RuleObservation(scan, label: text.label, group: text.group),
        hasKeyword: RefusalKeywords.match(String(decoding: text.text, as: UTF8.self)),
        isChinese: isChinese(text.text))
    }
  }

  /// Says how many texts are left out, and which labels they have.
  static func noteLeftOut(
    _ corpus: LabelledCorpus, unknownLabels: [String: Int], pack: RulePack, notes: NoteOptions
  ) {
    if corpus.skipped > 0 {
      notes.note("\(CountText.of(corpus.skipped, "record")) without a text or a label left out")
    }
    guard !unknownLabels.isEmpty else { return }
    let labels = unknownLabels.sorted { a, b in
      a.value == b.value ? a.key.utf8.lexicographicallyPrecedes(b.key.utf8) : a.value > b.value
    }
    let shown = labels.prefix(5).map { "'\($0.key)' (\(NumberText.grouped(UInt64($0.value))))" }
    let more = labels.count > shown.count ? " and \(labels.count - shown.count) more" : ""
    notes.note(
      "\(CountText.of(unknownLabels.values.reduce(0, +), "text")) left out: pack '\(pack.name)' knows no label "
        + "\(shown.joined(separator: ", "))\(more); add it to the aliases of one")
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
