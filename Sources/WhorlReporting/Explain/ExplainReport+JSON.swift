import WhorlKit

extension ExplainReport {
  /// The report as `whorl.explain/1`, specified in `docs/explain.md`.
  ///
  /// - Throws: `EncodingError` if a number is not finite, which none is.
  public func json() throws -> String {
    try JSONValue.object([
      ("schema", .string("whorl.explain/1")),
      ("tool", .string("whorl \(toolVersion)")),
      ("suspect", Self.json(suspect)),
      ("reference", Self.json(reference)),
      (
        "vocabulary",
        .object([("name", .string(vocabulary.name)), ("digest", .string(vocabulary.digest))])
      ),
      (
        "background",
        .object([("name", .string(background.name)), ("digest", .string(background.digest))])
      ),
      (
        "score",
        .object([
          ("style", .string(explanation.style.name)), ("rawScore", .number(explanation.score)),
          ("constant", .number(explanation.constant)), ("centre", .number(explanation.center)),
          ("log10LR", .optional(evidence.log10LR)),
          ("log10LRLow", .optional(evidence.interval?.lowerBound)),
          ("log10LRHigh", .optional(evidence.interval?.upperBound)),
          ("support", .string(evidence.support ?? "none given")),
        ])
      ),
      ("channels", .array(explanation.channels.map(json) + [ruleChannelJSON].compactMap(\.self))),
      ("features", .array(features.indices.map(featureJSON))),
      ("remainder", .number(remainder)),
      ("rules", rulesJSON),
      ("sensitivity", sensitivityJSON),
      ("documents", documentsJSON),
      ("notShown", .array(notShown.map(JSONValue.string))),
    ]).text()
  }

  private static func json(_ header: FingerprintHeader) -> JSONValue {
    .object([
      ("name", .string(header.name)), ("vendor", .optional(header.vendor)),
      ("documents", .integer(header.documents)), ("tokens", .integer(header.tokens)),
      ("inputs", .array(header.inputs.map(\.json))),
    ])
  }

  private func json(_ channel: ChannelAttribution) -> JSONValue {
    let alone = evidence.channels.first { $0.name == channel.channel.rawValue }
    return .object([
      ("name", .string(channel.channel.rawValue)), ("contribution", .number(channel.contribution)),
      ("features", .integer(UInt64(channel.features))),
      (
        "without",
        .object([
          ("rawScore", .number(channel.scoreWithout)), ("log10LR", .optional(ratio(channel.scoreWithout))),
        ])
      ),
      (
        "alone",
        .object([("rawScore", .optional(alone?.score)), ("log10LR", .optional(alone?.log10LR))])
      ),
    ])
  }

  private func featureJSON(_ index: Int) -> JSONValue {
    let feature = features[index]
    return .object([
      ("channel", .string(feature.channel.rawValue)), ("text", .string(feature.text)),
      ("contribution", .number(feature.contribution)), ("relation", .string(feature.relation.rawValue)),
      ("suspect", Self.json(feature.suspect)), ("reference", Self.json(feature.reference)),
      (
        "background",
        .object([
          ("documentRate", .optional(feature.backgroundDocumentRate)),
          ("perThousand", .number(feature.backgroundPerThousand)),
        ])
      ),
      ("occurrences", occurrences(index).map { .integer(UInt64($0.count)) } ?? .null),
      ("passages", passagesJSON(occurrences(index))),
    ])
  }

  static func json(_ use: FeatureUse) -> JSONValue {
    .object([
      ("documents", .integer(use.documents)), ("documentRate", .number(use.documentRate)),
      ("perThousand", .number(use.perThousand)), ("deviation", .number(use.deviation)),
    ])
  }

  func passagesJSON(_ found: FeatureOccurrences?) -> JSONValue {
    .array(
      zip(found?.places ?? [], found.map(passages) ?? []).map { place, passage in
        .object([
          ("document", .string(passage.document)), ("start", .integer(UInt64(place.range.lowerBound))),
          ("end", .integer(UInt64(place.range.upperBound))), ("before", .string(passage.before)),
          ("passage", .string(passage.passage)), ("after", .string(passage.after)),
        ])
      })
  }

  private var sensitivityJSON: JSONValue {
    guard let sensitivity else { return .null }
    return .object([
      ("leftOut", .string(sensitivity.kind.rawValue)),
      (
        "groups",
        .array(
          sensitivity.groups.map { group in
            .object([
              ("name", .string(group.name)), ("documents", .integer(UInt64(group.documents))),
              ("rawScore", .number(group.scoreWithout)),
              ("log10LR", .optional(ratio(group.scoreWithout, documents: group.documentsLeft))),
            ])
          })
      ),
    ])
  }

  private var documentsJSON: JSONValue {
    guard let documents else { return .null }
    return .array(
      typical.map { one in
        let document = documents.documents[one.document]
        return .object([
          ("document", .string(document.id)), ("rawScore", .number(one.score)),
          ("tokens", .integer(UInt64(one.tokens))),
          ("opening", .string(String(decoding: document.text.prefix(160), as: UTF8.self))),
        ])
      })
  }
}
