/// The section of a domain in a background's file.
extension BackgroundDomain {
  func encoded() -> [UInt8] {
    var writer = ByteWriter()
    writer.append(typicality)
    for adaptation in adaptations { writer.append(adaptation) }
    writer.append(trials)
    return writer.bytes
  }

  /// - Parameters:
  ///   - axes: The axes of each of the background's styles.
  ///   - features: The features of its vocabulary.
  init(
    _ bytes: [UInt8], name: String, models: [BackgroundSource], axes: [Int], features: Int
  ) throws(ByteReader.Malformed) {
    var reader = ByteReader(bytes[...])
    let typicality = try reader.typicality(features: features)
    var adaptations: [StyleAdaptation] = []
    for axes in axes { adaptations.append(try reader.adaptation(axes: axes)) }
    let trials = try reader.trials(models: models.count)
    try reader.finish()
    self.init(
      name: name, models: models, typicality: typicality, adaptations: adaptations, trials: trials)
  }
}
