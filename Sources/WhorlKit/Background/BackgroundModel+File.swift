/// The background's file, format version 1; specified in `docs/fingerprint-format.md`.
extension BackgroundModel {
  /// The newest format version that is read, and the one that is written.
  public static let formatVersion: UInt32 = 1

  /// The bytes of a background's file. Its digest is that of these bytes.
  public static func encode(
    name: String, toolVersion: String, vocabulary: Vocabulary, models: [BackgroundSource],
    styles: [StyleModel], typicality: TypicalityModel, trials: [CalibrationTrial]
  ) -> [UInt8] {
    var sections: [SectionedFile.Section] = []
    var writer = ByteWriter()
    writer.append(floats: typicality.mean)
    writer.append(floats: typicality.within)
    writer.append(floats: typicality.between)
    writer.append(doubles: typicality.limits)
    sections.append(SectionedFile.Section(name: "typicality", bytes: writer.bytes))
    for style in styles {
      writer = ByteWriter()
      writer.append(varint: UInt64(style.features.count))
      for range in style.features {
        writer.append(varint: UInt64(range.lowerBound))
        writer.append(varint: UInt64(range.count))
      }
      writer.append(varint: UInt64(style.axes))
      writer.append(floats: style.projection)
      let calibration = style.calibration
      let bounds = [calibration.lowerBound, calibration.upperBound]
      for values in [style.offset, style.between, style.noise, calibration.coefficients, bounds] {
        writer.append(doubles: values)
      }
      writer.append(varint: UInt64(style.calibration.models))
      writer.append(varint: UInt64(style.calibration.pairs))
      sections.append(SectionedFile.Section(name: "style-\(style.name)", bytes: writer.bytes))
    }
    writer = ByteWriter()
    writer.append(varint: UInt64(trials.count))
    for trial in trials {
      writer.append(varint: UInt64(trial.suspect))
      writer.append(varint: UInt64(trial.reference))
      writer.append(varint: UInt64(trial.documents))
      writer.append(halfWord: Float(trial.score).bitPattern)
    }
    sections.append(SectionedFile.Section(name: "trials", bytes: writer.bytes))
    let header: [String: HeaderValue] = [
      "name": .text(name),
      "toolVersion": .text(toolVersion),
      "vocabularyName": .text(vocabulary.name),
      "vocabularyDigest": .text(vocabulary.digest),
      "features": .number(UInt64(vocabulary.layout.count)),
      "styles": .list(styles.map { .text($0.name) }),
      "models": .list(
        models.map { model in
          .record([
            "name": .text(model.name), "family": .text(model.family),
            "documents": .number(UInt64(model.documents)), "inputs": .list(model.inputs.map { .text($0) }),
          ])
        }),
    ]
    return SectionedFile(kind: .background, version: formatVersion, header: header, sections: sections)
      .encoded()
  }

  /// Reads a background's file and checks every checksum and every bound.
  ///
  /// - Throws: ``FileFormatError``, whose description follows the file's name.
  public init(_ bytes: [UInt8]) throws(FileFormatError) {
    let file = try SectionedFile(bytes, kind: .background, newest: Self.formatVersion)
    let header = HeaderFields(file.header)
    var models: [BackgroundSource] = []
    for value in try header.list("models") {
      let fields = try HeaderFields(value, in: "models")
      let inputs = try fields.list("inputs").compactMap { value in
        if case .text(let digest) = value { digest } else { nil }
      }
      models.append(
        BackgroundSource(
          name: try fields.text("name"), family: try fields.text("family"),
          documents: Int(clamping: try fields.number("documents")), inputs: inputs))
    }
    let features = Int(clamping: try header.number("features"))
    guard features <= 1 << 20 else { throw FileFormatError(.damaged, "is damaged in its header (features)") }
    var section = "typicality"
    do {
      let typicality = try TypicalityModel(try file.section(section), features: features)
      var styles: [StyleModel] = []
      for case .text(let name) in try header.list("styles") {
        section = "style-\(name)"
        styles.append(try StyleModel(try file.section(section), name: name, features: features))
      }
      guard !styles.isEmpty else { throw ByteReader.Malformed(reason: "no style model") }
      section = "trials"
      let trials = try Self.readTrials(try file.section(section), models: models.count)
      self.init(
        name: try header.text("name"), digest: Vocabulary.digest(of: bytes),
        vocabularyDigest: try header.text("vocabularyDigest"), models: models, styles: styles,
        typicality: typicality, trials: trials)
    } catch let error as ByteReader.Malformed {
      throw FileFormatError(section: section, error)
    } catch let error as FileFormatError {
      throw error
    } catch {
      throw FileFormatError(.damaged, "is damaged in its section '\(section)'")
    }
  }

  private static func readTrials(_ bytes: [UInt8], models: Int) throws(ByteReader.Malformed)
    -> [CalibrationTrial]
  {
    var reader = ByteReader(bytes[...])
    var trials: [CalibrationTrial] = []
    for _ in 0..<(try reader.count(bytesEach: 7)) {
      let suspect = try reader.varint()
      let reference = try reader.varint()
      let documents = try reader.varint()
      let score = Float(bitPattern: try reader.halfWord())
      guard suspect < models, reference < models, (1...100_000).contains(documents), score.isFinite else {
        throw ByteReader.Malformed(reason: "a trial is not possible")
      }
      trials.append(
        CalibrationTrial(
          suspect: Int(suspect), reference: Int(reference), documents: Int(documents), score: Double(score)))
    }
    try reader.finish()
    return trials
  }
}

extension TypicalityModel {
  fileprivate init(_ bytes: [UInt8], features: Int) throws(ByteReader.Malformed) {
    var reader = ByteReader(bytes[...])
    self.init(
      mean: try reader.floats(features), within: try reader.floats(features),
      between: try reader.floats(features), limits: try reader.doubles(StyleCalibration.sizes.count))
    try reader.finish()
    guard (within + between).allSatisfy({ $0 >= 0 }) else {
      throw ByteReader.Malformed(reason: "a variance is negative")
    }
  }
}

extension StyleModel {
  fileprivate init(_ bytes: [UInt8], name: String, features total: Int) throws(ByteReader.Malformed) {
    var reader = ByteReader(bytes[...])
    var ranges: [Range<Int>] = []
    for _ in 0..<(try reader.count(bytesEach: 2)) {
      let start = Int(clamping: try reader.varint())
      let count = Int(clamping: try reader.varint())
      guard start <= total, count <= total - start, start >= (ranges.last?.upperBound ?? 0) else {
        throw ByteReader.Malformed(reason: "its features are not in the vocabulary")
      }
      ranges.append(start..<start + count)
    }
    let axes = Int(clamping: try reader.varint())
    guard (1...1024).contains(axes) else { throw ByteReader.Malformed(reason: "its axes are too many") }
    let projection = try reader.floats(ranges.reduce(0) { $0 + $1.count } * axes)
    let offset = try reader.doubles(axes)
    let between = try reader.doubles(axes)
    let noise = try reader.doubles(axes)
    let possible = 1e-12...1e12
    guard (between + noise).allSatisfy(possible.contains) else {
      throw ByteReader.Malformed(reason: "a variance is not possible")
    }
    let coefficients = try reader.doubles(4)
    let bounds = try reader.doubles(2)
    guard bounds[0] <= 0, bounds[1] >= 0 else {
      throw ByteReader.Malformed(reason: "a bound has the wrong sign")
    }
    let models = Int(clamping: try reader.varint())
    let pairs = Int(clamping: try reader.varint())
    try reader.finish()
    self.init(
      name: name, features: ranges, axes: axes, projection: projection, offset: offset, between: between,
      noise: noise,
      calibration: StyleCalibration(
        coefficients: coefficients, models: models, pairs: pairs, lowerBound: bounds[0], upperBound: bounds[1]
      ))
    guard calibration.isMonotone else {
      throw ByteReader.Malformed(reason: "more likeness would be less evidence")
    }
  }
}

extension ByteWriter {
  fileprivate mutating func append(floats: [Float]) {
    for value in floats { append(halfWord: value.bitPattern) }
  }

  fileprivate mutating func append(doubles: [Double]) {
    for value in doubles { append(word: value.bitPattern) }
  }
}

extension ByteReader {
  fileprivate mutating func floats(_ count: Int) throws(Malformed) -> [Float] {
    guard count <= remaining / 4 else { throw Malformed(reason: "it ends too early") }
    guard let values = LittleEndianArrays.finiteFloats(try slice(count: 4 * count)) else {
      throw Malformed(reason: "a number is not finite")
    }
    return values
  }

  fileprivate mutating func doubles(_ count: Int) throws(Malformed) -> [Double] {
    var values: [Double] = []
    for _ in 0..<count {
      let value = Double(bitPattern: try word())
      guard value.isFinite else { throw Malformed(reason: "a number is not finite") }
      values.append(value)
    }
    return values
  }
}
