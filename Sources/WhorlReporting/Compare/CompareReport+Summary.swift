import WhorlKit

/// What every format of the report says in the same words.
extension CompareReport {
  /// Whether nothing that was asked fails, and nothing failed.
  public var isPassed: Bool { status == .passed || status == .none }

  /// The outcome in one word, in which what failed counts: of what could not be compared nobody knows whether it
  /// is within the policy.
  var status: PolicyOutcome.Status {
    failures.isEmpty || policy.status == .breached ? policy.status : .failed
  }

  /// The whole in one line, without names from outside.
  var headline: String {
    let size =
      "\(CountText.of(suspects.count, "suspect")) against \(CountText.of(references.count, "reference"))"
    let found = verdictCounts.map { "\($0.count) \($0.kind.words)" }.joined(separator: ", ")
    let failed = failures.isEmpty ? "" : "; \(failureWords)"
    let accepted = policy.known.isEmpty ? "" : "; \(policy.known.count) known from the baseline"
    return switch status {
    case .failed where !policy.rules.isEmpty: "Policy not checked in full: \(size)\(accepted)\(failed)"
    case .none, .failed: "\(size): \(found.isEmpty ? "nothing compared" : found)\(failed)"
    case .passed: "Policy passed: \(size)\(accepted)\(failed)"
    case .breached:
      "Policy breached: \(CountText.of(policy.violations.count, "violation")) in \(size)\(accepted)\(failed)"
    case .inconclusive:
      "Policy undecided: \(CountText.of(policy.violations.count, "suspect")) inconclusive of "
        + "\(suspects.count)\(accepted)\(failed)"
    }
  }

  private var failureWords: String {
    let suspects = failures.count { $0.role == .suspect }
    let references = failures.count - suspects
    return [
      suspects > 0 ? CountText.of(suspects, "suspect") : nil,
      references > 0 ? CountText.of(references, "reference") : nil,
    ].compactMap(\.self).joined(separator: " and ") + " failed"
  }

  /// What the numbers are and are not where there is no background.
  static let uncalibratedMeaning =
    "Scores are uncalibrated: they rank the references and are no likelihood ratios."

  /// What this report's numbers are.
  var meaning: String {
    guard background != nil else { return Self.uncalibratedMeaning }
    let proposition = LikenessProposition(named: parameters.question)
    return
      "\(proposition.meaning) \(proposition.caution) Style shows likeness and not lineage, and a model that is "
      + "not listed cannot be named."
  }
}

extension Verdict.Kind {
  /// The kind in words for a count.
  var words: String {
    switch self {
    case .match: "match"
    case .cluster: "cluster"
    case .none: "none of the references"
    case .inconclusive: "inconclusive"
    case .outOfDomain: "out of domain"
    }
  }
}

extension ComparisonResult {
  /// The ratio with its sign, or a dash.
  var ratioText: String { Self.signed(log10LR) }

  /// The interval, or a dash.
  var intervalText: String {
    guard let interval else { return "–" }
    // Without width it was cut off on both sides, which is no certainty.
    return interval.lowerBound == interval.upperBound
      ? "at the cap" : "\(Self.signed(interval.lowerBound)) … \(Self.signed(interval.upperBound))"
  }

  /// The place on the verbal scale; nil without a ratio.
  var scale: EvidenceScale? { log10LR.flatMap { try? EvidenceScale(log10LR: $0) } }

  /// The support in as few words as a column's title allows: "moderate for", "strong against".
  var supportText: String {
    guard let scale else { return support == "uncalibrated" ? support : "no ratio" }
    return scale.direction == .neither ? "neither way" : scale.label.replacing(" support", with: "")
  }

  private static func signed(_ value: Double?) -> String {
    guard let value else { return "–" }
    let text = NumberText.fixed(value, 1)
    return value > 0 && text != "0.0" ? "+" + text : text
  }
}
