public import RulePacks
public import WhorlKit

/// Finds where rules and classes hold in documents.
public enum RuleLocator {
  /// The places of each of `rules`, in their order, of which at most `limit` are kept each, of different documents
  /// where there are so many.
  ///
  /// - Complexity: one scan of every document.
  public static func places(
    of rules: [RuleAttribution], in documents: [SuspectDocument], by set: RuleSet, limit: Int
  ) -> [FeatureOccurrences] {
    guard !documents.isEmpty else { return [] }
    var targets: [String: Int] = [:]
    for (index, rule) in rules.enumerated() { targets[rule.name] = index }
    let wanted = (0..<set.count).map { rule -> [Int] in
      let (pack, definition) = set.rule(at: rule)
      return ["rule \(set.name(at: rule))", "class \(pack.name)/\(definition.className)"].compactMap {
        targets[$0]
      }
    }
    var found = rules.map { _ in FeatureOccurrences() }
    var scanner = RuleScanner(set)
    for (number, document) in documents.enumerated() {
      let scan = scanner.scan(document.text.span)
      for hit in scan.hits {
        for target in wanted[hit.rule] {
          found[target].add(FeatureOccurrences.Place(document: number, range: hit.range), limit: limit)
        }
      }
    }
    return found
  }
}
