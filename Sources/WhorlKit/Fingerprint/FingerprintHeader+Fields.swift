/// The header as the fields of a file.
extension FingerprintHeader {
  var fields: [String: HeaderValue] {
    var fields: [String: HeaderValue] = [
      "name": .text(name),
      "toolVersion": .text(toolVersion),
      "documents": .number(documents),
      "tokens": .number(tokens),
      "words": .number(words),
      "replacedSequences": .number(replacedSequences),
      "skipped": .record(
        Dictionary(
          uniqueKeysWithValues: skipped.byReason.map { ($0.name, HeaderValue.number($0.count)) })),
      "inputs": .list(
        inputs.map { input in
          var fields: [String: HeaderValue] = [
            "name": .text(input.name), "bytes": .number(input.bytes), "sha256": .text(input.sha256),
          ]
          if let detected = input.detected { fields["detected"] = .text(detected) }
          return .record(fields)
        }),
      "parameters": .record([
        "normalization": .text(parameters.normalization),
        "tokenizer": .text(parameters.tokenizer),
        "unicode": .text(parameters.unicode),
        "hash": .text(parameters.hash),
        "seed": .number(parameters.seed),
        "vocabularyName": .text(parameters.vocabularyName),
        "vocabularyDigest": .text(parameters.vocabularyDigest),
        "features": .number(parameters.features),
        "halfWeightWords": .number(parameters.halfWeightWords),
        "minHashBins": .number(parameters.minHashBins),
        "fracMinHashCapacity": .number(parameters.fracMinHashCapacity),
      ]),
    ]
    if let vendor { fields["vendor"] = .text(vendor) }
    if let created { fields["created"] = .text(created) }
    if let shards {
      fields["shards"] = .record([
        "count": .number(shards.count), "parts": .list(shards.parts.map { .number($0) }),
      ])
    }
    return fields
  }

  init(fields: [String: HeaderValue]) throws(FileFormatError) {
    let top = HeaderFields(fields)
    let skipped = try top.record("skipped")
    let parameters = try top.record("parameters")
    var inputs: [InputDigest] = []
    for row in try top.list("inputs") {
      let input = try HeaderFields(row, in: "inputs")
      inputs.append(
        InputDigest(
          name: try input.text("name"), bytes: try input.count("bytes"), sha256: try input.text("sha256"),
          detected: try input.optionalText("detected")))
    }
    self.init(
      name: try top.text("name"), vendor: try top.optionalText("vendor"),
      toolVersion: try top.text("toolVersion"), created: try top.optionalText("created"),
      documents: try top.number("documents"), tokens: try top.number("tokens"),
      words: try top.number("words"),
      skipped: SkippedRecords(
        malformed: try skipped.count("malformed"), tooLong: try skipped.count("tooLong"),
        missingField: try skipped.count("missingField"), notText: try skipped.count("notText"),
        empty: try skipped.count("empty")),
      replacedSequences: try top.count("replacedSequences"), inputs: inputs,
      parameters: try FingerprintParameters(parameters), shards: try Self.shards(top))
  }

  private static func shards(_ top: HeaderFields) throws(FileFormatError) -> FingerprintShards? {
    guard top.has("shards") else { return nil }
    let fields = try top.record("shards")
    var parts: [UInt64] = []
    for value in try fields.list("parts") {
      guard case .number(let part) = value, part > parts.last ?? 0 else { continue }
      parts.append(part)
    }
    let shards = FingerprintShards(count: try fields.count("count"), parts: parts)
    guard let last = parts.last, last <= shards.count, !shards.isComplete || shards.count == 1 else {
      throw FileFormatError(.damaged, "is damaged in its header (field 'shards')")
    }
    return shards
  }
}

extension FingerprintParameters {
  fileprivate init(_ fields: HeaderFields) throws(FileFormatError) {
    normalization = try fields.text("normalization")
    tokenizer = try fields.text("tokenizer")
    unicode = try fields.text("unicode")
    hash = try fields.text("hash")
    seed = try fields.number("seed")
    vocabularyName = try fields.text("vocabularyName")
    vocabularyDigest = try fields.text("vocabularyDigest")
    features = try fields.number("features")
    halfWeightWords = try fields.number("halfWeightWords")
    minHashBins = try fields.number("minHashBins")
    fracMinHashCapacity = try fields.number("fracMinHashCapacity")
  }
}
