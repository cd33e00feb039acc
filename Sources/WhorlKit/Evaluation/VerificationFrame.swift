/// In which terms an evaluation's comparisons are judged: the kind of text that its corpora are taken to be, the style
/// that places them, and calibrations from which the models compared are left out.
///
/// The rules are those by which ``Assessment`` judges a case with these corpora as references. A kind of text that is
/// learned from them is learned for each pair from the others.
public struct VerificationFrame: Sendable {
  /// The kind of text.
  public let domain: DomainStatus
  /// The background's model that each corpus shares an input with, by its name; nil where there is none.
  public let seenAs: [String?]
  /// Whether models that the background has seen are in the calibration of comparisons with them, because it keeps the
  /// trials of its first style only.
  public let keepsSeenModels: Bool

  /// The style of the rules; nil where they take no part.
  let rules: StyleModel?
  /// The models that the trials of the calibration are between.
  let calibrationModels: [BackgroundSource]
  /// One space for all comparisons, or one for each pair of corpora.
  private let spaces: [Space]
  private let calibration: LeaveOutCalibration
  /// The place of each corpus among the models of the calibration; nil for one that had no part in it.
  private let calibrated: [Int?]

  /// A style, and how positions by the background's own style are moved to it.
  struct Space: Sendable {
    let style: StyleModel
    fileprivate let center: [Double]
    fileprivate let dispersion: Double

    /// Where a position by the background's own style lies.
    func place(_ position: StylePosition) -> StylePosition {
      var result = position.relative(to: center)
      result.dispersion /= dispersion
      return result
    }
  }

  /// A frame for `corpora`, which were placed by `style`, a style of `background`.
  ///
  /// - Parameters:
  ///   - corpora: The corpora, in the order of their names' bytes.
  ///   - style: The style that placed them.
  ///   - background: Whose style it is.
  ///   - seed: Decides the draws where a kind of text is learned from the corpora.
  ///   - jobs: Fits at once.
  /// - Throws: ``CalibrationError`` where too few trials are left.
  /// - Complexity: O(k² · axes) for k corpora, and a fit for each pair of groups of models, at most 300.
  public init(
    _ corpora: [PlacedCorpus], style: StyleModel, background: BackgroundModel, seed: UInt64, jobs: Int
  ) async throws {
    let known = corpora.map { Self.place(of: $0, among: background.models) }
    let names = known.map { $0.map { background.models[$0].name } }
    let outside = corpora.count { !$0.isTypical }
    let place = background.styles.firstIndex { $0.name == style.name } ?? 0
    let unmoved = Space(style: style, center: [Double](repeating: 0, count: style.axes), dispersion: 1)
    let members = Set(known.compactMap(\.self))
    func home() async throws -> LeaveOutCalibration {
      place == 0
        ? try await LeaveOutCalibration(
          background, members: members, usesRules: corpora.contains { $0.isScanned }, jobs: jobs)
        : LeaveOutCalibration(always: style.calibration)
    }
    guard 2 * outside > corpora.count else {
      calibrationModels = background.models
      domain = .home(suspectOutside: nil)
      (seenAs, keepsSeenModels) = (names, place != 0 && !members.isEmpty)
      (spaces, calibration, calibrated) = ([unmoved], try await home(), known)
      rules = place == 0 ? background.rules?.style : nil
      return
    }
    rules = nil
    let fitting = background.domains.indices.first { index in
      2 * corpora.count { !$0.isTypicalOfDomains[index] } <= corpora.count
    }
    if let fitting {
      let domain = background.domains[fitting]
      calibrationModels = domain.models
      let adaptation = domain.adaptations[place]
      self.domain = .known(name: domain.name, models: domain.models.count, suspectOutside: nil)
      spaces = [
        Space(
          style: style.adapted(to: adaptation), center: adaptation.center, dispersion: adaptation.dispersion)
      ]
      let places = corpora.map { Self.place(of: $0, among: domain.models) }
      calibrated = places
      seenAs = zip(places, names).map { known, name in known.map { domain.models[$0].name } ?? name }
      keepsSeenModels = place != 0 && places.contains { $0 != nil }
      calibration =
        place == 0
        ? try await LeaveOutCalibration(
          domain.trials, of: domain.models, whole: adaptation.calibration,
          members: Set(places.compactMap(\.self)), isCautious: true, jobs: jobs)
        : LeaveOutCalibration(always: adaptation.calibration)
      return
    }
    let sources = corpora.enumerated().compactMap { index, corpus in
      corpus.place(style).map { (corpus: index, place: $0) }
    }
    if sources.count >= BackgroundDomain.leastModels {
      let places = sources.map(\.place)
      let models = sources.map { source in
        let corpus = corpora[source.corpus]
        let first = corpora.first { $0.isSameModel(as: corpus) } ?? corpus
        return BackgroundSource(
          name: corpus.name, family: first.name, identity: first.name, documents: corpus.documents,
          inputs: corpus.inputs)
      }
      calibrationModels = models
      domain = .learned(models: sources.count, suspectOutside: nil)
      (seenAs, keepsSeenModels) = (names, false)
      calibrated = corpora.indices.map { index in sources.firstIndex { $0.corpus == index } }
      spaces = Self.spaces(style, sources, count: corpora.count)
      calibration = try await LeaveOutCalibration(
        DomainEstimator.trials(among: places, of: models, style, seed: seed), of: models, whole: nil,
        members: Set(models.indices), isCautious: true, jobs: jobs)
      return
    }
    var center = [Double](repeating: 0, count: style.axes)
    let all = corpora.flatMap { $0.references.compactMap(\.self) }
    for axis in center.indices {
      center[axis] = all.reduce(0) { $0 + $1.values[axis] } / Double(max(all.count, 1))
    }
    calibrationModels = background.models
    domain = .shifted(references: corpora.count, outside: outside, models: corpora.count)
    spaces = [Space(style: style, center: center, dispersion: 1)]
    (calibration, calibrated) = (try await home(), known)
    (seenAs, keepsSeenModels) = (names, place != 0 && !members.isEmpty)
  }

  /// For each pair of `count` corpora the space of the others.
  private static func spaces(
    _ style: StyleModel, _ sources: [(corpus: Int, place: DomainPlace)], count: Int
  ) -> [Space] {
    var spaces: [Space] = []
    for first in 0..<count {
      for second in 0..<count {
        if second < first {
          spaces.append(spaces[second * count + first])
        } else {
          let others = sources.filter { $0.corpus != first && $0.corpus != second }
          let space = DomainSpace(others.map(\.place), style)
          spaces.append(
            Space(style: space.style(style), center: space.center, dispersion: space.dispersion))
        }
      }
    }
    return spaces
  }

  /// The space in which two corpora are compared.
  func space(_ first: Int, _ second: Int) -> Space {
    spaces.count == 1 ? spaces[0] : spaces[first * calibrated.count + second]
  }

  /// The space of all comparisons; nil where each pair has its own.
  var commonSpace: Space? { spaces.count == 1 ? spaces[0] : nil }

  /// The calibration of both scores in comparisons between two corpora; nil where the rules take no part.
  func fused(_ first: Int, _ second: Int) -> FusedCalibration? {
    calibration.fused(calibrated[first], calibrated[second])
  }

  /// The calibration of comparisons between two corpora.
  func calibration(_ first: Int, _ second: Int) -> StyleCalibration {
    calibration.calibration(calibrated[first], calibrated[second])
  }

  /// The place in `models` of the one that `corpus` shares an input with.
  public static func place(of corpus: PlacedCorpus, among models: [BackgroundSource]) -> Int? {
    models.firstIndex { model in model.inputs.contains { corpus.inputs.contains($0) } }
  }
}
