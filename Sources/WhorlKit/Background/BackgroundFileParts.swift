// What a background's file is made of, in the order of `docs/fingerprint-format.md`.

extension ByteWriter {
  mutating func append(floats: [Float]) {
    for value in floats { append(halfWord: value.bitPattern) }
  }

  mutating func append(doubles: [Double]) {
    for value in doubles { append(word: value.bitPattern) }
  }

  mutating func append(_ typicality: TypicalityModel) {
    append(floats: typicality.mean)
    append(floats: typicality.within)
    append(floats: typicality.between)
    append(doubles: typicality.limits)
  }

  mutating func append(_ habits: TextHabits) {
    append(varint: UInt64(habits.sources.count))
    for source in habits.sources {
      append(floats: [source.lineBreaks, source.capitals, source.punctuation, source.wordsInCapitals])
    }
  }

  mutating func append(_ calibration: StyleCalibration) {
    let missing = max(0, StyleCalibration.allFeatures - calibration.coefficients.count)
    append(doubles: calibration.coefficients + [Double](repeating: 0, count: missing))
    append(doubles: [calibration.lowerBound, calibration.upperBound])
    append(varint: UInt64(calibration.models))
    append(varint: UInt64(calibration.pairs))
  }

  mutating func append(_ style: StyleModel) {
    append(ranges: style.features)
    append(varint: UInt64(style.axes))
    append(floats: style.projection)
    for values in [style.offset, style.between, style.noise] { append(doubles: values) }
    append(doubles: [style.dispersion?.typical ?? 0])
    append(style.calibration)
  }

  mutating func append(_ space: PromptSpace) {
    append(ranges: space.features)
    append(varint: UInt64(space.axes))
    append(floats: space.projection)
    for values in [space.offset, space.between, space.noise] { append(doubles: values) }
  }

  private mutating func append(ranges: [Range<Int>]) {
    append(varint: UInt64(ranges.count))
    for range in ranges {
      append(varint: UInt64(range.lowerBound))
      append(varint: UInt64(range.count))
    }
  }

  mutating func append(_ adaptation: StyleAdaptation) {
    for values in [adaptation.center, adaptation.between, adaptation.noise] { append(doubles: values) }
    append(doubles: [adaptation.dispersion])
    append(varint: UInt64(adaptation.calibration.largestSize))
    append(adaptation.calibration)
  }

  /// Trials of one suspect that follow each other share what is said of it.
  mutating func append(_ trials: [CalibrationTrial]) {
    var groups: [ArraySlice<CalibrationTrial>] = []
    var start = 0
    for end in 1...max(trials.count, 1) where start < trials.count {
      if end < trials.count, trials[end].isOfSuspect(of: trials[start]) { continue }
      groups.append(trials[start..<end])
      start = end
    }
    append(varint: UInt64(groups.count))
    for group in groups {
      guard let first = group.first else { continue }
      append(varint: UInt64(first.suspect))
      append(varint: UInt64(first.documents) << 1 | (first.isOtherMix ? 1 : 0))
      append(varint: UInt64(group.count))
      for trial in group {
        append(varint: UInt64(trial.reference))
        append(halfWord: Float(trial.score).bitPattern)
      }
    }
  }
}

extension ByteReader {
  mutating func floats(_ count: Int) throws(Malformed) -> [Float] {
    guard count <= remaining / 4 else { throw Malformed(reason: "it ends too early") }
    guard let values = LittleEndianArrays.finiteFloats(try slice(count: 4 * count)) else {
      throw Malformed(reason: "a number is not finite")
    }
    return values
  }

  mutating func doubles(_ count: Int) throws(Malformed) -> [Double] {
    var values: [Double] = []
    for _ in 0..<count {
      let value = Double(bitPattern: try word())
      guard value.isFinite else { throw Malformed(reason: "a number is not finite") }
      values.append(value)
    }
    return values
  }

  mutating func typicality(features: Int) throws(Malformed) -> TypicalityModel {
    let model = TypicalityModel(
      mean: try floats(features), within: try floats(features), between: try floats(features),
      limits: try doubles(StyleCalibration.sizes.count))
    guard (model.within + model.between).allSatisfy({ $0 >= 0 }) else {
      throw Malformed(reason: "a variance is negative")
    }
    return model
  }

  mutating func habits() throws(Malformed) -> TextHabits {
    var sources: [TextHabits.Source] = []
    for _ in 0..<(try count(bytesEach: 16)) {
      let shares = try floats(4)
      guard shares.allSatisfy({ (0...1).contains($0) }) else {
        throw Malformed(reason: "a share is not possible")
      }
      sources.append(
        TextHabits.Source(
          lineBreaks: shares[0], capitals: shares[1], punctuation: shares[2], wordsInCapitals: shares[3]))
    }
    return TextHabits(sources)
  }

  /// A calibration of suspects of up to `largestSize` documents.
  mutating func calibration(largestSize: Int = 400) throws(Malformed) -> StyleCalibration {
    let coefficients = try doubles(StyleCalibration.allFeatures)
    let bounds = try doubles(2)
    guard bounds[0] <= 0, bounds[1] >= 0 else { throw Malformed(reason: "a bound has the wrong sign") }
    let models = Int(clamping: try varint())
    let pairs = Int(clamping: try varint())
    let calibration = StyleCalibration(
      coefficients: coefficients, models: models, pairs: pairs, lowerBound: bounds[0],
      upperBound: bounds[1], largestSize: largestSize)
    guard calibration.isMonotone else { throw Malformed(reason: "more likeness would be less evidence") }
    return calibration
  }

  /// Ranges of `features` features.
  private mutating func ranges(features: Int) throws(Malformed) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for _ in 0..<(try count(bytesEach: 2)) {
      let start = Int(clamping: try varint())
      let count = Int(clamping: try varint())
      guard start <= features, count <= features - start, start >= (ranges.last?.upperBound ?? 0) else {
        throw Malformed(reason: "its features are not in the vocabulary")
      }
      ranges.append(start..<start + count)
    }
    return ranges
  }

  private mutating func axes() throws(Malformed) -> Int {
    let axes = Int(clamping: try varint())
    guard (1...1024).contains(axes) else { throw Malformed(reason: "its axes are too many") }
    return axes
  }

  /// A space of prompts in a vocabulary of `features` features.
  mutating func promptSpace(features: Int) throws(Malformed) -> PromptSpace {
    let ranges = try ranges(features: features)
    let axes = try axes()
    let projection = try floats(ranges.reduce(0) { $0 + $1.count } * axes)
    let offset = try doubles(axes)
    let between = try doubles(axes)
    let noise = try doubles(axes)
    try Self.checkVariances(between + noise)
    return PromptSpace(
      features: ranges, projection: projection, offset: offset, between: between, noise: noise)
  }

  /// A style of features with these mean rates in the background.
  mutating func style(name: String, mean: [Float], prompts: PromptSpace? = nil) throws(Malformed)
    -> StyleModel
  {
    let ranges = try ranges(features: mean.count)
    let axes = try axes()
    let projection = try floats(ranges.reduce(0) { $0 + $1.count } * axes)
    let offset = try doubles(axes)
    let between = try doubles(axes)
    let noise = try doubles(axes)
    let typical = try doubles(1)[0]
    try Self.checkVariances(between + noise + (typical == 0 ? [] : [typical]))
    let dispersion =
      typical > 0
      ? DispersionModel(features: ranges, projection: projection, noise: noise, mean: mean, typical: typical)
      : nil
    return StyleModel(
      name: name, features: ranges, axes: axes, projection: projection, offset: offset, between: between,
      noise: noise, dispersion: dispersion, prompts: prompts, calibration: try calibration())
  }

  /// An adaptation of a style with `axes` axes.
  mutating func adaptation(axes: Int) throws(Malformed) -> StyleAdaptation {
    let center = try doubles(axes)
    let between = try doubles(axes)
    let noise = try doubles(axes)
    let dispersion = try doubles(1)
    try Self.checkVariances(between + noise + dispersion)
    let largest = try varint()
    guard (5...100_000).contains(largest) else {
      throw Malformed(reason: "a size of suspect is not possible")
    }
    return StyleAdaptation(
      center: center, between: between, noise: noise, dispersion: dispersion[0],
      calibration: try calibration(largestSize: Int(largest)))
  }

  mutating func trials(models: Int) throws(Malformed) -> [CalibrationTrial] {
    var trials: [CalibrationTrial] = []
    for _ in 0..<(try count(bytesEach: 8)) {
      let suspect = try varint()
      let condition = try varint()
      for _ in 0..<(try count(bytesEach: 5)) {
        let reference = try varint()
        let score = Float(bitPattern: try halfWord())
        guard suspect < models, reference < models, (1...100_000).contains(condition >> 1), score.isFinite
        else {
          throw Malformed(reason: "a trial is not possible")
        }
        trials.append(
          CalibrationTrial(
            suspect: Int(suspect), reference: Int(reference), documents: Int(condition >> 1),
            score: Double(score), isOtherMix: condition & 1 == 1))
      }
    }
    return trials
  }

  static func checkVariances(_ values: [Double]) throws(Malformed) {
    guard values.allSatisfy((1e-12...1e12).contains) else {
      throw Malformed(reason: "a variance is not possible")
    }
  }
}

extension BackgroundSource {
  /// The source as it stands in a header; identity and lineage only where they say more than the name.
  var header: HeaderValue {
    var fields: [String: HeaderValue] = [
      "name": .text(name), "family": .text(family), "documents": .number(UInt64(documents)),
      "inputs": .list(inputs.map { .text($0) }),
    ]
    if identity != name { fields["identity"] = .text(identity) }
    if lineage != identity { fields["lineage"] = .text(lineage) }
    return .record(fields)
  }

  static func read(_ values: [HeaderValue]) throws(FileFormatError) -> [BackgroundSource] {
    var sources: [BackgroundSource] = []
    for value in values {
      let fields = try HeaderFields(value, in: "models")
      let inputs = try fields.list("inputs").compactMap { value in
        if case .text(let digest) = value { digest } else { nil }
      }
      sources.append(
        BackgroundSource(
          name: try fields.text("name"), family: try fields.text("family"),
          identity: try fields.optionalText("identity"), lineage: try fields.optionalText("lineage"),
          documents: Int(clamping: try fields.number("documents")), inputs: inputs))
    }
    return sources
  }
}
