/// Calibrations of a background's main style that leave out the models of a comparison, with their
/// families.
///
/// The background's families are dealt into groups, the largest first, each to the group with the fewest
/// models. A comparison of two models is judged by the calibration from which the groups of both are left
/// out, so that neither the models nor their relatives had a part in it. A model that is not in the
/// background leaves nothing out.
public struct LeaveOutCalibration: Sendable {
  /// The most groups of many models.
  public static let groups = 8
  /// The most models of which each family is a group.
  static let fewModels = 24

  private let groupOf: [Int]
  private let groupCount: Int
  private let whole: Fit
  private let fits: [Fit]

  /// The calibration of the style's score, and that of it together with the rules' where trials have both.
  private struct Fit: Sendable {
    let style: StyleCalibration
    var fused: FusedCalibration?
  }

  /// The calibrations of `background` that comparisons of models in it need.
  ///
  /// - Parameters:
  ///   - background: The background whose trials are fitted.
  ///   - members: The background's models that take part, by place. Without any nothing is fitted.
  ///   - usesRules: Whether calibrations of both scores are wanted, which take twice as long again.
  ///   - jobs: Fits at once.
  /// - Throws: ``CalibrationError`` where too few trials are left.
  /// - Complexity: A fit for each pair of groups.
  public init(
    _ background: BackgroundModel, members: Set<Int>, usesRules: Bool = true, jobs: Int
  ) async throws {
    try await self.init(
      background.trials, of: background.models, whole: background.styles.first?.calibration,
      fused: usesRules ? background.fused : nil, members: members, jobs: jobs)
  }

  /// The same for any trials.
  ///
  /// - Parameters:
  ///   - trials: The trials.
  ///   - models: Whose they are.
  ///   - whole: The calibration of all of them; nil to fit it.
  ///   - fused: That of all of them together with the rules; nil if they are to take no part.
  ///   - isCautious: Whether no more is claimed than so few pairs of models bear out.
  init(
    _ trials: [CalibrationTrial], of models: [BackgroundSource], whole: StyleCalibration?,
    fused: FusedCalibration? = nil, members: Set<Int>, isCautious: Bool = false, jobs: Int
  ) async throws {
    let groupOf = Self.deal(models)
    let groupCount = (groupOf.max() ?? -1) + 1
    let needed = Set(members.map { groupOf[$0] }).sorted()
    let whole = Fit(
      style: try whole ?? StyleCalibration(fitting: trials, isCautious: isCautious), fused: fused)
    // None of them, one, or two.
    var pairs = needed.map { ($0, $0) }
    for (index, first) in needed.enumerated() {
      for second in needed[(index + 1)...] { pairs.append((first, second)) }
    }
    let chosen = pairs
    let fitted = try await orderedResults(count: chosen.count, jobs: jobs) { number -> Fit in
      let (first, second) = chosen[number]
      let excluded = groupOf.indices.filter { groupOf[$0] == first || groupOf[$0] == second }
      let style = try StyleCalibration(fitting: trials, excluding: Set(excluded), isCautious: isCautious)
      guard whole.fused != nil else { return Fit(style: style) }
      return Fit(
        style: style,
        fused: try FusedCalibration(fitting: trials, excluding: Set(excluded), style: style))
    }
    var fits = [Fit](repeating: whole, count: groupCount * groupCount)
    for (pair, fit) in zip(chosen, fitted) {
      fits[pair.0 * groupCount + pair.1] = fit
      fits[pair.1 * groupCount + pair.0] = fit
    }
    self.groupOf = groupOf
    self.groupCount = groupCount
    self.whole = whole
    self.fits = fits
  }

  /// One calibration for all comparisons, whoever takes part: for a style whose trials were not kept.
  public init(always calibration: StyleCalibration) {
    groupOf = []
    groupCount = 0
    whole = Fit(style: calibration)
    fits = []
  }

  /// The calibration for a comparison of two models, each by its place in the background; nil for one that
  /// is not in it.
  public func calibration(_ first: Int?, _ second: Int?) -> StyleCalibration { fit(first, second).style }

  /// The same for both scores; nil where the rules take no part.
  public func fused(_ first: Int?, _ second: Int?) -> FusedCalibration? { fit(first, second).fused }

  private func fit(_ first: Int?, _ second: Int?) -> Fit {
    guard groupCount > 0 else { return whole }
    let groups = [first, second].compactMap { $0.map { groupOf[$0] } }
    guard let low = groups.first, let high = groups.last else { return whole }
    return fits[low * groupCount + high]
  }

  /// The group of each model.
  static func deal(_ models: [BackgroundSource]) -> [Int] {
    var members: [String: [Int]] = [:]
    for (index, model) in models.enumerated() { members[model.family, default: []].append(index) }
    let ordered = members.sorted { a, b in
      a.value.count != b.value.count
        ? a.value.count > b.value.count : a.key.utf8.lexicographicallyPrecedes(b.key.utf8)
    }
    let most = models.count <= Self.fewModels ? ordered.count : Self.groups
    var sizes = [Int](repeating: 0, count: min(most, ordered.count))
    var groupOf = [Int](repeating: 0, count: models.count)
    for (_, places) in ordered {
      let smallest = sizes.indices.min { sizes[$0] < sizes[$1] } ?? 0
      sizes[smallest] += places.count
      for place in places { groupOf[place] = smallest }
    }
    return groupOf
  }
}
