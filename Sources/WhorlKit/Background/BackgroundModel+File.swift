/// The background's file, format version 2; specified in `docs/fingerprint-format.md`.
extension BackgroundModel {
  /// The newest format version that is read, and the one that is written.
  public static let formatVersion: UInt32 = 2
  /// The oldest format version that is read: the scores of an older one are of another kind, and so is what its
  /// calibration says of them.
  static let oldestFormatVersion: UInt32 = 2

  /// The bytes of a background's file. Its digest is that of these bytes.
  public static func encode(
    name: String, toolVersion: String, vocabulary: Vocabulary, models: [BackgroundSource],
    styles: [StyleModel], typicality: TypicalityModel, trials: [CalibrationTrial],
    domains: [BackgroundDomain] = []
  ) -> [UInt8] {
    var sections: [SectionedFile.Section] = []
    var writer = ByteWriter()
    writer.append(typicality)
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
      for values in [style.offset, style.between, style.noise] { writer.append(doubles: values) }
      writer.append(doubles: [style.dispersion?.typical ?? 0])
      writer.append(style.calibration)
      sections.append(SectionedFile.Section(name: "style-\(style.name)", bytes: writer.bytes))
    }
    writer = ByteWriter()
    writer.append(trials)
    sections.append(SectionedFile.Section(name: "trials", bytes: writer.bytes))
    for (index, domain) in domains.enumerated() {
      sections.append(SectionedFile.Section(name: "domain-\(index)", bytes: domain.encoded()))
    }
    var header: [String: HeaderValue] = [
      "name": .text(name),
      "toolVersion": .text(toolVersion),
      "vocabularyName": .text(vocabulary.name),
      "vocabularyDigest": .text(vocabulary.digest),
      "features": .number(UInt64(vocabulary.layout.count)),
      "styles": .list(styles.map { .text($0.name) }),
      "models": .list(models.map(\.header)),
    ]
    if !domains.isEmpty {
      header["domains"] = .list(
        domains.map { .record(["name": .text($0.name), "models": .list($0.models.map(\.header))]) })
    }
    return SectionedFile(kind: .background, version: formatVersion, header: header, sections: sections)
      .encoded()
  }

  /// Reads a background's file and checks every checksum and every bound.
  ///
  /// - Throws: ``FileFormatError``, whose description follows the file's name.
  public init(_ bytes: [UInt8]) throws(FileFormatError) {
    let file = try SectionedFile(bytes, kind: .background, newest: Self.formatVersion)
    guard file.version >= Self.oldestFormatVersion else {
      throw FileFormatError(
        .olderVersion,
        "has format version \(file.version), whose scores this whorl does not make any more: make it again with "
          + "'whorl train' from the same corpora")
    }
    let header = HeaderFields(file.header)
    let models = try BackgroundSource.read(try header.list("models"))
    let features = Int(clamping: try header.number("features"))
    guard features <= 1 << 20 else { throw FileFormatError(.damaged, "is damaged in its header (features)") }
    var section = "typicality"
    do {
      let typicality = try TypicalityModel(try file.section(section), features: features)
      var styles: [StyleModel] = []
      for case .text(let name) in try header.list("styles") {
        section = "style-\(name)"
        styles.append(try StyleModel(try file.section(section), name: name, typicality: typicality))
      }
      guard !styles.isEmpty else { throw ByteReader.Malformed(reason: "no style model") }
      section = "trials"
      var reader = ByteReader(try file.section(section)[...])
      let trials = try reader.trials(models: models.count)
      try reader.finish()
      var domains: [BackgroundDomain] = []
      for (index, value) in try (header.optionalList("domains") ?? []).enumerated() {
        section = "domain-\(index)"
        let fields = try HeaderFields(value, in: "domains")
        domains.append(
          try BackgroundDomain(
            try file.section(section), name: try fields.text("name"),
            models: try BackgroundSource.read(try fields.list("models")), axes: styles.map(\.axes),
            features: features))
      }
      self.init(
        name: try header.text("name"), digest: Vocabulary.digest(of: bytes),
        vocabularyDigest: try header.text("vocabularyDigest"), models: models, styles: styles,
        typicality: typicality, trials: trials, domains: domains)
    } catch let error as ByteReader.Malformed {
      throw FileFormatError(section: section, error)
    } catch let error as FileFormatError {
      throw error
    } catch {
      throw FileFormatError(.damaged, "is damaged in its section '\(section)'")
    }
  }
}

extension TypicalityModel {
  fileprivate init(_ bytes: [UInt8], features: Int) throws(ByteReader.Malformed) {
    var reader = ByteReader(bytes[...])
    self = try reader.typicality(features: features)
    try reader.finish()
  }
}

extension StyleModel {
  fileprivate init(_ bytes: [UInt8], name: String, typicality: TypicalityModel) throws(ByteReader.Malformed) {
    let total = typicality.mean.count
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
    let typical = try reader.doubles(1)[0]
    try ByteReader.checkVariances(between + noise + (typical == 0 ? [] : [typical]))
    let calibration = try reader.calibration()
    try reader.finish()
    self.init(
      name: name, features: ranges, axes: axes, projection: projection, offset: offset, between: between,
      noise: noise,
      dispersion: typical > 0
        ? DispersionModel(
          features: ranges, projection: projection, noise: noise, mean: typicality.mean, typical: typical)
        : nil, calibration: calibration)
  }
}
