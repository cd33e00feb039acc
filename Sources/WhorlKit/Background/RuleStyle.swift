/// What a background knows of the channel `rules`: how models differ in the rules that hold in their outputs.
///
/// It is a style of its own and no part of the others, because a fingerprint has rates of rules only where it was made
/// with the rule packs.
public struct RuleStyle: Sendable {
  /// The channel's name in files, options and reports.
  public static let name = "rules"

  /// The packs that it was learned with.
  public let packs: [RuleSums.Pack]
  /// The rules and classes, two features of ``style`` each; see ``RuleSums/rates``.
  public let names: [String]
  /// The style model, of the features of `names` alone.
  public let style: StyleModel
  /// The calibration of the score of all channels and that of the rules together.
  public let fused: StyleCalibration
  /// What is usual of each feature; its limits are not used.
  public let typicality: TypicalityModel

  /// A style of rules.
  ///
  /// - Precondition: `style` and `typicality` have two features for each of `names`.
  public init(
    packs: [RuleSums.Pack], names: [String], style: StyleModel, fused: StyleCalibration,
    typicality: TypicalityModel
  ) {
    self.fused = fused
    self.packs = packs
    self.names = names
    self.style = style
    self.typicality = typicality
  }

  /// The sums of `rules` by prompt half, in the order of ``names``; nil if they are not of the same packs.
  public func rates(of rules: RuleSums?) -> [FeatureSums]? { rules?.rates(of: names, packs: packs) }

  /// The sums of both halves.
  func sums(of rules: RuleSums?) -> FeatureSums? {
    guard let halves = rates(of: rules) else { return nil }
    var sums = halves[0]
    sums.add(halves[1])
    return sums
  }
}

extension RuleStyle {
  /// Documents as the style sees them; none if `rules`, which they were counted with, are not of its packs.
  ///
  /// - Complexity: O(f) for the features that they hold.
  func documents(_ rows: [DocumentRow], of rules: RuleSums?) -> [DocumentRow] {
    guard let rules, rates(of: rules) != nil else { return [] }
    let counted = rules.scoredNames
    guard counted != names else { return rows.map(\.rules) }
    let places = Dictionary(zip(names, names.indices)) { first, _ in first }
    let each = RuleRates.featuresEach
    let place = counted.flatMap { name in
      (0..<each).map { part in places[name].map { Int32(truncatingIfNeeded: each * $0 + part) } }
    }
    return rows.map { row in
      let kept = zip(row.ruleFeatures, row.ruleRates).compactMap { feature, rate in
        place[Int(feature)].map { (feature: $0, rate: rate) }
      }
      return DocumentRow(
        weight: row.weight, half: row.half, prompt: row.prompt, order: row.order,
        features: kept.map(\.feature),
        rates: kept.map(\.rate))
    }
  }
}

// MARK: File

extension RuleStyle {
  /// The name of the section in a background's file; see `docs/fingerprint-format.md`.
  static let sectionName = "rules"

  func encoded() -> [UInt8] {
    var writer = ByteWriter()
    writer.append(packs)
    writer.append(varint: UInt64(names.count))
    for name in names { writer.append(string: name) }
    for values in [typicality.mean, typicality.within, typicality.between] { writer.append(floats: values) }
    writer.append(style)
    writer.append(fused)
    return writer.bytes
  }

  init(_ bytes: [UInt8]) throws(ByteReader.Malformed) {
    var reader = ByteReader(bytes[...])
    let packs = try reader.rulePacks()
    var names: [String] = []
    for _ in 0..<(try reader.count(bytesEach: 1)) { names.append(try reader.string()) }
    let features = RuleRates.featuresEach * names.count
    let typicality = TypicalityModel(
      mean: try reader.floats(features), within: try reader.floats(features),
      between: try reader.floats(features), limits: [])
    guard (typicality.within + typicality.between).allSatisfy({ $0 >= 0 }) else {
      throw ByteReader.Malformed(reason: "a variance is negative")
    }
    let style = try reader.style(name: Self.name, mean: typicality.mean)
    let fused = try reader.calibration()
    try reader.finish()
    self.init(packs: packs, names: names, style: style, fused: fused, typicality: typicality)
  }
}
