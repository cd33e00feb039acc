/// Comparisons among corpora whose models are known: references from one prompt half, suspects of N
/// documents drawn from the other, in both directions.
///
/// No prompt is on both sides of a comparison. Of the same models, documents, sizes and seed the same
/// trials are made, in whatever order anything is given.
public struct VerificationTrials: Sendable {
  /// The corpora, in the order of their names' bytes: places in trials are places in it.
  public let corpora: [PlacedCorpus]
  /// The background's model that each corpus shares an input with, by its place; nil where there is none.
  public let background: [Int?]
  /// Whether positions are relative to the corpora's own mean, because most of them are of another kind of
  /// text than the background.
  public let isRecentered: Bool

  private let style: StyleModel
  private let calibration: LeaveOutCalibration
  private let center: [Double]

  /// The least corpora of different models: with fewer, models cannot be resampled.
  public static let leastModels = 3

  /// A half of at least this share of N documents stands for N, as a whole: halves are not of equal size.
  static let leastShare = 0.9

  /// Trials among `corpora`.
  public init(
    _ corpora: [PlacedCorpus], style: StyleModel, calibration: LeaveOutCalibration,
    background: BackgroundModel
  ) {
    let corpora = corpora.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let known = Self.places(of: corpora, in: background)
    let isRecentered = 2 * corpora.count { !$0.isTypical } > corpora.count
    var center = [Double](repeating: 0, count: style.axes)
    if isRecentered {
      let places = corpora.flatMap { $0.references.compactMap(\.self) }
      for axis in center.indices {
        center[axis] = places.reduce(0) { $0 + $1.values[axis] } / Double(max(places.count, 1))
      }
    }
    self.corpora = corpora
    self.background = known
    self.isRecentered = isRecentered
    self.center = center
    self.style = style
    self.calibration = calibration
  }

  /// The place in `background` of each corpus that shares an input with it.
  public static func places(of corpora: [PlacedCorpus], in background: BackgroundModel) -> [Int?] {
    corpora.map { corpus in
      background.models.firstIndex { model in model.inputs.contains { corpus.inputs.contains($0) } }
    }
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
      let references = corpora.map { $0.references[half]?.relative(to: center) }
      for (index, corpus) in corpora.enumerated() {
        let pool = corpus.halfSizes[1 - half]
        guard Double(pool) >= Self.leastShare * Double(documents), references[index] != nil else { continue }
        for number in 0..<(documents < pool ? draws : 1) {
          let chosen = corpus.sample(documents, half: 1 - half, draw: number, seed: seed)
          let place = corpus.position(of: chosen, half: 1 - half, version: version)
          guard let suspect = place?.relative(to: center) else { continue }
          let others = references.indices.filter { other in
            references[other] != nil && (other == index || !corpus.isSameModel(as: corpora[other]))
          }
          let scores = style.scores(suspect: suspect, references: others.compactMap { references[$0] })
          for (other, score) in zip(others, scores) {
            let ratio = calibration.calibration(background[index], background[other])
              .log10LR(score: score, documents: suspect.documents)
            trials.append(
              EvaluationTrial(suspect: index, reference: other, draw: draw, score: score, log10LR: ratio))
          }
          draw += 1
        }
      }
    }
    return trials
  }

  /// Which corpora write so much alike that suspects of `documents` documents do not tell them apart.
  ///
  /// - Complexity: O(m² · axes) for m corpora.
  public func links(documents: Int) -> StyleLinks {
    let halves = corpora.map { $0.references.map { $0?.relative(to: center) } }
    return StyleLinks(modelCount: corpora.count) { first, second in
      guard !corpora[first].isSameModel(as: corpora[second]) else { return nil }
      return style.likeness(
        halves[first], halves[second], documents: Double(documents),
        calibration: calibration.calibration(background[first], background[second]))
    }
  }

  /// The most documents that a suspect can have.
  public var largestHalf: Int { corpora.flatMap(\.halfSizes).max() ?? 0 }
}
