public import WhorlKit

/// Which reference's own wording a suspect shares most on the same prompts, beside a question that style answers.
public enum SamePromptWording: Sendable {
  /// It was compared.
  case compared(DistillationEvidence)
  /// It was not, for this reason.
  case notCompared(reason: String)
}

extension ScoreReport {
  private static let shownReferences = 3

  /// Null where wording was not compared.
  var wordingJSON: JSONValue {
    guard case .compared(let evidence) = wording else { return .null }
    return .object([
      ("comparedPrompts", .integer(UInt64(evidence.prompts))),
      ("leader", .optional(evidence.comparisons.first?.candidate.name)),
      ("agreesWithStyle", .boolean(wordingAgrees(evidence))),
      (
        "references",
        .array(
          evidence.comparisons.map { comparison in
            .object([
              ("name", .string(comparison.candidate.name)),
              ("exclusiveOverlap", .number(comparison.exclusiveOverlap)),
              ("overlapCosine", .optional(comparison.overlapCosine)),
              ("sharedPrompts", .integer(UInt64(comparison.sharedPrompts))),
            ])
          })
      ),
    ])
  }

  private func wordingAgrees(_ evidence: DistillationEvidence) -> Bool {
    let first = assessment?.evidence.first?.comparison.reference.name ?? comparisons.first?.reference.name
    return first != nil && first == evidence.comparisons.first?.candidate.name
  }

  /// The references by wording, the first ones, and how that goes with their order by style.
  func wordingLines(width: Int) -> [String] {
    switch wording {
    case nil: return []
    case .notCompared(let reason):
      return [""]
        + WrappedText.lines(
          "Wording on the same prompts, which finds the sources of derived models better than style, was not "
            + "compared: \(PrintableText.of(reason)).", width: width)
    case .compared(let evidence):
      let list = evidence.comparisons.prefix(Self.shownReferences).map { comparison in
        "\(PrintableText.of(comparison.candidate.name)) \(NumberText.fixed(comparison.exclusiveOverlap, 3))"
      }
      let order =
        wordingAgrees(evidence)
        ? "Style puts the same reference first." : "Style puts another reference first: look at both."
      return [""]
        + WrappedText.lines(
          "By wording on the same \(NumberText.grouped(UInt64(evidence.prompts))) prompts: "
            + "\(list.joined(separator: ", ")) (exclusive overlap, to rank by and no ratio). \(order)",
          width: width)
    }
  }
}
