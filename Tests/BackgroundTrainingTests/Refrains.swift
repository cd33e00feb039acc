@testable import BackgroundTraining
@testable import WhorlKit

/// Invented models of a kind of text that the background of ``InventedModels`` has not seen: every document
/// begins with a refrain, and its models differ as those do.
struct Refrains {
  let background: BackgroundModel
  let vocabulary: Vocabulary
  let fingerprints: [Fingerprint]
  let sources: [DomainSource]

  static let shared = Result { try Refrains() }

  private static let refrain = Array(String(repeating: "that; that; is? that; ", count: 12).utf8)

  static func text(model: Int, document: Int) -> [UInt8] {
    refrain + InventedModels.text(model: model, document: document)
  }

  init() throws {
    let models = try InventedModels.shared.get()
    let vocabulary = models.vocabulary
    // With limits that nothing keeps, because invented models differ more than kinds of text do.
    let trained = try BackgroundModel(try InventedModels.trained.get())
    let typicality = trained.typicality
    background = try BackgroundModel(
      BackgroundModel.encode(
        name: "strict", toolVersion: "test", vocabulary: vocabulary, models: trained.models,
        styles: trained.styles,
        typicality: TypicalityModel(
          mean: typicality.mean, within: typicality.within, between: typicality.between,
          limits: typicality.limits.map { _ in 0 }), trials: trained.allTrials, rules: trained.rules))
    self.vocabulary = vocabulary
    let made = try (0..<12).map { model in
      var builder = FingerprintBuilder(
        vocabulary: vocabulary, rowLimit: 1000, rules: InventedRules.empty)
      for document in 0..<80 {
        let text = Self.text(model: model, document: document)
        let key = Array("prompt \(document)".utf8)
        try builder.add(text.span, key: key.span)
        builder.addRules(InventedRules.tally(text))
      }
      let digest = FingerprintHeader.InputDigest(name: "r\(model)", bytes: 1, sha256: "refrain \(model)")
      let fingerprint = builder.fingerprint(
        name: "r\(model)", vendor: nil, toolVersion: "test", created: nil, inputs: [digest],
        skipped: SkippedRecords())
      return (fingerprint, builder.rows)
    }
    fingerprints = made.map(\.0)
    sources = made.map { fingerprint, rows in
      DomainSource(
        fingerprint,
        model: BackgroundSource(
          name: fingerprint.header.name, family: fingerprint.header.name, documents: 80,
          inputs: fingerprint.header.inputs.map(\.sha256)), rows: rows)
    }
  }

  func calibrated() throws -> BackgroundModel {
    let domain = try DomainEstimator(sources, seed: 1).domain(name: "refrains", background: background)
    return try BackgroundModel(
      background.encoded(adding: domain, name: "both", toolVersion: "test", vocabulary: vocabulary))
  }

  func assess(
    _ suspect: Int, against references: [Int], more: [Int] = [], _ background: BackgroundModel
  ) throws -> Assessment {
    let known = references.map { fingerprints[$0] }
    var builder = FingerprintBuilder(vocabulary: vocabulary, rowLimit: 1000)
    for document in 200..<240 {
      let text = Self.text(model: suspect, document: document)
      let key = Array("prompt \(document)".utf8)
      try builder.add(text.span, key: key.span)
    }
    let questioned = builder.fingerprint(
      name: "suspect", vendor: nil, toolVersion: "test", created: nil, inputs: [], skipped: SkippedRecords()
    )
    return try Assessment(
      try ReferenceSet(known, vocabulary: vocabulary).compare(questioned), suspect: questioned,
      rows: builder.rows, references: known, domainBackground: more.map { fingerprints[$0] },
      background: background)
  }
}
