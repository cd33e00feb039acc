public import WhorlKit

/// The result of `whorl evaluate`: how well a background's likelihood ratios hold.
public struct ValidationReport: Sendable {
  private let validation: BackgroundValidation
  private let background: BackgroundModel
  private let toolVersion: String

  private static let protocolName = "families left out, prompts disjoint"

  /// A report.
  public init(_ validation: BackgroundValidation, background: BackgroundModel, toolVersion: String) {
    self.validation = validation
    self.background = background
    self.toolVersion = toolVersion
  }

  /// The report as `whorl.evaluate/1`, specified in `docs/json.md`.
  ///
  /// - Throws: `EncodingError` if a number is not finite, which none is.
  public func json() throws -> String {
    try JSONValue.object([
      ("schema", .string("whorl.evaluate/1")),
      ("tool", .string("whorl \(toolVersion)")),
      (
        "background",
        .object([
          ("name", .string(background.name)), ("digest", .string(background.digest)),
          ("models", .integer(UInt64(background.models.count))),
        ])
      ),
      (
        "results",
        .array(
          validation.results.map { result in
            .object([
              ("protocol", .string(Self.protocolName)),
              ("documents", .integer(UInt64(result.documents))),
              ("trials", .integer(UInt64(result.trials))),
              ("sameTrials", .integer(UInt64(result.sameTrials))),
              ("auc", .number(result.roc.areaUnderCurve)),
              ("eer", .number(result.roc.equalErrorRate)),
              ("cllr", .number(result.cost.total)),
              ("cllrMin", .number(result.cost.minimum)),
              ("rank1", .number(result.rank1)),
              ("tprAt1", .number(result.roc.truePositiveRateAtOnePercent)),
              ("tprAt01", .number(result.roc.truePositiveRateAtOnePerMille)),
              ("falseAlarmsAbove10", .number(result.falseAlarmsAbove10)),
              ("falseAlarmsAbove100", .number(result.falseAlarmsAbove100)),
            ])
          })
      ),
    ]).text()
  }

  /// The report as a Markdown table, which reads as text too.
  public func text() -> String {
    var lines = [
      "Background \(PrintableText.of(background.name)), \(background.models.count) models; \(Self.protocolName).",
      "",
      "| N | trials | AUC | EER | rank-1 | Cllr | Cllr-min | TPR at 1 % | at 0.1 % | different, LR > 10 | LR > 100 |",
      "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for result in validation.results {
      let cells = [
        String(result.documents), "\(result.sameTrials) + \(result.trials - result.sameTrials)",
        NumberText.fixed(result.roc.areaUnderCurve, 4), NumberText.fixed(result.roc.equalErrorRate, 3),
        NumberText.fixed(result.rank1, 2), NumberText.fixed(result.cost.total, 3),
        NumberText.fixed(result.cost.minimum, 3),
        NumberText.fixed(result.roc.truePositiveRateAtOnePercent, 2),
        NumberText.fixed(result.roc.truePositiveRateAtOnePerMille, 2),
        NumberText.percent(result.falseAlarmsAbove10), NumberText.percent(result.falseAlarmsAbove100),
      ]
      lines.append("| " + cells.joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
