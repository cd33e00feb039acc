public import RulePacks
import WhorlKit

/// The result of `whorl evaluate rules`.
public struct RuleEvaluationReport: Sendable {
  let evaluation: RuleEvaluation
  let pack: RulePack
  let toolVersion: String

  /// A report on `evaluation` of `pack`.
  public init(_ evaluation: RuleEvaluation, pack: RulePack, toolVersion: String) {
    self.evaluation = evaluation
    self.pack = pack
    self.toolVersion = toolVersion
  }

  private var rows: [RuleEvaluation.Row] { [evaluation.pooled] + evaluation.languages + evaluation.groups }
  private var isRefusal: Bool { evaluation.labels.contains("refusal") }

  /// A table, pooled first.
  public func text(width: Int) -> String {
    var columns: [(title: String, alignment: TextTable.Alignment)] = [
      ("Group", .left), ("texts", .right), ("F1", .right), ("macro F1", .right), ("F1 as shipped", .right),
      ("macro", .right), ("rate", .right), ("true rate", .right),
    ]
    if isRefusal { columns += [("F1 keywords", .right), ("macro", .right)] }
    var table = TextTable(columns)
    let positive = evaluation.positive
    for row in rows {
      let rates = row.fitted.rates(positive: positive)
      var cells = [
        PrintableText.of(row.group), NumberText.grouped(UInt64(row.fitted.count)),
        NumberText.fixed(row.fitted.f1(positive: positive), 3),
        NumberText.fixed(row.fitted.macroF1(evaluation.labels), 3),
        NumberText.fixed(row.shipped.f1(positive: positive), 3),
        NumberText.fixed(row.shipped.macroF1(evaluation.labels), 3), NumberText.percent(rates.given),
        NumberText.percent(rates.truth),
      ]
      if isRefusal {
        cells.append(NumberText.fixed(row.keywords.f1(positive: positive), 3))
        cells.append(NumberText.fixed(row.keywords.macroF1(evaluation.labels), 3))
      }
      table.append(cells)
    }
    var lines = table.lines(width: width)
    lines.append("")
    lines += WrappedText.lines(
      "F1 of \(positive.sorted().joined(separator: " or ")) against the rest. F1 and macro F1 (mean over the labels) "
        + "are \(weights)", width: width)
    if let rho = evaluation.rateCorrelation(\.fitted) {
      lines.append("Spearman correlation of true and given rates over groups: \(NumberText.fixed(rho, 3))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Which weights the numbers are with.
  private var weights: String {
    let own = "those of pack \(pack.name) \(pack.version), which may have seen the texts"
    if evaluation.isFitted { return "with weights fitted to the other groups only; as shipped, with \(own)." }
    if evaluation.groups.count == 1 {
      return
        "as shipped, too, because there is one group only and no other to fit weights to: with \(own). Name "
        + "the field to divide the texts by with --group-field."
    }
    return
      "with weights fitted to the other groups, and for a group without others to fit them to as shipped: with "
      + "\(own)."
  }

  /// `whorl.evaluate/1` with the protocol `rules`.
  public func json() throws -> String {
    let positive = evaluation.positive
    func object(_ agreement: LabelAgreement) -> JSONValue {
      .object([
        ("f1", .optional(agreement.f1(positive: positive))),
        ("precision", .optional(agreement.precision(positive: positive))),
        ("recall", .optional(agreement.recall(positive: positive))),
        ("macroF1", .optional(agreement.macroF1(evaluation.labels))),
      ])
    }
    let results = rows.map { row -> JSONValue in
      let rates = row.fitted.rates(positive: positive)
      var members: [(String, JSONValue)] = [
        ("protocol", .string("rules")), ("group", .string(row.group)),
        ("texts", .integer(UInt64(row.fitted.count))),
        ("leaveOneGroupOut", evaluation.isFitted ? object(row.fitted) : .null),
        ("asShipped", object(row.shipped)), ("rate", .number(rates.given)),
        ("trueRate", .number(rates.truth)),
      ]
      if isRefusal { members.append(("keywords", object(row.keywords))) }
      return .object(members)
    }
    return try JSONValue.object([
      ("schema", .string("whorl.evaluate/1")), ("tool", .string("whorl \(toolVersion)")),
      (
        "pack",
        .object([
          ("name", .string(pack.name)), ("version", .string(pack.version)), ("digest", .string(pack.digest)),
        ])
      ),
      ("positive", .array(positive.sorted().map(JSONValue.string))),
      ("rateCorrelation", .optional(evaluation.rateCorrelation(\.fitted))), ("results", .array(results)),
    ]).text()
  }
}
