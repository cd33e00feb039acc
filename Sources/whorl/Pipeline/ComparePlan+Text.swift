import RulePacks
import WhorlKit
import WhorlReporting

extension ComparePlan {
  /// What would run, for `--dry-run`.
  var text: String {
    var lines = [
      "Would make \(CountText.of(suspects.count * references.count, "comparison")): "
        + "\(CountText.of(suspects.count, "suspect")) against \(CountText.of(references.count, "reference")).",
      "",
    ]
    for (title, inputs) in [("Suspects", suspects), ("References", references)] {
      lines.append(title)
      let width = min(30, inputs.map { PrintableText.of($0.name).count }.max() ?? 0)
      for input in inputs {
        let name = PrintableText.of(input.name)
        let padding = String(repeating: " ", count: max(0, width - name.count))
        let paths = input.paths.prefix(3).map(PrintableText.of).joined(separator: ", ")
        let more = input.paths.count > 3 ? " and \(input.paths.count - 3) more" : ""
        let kind = input.isFingerprint ? "fingerprint" : CountText.of(input.files.count, "file")
        lines.append(
          "  \(name)\(padding)  \(input.paths == ["-"] ? "standard input" : paths + more) (\(kind))")
      }
      lines.append("")
    }
    lines.append(
      "Background  " + (background.map { "\(PrintableText.of($0.name)), \($0.digest.prefix(16))…" } ?? "none")
    )
    let packs = self.rules.packs.map { pack in
      self.rules.reading?.reported.contains(pack.name) == true
        ? "\(pack.name) (findings reported)" : pack.name
    }
    let isCountedOnly = self.rules.reading?.reported.isEmpty == true
    lines.append(
      "Rule packs  " + (packs.isEmpty ? "none" : PrintableText.of(packs.joined(separator: ", ")))
        + (isCountedOnly ? "; counted only" : ""))
    lines.append("Policy")
    let rules = settings.policy.descriptions
    lines += rules.isEmpty ? ["  none"] : rules.map { "  " + PrintableText.of($0) }
    if let baseline = settings[.baseline].text {
      let count =
        self.baseline.map { ": accepts \(CountText.of($0.count, "violation"))" } ?? ": to be written"
      lines.append("  baseline \(PrintableText.of(baseline))\(count)")
    }
    lines.append("Reports")
    lines +=
      reports.isEmpty
      ? ["  none"] : reports.map { "  \($0.kind.rawValue)  \(PrintableText.of($0.file.path))" }
    return lines.joined(separator: "\n") + "\n"
  }
}
