/// The fingerprint's file, format version 1; specified in `docs/fingerprint-format.md`.
extension Fingerprint {
  /// The newest format version that is read, and the one that is written.
  public static let formatVersion: UInt32 = 1

  private static let halfSections = ["half-a", "half-b"]

  /// The bytes of the fingerprint's file: the same for equal fingerprints.
  ///
  /// - Complexity: O(n) in the number of features and sketch values.
  public func encoded() -> [UInt8] {
    var sections: [SectionedFile.Section] = []
    for (name, half) in zip(Self.halfSections, halves) {
      var writer = ByteWriter()
      writer.append(half)
      sections.append(SectionedFile.Section(name: name, bytes: writer.bytes))
    }
    for length in ShingleLength.allCases {
      sections.append(
        SectionedFile.Section(name: "shingles-\(length.rawValue)", bytes: sketches.pair(length).encoded()))
    }
    if let rules {
      sections.append(SectionedFile.Section(name: RuleSums.sectionName, bytes: rules.encoded()))
      if let rates = rules.encodedRates() {
        sections.append(SectionedFile.Section(name: RuleSums.ratesSectionName, bytes: rates))
      }
      if let phrasing = rules.phrasing {
        sections.append(SectionedFile.Section(name: RefusalPhrasing.sectionName, bytes: phrasing.encoded()))
      }
    }
    let file = SectionedFile(
      kind: .fingerprint, version: Self.formatVersion, header: header.fields, sections: sections)
    return file.encoded()
  }

  /// Reads a fingerprint's file and checks every checksum and every bound.
  ///
  /// - Throws: ``FileFormatError``, whose description follows the file's name.
  public init(_ bytes: [UInt8]) throws(FileFormatError) {
    let file = try SectionedFile(bytes, kind: .fingerprint, newest: Self.formatVersion)
    let header = try FingerprintHeader(fields: file.header)
    guard let featureCount = Int(exactly: header.parameters.features), featureCount <= 1 << 24 else {
      throw FileFormatError(.damaged, "is damaged in its header (too many features)")
    }
    var halves: [FeatureSums] = []
    for name in Self.halfSections {
      do {
        var reader = ByteReader(try file.section(name)[...])
        halves.append(try reader.featureSums(featureCount))
        try reader.finish()
      } catch let error as ByteReader.Malformed {
        throw FileFormatError(section: name, error)
      } catch let error as FileFormatError {
        throw error
      } catch {
        throw FileFormatError(.damaged, "is damaged in its section '\(name)'")
      }
    }
    guard halves[0].documents + halves[1].documents == header.documents,
      header.documents <= FeatureScale.maximumDocuments,
      halves[0].tokens &+ halves[1].tokens == header.tokens,
      halves[0].words &+ halves[1].words == header.words
    else {
      throw FileFormatError(.damaged, "is damaged: its header and its sections count different documents")
    }
    var pairs: [ShingleSketches.Pair] = []
    for length in ShingleLength.allCases {
      let name = "shingles-\(length.rawValue)"
      let section = try file.section(name)
      do {
        let pair = try ShingleSketches.Pair(section, length: length, parameters: header.parameters)
        guard pair.fracMinHash.count <= header.words else {
          throw ByteReader.Malformed(reason: "it has more shingles than there are words")
        }
        pairs.append(pair)
      } catch let error as ByteReader.Malformed {
        throw FileFormatError(section: name, error)
      } catch {
        throw FileFormatError(.damaged, "is damaged in its section '\(name)' (\(error))")
      }
    }
    var rules: RuleSums?
    if file.sections.contains(where: { $0.name == RuleSums.sectionName }) {
      let section = try file.section(RuleSums.sectionName)
      do {
        rules = try RuleSums(section, documents: header.documents)
      } catch {
        throw FileFormatError(section: RuleSums.sectionName, error)
      }
      if file.sections.contains(where: { $0.name == RuleSums.ratesSectionName }) {
        let section = try file.section(RuleSums.ratesSectionName)
        do {
          try rules?.readRates(section)
        } catch {
          throw FileFormatError(section: RuleSums.ratesSectionName, error)
        }
      }
      if file.sections.contains(where: { $0.name == RefusalPhrasing.sectionName }) {
        let section = try file.section(RefusalPhrasing.sectionName)
        do {
          rules?.phrasing = try RefusalPhrasing(section, documents: header.documents)
        } catch {
          throw FileFormatError(section: RefusalPhrasing.sectionName, error)
        }
      }
    }
    self.init(
      header: header, halves: halves, sketches: ShingleSketches(five: pairs[0], eight: pairs[1]), rules: rules
    )
  }

  /// Whether `bytes` begin as one of our files does.
  public static func hasMagic(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.prefix(SectionedFile.magic.count).elementsEqual(SectionedFile.magic)
  }
}

extension ShingleSketches.Pair {
  fileprivate func encoded() -> [UInt8] {
    var writer = ByteWriter()
    writer.append(varint: UInt64(minHash.bins))
    for value in minHash.values { writer.append(word: value) }
    let hashes = fracMinHash.hashes
    writer.append(varint: UInt64(fracMinHash.capacity))
    writer.append(varint: UInt64(fracMinHash.scaleExponent))
    writer.append(varint: UInt64(hashes.count))
    // Ascending hashes as differences: about three quarters of the bytes.
    var previous: UInt64 = 0
    for hash in hashes {
      writer.append(varint: hash &- previous)
      previous = hash
    }
    return writer.bytes
  }

  fileprivate init(_ bytes: [UInt8], length: ShingleLength, parameters: FingerprintParameters) throws {
    var reader = ByteReader(bytes[...])
    var values: [UInt64] = []
    let bins = try reader.count(bytesEach: 8)
    values.reserveCapacity(bins)
    for _ in 0..<bins { values.append(try reader.word()) }
    let capacity = try reader.varint()
    let exponent = try reader.varint()
    var hashes: [UInt64] = []
    var previous: UInt64 = 0
    for index in 0..<(try reader.count(bytesEach: 1)) {
      let (sum, overflow) = previous.addingReportingOverflow(try reader.varint())
      guard !overflow, index == 0 || sum > previous else {
        throw ByteReader.Malformed(reason: "its hashes do not ascend")
      }
      hashes.append(sum)
      previous = sum
    }
    try reader.finish()
    guard UInt64(bins) == parameters.minHashBins, capacity == parameters.fracMinHashCapacity else {
      throw ByteReader.Malformed(reason: "its sketches do not have the header's parameters")
    }
    self.init(
      minHash: try MinHashSketch(validating: values, shingleLength: length.rawValue),
      fracMinHash: try FracMinHashSketch(
        validating: hashes, scaleExponent: Int(clamping: exponent), capacity: Int(clamping: capacity),
        shingleLength: length.rawValue))
  }
}
