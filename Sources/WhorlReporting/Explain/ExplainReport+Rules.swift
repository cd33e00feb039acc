import WhorlKit

// The channel of rules, which is no part of the score that the rest of the report explains.
extension ExplainReport {
  /// The evidence of the channel alone.
  private var alone: Evidence.ChannelEvidence? { evidence.channels.first { $0.name == RuleStyle.name } }

  /// Its row among the channels, to whose score it contributes nothing.
  var ruleChannelRow: [String]? {
    rules.map { rules in
      [
        RuleStyle.name, "not in it", String(rules.explanation.features), "", "",
        NumberText.signed(alone?.log10LR, 1),
      ]
    }
  }

  /// The same in JSON.
  var ruleChannelJSON: JSONValue? {
    rules.map { rules in
      .object([
        ("name", .string(RuleStyle.name)), ("contribution", .number(0)),
        ("features", .integer(UInt64(rules.explanation.features))),
        (
          "without",
          .object([
            ("rawScore", .number(explanation.score)), ("log10LR", .optional(ratio(explanation.score))),
          ])
        ),
        ("alone", .object([("rawScore", .optional(alone?.score)), ("log10LR", .optional(alone?.log10LR))])),
      ])
    }
  }

  var rulesJSON: JSONValue {
    guard let rules else { return .null }
    return .object([
      ("rawScore", .number(rules.explanation.score)), ("log10LR", .optional(alone?.log10LR)),
      ("constant", .number(rules.explanation.constant)),
      ("packs", .rulePacks(rules.explanation.packs)),
      ("rules", .array(rules.rules.indices.map { json(rules.rules[$0], ruleOccurrences($0)) })),
      ("remainder", .number(rules.remainder)),
    ])
  }

  private func json(_ rule: RuleAttribution, _ found: FeatureOccurrences?) -> JSONValue {
    .object([
      ("name", .string(rule.name)), ("contribution", .number(rule.contribution)),
      ("suspect", Self.json(rule.suspect)), ("reference", Self.json(rule.reference)),
      (
        "background",
        .object([
          ("documentRate", .number(rule.backgroundDocumentRate)),
          ("perThousand", .number(rule.backgroundPerThousand)),
        ])
      ),
      ("occurrences", found.map { .integer(UInt64($0.count)) } ?? .null),
      ("passages", passagesJSON(found)),
    ])
  }

  /// The channel for a terminal; nothing where it is not known.
  func ruleLines(width: Int, isColored: Bool) -> [String] {
    guard let rules else { return [] }
    let ratio = alone?.log10LR.map { ", log10 LR \(NumberText.signed($0, 1)) alone" } ?? ""
    let title =
      "Rules, a channel of its own: score \(NumberText.signed(rules.explanation.score, 2)) nats\(ratio)"
    var lines = [""]
    lines += WrappedText.lines(title, width: width).map { ANSIStyle.bold.apply($0, isColored: isColored) }
    guard !rules.rules.isEmpty else { return lines + ["none contributes"] }
    var table = TextTable([
      ("Rule or class", .left), ("contribution", .right), ("suspect", .right), ("reference", .right),
      ("background", .right),
    ])
    for rule in rules.rules {
      table.append([
        PrintableText.of(rule.name), NumberText.signed(rule.contribution, 2),
        NumberText.percent(rule.suspect.documentRate), NumberText.percent(rule.reference.documentRate),
        NumberText.percent(rule.backgroundDocumentRate),
      ])
    }
    lines += table.lines(width: width)
    lines.append("")
    lines += WrappedText.lines(
      "All other rules together: \(NumberText.signed(rules.remainder, 2)), constant "
        + "\(NumberText.signed(rules.explanation.constant, 2)). suspect, reference, background: the share of "
        + "documents in which it holds. The score above does not see rules.", width: width)
    return lines
  }
}
