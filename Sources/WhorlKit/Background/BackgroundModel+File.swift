/// The background's file, format version 3; specified in `docs/fingerprint-format.md`.
extension BackgroundModel {
  /// The newest format version that is read, and the one that is written.
  public static let formatVersion: UInt32 = 3
  /// The oldest format version that is read: the scores of an older one are of another kind, and so is what its
  /// calibration says of them.
  static let oldestFormatVersion: UInt32 = 3
  /// The section of the rules' scores of the trials.
  private static let ruleScoresName = "trials-rules"
  /// The section of the habits of sources, of the background's own kind; files of earlier builds have none.
  private static let habitsName = "habits"
  /// The same of another kind.
  private static func habitsName(ofDomain index: Int) -> String { "domain-\(index)-habits" }
  /// The section of the space of prompts, if there is one.
  private static let promptsName = "prompts"

  /// The bytes of a background's file. Its digest is that of these bytes.
  public static func encode(
    name: String, toolVersion: String, vocabulary: Vocabulary, models: [BackgroundSource],
    styles: [StyleModel], typicality: TypicalityModel, trials: [CalibrationTrial],
    domains: [BackgroundDomain] = [], rules: RuleStyle? = nil
  ) -> [UInt8] {
    var sections: [SectionedFile.Section] = []
    var writer = ByteWriter()
    writer.append(typicality)
    sections.append(SectionedFile.Section(name: "typicality", bytes: writer.bytes))
    if let habits = typicality.habits {
      writer = ByteWriter()
      writer.append(habits)
      sections.append(SectionedFile.Section(name: habitsName, bytes: writer.bytes))
    }
    if let prompts = styles.first?.prompts {
      writer = ByteWriter()
      writer.append(prompts)
      sections.append(SectionedFile.Section(name: promptsName, bytes: writer.bytes))
    }
    for style in styles {
      writer = ByteWriter()
      writer.append(style)
      sections.append(SectionedFile.Section(name: "style-\(style.name)", bytes: writer.bytes))
    }
    writer = ByteWriter()
    writer.append(trials)
    sections.append(SectionedFile.Section(name: "trials", bytes: writer.bytes))
    for (index, domain) in domains.enumerated() {
      sections.append(SectionedFile.Section(name: "domain-\(index)", bytes: domain.encoded()))
      if let habits = domain.typicality.habits {
        writer = ByteWriter()
        writer.append(habits)
        sections.append(SectionedFile.Section(name: habitsName(ofDomain: index), bytes: writer.bytes))
      }
      if let adaptation = domain.rules {
        writer = ByteWriter()
        writer.append(adaptation)
        sections.append(SectionedFile.Section(name: "domain-\(index)-rules", bytes: writer.bytes))
      }
    }
    if let rules {
      sections.append(SectionedFile.Section(name: RuleStyle.sectionName, bytes: rules.encoded()))
      writer = ByteWriter()
      writer.append(floats: trials.map { Float($0.ruleScore ?? 0) })
      sections.append(SectionedFile.Section(name: ruleScoresName, bytes: writer.bytes))
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
      var typicality = try TypicalityModel(try file.section(section), features: features)
      section = Self.habitsName
      typicality.habits = try Self.habits(file, section)
      var prompts: PromptSpace?
      section = Self.promptsName
      if file.sections.contains(where: { $0.name == section }) {
        var reader = ByteReader(try file.section(section)[...])
        prompts = try reader.promptSpace(features: features)
        try reader.finish()
      }
      var styles: [StyleModel] = []
      for case .text(let name) in try header.list("styles") {
        section = "style-\(name)"
        var reader = ByteReader(try file.section(section)[...])
        styles.append(try reader.style(name: name, mean: typicality.mean, prompts: prompts))
        try reader.finish()
      }
      guard !styles.isEmpty else { throw ByteReader.Malformed(reason: "no style model") }
      var rules: RuleStyle?
      section = RuleStyle.sectionName
      if file.sections.contains(where: { $0.name == section }) {
        rules = try RuleStyle(try file.section(section))
      }
      section = "trials"
      var reader = ByteReader(try file.section(section)[...])
      var trials = try reader.trials(models: models.count)
      try reader.finish()
      if rules != nil {
        section = Self.ruleScoresName
        reader = ByteReader(try file.section(section)[...])
        let scores = try reader.floats(trials.count)
        try reader.finish()
        trials = zip(trials, scores).map { $0.with(ruleScore: Double($1)) }
      }
      var domains: [BackgroundDomain] = []
      for (index, value) in try (header.optionalList("domains") ?? []).enumerated() {
        section = "domain-\(index)"
        let fields = try HeaderFields(value, in: "domains")
        var domain = try BackgroundDomain(
          try file.section(section), name: try fields.text("name"),
          models: try BackgroundSource.read(try fields.list("models")), axes: styles.map(\.axes),
          features: features)
        section = Self.habitsName(ofDomain: index)
        domain.typicality.habits = try Self.habits(file, section)
        section = "domain-\(index)-rules"
        if let rules, file.sections.contains(where: { $0.name == section }) {
          var reader = ByteReader(try file.section(section)[...])
          domain.rules = try reader.adaptation(axes: rules.style.axes)
          try reader.finish()
        }
        domains.append(domain)
      }
      self.init(
        name: try header.text("name"), digest: Vocabulary.digest(of: bytes),
        vocabularyDigest: try header.text("vocabularyDigest"), models: models, styles: styles,
        typicality: typicality, trials: trials, domains: domains, rules: rules)
    } catch let error as ByteReader.Malformed {
      throw FileFormatError(section: section, error)
    } catch let error as FileFormatError {
      throw error
    } catch {
      throw FileFormatError(.damaged, "is damaged in its section '\(section)'")
    }
  }
}

extension BackgroundModel {
  private static func habits(_ file: SectionedFile, _ name: String) throws -> TextHabits? {
    guard file.sections.contains(where: { $0.name == name }) else { return nil }
    var reader = ByteReader(try file.section(name)[...])
    let habits = try reader.habits()
    try reader.finish()
    return habits
  }
}

extension TypicalityModel {
  fileprivate init(_ bytes: [UInt8], features: Int) throws(ByteReader.Malformed) {
    var reader = ByteReader(bytes[...])
    self = try reader.typicality(features: features)
    try reader.finish()
  }
}
