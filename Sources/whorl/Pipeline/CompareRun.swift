import RulePacks
import WhorlKit
import WhorlReporting

/// The flow from a plan to a report:
///
///     PlannedInput → Fingerprint → CaseScoring → ComparedSuspect → CompareReport → PolicyOutcome
///
/// References are read once, then suspects are read and compared, as many at once as there are threads.
/// What fails is kept beside what does not, all in the order of the plan.
struct CompareRun {
  let plan: ComparePlan
  let notes: NoteOptions

  /// The report, with the outcome of the policy in it.
  ///
  /// - Throws: ``CommandFailure`` where no reference can be used, so that nothing can be compared.
  func report() async throws -> CompareReport {
    var failures: [CompareFailure] = []
    let known = collect(await loadedReferences(), role: .reference, plan.references, into: &failures)
    guard !known.isEmpty else {
      throw CommandFailure(
        "no reference can be used; the first: \(failures.first?.message ?? "there is none")")
    }
    let scoring: CaseScoring
    do {
      let reading = try plan.settings.reading.resolved()
      let more = try await FingerprintSource(
        pipeline: Pipeline(options: reading, vocabulary: plan.vocabulary, notes: notes)
      ).references(plan.settings.evidence.domainBackground)
      scoring = try CaseScoring(
        references: known.map(\.fingerprint), domainBackground: more, vocabulary: plan.vocabulary,
        background: plan.background, options: plan.settings.assessment)
    } catch {
      throw CommandFailure(error)
    }
    let suspects = collect(
      await comparedSuspects(scoring), role: .suspect, plan.suspects, into: &failures)
    for suspect in suspects {
      failures += suspect.problems.map { problem in
        CompareFailure(role: .suspect, name: suspect.name, message: problem, paths: suspect.paths)
      }
    }
    let options = plan.settings.assessment
    var report = CompareReport(
      toolVersion: ToolVersion.current,
      vocabulary: AssetIdentity(name: plan.vocabulary.name, digest: plan.vocabulary.digest),
      background: plan.background.map { AssetIdentity(name: $0.name, digest: $0.digest) },
      backgroundModels: plan.background?.models.count ?? 0,
      parameters: CompareParameters(
        question: options.question.rawValue, channels: options.style, seed: options.seed,
        resamples: options.resamples,
        packs: plan.rules.packs.map { AssetIdentity(name: $0.name, digest: $0.digest) },
        project: plan.settings.project.map {
          AssetIdentity(
            name: $0.path.split(separator: "/").last.map(String.init) ?? $0.path, digest: $0.digest)
        }),
      references: known.map(\.summary), suspects: suspects, failures: failures)
    report.policy = plan.settings.policy.outcome(of: report, baseline: plan.baseline)
    report.policy.tellWhatCannotBeReached(in: report)
    report.policy.baseline = plan.settings[.baseline].text.map {
      $0.split(separator: "/").last.map(String.init) ?? $0
    }
    return report
  }

  private typealias Reference = (fingerprint: Fingerprint, summary: ComparedReference)
  private typealias Outcome<Value> = (result: Result<Value, CommandFailure>, notes: [String])

  /// What went well of `outcomes`; the rest is added to `failures`. Notes are said in the order of inputs.
  private func collect<Value>(
    _ outcomes: [Outcome<Value>], role: CompareFailure.Role, _ inputs: [PlannedInput],
    into failures: inout [CompareFailure]
  ) -> [Value] {
    var values: [Value] = []
    for (outcome, input) in zip(outcomes, inputs) {
      for note in outcome.notes { notes.note("\(input.name): \(note)") }
      switch outcome.result {
      case .success(let value): values.append(value)
      case .failure(let failure):
        failures.append(
          CompareFailure(role: role, name: input.name, message: failure.message, paths: input.shownPaths))
      }
    }
    return values
  }

  private func loadedReferences() async -> [Outcome<Reference>] {
    let rules = plan.rules
    return await each(plan.references, "reference", rules: { _ in rules.forReferences }) { input, source in
      let fingerprint: Fingerprint
      if input.isFingerprint {
        fingerprint = try FingerprintSource.read(input.paths[0])
      } else {
        fingerprint = try await source.pipeline.read(input.paths).fingerprint(
          name: input.name, vendor: input.vendor)
      }
      let named = input.isNamed ? fingerprint.renamed(input.name) : fingerprint
      // Alone, so that what is wrong with one reference is said of it and not of all.
      _ = try ReferenceSet([named], vocabulary: source.pipeline.vocabulary)
      try rules.check(named)
      if input.isFingerprint { rules.noteUncounted(named, source.pipeline.notes) }
      let header = named.header
      return (
        named,
        ComparedReference(
          name: header.name, vendor: input.vendor ?? header.vendor, documents: header.documents,
          tokens: header.tokens, inputs: header.inputs, paths: input.shownPaths)
      )
    }
  }

  private func comparedSuspects(_ scoring: CaseScoring) async -> [Outcome<ComparedSuspect>] {
    let isExplained = plan.reports.contains { $0.kind == .html }
    let explanation = plan.background.flatMap { background in
      isExplained
        ? SuspectExplanation(background: background, vocabulary: plan.vocabulary, options: scoring.options)
        : nil
    }
    let rules = plan.rules
    return await each(plan.suspects, "suspect", rules: rules.forSuspect) { input, source in
      let corpus = try await Self.corpus(input, source, hasTexts: explanation != nil)
      try rules.check(corpus.fingerprint, hasTexts: !input.isFingerprint)
      if input.isFingerprint { rules.noteUncounted(corpus.fingerprint, source.pipeline.notes) }
      let (comparisons, assessment) = try scoring.score(corpus.fingerprint, rows: corpus.rows)
      var suspect = ComparedSuspect(
        corpus.fingerprint.header, comparisons: comparisons, assessment: assessment,
        paths: input.shownPaths)
      suspect.findings = corpus.findings
      let effect = corpus.findings == nil ? "rates of rules may be too low" : "findings may be missing"
      suspect.problems = corpus.rulesGivenUp.lines.map { "\(effect): \($0)" }
      rules.addRates(to: &suspect, corpus.fingerprint, scoring.references)
      if let explanation, let assessment {
        try explanation.explain(
          &suspect, corpus, assessment: assessment, references: scoring.references)
      }
      return suspect
    }
  }

  /// A suspect, with its texts only where they are wanted: then it is read on one thread.
  private static func corpus(
    _ input: PlannedInput, _ source: FingerprintSource, hasTexts: Bool
  ) async throws -> SuspectCorpus {
    let name = input.isNamed || !input.isFingerprint ? input.name : nil
    if hasTexts, !input.isFingerprint {
      return try await SuspectCorpus.read(
        input.paths, name: name, vocabulary: source.pipeline.vocabulary, options: source.pipeline.options,
        notes: source.pipeline.notes, rowLimit: FingerprintSource.documentsKept,
        rules: source.pipeline.rules)
    }
    if input.isFingerprint {
      let (fingerprint, rows) = try await source.suspect(input.paths, name: name)
      return SuspectCorpus(fingerprint: fingerprint, rows: rows, documents: [], documentsLeftOut: 0)
    }
    let corpus = try await source.pipeline.read(input.paths, rowLimit: FingerprintSource.documentsKept)
    return SuspectCorpus(
      fingerprint: try corpus.fingerprint(name: input.name, vendor: nil), rows: corpus.builder.rows,
      documents: [], documentsLeftOut: 0, findings: corpus.findings, rulesGivenUp: corpus.tally.rulesGivenUp)
  }

  /// The outcome of `body` for each input, in their order. Threads go to inputs first, and to the chunks
  /// of one input where there are fewer inputs than threads.
  private func each<Value: Sendable>(
    _ inputs: [PlannedInput], _ noun: String, rules: @escaping @Sendable (PlannedInput) -> RuleReading?,
    _ body: @escaping @Sendable (PlannedInput, FingerprintSource) async throws -> Value
  ) async -> [Outcome<Value>] {
    let vocabulary = plan.vocabulary
    let notes = notes
    let jobs = inputs.first?.reading.jobs ?? 1
    let width = min(jobs, inputs.count)
    let progress = CountProgress(noun, total: inputs.count, notes: notes)
    defer { progress.clear() }
    return await inputs.mapConcurrently(width: width) { input in
      defer { if inputs.count > 1 { progress.advance() } }
      let collected = NoteOptions.Collection()
      let result = await NoteOptions.$collected.withValue(collected) {
        () async -> Result<Value, CommandFailure> in
        if let problem = input.problem { return .failure(problem) }
        var reading = input.reading
        reading.jobs = max(1, jobs / width)
        let source = FingerprintSource(
          pipeline: Pipeline(
            options: reading, vocabulary: vocabulary, notes: notes, rules: rules(input),
            showsProgress: inputs.count == 1))
        do { return .success(try await body(input, source)) } catch {
          return .failure(CommandFailure(error))
        }
      }
      return (result, collected.lines)
    }
  }
}
