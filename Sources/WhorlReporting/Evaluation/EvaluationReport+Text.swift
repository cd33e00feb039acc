import WhorlKit

extension EvaluationReport {
  /// The report as Markdown, which reads as text too.
  ///
  /// - Parameter width: The columns that sentences are broken at; nil to leave them whole.
  public func text(width: Int? = nil) -> String {
    var lines = paragraph(headline, width)
    for note in [seenNote].compactMap(\.self) + notes {
      lines.append("")
      lines += paragraph(note, width)
    }
    lines.append("")
    lines += tables(results, width)
    if !otherMixResults.isEmpty {
      lines.append("")
      lines += paragraph(Self.otherMixLine, width)
      lines.append("")
      lines += tables(otherMixResults, width)
    }
    if !links.isEmpty {
      lines.append("")
      lines += paragraph(linkLine, width)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let otherMixLine =
    "Suspects that answer prompts of another mix than the references: groups of prompts of like effect are dealt at "
    + "random to the two sides."

  private func tables(_ results: [EvaluationResult], _ width: Int?) -> [String] {
    var lines = table(results, width, { $0.table }) { Self.text($0.table.measures[$1], $1) }
    let costs = results.compactMap { result in
      result.cllrOfAllPairs.map { "\(NumberText.fixed($0, 3)) at N = \(result.documents)" }
    }
    if !costs.isEmpty {
      lines.append("")
      lines += paragraph(
        "Cllr with relatives counted as among all pairs: \(costs.joined(separator: ", ")).", width)
    }
    if results.contains(where: { $0.intervals != nil }) {
      lines += ["", "95 % intervals, models resampled \(replicates) times:", ""]
      lines += table(results, width, { $0.intervals == nil ? nil : $0.table }) {
        Self.interval($0.intervals, $1)
      }
    }
    guard results.contains(where: { $0.clusterTable != nil }) else { return lines }
    lines.append("")
    lines += paragraph(Self.clusterLine(results), width)
    lines.append("")
    lines += table(results, width, { $0.clusterTable }) { Self.text($0.clusterTable?.measures[$1], $1) }
    if results.contains(where: { $0.clusterIntervals != nil }) {
      lines += ["", "95 % intervals with clusters:", ""]
      lines += table(results, width, { $0.clusterIntervals == nil ? nil : $0.clusterTable }) {
        Self.interval($0.clusterIntervals, $1)
      }
    }
    return lines
  }

  private static func clusterLine(_ results: [EvaluationResult]) -> String {
    var counts: [String] = []
    for (documents, pairs) in results.map({ ($0.documents, $0.links.pairs.count) }) {
      let count = "\(pairs == 0 ? "none" : CountText.of(pairs, "pair")) at N = \(documents)"
      if counts.last != count { counts.append(count) }
    }
    return "With clusters: models whose own halves so many documents do not tell apart are one set "
      + "(\(counts.joined(separator: ", "))), and a suspect is to be told from models outside its set:"
  }

  private var headline: String {
    let background = "background \(PrintableText.of(backgroundName)), \(backgroundModels) models"
    let rules = usesRules ? "; ratios rest on the rules as well" : ""
    switch method {
    case .background:
      return
        "Background \(PrintableText.of(backgroundName)), \(backgroundModels) models; \(method.summary)\(rules)."
    case .verification:
      return "Verification of \(corpora.count) models; \(method.summary); \(background)\(rules)."
    case .robustness:
      return "Robustness of \(corpora.count) models; \(method.summary); \(background)\(rules)."
    }
  }

  /// What the background knows of the models; nil where it is about its own models only.
  private var seenNote: String? {
    guard method != .background, !corpora.isEmpty else { return nil }
    if isCrossValidated {
      return "The background was trained for this evaluation, for each trial without the families of both "
        + "models: nothing that was scored had been seen."
    }
    guard !seen.isEmpty else {
      return "The background has seen none of these files. (It would not notice other outputs of a model "
        + "that it knows.)"
    }
    let names = seen.prefix(12).map { PrintableText.of($0.name) }.joined(separator: ", ")
    let more = seen.count > 12 ? ", … (all in --format json)" : ""
    let calibration =
      isCalibrationKept
      ? "Calibrations have seen them as well, because the background keeps the trials of its first style only: "
        + "these numbers are too good."
      : "Calibrations left them out, with their families, but its projection was made with them: these "
        + "numbers are too good."
    return
      "The background has seen \(seen.count) of \(corpora.count) models: \(names)\(more). \(calibration) "
      + "Use --cross-validate, or models that it has not seen."
  }

  private var linkLine: String {
    let shown = links.sorted { $0.log10LR > $1.log10LR }.prefix(24).map { link in
      "\(PrintableText.of(link.first)) + \(PrintableText.of(link.second))"
    }
    let more = links.count > 24 ? "; … (all in --format json)" : ""
    return "Linked, by whole halves: \(shown.joined(separator: "; "))\(more)."
  }

  private func table(
    _ results: [EvaluationResult], _ width: Int?, _ trials: (EvaluationResult) -> TrialTable?,
    _ cells: (EvaluationResult, EvaluationMeasure) -> String
  ) -> [String] {
    let first = method == .robustness ? ["suspects", "N"] : ["N"]
    var table = MarkdownTable(first + ["trials"] + Self.columns.map(\.title))
    for result in results {
      guard let trialTable = trials(result) else { continue }
      let same = trialTable.trials.count(where: \.isSame)
      var row = [String(result.documents), "\(same) + \(trialTable.trials.count - same)"]
      if method == .robustness { row.insert(Self.label(result.alteration), at: 0) }
      table.append(row + Self.columns.map { cells(result, $0.measure) })
    }
    return table.lines(width: width)
  }

  private static let columns: [(measure: EvaluationMeasure, title: String)] = [
    (.auc, "AUC"), (.eer, "EER"), (.rank1, "rank-1"), (.cllr, "Cllr"), (.cllrMin, "Cllr-min"),
    (.tprAt1, "TPR at 1 %"), (.tprAt01, "at 0.1 %"), (.falseAlarmsAbove10, "different, LR > 10"),
    (.falseAlarmsAbove100, "LR > 100"), (.missesBelowTenth, "same, LR < 0.1"),
  ]

  /// What a rung of the ladder does, for people.
  static func label(_ alteration: TextAlteration) -> String {
    switch alteration {
    case .unaltered: "as they are"
    case .stripMarkdown: "Markdown stripped"
    case .lowercase: "lower case"
    case .shuffleWords: "words shuffled"
    case .truncate50: "first 50 words"
    case .dropPunctuation: "no punctuation"
    case .straightQuotes: "straight quotes"
    case .typos: "5 % typos"
    }
  }

  private static func digits(_ measure: EvaluationMeasure) -> Int {
    switch measure {
    case .auc: 4
    case .eer, .cllr, .cllrMin: 3
    case .rank1, .tprAt1, .tprAt01: 2
    case .falseAlarmsAbove10, .falseAlarmsAbove100, .missesBelowTenth: 1
    }
  }

  private static func text(_ value: Double?, _ measure: EvaluationMeasure) -> String {
    switch measure {
    case .falseAlarmsAbove10, .falseAlarmsAbove100, .missesBelowTenth: NumberText.percent(value)
    default: NumberText.fixed(value, digits(measure))
    }
  }

  private static func interval(_ intervals: ModelBootstrap?, _ measure: EvaluationMeasure) -> String {
    guard let ends = intervals?[measure] else { return "–" }
    let digits = digits(measure)
    switch measure {
    case .falseAlarmsAbove10, .falseAlarmsAbove100, .missesBelowTenth:
      return NumberText.fixed(ends.lowerBound * 100, digits) + "–"
        + NumberText.percent(ends.upperBound)
    default:
      return NumberText.fixed(ends.lowerBound, digits) + "–" + NumberText.fixed(ends.upperBound, digits)
    }
  }

  private func paragraph(_ text: String, _ width: Int?) -> [String] {
    width.map { WrappedText.lines(text, width: $0) } ?? [text]
  }
}
