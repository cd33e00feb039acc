import ArgumentParser
import RecordReading
import WhorlKit
import WhorlReporting

/// What `--question distilled` takes besides the options of every score.
struct ScoreDistillationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "With --question distilled or derived: lines of name, tab and vendor; versions of one vendor are not rivals. "
        + "A third field divides a vendor into families.", valueName: "file"))
  var vendors: String?

  @Option(
    name: .customLong("exclude-vendor"),
    help: ArgumentHelp(
      "With --question distilled or derived: leave this vendor's references out, because the suspect is or derives "
        + "from one of them. May be repeated.", valueName: "vendor"))
  var excludedVendors: [String] = []

  @Option(
    name: .customLong("match-by"),
    help: "With --question distilled or derived: what makes two records answers to one prompt: prompt or id.")
  var matchBy = PromptedCorpus.Key.prompt

  /// Whether none of them was given.
  var isUnused: Bool { vendors == nil && excludedVendors.isEmpty && matchBy == .prompt }
}

extension PromptedCorpus.Key: ExpressibleByArgument {}

/// `whorl score --question distilled`: which reference's exclusive wording a suspect shares most, on the
/// same prompts.
struct ScoreDistillation {
  let reading: CorpusReadingOptions
  let vocabulary: Vocabulary
  let options: ScoreDistillationOptions
  let seed: UInt64
  let notes: NoteOptions

  /// What was compared, with what it came to.
  private struct Compared {
    let suspect: PromptedCorpus
    let references: [PromptedReference]
    let evidence: DistillationEvidence
  }

  /// The report on `suspect` against `references`, a corpus each.
  func report(suspect: [String], name: String?, references: [String]) async throws -> DistillationReport {
    let compared = try await compare(suspect: suspect, name: name, references: references)
    do {
      return DistillationReport(
        suspect: Self.summary(compared.suspect, tokens: try compared.suspect.tokenCount()),
        documents: compared.evidence.comparisons.map { comparison in
          UInt64(compared.references.first { $0.name == comparison.candidate.name }?.records ?? 0)
        },
        evidence: compared.evidence, excludedVendors: options.excludedVendors, seed: seed,
        vocabulary: vocabulary, toolVersion: ToolVersion.current)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Which reference's wording the suspect shares most, beside another question, where texts and enough shared
  /// prompts are at hand; else why not.
  func wording(
    suspect: [String], name: String?, references: [String]
  ) async throws -> SamePromptWording {
    for path in suspect + references {
      guard path != "-" else { return .notCompared(reason: "standard input is read only once") }
      if try FingerprintSource.isFingerprint(path) {
        return .notCompared(reason: "\(path) is a fingerprint, which keeps no answers: give the outputs")
      }
      if let paths = try InputBytes.fingerprints(inDirectory: path), !paths.isEmpty {
        return .notCompared(reason: "\(path) holds fingerprints, which keep no answers: give the outputs")
      }
    }
    let evidence: DistillationEvidence
    do {
      evidence = try await compare(suspect: suspect, name: name, references: references).evidence
    } catch let failure as CommandFailure where options.isUnused {
      // Whoever gave options for it asked for it: then what is wrong is an error.
      return .notCompared(reason: failure.message)
    }
    guard let fewest = evidence.comparisons.map(\.sharedPrompts).min(),
      fewest >= DistillationVerdict.leastPrompts
    else {
      let fewest = evidence.comparisons.map(\.sharedPrompts).min() ?? 0
      return .notCompared(
        reason: "a reference shares \(fewest) prompts with the suspect, and "
          + "\(DistillationVerdict.leastPrompts) are needed")
    }
    return .compared(evidence)
  }

  private func compare(
    suspect: [String], name: String?, references: [String]
  ) async throws -> Compared {
    let vendors = try options.vendors.map { try PromptedCorpusVendors(path: $0) } ?? PromptedCorpusVendors()
    var corpora: [(candidate: TeacherCandidate, corpus: PromptedReference)] = []
    var unusedExclusions = options.excludedVendors
    var unknown: [String] = []
    for argument in references {
      for reference in try self.references(argument) {
        let entry = vendors[reference.name]
        if let vendor = entry?.vendor, options.excludedVendors.contains(vendor) {
          unusedExclusions.removeAll { $0 == vendor }
          continue
        }
        let corpus: PromptedReference
        do {
          corpus = try await reference.read()
        } catch let failure as CommandFailure where failure.isTold {
          continue
        }
        if entry == nil { unknown.append(reference.name) }
        corpora.append(
          (TeacherCandidate(name: reference.name, vendor: entry?.vendor, family: entry?.family), corpus))
      }
    }
    if let vendor = unusedExclusions.first {
      throw CommandFailure(
        "--exclude-vendor \(vendor) leaves nothing out: no reference has that vendor in the --vendors file")
    }
    if !unknown.isEmpty {
      notes.note(
        "no vendor for \(unknown.joined(separator: ", ")): each counts as a vendor of its own; name their "
          + "vendors with --vendors FILE")
    }
    let questioned = try await read(suspect, name: name ?? FingerprintSource.name(of: suspect))
    do {
      let candidates = try CandidateSet(corpora.map(\.candidate))
      let ordered = candidates.candidates.compactMap { candidate in
        corpora.first { $0.candidate == candidate }?.corpus
      }
      for reference in ordered
      where !questioned.keys.contains(where: { reference.answerCount($0) > 0 }) {
        throw CommandFailure(
          options.matchBy == .id
            ? "'\(reference.name)' has none of the suspect's ids: give answers to the same prompts under the same ids, "
              + "or match records by prompt, without --match-by id"
            : "'\(reference.name)' answers none of the suspect's prompts: give answers to the same prompts, or match "
              + "records with --match-by id")
      }
      let overlap = PromptedCorpusOverlap(
        suspect: questioned, references: ordered, candidates: candidates,
        functionWords: vocabulary.functionWords)
      let evidence = DistillationEvidence(
        try await overlap.counts(jobs: reading.jobs), candidates: candidates, seed: seed)
      return Compared(suspect: questioned, references: ordered, evidence: evidence)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// The references that an argument stands for: a corpus, which is read when that is asked, or those of an
  /// index.
  private func references(
    _ argument: String
  ) throws -> [(name: String, read: () async throws -> PromptedReference)] {
    // What is none of ours is left to reading, which says so.
    guard argument != "-", CopiedTextIndex.hasMagic((try? InputBytes.prefix(of: argument, count: 8)) ?? [])
    else {
      let name = FingerprintSource.name(of: [argument])
      return [(name, { .corpus(try await read([argument], name: name)) })]
    }
    guard options.matchBy == .prompt else {
      throw CommandFailure("\(argument) is an index, which finds answers by prompt: leave out --match-by id")
    }
    let index = try CopiedTextReferences.open(argument, checks: .overlap)
    return PromptedReference.Indexed.all(of: index).map { indexed in (indexed.name, { .index(indexed) }) }
  }

  private func read(_ arguments: [String], name: String) async throws -> PromptedCorpus {
    try await PromptedCorpus.read(arguments, name: name, key: options.matchBy, options: reading, notes: notes)
  }

  private static func summary(_ corpus: PromptedCorpus, tokens: Int) -> DistillationReportSuspect {
    DistillationReportSuspect(
      name: corpus.name, documents: UInt64(corpus.tally.records), tokens: UInt64(tokens),
      prompts: UInt64(corpus.keys.count), skipped: SkippedRecords(corpus.tally.skipped),
      inputs: corpus.tally.headerInputs)
  }
}
