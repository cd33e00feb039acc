import WhorlKit

extension ScoreReport {
  /// The table of evidence, the channels of the best reference, and what the numbers mean.
  func evidenceLines(_ assessment: Assessment, width: Int, isColored: Bool) -> [String] {
    var lines: [String] = []
    let table = evidenceTable(assessment).blocks(width: width)
    lines += table.header.map { ANSIStyle.bold.apply($0, isColored: isColored) }
    let named = Set(verdict.references)
    for (evidence, row) in zip(assessment.evidence, table.rows) {
      let isNamed = named.contains(evidence.comparison.reference.name)
      lines += row.map { isNamed ? ANSIStyle.green.apply($0, isColored: isColored) : $0 }
    }
    lines.append("")
    if let best = assessment.evidence.first, best.log10LR != nil,
      best.channels.contains(where: { $0.log10LR != nil })
    {
      let channels = best.channels.map { "\($0.name) \(Self.signed($0.log10LR))" }.joined(separator: ", ")
      let name = DisplayWidth.shortenedInside(PrintableText.of(best.comparison.reference.name), to: 60)
      lines += WrappedText.lines("Each channel alone, log10 LR for \(name): \(channels).", width: width)
      lines.append("")
    }
    for note in evidenceNotes(assessment) { lines += WrappedText.lines(note, width: width) }
    return lines
  }

  private func evidenceTable(_ assessment: Assessment) -> TextTable {
    var table = TextTable([
      ("Reference", .left), ("documents", .right), ("log10 LR", .right), ("95 %", .right),
      ("support", .left), ("copied", .right),
    ])
    for evidence in assessment.evidence {
      let reference = evidence.comparison.reference
      let interval = evidence.interval.map { interval in
        // Without width it was cut off on both sides, which is no certainty.
        interval.lowerBound == interval.upperBound
          ? "at the cap" : "\(Self.signed(interval.lowerBound)) … \(Self.signed(interval.upperBound))"
      }
      table.append([
        PrintableText.of(reference.name), NumberText.grouped(reference.documents),
        Self.signed(evidence.log10LR), interval ?? "–", Self.supportWords(evidence),
        NumberText.percent(evidence.comparison.overlaps.last?.containmentEstimate?.value),
      ])
    }
    return table
  }

  private static func signed(_ value: Double?) -> String {
    guard let value else { return "–" }
    let text = NumberText.fixed(value, 1)
    return value > 0 && text != "0.0" ? "+" + text : text
  }

  /// The support in as few words as the column's title allows: "moderate for", "strong against".
  private static func supportWords(_ evidence: Evidence) -> String {
    guard let ratio = evidence.log10LR, let scale = try? EvidenceScale(log10LR: ratio) else {
      return "no ratio"
    }
    if scale.direction == .neither { return "neither way" }
    return scale.label.replacing(" support", with: "")
  }

  /// What of the evidence rests on the rules; none where nothing does.
  private static func ruleNote(_ assessment: Assessment) -> [String] {
    let fused = assessment.evidence.count(where: \.isFused)
    guard fused > 0 else { return [] }
    let rest = assessment.evidence.count { $0.log10LR != nil } - fused
    return [
      "Ratios rest on the channels of style and on the rules"
        + (rest == 0
          ? "."
          : ", but those of \(CountText.of(rest, "reference")) without counts of rules on style alone: make "
            + "fingerprints again without --packs none.")
    ]
  }

  /// Names, the first twelve of many.
  private static func listed(_ names: [String]) -> String {
    let shown = PrintableText.of(names.prefix(12).joined(separator: ", "))
    return names.count > 12 ? "\(shown) and \(names.count - 12) more" : shown
  }

  private func evidenceNotes(_ assessment: Assessment) -> [String] {
    var notes = DomainNotes.of(assessment.domain)
    notes += AbsenceNotes.of(
      assessment.evidence.map { ($0.comparison.reference.name, $0.absence, $0.isReferenceUnusual) })
    notes += SharedInputNotes.of(
      suspect: suspect.inputs, references: comparisons.map { ($0.reference.name, $0.reference.inputs) })
    for pair in repeatedReferences {
      notes.append(
        "Note: \(PrintableText.of(pair.first)) and \(PrintableText.of(pair.second)) hold the same outputs: one "
          + "model under two names. Leave one out.")
    }
    if !assessment.excludedModels.isEmpty {
      notes.append(
        "Left out of the calibration, because they are part of this case: "
          + Self.listed(assessment.excludedModels)
          + (assessment.evidence.contains { $0.channels.contains { $0.log10LR != nil } }
            ? ". The ratios of single channels still rest on them." : "."))
    }
    if !assessment.keptModels.isEmpty {
      notes.append(
        "Part of this case and still in the calibration, as "
          + (assessment.options.style == AssessmentOptions().style
            ? "too few models are left without them" : "that of these channels is made beforehand")
          + ", which may make the ratios too good: " + Self.listed(assessment.keptModels) + ".")
    }
    if let calibration = assessment.calibration, assessment.evidence.contains(where: { $0.log10LR != nil }) {
      let proposition = LikenessProposition(assessment.options.question)
      notes.append(
        "\(proposition.meaning) It is calibrated on \(calibration.models) models and capped at "
          + "\(Self.signed(calibration.lowerBound)) and \(Self.signed(calibration.upperBound)), beyond which they "
          + "bear nothing out. \(proposition.caution)")
      notes += Self.ruleNote(assessment)
      notes += PromptNotes.of(
        assessment.evidence.filter { $0.log10LR != nil }.map(\.promptShift),
        isNone: assessment.verdict.kind == .none)
      notes.append(
        "Style shows likeness and not lineage: a sibling, a fine-tune or a model trained on the same outputs "
          + "can write alike, and a model that is not listed cannot be named.")
    }
    notes.append(
      "copied: estimated share of the suspect's \(ShingleLength.eight.rawValue)-word shingles that the "
        + "reference holds word for word.")
    return notes
  }
}
