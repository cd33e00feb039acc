import WhorlKit

extension ComparePolicy {
  /// What the policy says of `report`, given what `baseline` accepts.
  ///
  /// - Complexity: O(n) in the comparisons and thresholds.
  public func outcome(of report: CompareReport, baseline: PolicyBaseline? = nil) -> PolicyOutcome {
    guard !isEmpty else { return PolicyOutcome() }
    var breaches: [PolicyViolation] = []
    var undecided: [PolicyViolation] = []
    var known: [PolicyViolation] = []
    for suspect in report.suspects {
      let findings = findings(suspect)
      for finding in findings.breaches + (inconclusive == .fail ? findings.undecided : []) {
        if baseline?.accepts(finding) == true {
          known.append(finding)
        } else {
          breaches.append(finding)
        }
      }
      if inconclusive == .warn { undecided += findings.undecided }
    }
    let isUndecidedOnly = breaches.allSatisfy { $0.rule == .inconclusive || $0.rule == .minimumEvidence }
    let status: PolicyOutcome.Status =
      breaches.isEmpty ? .passed : isUndecidedOnly ? .inconclusive : .breached
    return PolicyOutcome(
      status: status, rules: descriptions, violations: breaches, warnings: undecided, known: known)
  }

  private typealias Findings = (breaches: [PolicyViolation], undecided: [PolicyViolation])

  private func findings(_ suspect: ComparedSuspect) -> Findings {
    // On less text than the policy asks for nothing is decided, neither for nor against. What rules find is
    // there whatever the amount.
    if let tooLittle = tooLittle(suspect) { return (findingBreaches(suspect), [tooLittle]) }
    var breaches = findingBreaches(suspect)
    var undecided: [PolicyViolation] = []
    let verdict = suspect.verdict
    if failOn.contains(verdict.kind) {
      breaches.append(
        PolicyViolation(
          rule: .verdict, suspect: suspect.name, references: verdict.references,
          subject: verdict.kind.rawValue, message: "the verdict is \(verdict.phrase)"))
    } else if verdict.kind == .inconclusive || verdict.kind == .outOfDomain,
      !failOn.isEmpty || !thresholds.isEmpty
    {
      undecided.append(
        PolicyViolation(
          rule: .inconclusive, suspect: suspect.name, references: verdict.references,
          subject: verdict.kind.rawValue, message: "no decision can be made: \(verdict.reason)"))
    }
    for comparison in suspect.comparisons {
      for threshold in thresholds where threshold.references.matches(comparison.reference) {
        guard let ratio = comparison.log10LR else {
          // Why there is no ratio has been said with the verdict.
          if undecided.isEmpty {
            undecided.append(
              PolicyViolation(
                rule: .inconclusive, suspect: suspect.name, references: [comparison.reference],
                subject: "log10LR",
                message: "no likelihood ratio can be given, and one is asked for: \(verdict.reason)"))
          }
          continue
        }
        if let maximum = threshold.maximum, ratio > maximum {
          breaches.append(breach(suspect, comparison, ratio, "above the maximum", maximum))
        }
        if let minimum = threshold.minimum, ratio < minimum {
          breaches.append(breach(suspect, comparison, ratio, "below the minimum", minimum))
        }
      }
      breaches += rateBreaches(suspect, comparison)
    }
    breaches += rateBreaches(suspect)
    return (breaches, undecided)
  }

  private func tooLittle(_ suspect: ComparedSuspect) -> PolicyViolation? {
    let measures = [
      (suspect.documents, minimumDocuments, "document"), (suspect.tokens, minimumTokens, "token"),
    ]
    for case (let count, let least?, let noun) in measures where count < least {
      return PolicyViolation(
        rule: .minimumEvidence, suspect: suspect.name, value: Double(count), limit: Double(least),
        subject: noun + "s",
        message:
          "there are \(CountText.of(count, noun)), and the policy asks for \(NumberText.grouped(least))")
    }
    return nil
  }

  private func breach(
    _ suspect: ComparedSuspect, _ comparison: ComparisonResult, _ ratio: Double, _ relation: String,
    _ limit: Double
  ) -> PolicyViolation {
    PolicyViolation(
      rule: .log10LR, suspect: suspect.name, references: [comparison.reference], value: ratio, limit: limit,
      subject: relation.hasPrefix("above") ? "max" : "min",
      message: "log10 LR for \(comparison.reference) is \(Self.number(ratio)), \(relation) of "
        + Self.number(limit))
  }

  /// Differences from one reference.
  private func rateBreaches(
    _ suspect: ComparedSuspect, _ comparison: ComparisonResult
  ) -> [PolicyViolation] {
    rates.compactMap { limit in
      guard let most = limit.maximumChange,
        let gap = comparison.rateGaps.first(where: { $0.pack == limit.pack && $0.ruleClass == nil }),
        abs(gap.change) > most
      else { return nil }
      return PolicyViolation(
        rule: .rateChange, suspect: suspect.name, references: [comparison.reference], value: gap.change,
        limit: most, subject: limit.pack,
        message: "the \(limit.pack) rate is \(NumberText.percent(gap.suspectRate)), and "
          + "\(NumberText.percent(gap.referenceRate)) for \(comparison.reference): a change of more than "
          + NumberText.percent(most))
    }
  }

  /// The suspect's own rates, which every comparison repeats.
  private func rateBreaches(_ suspect: ComparedSuspect) -> [PolicyViolation] {
    rates.compactMap { limit in
      guard let most = limit.maximumRate,
        let gap = suspect.comparisons.first?.rateGaps.first(where: {
          $0.pack == limit.pack && $0.ruleClass == nil
        }), gap.suspectRate > most
      else { return nil }
      return PolicyViolation(
        rule: .rate, suspect: suspect.name, value: gap.suspectRate, limit: most, subject: limit.pack,
        message: "the \(limit.pack) rate is \(NumberText.percent(gap.suspectRate)), above the maximum of "
          + NumberText.percent(most))
    }
  }
}

extension ComparePolicy {
  private func findingBreaches(_ suspect: ComparedSuspect) -> [PolicyViolation] {
    guard let found = suspect.findings else { return [] }
    return findings.compactMap { limit in
      let counts = found.counts.filter { $0.hits > 0 && limit.includes($0.rule, $0.severity) }
      let hits = counts.reduce(0) { $0 + $1.hits }
      guard hits > limit.maximum else { return nil }
      let most = counts.max { $0.hits < $1.hits }?.rule ?? ""
      let which = counts.count == 1 ? "of \(most)" : "of \(counts.count) rules, most of \(most)"
      return PolicyViolation(
        rule: .findings, suspect: suspect.name, value: Double(hits), limit: Double(limit.maximum),
        subject: limit.subject, findings: found.kept.filter { limit.includes($0.rule, $0.severity) },
        message: "there \(hits == 1 ? "is" : "are") \(CountText.of(hits, "finding")) \(which), and "
          + "\(limit.subject) may have \(NumberText.grouped(limit.maximum))")
    }
  }
}

extension ComparedVerdict {
  /// The verdict in a few words that end a sentence. It quotes names from outside.
  var phrase: String {
    let names = references.joined(separator: ", ")
    return switch kind {
    case .match: "match with \(names)"
    case .cluster: "one of \(names)"
    case .none: "none of the references"
    case .inconclusive: references.isEmpty ? "inconclusive" : "inconclusive; possibly \(names)"
    case .outOfDomain: "out of domain"
    }
  }
}
