/// Comparisons among corpora whose models are known: references from one prompt half, suspects of N
/// documents drawn from the other, in both directions.
///
/// No prompt is on both sides of a comparison. Of the same models, documents, sizes and seed the same
/// trials are made, in whatever order anything is given.
public struct VerificationTrials: Sendable {
  /// The corpora, in the order of their names' bytes: places in trials are places in it.
  public let corpora: [PlacedCorpus]
  /// In which terms comparisons are judged.
  public let frame: VerificationFrame

  /// The least corpora of different models: with fewer, models cannot be resampled.
  public static let leastModels = 3

  /// A half of at least this share of N documents stands for N, as a whole: halves are not of equal size.
  static let leastShare = 0.9

  /// Trials among `corpora`, which were placed by `style`, a style of `background`.
  ///
  /// - Parameters:
  ///   - corpora: The corpora, in any order.
  ///   - style: The style that placed them.
  ///   - background: Whose style it is.
  ///   - seed: Decides the draws where a kind of text is learned from the corpora.
  ///   - jobs: Fits at once.
  /// - Throws: ``CalibrationError`` where too few trials are left to calibrate on.
  public init(
    _ corpora: [PlacedCorpus], style: StyleModel, background: BackgroundModel, seed: UInt64 = 1, jobs: Int
  ) async throws {
    let corpora = corpora.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    self.corpora = corpora
    frame = try await VerificationFrame(
      corpora, style: style, background: background, seed: seed, jobs: jobs)
  }

  /// The trials with suspects of `documents` documents.
  ///
  /// A half of fewer documents, but nine tenths of them, is one suspect, as a whole; a half of fewer makes
  /// no suspect.
  ///
  /// - Parameters:
  ///   - documents: The size of a suspect.
  ///   - version: The alteration of the suspects, by its number in the corpora.
  ///   - draws: Suspects of each model and direction, at least 1.
  ///   - seed: Decides the draws.
  /// - Complexity: O(m² · draws · axes) for m corpora.
  public func trials(documents: Int, version: Int = 0, draws: Int, seed: UInt64) -> [EvaluationTrial] {
    var trials: [EvaluationTrial] = []
    var draw = 0
    for half in 0...1 {
      let references = corpora.map { $0.references[half] }
      for (index, corpus) in corpora.enumerated() {
        let pool = corpus.halfSizes[1 - half]
        guard Double(pool) >= Self.leastShare * Double(documents), references[index] != nil else { continue }
        for number in 0..<(documents < pool ? draws : 1) {
          let chosen = corpus.sample(documents, half: 1 - half, draw: number, seed: seed)
          guard let suspect = corpus.position(of: chosen, half: 1 - half, version: version) else { continue }
          let ruleSuspect = corpus.rulePosition(of: chosen, half: 1 - half, version: version)
          let others = references.indices.filter { other in
            references[other] != nil && (other == index || !corpus.isSameModel(as: corpora[other]))
          }
          let scores = scores(suspect, index, against: others.map { ($0, references[$0]) })
          let ruleScores = ruleScores(ruleSuspect, against: others.map { corpora[$0].ruleReferences[half] })
          for (place, (other, score)) in zip(others, scores).enumerated() {
            let documents = ReferenceSize(
              documents: references[other]?.documents ?? 0, trialsOf: frame.calibrationModels
            ).counted(suspect.documents)
            if let fused = frame.fused(index, other), let ruleScore = ruleScores[place] {
              trials.append(
                EvaluationTrial(
                  suspect: index, reference: other, draw: draw,
                  score: fused.score(score, rules: ruleScore, documents: documents),
                  log10LR: fused.log10LR(score: score, rules: ruleScore, documents: documents)))
              continue
            }
            let ratio = frame.calibration(index, other).log10LR(score: score, documents: documents)
            trials.append(
              EvaluationTrial(suspect: index, reference: other, draw: draw, score: score, log10LR: ratio))
          }
          draw += 1
        }
      }
    }
    return trials
  }

  /// The scores of the rules; nil where one side was not scanned.
  private func ruleScores(_ suspect: StylePosition?, against references: [StylePosition?]) -> [Double?] {
    guard let suspect, let style = frame.rules else { return references.map { _ in nil } }
    var scores = style.scores(suspect: suspect, references: references.compactMap(\.self))[...]
    return references.map { $0 == nil ? nil : scores.removeFirst() }
  }

  private func scores(
    _ suspect: StylePosition, _ index: Int, against references: [(corpus: Int, place: StylePosition?)]
  ) -> [Double] {
    let known = references.compactMap { reference in reference.place.map { (reference.corpus, $0) } }
    guard let space = frame.commonSpace else {
      return known.map { corpus, place in
        let space = frame.space(index, corpus)
        return space.style.score(suspect: space.place(suspect), reference: space.place(place))
      }
    }
    return space.style.scores(suspect: space.place(suspect), references: known.map { space.place($0.1) })
  }

  /// Which corpora write so much alike that suspects of `documents` documents do not tell them apart.
  ///
  /// - Complexity: O(m² · axes) for m corpora.
  public func links(documents: Int) -> StyleLinks {
    StyleLinks(modelCount: corpora.count) { first, second in
      guard !corpora[first].isSameModel(as: corpora[second]) else { return nil }
      let space = frame.space(first, second)
      let halves = [first, second].map { corpora[$0].references.map { $0.map(space.place) } }
      return space.style.likeness(
        halves[0], halves[1], documents: Double(documents),
        calibration: frame.calibration(first, second))
    }
  }

  /// Whether ratios rest on the rules as well.
  public var usesRules: Bool {
    frame.rules != nil && corpora.contains { $0.isScanned }
  }

  /// The most documents that a suspect can have.
  public var largestHalf: Int { corpora.flatMap(\.halfSizes).max() ?? 0 }
}
