import RulePacks
import WhorlReporting

extension CompareSettings {
  /// Every setting with its value and where it came from, in the order of report.
  var configurationRows: [ConfigurationReport.Row] {
    var rows = [
      row("references", Self.words(references), referencesOrigin),
      row("suspects", Self.words(suspects), suspectsOrigin),
    ]
    for key in SettingKey.allCases {
      let setting = self[key]
      rows.append(
        row(
          key.isPolicy ? "policy.\(key.rawValue)" : key.rawValue, setting.text ?? key.standard, setting.origin
        ))
    }
    let origin: Setting.Origin =
      project.flatMap { file in file.lines["policy"].map { .project(file: file.path, line: $0) } }
      ?? .standard
    for threshold in policy.thresholds {
      let bounds = [
        threshold.minimum.map { "min \($0)" }, threshold.maximum.map { "max \($0)" },
      ].compactMap(\.self)
      rows.append(
        row("policy.log10LR.\(threshold.references.text)", bounds.joined(separator: ", "), origin))
    }
    for rate in policy.rates {
      let bounds = [
        rate.maximumChange.map { "max-change \($0)" }, rate.maximumRate.map { "max-rate \($0)" },
      ].compactMap(\.self)
      rows.append(row("policy.\(rate.pack)", bounds.joined(separator: ", "), origin))
    }
    for limit in policy.findings {
      let severity = limit.severity.map { ", severity \($0.rawValue)" } ?? ""
      rows.append(row("policy.findings.\(limit.rules.text)", "max \(limit.maximum)\(severity)", origin))
    }
    for (name, count) in [("documents", policy.minimumDocuments), ("tokens", policy.minimumTokens)] {
      rows.append(
        row(
          "policy.minimum-evidence.\(name)", count.map(String.init) ?? "none",
          count == nil ? .standard : origin))
    }
    rows.append(
      row("reports", reports.isEmpty ? "none" : reports.joined(separator: ", "), reportsOrigin))
    return rows
  }

  private func row(_ key: String, _ value: String, _ origin: Setting.Origin) -> ConfigurationReport.Row {
    ConfigurationReport.Row(key: key, value: value, origin: origin.words)
  }

  private static func words(_ entries: [InputEntry]) -> String {
    guard !entries.isEmpty else { return "none" }
    return entries.map { entry in
      let paths = entry.paths.joined(separator: " + ")
      return entry.name.map { "\($0) = \(paths)" } ?? paths
    }.joined(separator: ", ")
  }
}
