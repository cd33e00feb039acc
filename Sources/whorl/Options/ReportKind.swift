import RulePacks

/// The reports of `whorl compare --report`.
enum ReportKind: String, CaseIterable {
  case text, json, junit, sarif, markdown, github, html

  /// What is wrong with `name`, which is no kind.
  static func unknown(_ name: String) -> String {
    let names = allCases.map(\.rawValue)
    let hint = NameSuggestion.hint(for: name, among: names)
    return "there is no report '\(name)'" + (hint.isEmpty ? ": give \(names.joined(separator: ", "))" : hint)
  }
}
