/// The index as a file: specified in `docs/index-format.md`.
extension CopiedTextIndex {
  /// The version of the format.
  public static let formatVersion: UInt32 = 3

  /// Whether `bytes` begin as a file of this kind does.
  public static func hasMagic(_ bytes: [UInt8]) -> Bool {
    bytes.count > 5 && bytes.prefix(5).elementsEqual(SectionedFile.magic)
      && bytes[5] == SectionedFile.Kind.index.rawValue
  }

  /// Writes the file to `sink`, piece by piece.
  ///
  /// - Throws: What `sink` throws.
  /// - Complexity: O(n) in the bytes of the file, each of which is read twice, and constant memory.
  public func write(to sink: (Span<UInt8>) throws -> Void) throws {
    let sections = self.sections
    let entries = sections.map { section in
      SectionedFile.Entry(
        name: section.name, length: section.slice.range.count,
        checksum: section.slice.region.withBytes(section.slice.range) { StableHash.bytes($0, seed: 0) })
    }
    var fields = header.fields
    var head: [UInt8] = []
    // Sections begin at multiples of eight bytes, so that a mapped file can be read in words.
    for padding in 0..<8 {
      fields["alignment"] = .text(String(repeating: " ", count: padding))
      head = SectionedFile.encodedHeader(
        kind: .index, version: Self.formatVersion, header: fields, sections: entries)
      if head.count % 8 == 0 { break }
    }
    try sink(head.span)
    for section in sections {
      let range = section.slice.range
      for start in stride(from: range.lowerBound, to: range.upperBound, by: 1 << 22) {
        try section.slice.region.withBytes(start..<min(start + 1 << 22, range.upperBound), sink)
      }
    }
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - region: The bytes of the file.
  ///   - checks: Which checksums are compared; comparing one reads all of its section.
  ///   - name: What the file is called in errors that are found later.
  /// - Throws: ``FileFormatError``, which names the section that is damaged.
  public init(
    _ region: ByteRegion, checks: CopiedTextIndexChecks = .all, name: String = "the index"
  ) throws(FileFormatError) {
    let (header, slices) = try Self.read(region, checks)
    self.init(header: header, slices: slices, nameToCheck: checks == .lookups ? name : nil)
  }

  private static func read(
    _ region: ByteRegion, _ checks: CopiedTextIndexChecks
  ) throws(FileFormatError) -> (CopiedTextHeader, [String: Slice]) {
    let prefix = region.withBytes(0..<min(SectionedFile.prefixLength, region.count)) { copy($0) }
    let length = min(SectionedFile.headerLength(prefix[...]) ?? prefix.count, region.count)
    let head = region.withBytes(0..<length) { copy($0) }
    let (fields, table, start, version) = try SectionedFile.readHeader(
      head[...], kind: .index, newest: formatVersion)
    let header = try CopiedTextHeader(fields: fields)
    // Signatures lay in larger blocks before; what fits into one block now lay as it does.
    guard version >= 3 || header.documents <= CopiedTextIndexBuilder.blockSize else {
      throw FileFormatError(
        .olderVersion,
        "has format version \(version), whose signatures this whorl does not read: make it again with 'whorl index'"
      )
    }
    var slices: [String: Slice] = [:]
    var place = start
    for entry in table {
      guard entry.length <= region.count - place else {
        throw FileFormatError(.truncated, "ends inside its section '\(entry.name)'")
      }
      let range = place..<place + entry.length
      if checks.includes(entry.name) {
        guard region.withBytes(range, { StableHash.bytes($0, seed: 0) }) == entry.checksum else {
          throw FileFormatError(
            .damaged, "is damaged in its section '\(entry.name)' (checksum does not match)")
        }
      }
      slices[entry.name] = Slice(region: region, range: range)
      place = range.upperBound
    }
    guard place == region.count else {
      throw FileFormatError(.damaged, "has \(region.count - place) bytes after its last section")
    }
    try check(header, slices, start: start)
    return (header, slices)
  }

  /// Whether the sections have the sizes that the header gives them; what is in them is checked where it
  /// is used.
  private static func check(
    _ header: CopiedTextHeader, _ slices: [String: Slice], start: Int
  ) throws(FileFormatError) {
    let documents = header.documents
    let plan = header.parameters.bands
    func aligned(_ bytes: Int) -> Int { (bytes + 7) / 8 * 8 }
    let sizes: [(CopiedTextSection, Int)] = [
      (.contents, 8 * documents), (.prompts, 8 * documents), (.words, aligned(4 * documents)),
      (.idEnds, 8 * documents), (.order, aligned(4 * documents)),
      (.signatures, 4 * MinHashSignature.valueCount * documents),
      (.bands, 8 * header.members * plan.bands), (.seedHashes, aligned(4 * header.postings)),
      (.seedDocuments, aligned(4 * header.postings)),
      (.featureCounts, aligned(4 * DocumentDigests.channels * documents)),
    ]
    for (section, bytes) in sizes {
      guard let slice = slices[section.rawValue] else {
        throw FileFormatError(.damaged, "has no section '\(section.rawValue)'")
      }
      guard slice.range.count == bytes, slice.range.lowerBound % 8 == 0 else {
        throw FileFormatError(.damaged, "is damaged in its section '\(section.rawValue)' (wrong size)")
      }
    }
    var needed: [CopiedTextSection] = [.ids, .features]
    if header.parameters.keepsText { needed += [.textEnds, .textSums, .texts] }
    for section in needed {
      guard let slice = slices[section.rawValue] else {
        throw FileFormatError(.damaged, "has no section '\(section.rawValue)'")
      }
      guard slice.range.lowerBound % 8 == 0, slice.range.count % 8 == 0,
        section != .textEnds || slice.range.count == 8 * documents,
        section != .textSums || slice.range.count == aligned(4 * documents)
      else {
        throw FileFormatError(.damaged, "is damaged in its section '\(section.rawValue)' (wrong size)")
      }
    }
  }

  private var sections: [(name: String, slice: Slice)] {
    var all: [(CopiedTextSection, Slice)] = [
      (.contents, contents), (.prompts, prompts), (.words, words), (.idEnds, idEnds), (.ids, ids),
      (.order, order), (.signatures, signatures), (.bands, bands), (.seedHashes, seedHashes),
      (.seedDocuments, seedDocuments), (.featureCounts, featureCounts), (.features, features),
    ]
    if header.parameters.keepsText {
      all += [(.textEnds, textEnds), (.textSums, textSums), (.texts, texts)]
    }
    return all.map { ($0.0.rawValue, $0.1) }
  }

  private static func copy(_ span: Span<UInt8>) -> [UInt8] { span.withUnsafeBufferPointer { Array($0) } }
}
