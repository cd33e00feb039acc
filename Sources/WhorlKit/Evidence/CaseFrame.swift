/// In which terms a case is judged: the kind of text that it is taken to be, the style models that place it, and
/// the calibration of their scores.
struct CaseFrame: Sendable {
  /// The kind of text.
  let domain: DomainStatus
  /// The style that scores and ratios rest on.
  let style: StyleModel
  /// The place of the background's style that it is, or is adapted from.
  let place: Int
  /// A style for each channel, and the place of the background's that it is or is adapted from.
  let channels: [(place: Int, style: StyleModel)]
  /// The style of rules, for the same kind of text; nil if the background has none.
  let rules: StyleModel?
  /// Whether the calibration of ``rules`` holds.
  let hasRuleRatio: Bool
  /// The calibration of `style` for the question asked, without models that are part of the case; nil where none
  /// holds, so that scores rank and are no evidence.
  let calibration: StyleCalibration?
  /// The calibration of the score together with that of the rules, for references that were scanned as the suspect was;
  /// nil where none holds.
  let fused: FusedCalibration?
  /// Whether the channels' own calibrations hold.
  let hasChannelRatios: Bool
  /// Whether positions are taken relative to the references' mean.
  let isRecentered: Bool
  /// Which references are unlike the kind of text that the calibration is of.
  let isOutside: [Bool]
  /// Which of them are of another kind that the background knows, treated after they were written, or in another
  /// language.
  let isOfOtherKind: [Bool]
  /// The models that the trials of the calibration are between.
  let calibrationModels: [BackgroundSource]
  /// Models of the calibration that are part of the case, and were left out of it.
  let excludedModels: [String]
  /// Models of the calibration that are part of the case and are in it all the same.
  let keptModels: [String]

  /// - Throws: ``AssessmentError``, ``CalibrationError`` where too little calibration is left.
  init(
    suspect: Fingerprint, prepared: PreparedReferences, domainBackground: [Fingerprint],
    background: BackgroundModel, options: AssessmentOptions
  ) throws {
    let references = prepared.fingerprints
    guard let place = background.styles.firstIndex(where: { $0.name == options.style }) else {
      throw AssessmentError.unknownStyle(options.style, background.styles.map(\.name))
    }
    let case_ = [suspect] + references
    let outside = prepared.isOutside.count { $0 }
    let isMain = place == 0
    if domainBackground.isEmpty, 2 * outside <= references.count {
      try self.init(
        home: background, place: place, isMain: isMain, inputs: Self.inputs(case_),
        domain: Self.status(of: suspect, background.typicality, background) { .home(suspectOutside: $0) },
        prepared, isOutside: prepared.isOutside, options)
      return
    }
    let known = background.domains.indices.first { index in
      2 * prepared.isOutsideDomains[index].count { $0 } <= references.count
    }
    if domainBackground.isEmpty, let known {
      let kind = background.domains[known]
      try self.init(
        kind, background: background, place: place, inputs: Self.inputs(case_),
        status: Self.status(of: suspect, kind.typicality, background) {
          .known(name: kind.name, models: kind.models.count, suspectOutside: $0)
        }, prepared, isOutside: prepared.isOutsideDomains[known], options: options)
      return
    }
    self.init(
      suspect: suspect, prepared: prepared, domainBackground: domainBackground, outside: outside,
      background: background, place: place, options: options)
  }

  /// Which references that are outside are of another kind that the background knows, treated as suspects are not, or in
  /// another language.
  private static func isOfOtherKind(_ prepared: PreparedReferences, _ isOutside: [Bool]) -> [Bool] {
    isOutside.indices.map { isOutside[$0] && (prepared.isKnown[$0] || prepared.isTreatedOrForeign[$0]) }
  }

  /// A case of the kind of text that the background was made of.
  private init(
    home background: BackgroundModel, place: Int, isMain: Bool, inputs: Set<String>, domain: DomainStatus,
    _ prepared: PreparedReferences, isOutside: [Bool], _ options: AssessmentOptions
  ) throws {
    self.isOutside = isOutside
    isOfOtherKind = Self.isOfOtherKind(prepared, isOutside)
    calibrationModels = background.models
    style = background.styles[place]
    self.place = place
    channels = Self.channels(background.styles)
    rules = background.rules?.style
    hasRuleRatio = options.question == .same
    self.domain = domain
    isRecentered = false
    let excluded = Self.excluded(background.models, inputs)
    let names = excluded.map { background.models[$0].name }.sorted()
    // A calibration of fewer models is worth less than one that has seen the models of the case.
    let isEnough = background.models.count - excluded.count >= BackgroundDomain.leastModels
    switch options.question {
    case .same:
      hasChannelRatios = true
      let refits = isMain && isEnough && !excluded.isEmpty
      let known = isMain ? background.fused : nil
      fused =
        refits && known != nil
        ? try FusedCalibration(fitting: background.trials, excluding: Set(excluded)) : known
      calibration =
        refits
        ? try fused?.style ?? StyleCalibration(fitting: background.trials, excluding: Set(excluded))
        : style.calibration
      (excludedModels, keptModels) = isMain && isEnough ? (names, []) : ([], names)
    case .derived:
      guard isMain else { throw AssessmentError.questionNeedsAllChannels }
      hasChannelRatios = false
      fused = nil
      let trials = background.derivedTrials
      // Relatives are few: without those of the case none may be left.
      if isEnough, let without = try? StyleCalibration(fitting: trials, excluding: Set(excluded)) {
        calibration = without
        (excludedModels, keptModels) = (names, [])
      } else {
        calibration = try StyleCalibration(fitting: trials)
        (excludedModels, keptModels) = ([], names)
      }
    }
  }

  /// A case of another kind of text that the background knows.
  private init(
    _ known: BackgroundDomain, background: BackgroundModel, place: Int, inputs: Set<String>,
    status: DomainStatus, _ prepared: PreparedReferences, isOutside: [Bool], options: AssessmentOptions
  ) throws {
    self.isOutside = isOutside
    isOfOtherKind = Self.isOfOtherKind(prepared, isOutside)
    calibrationModels = known.models
    let styles = zip(background.styles, known.adaptations).map { $0.adapted(to: $1) }
    style = styles[place]
    self.place = place
    channels = Self.channels(styles)
    rules = background.rules.map { style in
      known.rules.map { style.style.adapted(to: $0) } ?? style.style
    }
    hasRuleRatio = options.question == .same && known.rules != nil
    domain = status
    isRecentered = false
    fused = nil
    let excluded = Self.excluded(known.models, inputs)
    let names = excluded.map { known.models[$0].name }.sorted()
    hasChannelRatios = options.question == .same
    if options.question == .derived {
      // Too few pairs of relatives by descent are known of any other kind of text.
      calibration = nil
      (excludedModels, keptModels) = ([], [])
    } else if place == 0, !excluded.isEmpty,
      known.models.count - excluded.count >= BackgroundDomain.leastModels
    {
      calibration = try StyleCalibration(
        fitting: known.trials, excluding: Set(excluded), isCautious: true)
      (excludedModels, keptModels) = (names, [])
    } else {
      // Also where a calibration of those that are left would be worth less than one that has seen the case.
      calibration = style.calibration
      (excludedModels, keptModels) = ([], names)
    }
  }

  /// A case of a kind of text that the background does not know: learned from the case's own references, and
  /// from more fingerprints of that kind, if they are enough.
  private init(
    suspect: Fingerprint, prepared: PreparedReferences, domainBackground: [Fingerprint], outside: Int,
    background: BackgroundModel, place: Int, options: AssessmentOptions
  ) {
    let references = prepared.fingerprints
    self.place = place
    channels = Self.channels(background.styles)
    rules = background.rules?.style
    (excludedModels, keptModels) = ([], [])
    hasChannelRatios = false
    hasRuleRatio = false
    fused = nil
    let sources = Self.sources(references + domainBackground, suspect: suspect)
    let base = background.styles[place]
    if options.question == .same, sources.count >= BackgroundDomain.leastModels,
      let learned = try? DomainEstimator(sources, seed: options.seed).adaptation(
        of: base, background.typicality)
    {
      style = base.adapted(to: learned.adaptation)
      calibration = learned.adaptation.calibration
      isRecentered = false
      domain = Self.status(of: suspect, learned.typicality, background) {
        .learned(models: sources.count, suspectOutside: $0)
      }
      isOutside = references.map { !learned.typicality.isTypical($0.sums) }
      calibrationModels = sources.map(\.model)
    } else {
      style = base
      calibration = nil
      isRecentered = true
      isOutside = references.map { _ in false }
      calibrationModels = []
      domain = .shifted(references: references.count, outside: outside, models: sources.count)
    }
    isOfOtherKind = Self.isOfOtherKind(prepared, isOutside)
  }

  private static func channels(_ styles: [StyleModel]) -> [(place: Int, style: StyleModel)] {
    styles.enumerated().filter { Channel(rawValue: $0.element.name) != nil }.map { ($0.offset, $0.element) }
  }

  /// The most models that a kind of text is learned from on the way.
  private static let mostSources = 40

  /// What a kind of text can be learned from: fingerprints with enough documents in both prompt halves, each text
  /// once, and none that shares an input with the suspect.
  private static func sources(_ fingerprints: [Fingerprint], suspect: Fingerprint) -> [DomainSource] {
    var seen = inputs([suspect])
    var sources: [DomainSource] = []
    for fingerprint in fingerprints {
      let digests = inputs([fingerprint])
      guard seen.isDisjoint(with: digests) else { continue }
      seen.formUnion(digests)
      let header = fingerprint.header
      let source = DomainSource(
        fingerprint,
        model: BackgroundSource(
          name: header.name, family: header.name, documents: Int(header.documents),
          inputs: digests.sorted()))
      if source.isEnough { sources.append(source) }
    }
    return Array(sources.prefix(mostSources))
  }

  private static func status(
    of suspect: Fingerprint, _ typicality: TypicalityModel, _ background: BackgroundModel,
    _ make: (DomainStatus.Distance?) -> DomainStatus
  ) -> DomainStatus {
    let sums = suspect.sums
    let distance = typicality.distance(of: sums)
    let limit = typicality.limit(documents: Double(sums.documents))
    let functionWords = typicality.missingFunctionWords(in: sums)
    // Without words of the language there is nothing to be treated: other scripts have no capitals either.
    let treatment = functionWords == nil ? typicality.treatment(of: sums) : nil
    guard distance > limit || functionWords != nil || treatment != nil else { return make(nil) }
    let other: DomainStatus.KnownKind? =
      background.typicality.isTypical(sums)
      ? .home : background.domains.first { $0.typicality.isTypical(sums) }.map { .named($0.name) }
    return make(
      DomainStatus.Distance(
        value: distance, limit: limit, other: other, treatment: treatment, functionWords: functionWords))
  }

  private static func inputs(_ fingerprints: [Fingerprint]) -> Set<String> {
    Set(fingerprints.flatMap { $0.header.inputs.map(\.sha256) })
  }

  /// The models that share an input with the case.
  private static func excluded(_ models: [BackgroundSource], _ inputs: Set<String>) -> [Int] {
    models.indices.filter { index in models[index].inputs.contains { inputs.contains($0) } }
  }
}
