import RulePacks
import WhorlKit
import WhorlReporting

/// The rules that a comparison scans with: those behind refusal rates, those whose rates the policy limits, and
/// those that the user named, whose findings are reported one by one.
struct CompareRules: Sendable {
  /// The rules; nil if none are wanted.
  let reading: RuleReading?
  private let policy: ComparePolicy
  /// The packs whose rates are compared.
  private let compared: [String]

  /// The packs that texts are scanned with.
  var packs: [RulePack] { reading?.set.packs ?? [] }

  /// The rules for references: they are counted, and what is found is not reported.
  var forReferences: RuleReading? { reading.map { RuleReading(set: $0.set) } }

  /// The rules for a suspect.
  @Sendable func forSuspect(_ input: PlannedInput) -> RuleReading? {
    guard var reading else { return nil }
    reading.maker = input.maker ?? reading.maker
    reading.tellsFailures = false
    return reading
  }

  /// Loads and checks what `settings` name.
  ///
  /// - Throws: ``CommandFailure`` for packs that cannot be used, and for what the policy limits and no pack has.
  init(_ settings: CompareSettings, suspects: [PlannedInput], notes: NoteOptions) throws {
    policy = settings.policy
    let reading = try Self.load(settings, suspects: suspects, notes: notes)
    self.reading = reading
    compared =
      FingerprintPackOptions.refusalGap + (reading?.reported ?? []) + settings.policy.rates.map(\.pack)
  }

  private static func load(
    _ settings: CompareSettings, suspects: [PlannedInput], notes: NoteOptions
  ) throws -> RuleReading? {
    let policy = settings.policy
    guard let named = settings.packs else {
      guard policy.rates.isEmpty, policy.findings.isEmpty else {
        throw settings[.packs].failure(
          "is 'none', and the policy limits rates or findings of rules: name packs, or drop the limits")
      }
      return nil
    }
    var names = RulePack.shippedNames
    for name in named where !names.contains(name) { names.append(name) }
    let loaded: PackOptions.Loaded
    do {
      loaded = try PackOptions.load(names, disabled: settings.disabled, requiresAll: true, notes: notes)
    } catch {
      throw settings.culprit([.disable, .packs], of: CommandFailure(error))
    }
    guard !loaded.hasErrors else {
      throw CommandFailure(
        "a rule pack has errors: correct them, see 'whorl rules check', or leave the pack out")
    }
    let set = loaded.set
    try check(policy, set, settings)
    for input in suspects {
      if let maker = input.maker { try set.check(maker: maker, option: "maker of suspect '\(input.name)'") }
    }
    let maker = settings[.maker].text
    if let maker { try settings[.maker].placed { try set.check(maker: maker, option: "--maker") } }
    let reported = set.packs.filter { pack in
      named.contains { $0 == pack.file || ($0 == pack.name && pack.file == "\(pack.name).yml") }
    }.map(\.name)
    guard !reported.isEmpty || named.isEmpty else {
      throw settings[.packs].failure("names no pack that can be used: name others, or leave it out")
    }
    noteWithoutTexts(suspects, policy, reported: reported, notes)
    return RuleReading(set: set, reported: reported, maker: maker)
  }

  /// Says of which suspects findings cannot be reported, so that none do not look like nothing found. With limits of
  /// findings it is an error of each, and said there.
  private static func noteWithoutTexts(
    _ suspects: [PlannedInput], _ policy: ComparePolicy, reported: [String], _ notes: NoteOptions
  ) {
    let names = suspects.filter(\.isFingerprint).map(\.name)
    guard !reported.isEmpty, policy.findings.isEmpty, let first = names.first else { return }
    let others = names.count > 1 ? " and \(CountText.of(names.count - 1, "other suspect"))" : ""
    notes.note(
      "no findings of \(reported.joined(separator: ", ")) in '\(first)'\(others): a fingerprint holds no texts; "
        + "give the corpus")
  }

  /// What cannot be checked must not pass.
  private static func check(_ policy: ComparePolicy, _ set: RuleSet, _ settings: CompareSettings) throws {
    let packs = set.packs.map(\.name)
    for (rate, place) in zip(policy.rates, settings.project?.ratePlaces ?? [])
    where !packs.contains(rate.pack) {
      throw CommandFailure(
        "\(place): no pack is called '\(rate.pack)'"
          + NameSuggestion.hint(for: rate.pack, among: packs + RulePack.shippedNames)
          + "; name packs of your own under 'packs'")
    }
    let rules = (0..<set.count).map { (set.name(at: $0), set.rule(at: $0).rule.severity) }
    for (limit, place) in zip(policy.findings, settings.project?.findingPlaces ?? [])
    where !rules.contains(where: { limit.includes($0.0, $0.1) }) {
      throw CommandFailure(
        "\(place): no rule fits '\(limit.rules.text)'"
          + NameSuggestion.hint(for: limit.rules.text, among: rules.map(\.0))
          + "; rules are called PACK/RULE, and their packs stand under 'packs'")
    }
    guard policy.findings.isEmpty || !(settings.packs ?? []).isEmpty else {
      throw CommandFailure("the policy limits findings, and no packs are named: add 'packs', or --packs")
    }
  }

  /// Throws where the policy limits what a fingerprint does not hold: what cannot be checked must not pass.
  ///
  /// - Parameter hasTexts: False for a suspect whose texts are not at hand.
  func check(_ fingerprint: Fingerprint, hasTexts: Bool = true) throws {
    guard hasTexts || policy.findings.isEmpty else {
      throw CommandFailure(
        "a fingerprint holds no texts, and the policy limits findings in them: give the corpus")
    }
    let counted = fingerprint.rules?.packs.map(\.name) ?? []
    guard let missing = policy.rates.map(\.pack).first(where: { !counted.contains($0) }) else { return }
    throw CommandFailure(
      "the fingerprint holds no counts of rules of '\(missing)', and the policy limits their rate: make it "
        + "again with 'whorl fingerprint --packs \(packs.map(\.file).map(Self.packName).joined(separator: ","))', "
        + "or give the corpus")
  }

  /// A pack as --packs takes it.
  private static func packName(_ file: String) -> String {
    RulePack.shippedNames.first { file == "\($0).yml" } ?? file
  }

  /// Puts rates of rules, and how alike refusals are worded, into the comparisons of a suspect, where both sides have
  /// them. What the policy limits and cannot be compared is a problem of the suspect.
  func addRates(
    to suspect: inout ComparedSuspect, _ fingerprint: Fingerprint, _ references: [Fingerprint]
  ) {
    guard let set = reading?.set else { return }
    let byName = Dictionary(references.map { ($0.header.name, $0) }) { first, _ in first }
    for index in suspect.comparisons.indices {
      let name = suspect.comparisons[index].reference
      guard let reference = byName[name] else { continue }
      let gaps = Self.rateGaps(set, suspect: fingerprint, reference: reference).filter {
        compared.contains($0.pack)
      }
      suspect.problems += policy.rates.map(\.pack).filter { pack in !gaps.contains { $0.pack == pack } }.map {
        "the rate of '\($0)' cannot be compared with that of '\(name)', as one of them was counted with other rules: "
          + "give outputs in place of fingerprints"
      }
      suspect.comparisons[index].rateGaps = gaps
      suspect.comparisons[index].phrasing = RefusalGap(suspect: fingerprint, reference: reference).phrasing
    }
  }

  /// Says which rates of a fingerprint cannot be compared, because it was counted without the rules in use, or with others.
  func noteUncounted(_ fingerprint: Fingerprint, _ notes: NoteOptions) {
    guard let set = reading?.set else { return }
    let counted = fingerprint.rules
    let packs = set.packs.map(\.name).filter { pack in
      compared.contains(pack) && counted?.counts(pack: pack, as: RuleSums(of: set)) != true
    }
    guard !packs.isEmpty else { return }
    notes.note(
      "rates of \(packs.joined(separator: ", ")) are not compared with '\(fingerprint.header.name)', which "
        + (counted == nil ? "has no counts of rules" : "was counted with other rules")
        + ": give outputs in place of the fingerprint")
  }

  /// The rates of the packs of `set` in two fingerprints that count them.
  ///
  /// The rate of `refusal` is the share of documents that decline, wholly or in part; that of any other pack the
  /// share with a hit.
  static func rateGaps(_ set: RuleSet, suspect: Fingerprint, reference: Fingerprint) -> [RateGap] {
    guard let own = suspect.rules, let other = reference.rules else { return [] }
    return set.packs.compactMap { pack in
      guard own.counts(pack: pack.name, as: other) else { return nil }
      let counted =
        pack.name == "refusal"
        ? ["label refusal/refusal", "label refusal/partial-refusal"] : ["pack \(pack.name)"]
      func documents(_ sums: RuleSums) -> UInt64 {
        counted.reduce(0) { $0 + (sums.entry($1)?.documents ?? 0) }
      }
      return ShareDifference(
        suspect: (documents(own), own.documents), reference: (documents(other), other.documents)
      ).map { difference in
        RateGap(
          pack: pack.name, suspectRate: difference.suspect.value, referenceRate: difference.reference.value,
          interval: difference.interval)
      }
    }
  }
}

extension RuleSet {
  /// Throws, naming `option`, if no pack knows a maker of that name.
  func check(maker: String, option: String) throws {
    guard !knowsMaker(maker) else { return }
    let makers = makers
    guard !makers.isEmpty else {
      throw CommandFailure(
        "\(option) \(maker): none of the packs has owners; leave it out, or add the pack identity")
    }
    let meant = NameSuggestion.nearest(to: maker, among: makers).map { "; did you mean '\($0)'?" }
    throw CommandFailure(
      "\(option) \(maker): no pack knows that maker\(meant ?? "; there are \(makers.joined(separator: ", "))")"
    )
  }
}
