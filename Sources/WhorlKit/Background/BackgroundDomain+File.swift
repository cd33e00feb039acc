/// The section of a domain in a background's file.
extension BackgroundDomain {
  func encoded() -> [UInt8] {
    var writer = ByteWriter()
    writer.append(typicality)
    for adaptation in adaptations {
      for values in [adaptation.center, adaptation.between, adaptation.noise] {
        writer.append(doubles: values)
      }
      writer.append(doubles: [adaptation.dispersion])
      writer.append(varint: UInt64(adaptation.calibration.largestSize))
      writer.append(adaptation.calibration)
    }
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
    for axes in axes {
      let center = try reader.doubles(axes)
      let between = try reader.doubles(axes)
      let noise = try reader.doubles(axes)
      let dispersion = try reader.doubles(1)
      try ByteReader.checkVariances(between + noise + dispersion)
      let largest = try reader.varint()
      guard (5...100_000).contains(largest) else {
        throw ByteReader.Malformed(reason: "a size of suspect is not possible")
      }
      adaptations.append(
        StyleAdaptation(
          center: center, between: between, noise: noise, dispersion: dispersion[0],
          calibration: try reader.calibration(largestSize: Int(largest))))
    }
    let trials = try reader.trials(models: models.count)
    try reader.finish()
    self.init(
      name: name, models: models, typicality: typicality, adaptations: adaptations, trials: trials)
  }
}
