/// What an index says of itself.
public struct CopiedTextHeader: Sendable, Equatable {
  /// The tool that wrote it.
  public let toolVersion: String
  /// What is kept, and how.
  public let parameters: CopiedTextParameters
  /// Documents.
  public let documents: Int
  /// Documents with shingles, without those whose words another one has had before.
  public let members: Int
  /// Postings of winnowed seeds.
  public let postings: Int
  /// Seeds of which not all documents are kept.
  public let commonSeeds: Int
  /// Where the documents come from, in their order.
  public let references: [CopiedTextReference]

  /// The distinct names of references, in order of first document.
  public var referenceNames: [String] {
    var names: [String] = []
    for reference in references where !names.contains(reference.name) { names.append(reference.name) }
    return names
  }
}

extension CopiedTextHeader {
  /// What must be equal so that words, shingles and signatures are.
  private static let definitions: [(field: String, value: String)] = [
    ("tokenizer", Tokenizer.version), ("unicode", Tokenizer.unicodeVersion), ("hash", StableHash.name),
    ("signature", MinHashSignature.name),
  ]

  var fields: [String: HeaderValue] {
    var fields: [String: HeaderValue] = [
      "toolVersion": .text(toolVersion),
      "documents": .number(UInt64(documents)),
      "members": .number(UInt64(members)),
      "postings": .number(UInt64(postings)),
      "commonSeeds": .number(UInt64(commonSeeds)),
      "parameters": .record([
        "threshold": .number(parameters.bands.threshold.bitPattern),
        "missWeight": .number(parameters.bands.falseNegativeWeight.bitPattern),
        "bands": .number(UInt64(parameters.bands.bands)),
        "rows": .number(UInt64(parameters.bands.rows)),
        "signatureWidth": .number(UInt64(MinHashSignature.valueCount)),
        "shingleLength": .number(UInt64(WordSequence.shingleLength)),
        "seedLength": .number(UInt64(Winnowing.seedLength)),
        "window": .number(UInt64(Winnowing.window)),
        "removesEchoes": .number(parameters.removesEchoes ? 1 : 0),
        "keepsText": .number(parameters.keepsText ? 1 : 0),
      ]),
      "references": .list(
        references.map { reference in
          .record([
            "name": .text(reference.name), "documents": .number(UInt64(reference.documents.count)),
            "overlapExponent": .number(UInt64(reference.sampling.exponent)),
            "inputs": .list(
              reference.inputs.map { input in
                .record([
                  "name": .text(input.name), "bytes": .number(input.bytes), "sha256": .text(input.sha256),
                ])
              }),
          ])
        }),
    ]
    for (field, value) in Self.definitions { fields[field] = .text(value) }
    return fields
  }

  init(fields: [String: HeaderValue]) throws(FileFormatError) {
    let top = HeaderFields(fields)
    for (field, ours) in Self.definitions {
      let theirs = try top.text(field)
      guard theirs == ours else {
        throw FileFormatError(
          .newerVersion,
          "was made with \(field) \(theirs) and this whorl has \(ours): make it again with "
            + "'whorl index'")
      }
    }
    let stored = try top.record("parameters")
    let fixed: [(String, Int)] = [
      ("signatureWidth", MinHashSignature.valueCount), ("shingleLength", WordSequence.shingleLength),
      ("seedLength", Winnowing.seedLength), ("window", Winnowing.window),
    ]
    for (field, ours) in fixed {
      let theirs = try stored.number(field)
      guard theirs == UInt64(ours) else {
        throw FileFormatError(
          .newerVersion,
          "was made with \(field) \(theirs) and this whorl has \(ours): make it again with "
            + "'whorl index'")
      }
    }
    guard
      let plan = BandPlan(
        threshold: Double(bitPattern: try stored.number("threshold")),
        falseNegativeWeight: Double(bitPattern: try stored.number("missWeight")),
        bands: Int(try stored.count("bands")), rows: Int(try stored.count("rows")))
    else { throw FileFormatError(.damaged, "is damaged in its header (field 'bands')") }
    parameters = CopiedTextParameters(
      bands: plan, removesEchoes: try stored.number("removesEchoes") == 1,
      keepsText: try stored.number("keepsText") == 1)
    toolVersion = try top.text("toolVersion")
    documents = Int(try top.count("documents"))
    members = Int(try top.count("members"))
    postings = Int(try top.count("postings"))
    commonSeeds = Int(try top.count("commonSeeds"))
    var references: [CopiedTextReference] = []
    var start = 0
    for row in try top.list("references") {
      let reference = try HeaderFields(row, in: "references")
      let count = Int(try reference.count("documents"))
      var inputs: [FingerprintHeader.InputDigest] = []
      for row in try reference.list("inputs") {
        let input = try HeaderFields(row, in: "inputs")
        inputs.append(
          FingerprintHeader.InputDigest(
            name: try input.text("name"), bytes: try input.count("bytes"), sha256: try input.text("sha256")))
      }
      references.append(
        CopiedTextReference(
          name: try reference.text("name"), documents: start..<start + count,
          sampling: OverlapSampling(exponent: Int(try reference.count("overlapExponent"))), inputs: inputs))
      start += count
      guard start <= documents else { break }
    }
    guard start == documents, documents < Int(UInt32.max), members <= documents else {
      throw FileFormatError(.damaged, "is damaged in its header (field 'references')")
    }
    self.references = references
  }
}
