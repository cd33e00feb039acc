extension PolicyOutcome {
  /// Adds to each breach of a ratio's bound that every ratio of the suspect breaches, because none goes so far, that
  /// this is so: nobody should look for the cause in the texts.
  public mutating func tellWhatCannotBeReached(in report: CompareReport) {
    func told(_ violations: [PolicyViolation]) -> [PolicyViolation] {
      violations.map { violation in
        guard violation.rule == .log10LR, let limit = violation.limit,
          let calibration = report.suspects.first(where: { $0.name == violation.suspect })?.calibration
        else { return violation }
        let (isBeyond, cap) =
          violation.subject == "min"
          ? (limit > calibration.upperBound, calibration.upperBound)
          : (limit < calibration.lowerBound, calibration.lowerBound)
        guard isBeyond else { return violation }
        var result = violation
        result.message +=
          ", which cannot be met: with this background ratios are capped at \(NumberText.signed(cap, 1))"
        return result
      }
    }
    violations = told(violations)
    known = told(known)
  }
}
