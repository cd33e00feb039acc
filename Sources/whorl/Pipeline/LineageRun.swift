import RecordReading
import WhorlKit
import WhorlReporting

/// The sources of suspects with known ancestry, ranked by each method that fits their kind.
struct LineageRun {
  typealias Named = (name: String, source: RecordSource)

  let reader: EvaluationCorpora
  let file: LineageFile
  /// The path of ``file``, for messages.
  let path: String
  let vendors: PromptedCorpusVendors
  let replicates: Int
  let seed: UInt64

  /// The report on the suspects that are in the file.
  func report(references known: [Named], suspects questioned: [Named]) async throws -> LineageReport {
    let names =
      file.references
      ?? known.map(\.name).filter { name in
        !file.claims.contains { $0.suspect == name } || file.claims.contains { $0.sources.contains(name) }
      }
    let references = try select(names, from: known, option: "--references")
    let suspects = try select(unique(file.claims.map(\.suspect)), from: questioned, option: "--suspects")
    for claim in file.claims {
      for source in claim.sources where !names.contains(source) {
        throw CommandFailure(
          "\(path): '\(source)', a source of '\(claim.suspect)', is none of the references"
            + nearest(source, names))
      }
    }
    let placed = try await place(references, suspects)
    let known = references.compactMap { reference in placed.first { $0.name == reference.name } }
    let questioned = suspects.compactMap { suspect in placed.first { $0.name == suspect.name } }
    let distilled = try await distillations(references: references, suspects: suspects)
    var rows: [LineageReport.Row] = []
    for kind in LineageKind.allCases {
      let claims = file.claims.filter { $0.kind == kind }
      for ranking in Self.rankings(of: kind) {
        let ranked = claims.compactMap { claim in
          rank(claim, by: ranking, among: claims, known, questioned, distilled)
        }
        guard let measures = LineageMeasures(ranked, replicates: replicates, seed: seed) else { continue }
        rows.append(
          LineageReport.Row(kind: kind, ranking: ranking, rankings: ranked, measures: measures))
      }
    }
    return LineageReport(
      background: reader.background, references: reader.summaries(known),
      suspects: reader.summaries(questioned), rows: rows, verdicts: verdicts(distilled),
      notes: missing(known).map { [$0] } ?? [], seed: seed, replicates: replicates,
      toolVersion: ToolVersion.current)
  }

  /// The rankings of a kind, the one that answers its question first.
  private static func rankings(of kind: LineageKind) -> [LineageReport.Ranking] {
    switch kind {
    case .same: [.style, .overlap, .constant, .length]
    case .derived, .distilled: [.overlap, .style, .constant, .length]
    }
  }

  private func rank(
    _ claim: LineageFile.Claim, by ranking: LineageReport.Ranking, among claims: [LineageFile.Claim],
    _ references: [PlacedCorpus], _ suspects: [PlacedCorpus], _ distilled: [String: DistillationEvidence]
  ) -> LineageRanking? {
    guard let suspect = suspects.first(where: { $0.name == claim.suspect }) else { return nil }
    // By its file as well: a suspect under another name would find itself.
    let candidates = references.filter { !$0.isSameModel(as: suspect) }
    let scores: [Double?]
    switch ranking {
    case .style:
      scores = LineageStyleScores(suspect, candidates: candidates, style: reader.style).scores
    case .constant:
      scores = candidates.map { candidate in
        Double(claims.count { $0.sources.contains(candidate.name) })
      }
    case .length:
      let length = Self.meanLength(suspect)
      scores = candidates.map { -abs(Self.meanLength($0) / length - 1) }
    case .overlap:
      guard let evidence = distilled[claim.suspect],
        claim.kind == .distilled || evidence.comparisons.allSatisfy(\.hasEnoughPrompts)
      else { return nil }
      scores = candidates.map { candidate in
        evidence.comparisons.first { $0.candidate.name == candidate.name }?.exclusiveOverlap
      }
    }
    return LineageRanking(
      suspect: claim.suspect,
      candidates: candidates.map { LineageRanking.Candidate(name: $0.name, family: family(of: $0.name)) },
      scores: scores, sources: Set(claim.sources))
  }

  private static func meanLength(_ corpus: PlacedCorpus) -> Double {
    max(1, Double(corpus.words)) / Double(max(1, corpus.documents))
  }

  private func family(of name: String) -> String {
    let entry = vendors[name]
    return entry?.family ?? entry?.vendor ?? name
  }

  private func missing(_ references: [PlacedCorpus]) -> String? {
    let unknown = references.map(\.name).filter { vendors[$0] == nil }
    guard !unknown.isEmpty else { return nil }
    return "No vendor is known of \(unknown.count) of \(references.count) references: each of these counts "
      + "as a family and a vendor of its own. Name them with --vendors FILE."
  }

  // MARK: Reading

  /// The sources with `names`, in that order.
  private func select(_ names: [String], from sources: [Named], option: String) throws -> [Named] {
    try names.map { name in
      guard let found = sources.first(where: { $0.name == name }) else {
        throw CommandFailure(
          "\(path): '\(name)' is none of the corpora of \(option)\(nearest(name, sources.map(\.name)))")
      }
      return found
    }
  }

  /// A suggestion where another name differs in case, or by what stands around it.
  private func nearest(_ name: String, _ names: [String]) -> String {
    let wanted = name.lowercased()
    let similar = names.first { candidate in
      let other = candidate.lowercased()
      return other == wanted || other.hasPrefix(wanted) || wanted.hasPrefix(other)
    }
    return similar.map { ": did you mean '\($0)'?" } ?? ": names are those of files without their endings"
  }

  private func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  private func place(_ references: [Named], _ suspects: [Named]) async throws -> [PlacedCorpus] {
    for suspect in suspects {
      if let other = references.first(where: { $0.name == suspect.name }), other.source != suspect.source {
        throw CommandFailure(
          "two corpora are called '\(suspect.name)', a reference and a suspect: rename one")
      }
    }
    let all =
      references
      + suspects.filter { suspect in
        !references.contains { $0.name == suspect.name }
      }
    return try await reader.read(all, seed: seed)
  }

  // MARK: Answers to the same prompts

  /// What each suspect shares with the references on the same prompts, by name: its own file left out.
  private func distillations(
    references: [Named], suspects: [Named]
  ) async throws -> [String: DistillationEvidence] {
    let names = unique(file.claims.map(\.suspect))
    guard !names.isEmpty else { return [:] }
    var notes = reader.notes
    notes.quiet = notes.quiet || !notes.verbose
    let quiet = notes
    func read(_ source: Named) async throws -> PromptedCorpus {
      try await PromptedCorpus.read(
        [source.source.displayPath], name: source.name, key: .prompt, options: reader.options, notes: quiet)
    }
    var known: [(candidate: TeacherCandidate, corpus: PromptedCorpus)] = []
    for reference in references {
      let entry = vendors[reference.name]
      known.append(
        (
          TeacherCandidate(name: reference.name, vendor: entry?.vendor, family: entry?.family),
          try await read(reference)
        ))
    }
    var evidence: [String: DistillationEvidence] = [:]
    for (number, name) in names.enumerated() {
      guard let source = suspects.first(where: { $0.name == name }) else { continue }
      reader.progress.show("compared \(number) of \(names.count) suspects on the same prompts")
      let suspect = try await read(source)
      let own = Set(suspect.tally.inputs.map(\.sha256))
      let others = known.filter { entry in !entry.corpus.tally.inputs.contains { own.contains($0.sha256) } }
      do {
        let candidates = try CandidateSet(others.map(\.candidate))
        let ordered = candidates.candidates.compactMap { candidate in
          others.first { $0.candidate == candidate }.map { PromptedReference.corpus($0.corpus) }
        }
        let overlap = PromptedCorpusOverlap(
          suspect: suspect, references: ordered, candidates: candidates,
          functionWords: reader.vocabulary.functionWords)
        evidence[name] = DistillationEvidence(
          try await overlap.counts(jobs: reader.options.jobs), candidates: candidates, seed: seed)
      } catch {
        reader.progress.clear()
        throw CommandFailure(error, at: "\(name):")
      }
    }
    reader.progress.clear()
    return evidence
  }

  private func verdicts(_ distilled: [String: DistillationEvidence]) -> LineageReport.Verdicts? {
    guard file.claims.contains(where: { $0.kind == .distilled && distilled[$0.suspect] != nil }) else {
      return nil
    }
    var counts: [DistillationVerdict.Kind: Int] = [:]
    var right = 0
    for claim in file.claims where claim.kind == .distilled {
      guard let verdict = distilled[claim.suspect]?.verdict else { continue }
      counts[verdict.kind, default: 0] += 1
      let families = Set(claim.sources.map { family(of: $0) })
      if verdict.kind == .supported, let leader = verdict.leader, families.contains(family(of: leader)) {
        right += 1
      }
    }
    return LineageReport.Verdicts(
      supported: counts[.supported] ?? 0, right: right, rankingOnly: counts[.rankingOnly] ?? 0,
      none: counts[.noVerdict] ?? 0)
  }
}
