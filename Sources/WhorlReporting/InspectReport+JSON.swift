import WhorlKit

extension InspectReport {
  /// The report as `whorl.inspect/1`, specified in `docs/json.md`.
  ///
  /// - Throws: `EncodingError` if a number is not finite, which none is.
  public func json() throws -> String {
    let header = fingerprint.header
    let parameters = header.parameters
    let sketches = ShingleLength.allCases.map { length -> JSONValue in
      let pair = fingerprint.sketches.pair(length)
      return .object([
        ("shingle", .integer(UInt64(length.rawValue))),
        ("distinctCountEstimate", .estimate(pair.fracMinHash.distinctCountEstimate)),
        ("kept", .integer(UInt64(pair.fracMinHash.count))),
        ("scaleExponent", .integer(UInt64(pair.fracMinHash.scaleExponent))),
        ("minHashBins", .integer(UInt64(pair.minHash.bins))),
      ])
    }
    let channels = standouts.map { channel, features -> JSONValue in
      .object([
        ("name", .string(channel.rawValue)),
        (
          "features",
          .array(
            features.map { feature in
              .object([
                ("text", .string(feature.text)), ("documents", .integer(feature.documents)),
                ("documentRate", .number(feature.rate)),
                ("backgroundDocumentRate", .number(feature.backgroundRate)),
              ])
            })
        ),
      ])
    }
    return try JSONValue.object([
      ("schema", .string("whorl.inspect/1")),
      ("formatVersion", .integer(UInt64(Fingerprint.formatVersion))),
      ("toolVersion", .string(header.toolVersion)),
      ("name", .string(header.name)),
      ("vendor", .optional(header.vendor)),
      ("created", .optional(header.created)),
      ("documents", .integer(header.documents)),
      ("tokens", .integer(header.tokens)),
      ("words", .integer(header.words)),
      ("skipped", .integer(header.skipped.total)),
      ("skippedByReason", .object(header.skipped.byReason.map { ($0.name, .integer($0.count)) })),
      ("replacedSequences", .integer(header.replacedSequences)),
      (
        "halves",
        .array(
          fingerprint.halves.map { half in
            .object([
              ("documents", .integer(half.documents)), ("tokens", .integer(half.tokens)),
              ("words", .integer(half.words)),
            ])
          })
      ),
      ("inputs", .array(header.inputs.map(\.json))),
      (
        "parameters",
        .object([
          ("normalization", .string(parameters.normalization)),
          ("tokenizer", .string(parameters.tokenizer)),
          ("unicode", .string(parameters.unicode)),
          ("hash", .string(parameters.hash)),
          ("seed", .string(String(parameters.seed))),
          ("vocabularyName", .string(parameters.vocabularyName)),
          ("vocabularyDigest", .string(parameters.vocabularyDigest)),
          ("features", .integer(parameters.features)),
          ("halfWeightWords", .integer(parameters.halfWeightWords)),
          ("minHashBins", .integer(parameters.minHashBins)),
          ("fracMinHashCapacity", .integer(parameters.fracMinHashCapacity)),
        ])
      ),
      ("sketches", .array(sketches)),
      ("rules", Self.json(fingerprint.rules)),
      ("channels", .array(channels)),
    ]).text()
  }

  /// What rules were counted, and those that hold.
  private static func json(_ rules: RuleSums?) -> JSONValue {
    guard let rules else { return .null }
    return .object([
      ("documents", .integer(rules.documents)),
      ("packs", .rulePacks(rules.packs)),
      (
        "entries",
        .array(
          rules.entries.filter { $0.documents > 0 }.map { entry in
            .object([
              ("name", .string(entry.name)), ("documents", .integer(entry.documents)),
              ("hits", .integer(entry.hits)),
            ])
          })
      ),
    ])
  }
}
