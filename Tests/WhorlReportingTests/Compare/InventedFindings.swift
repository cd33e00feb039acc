import RulePacks
import WhorlKit

@testable import WhorlReporting

/// Findings in texts that tests make up.
enum InventedFindings {
  /// Three rules of each severity, the last of which finds everything.
  static let set: RuleSet = {
    let rules = [
      ("loud", "error", "'(?:secret)'", "A \(message) word."),
      ("odd", "warning", "'(?:perhaps)'", "Perhaps."),
      ("any", "info", #""\\S{1,60}""#, ""),
    ].map { id, severity, pattern, message in
      """
        - id: \(id)
          class: style
          family: style
          regex: \(pattern)
          severity: \(severity)
          message: '\(message.replacingOccurrences("'", with: "''"))'
      """
    }.joined(separator: "\n")
    let yaml = "schema: whorl.pack/1\nname: ours\nversion: '1'\nrules:\n\(rules)\n"
    return RuleSet([RulePack.read(Array(yaml.utf8), file: "ours.yml").pack].compactMap(\.self))
  }()

  /// What a pack may say, as it is a file of the user's.
  static let message = "<b>]]>\"&' ::error::"

  /// The findings in `texts`, each a record of its own with its id on a line of its own.
  static func findings(
    _ texts: [(id: String?, text: String)], path: String = "out/new.jsonl", firstLine: Int = 1
  ) -> RuleFindings {
    var findings = RuleFindings(set, packs: ["ours"])
    var scanner = RuleScanner(set)
    for (index, entry) in texts.enumerated() {
      let bytes = Array(entry.text.utf8)
      let scan = scanner.scan(bytes.span)
      findings.add(
        RuleScanRecord(
          id: entry.id, source: path, line: firstLine + index, text: bytes.span, scan: scan,
          judgement: set.judgement(of: scan), set: set),
        at: RuleFindings.Position(source: 0, chunk: firstLine, record: index))
    }
    return findings
  }
}

extension String {
  fileprivate func replacingOccurrences(_ text: String, with other: String) -> String {
    split(separator: text, omittingEmptySubsequences: false).joined(separator: other)
  }
}
