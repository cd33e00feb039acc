import Testing

@testable import WhorlKit

@Suite("A background's file")
struct BackgroundFileTests {
  @Test("what is read and written again has the same bytes")
  func roundTrip() throws {
    let bytes = try InventedModels.trained.get()
    let vocabulary = try InventedModels.shared.get().vocabulary
    let read = try BackgroundModel(bytes)
    let again = BackgroundModel.encode(
      name: read.name, toolVersion: "test", vocabulary: vocabulary, models: read.models, styles: read.styles,
      typicality: read.typicality, trials: read.allTrials, domains: read.domains, rules: read.rules)
    #expect(again == bytes)
    #expect(read.typicality.habits?.sources.count == read.models.count)
  }

  @Test("a file that is cut anywhere is refused")
  func truncated() throws {
    let bytes = try InventedModels.trained.get()
    for count in Array(0..<40) + Array(stride(from: 40, to: bytes.count, by: bytes.count / 60)) {
      #expect(throws: FileFormatError.self) { try BackgroundModel(Array(bytes.prefix(count))) }
    }
    #expect(throws: FileFormatError.self) { try BackgroundModel(bytes + [0]) }
  }

  @Test("a file with any bit changed is refused")
  func flipped() throws {
    let bytes = try InventedModels.trained.get()
    for index in stride(from: 0, to: bytes.count, by: bytes.count / 80) {
      var changed = bytes
      changed[index] ^= 1 << UInt8(index % 8)
      #expect(throws: FileFormatError.self) { try BackgroundModel(changed) }
    }
  }

  /// The file with the bytes of one section changed and its checksum right.
  private func changed(_ name: String, _ change: (inout [UInt8]) -> Void) throws -> [UInt8] {
    let file = try SectionedFile(
      try InventedModels.trained.get(), kind: .background, newest: BackgroundModel.formatVersion)
    let sections = file.sections.map { section in
      guard section.name == name else { return section }
      var bytes = section.bytes
      change(&bytes)
      return SectionedFile.Section(name: name, bytes: bytes)
    }
    return SectionedFile(kind: .background, version: file.version, header: file.header, sections: sections)
      .encoded()
  }

  @Test("a file of the first version is refused, with what to do")
  func older() throws {
    let file = try SectionedFile(
      try InventedModels.trained.get(), kind: .background, newest: BackgroundModel.formatVersion)
    let old = SectionedFile(kind: .background, version: 1, header: file.header, sections: file.sections)
    let error = try #require(throws: FileFormatError.self) { try BackgroundModel(old.encoded()) }
    #expect(error.code == .olderVersion)
    #expect(error.description.contains("whorl train"))
  }

  @Test(
    "counts that lie are refused and not believed",
    arguments: ["typicality", "prompts", "style-all", "trials"])
  func lying(section: String) throws {
    let huge: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]
    for change in [
      { $0 = [] }, { $0 = huge }, { $0 = huge + huge + huge }, { $0.append(0) }, { $0.removeLast() },
      { $0.replaceSubrange(0..<1, with: huge) }, { $0 = [UInt8](repeating: 0xFF, count: $0.count) },
    ] as [(inout [UInt8]) -> Void] {
      let bytes = try changed(section, change)
      #expect(throws: FileFormatError.self) { try BackgroundModel(bytes) }
    }
    #expect(try BackgroundModel(changed(section) { _ in }).name == "invented")
  }

  @Test("single wrong bytes with right checksums are read or refused, and nothing else")
  func wrongBytes() throws {
    var refused = 0
    for section in ["style-all", "prompts", "trials"] {
      for index in 0..<24 {
        let bytes = try changed(section) { $0[index] = 0xFF }
        do { _ = try BackgroundModel(bytes) } catch { refused += 1 }
      }
    }
    #expect(refused > 0)
  }
}
