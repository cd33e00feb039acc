import Testing

@testable import WhorlKit

@Suite("The fingerprint's file")
struct FingerprintFileTests {
  static let fingerprint = Result {
    let texts = ["The bridge is long: it is not in the town.", "- A miller\n- of the river\n\n**Stone!**"]
    let documents = texts.flatMap { text in
      ["one", "two", "three"].map { prompt in
        (text: Array("\(text) And that is \(prompt).".utf8), prompt: Array(prompt.utf8))
      }
    }
    return try InventedCorpus(documents).builder().fingerprint(
      name: "small", vendor: nil, toolVersion: "1.0.0", created: "2024-01-01",
      inputs: [.init(name: "small.jsonl", bytes: 123, sha256: String(repeating: "0a", count: 32))],
      skipped: SkippedRecords(malformed: 1))
  }
  static let bytes = fingerprint.map { $0.encoded() }
  static let file = Result { try SectionedFile(try bytes.get(), kind: .fingerprint, newest: 1) }
  static let sectionNames = ["half-a", "half-b", "shingles-5", "shingles-8"]

  @Test("has the bytes that were recorded")
  func golden() throws {
    try FixtureFile.check("small.whorl", equals: try Self.bytes.get())
  }

  @Test("is the same after decoding and encoding")
  func identity() throws {
    let bytes = try Self.bytes.get()
    let decoded = try Fingerprint(bytes)
    #expect(decoded == (try Self.fingerprint.get()))
    #expect(decoded.encoded() == bytes)
    let large = try InventedCorpus(30, words: 300, seed: 3).fingerprint()
    #expect(try Fingerprint(large.encoded()) == large)
    let none = try InventedCorpus([]).fingerprint()
    #expect(try Fingerprint(none.encoded()) == none)
    #expect(Fingerprint.hasMagic(bytes))
    #expect(!Fingerprint.hasMagic(Array("WHOR".utf8)))
  }

  @Test("is refused when it is cut short anywhere, and says where it ends")
  func truncation() throws {
    let bytes = try Self.bytes.get()
    for count in 0..<bytes.count {
      let error = try #require(throws: FileFormatError.self) { try Fingerprint(Array(bytes.prefix(count))) }
      #expect(error.code == (count < 5 ? .notOurs : .truncated))
    }
  }

  @Test("is refused when a bit is flipped, and names the part that is damaged")
  func bitFlips() throws {
    let bytes = try Self.bytes.get()
    let sections = try Self.file.get().sections
    var starts = [bytes.count - sections.reduce(0) { $0 + $1.bytes.count }]
    for section in sections { starts.append(starts[starts.count - 1] + section.bytes.count) }
    // Every bit of the first bytes, then one in a few of the rest.
    for bit in Array(0..<16 * 8) + Array(stride(from: 128, to: bytes.count * 8, by: 43)) {
      var damaged = bytes
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      let error = try #require(throws: FileFormatError.self, "bit \(bit)") { try Fingerprint(damaged) }
      guard bit >= 128 else { continue }
      let section = starts.lastIndex { $0 <= bit / 8 }
      let place = section.map { "in its section '\(Self.sectionNames[$0])'" } ?? "in its header"
      #expect(error.code == .damaged)
      #expect(error.description.contains(place), "bit \(bit): \(error)")
    }
  }

  @Test("of another kind or a newer version is refused as what it is, and bytes after its end too")
  func others() throws {
    let bytes = try Self.bytes.get()
    func refusal(_ bytes: [UInt8]) throws -> FileFormatError {
      try #require(throws: FileFormatError.self) { try Fingerprint(bytes) }
    }
    let vocabulary = try refusal(try InventedVocabulary.bytes(of: [Array("a".utf8)]))
    #expect(vocabulary.code == .notOurs)
    #expect(vocabulary.description == "is not a whorl fingerprint but a whorl vocabulary")
    #expect(try refusal(Array("hello".utf8)).description == "is not a whorl fingerprint")
    var newer = bytes
    newer[8] = 2
    let version = try refusal(newer)
    #expect(version.code == .newerVersion)
    #expect(version.description == "has format version 2 and this whorl reads up to 1: use a newer whorl")
    var old = bytes
    old[8] = 0
    #expect(try refusal(old).code == .damaged)
    #expect(try refusal(bytes + [0]).description == "has 1 bytes after its last section")
    #expect(try refusal(bytes + bytes).code == .damaged)
    // What FTP in text mode does.
    let rewritten = bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    #expect(try refusal(rewritten).description == "was changed in transfer (its line ends were rewritten)")
    // The other way round.
    let error = try #require(throws: FileFormatError.self) { try Vocabulary(bytes) }
    #expect(error.description == "is not a whorl vocabulary but a whorl fingerprint")
  }

  @Test("is refused when a field is missing or of another type, and names it")
  func fields() throws {
    let file = try Self.file.get()
    var names = file.header.keys.sorted()
    for name in ["skipped", "parameters"] {
      guard case .record(let inner)? = file.header[name] else { throw FileFormatError(.damaged, name) }
      names += inner.keys.sorted().map { "\(name).\($0)" }
    }
    #expect(names.count == 10 + 5 + 11)
    for name in names {
      for value in [nil, HeaderValue.list([.text("x")])] {
        // A date may be missing.
        if name == "created", value == nil { continue }
        let error = try #require(throws: FileFormatError.self, "\(name)") {
          try Fingerprint(file.replacing(field: name, with: value).encoded())
        }
        #expect(error.code == .damaged)
        #expect(error.description.contains("'\(name.split(separator: ".").last ?? "")'"), "\(name): \(error)")
      }
    }
    for field in ["vendor", "created"] {
      let wrong = file.replacing(field: field, with: .number(1)).encoded()
      #expect(throws: FileFormatError.self) { try Fingerprint(wrong) }
    }
    #expect(try Fingerprint(file.replacing(field: "created", with: nil).encoded()).header.created == nil)
  }

  @Test("is refused when it lacks a section or has one twice, and read when it has an unknown one")
  func sections() throws {
    let file = try Self.file.get()
    for name in Self.sectionNames {
      let error = try #require(throws: FileFormatError.self) {
        try Fingerprint(file.removing(section: name).encoded())
      }
      #expect(error.description.contains("'\(name)'"))
      #expect(throws: FileFormatError.self) { try Fingerprint(file.appending(section: name, []).encoded()) }
    }
    let unknown = try Fingerprint(file.appending(section: "later", [1, 2, 3]).encoded())
    #expect(unknown == (try Self.fingerprint.get()))
  }
}
