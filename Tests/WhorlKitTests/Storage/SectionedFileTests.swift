import Testing

@testable import WhorlKit

@Suite("The container of files")
struct SectionedFileTests {
  private func refusal(_ bytes: [UInt8]) throws -> FileFormatError {
    try #require(throws: FileFormatError.self) { try SectionedFile(bytes, kind: .fingerprint, newest: 3) }
  }

  @Test("is read as it was written, and its sections by name")
  func identity() throws {
    let file = SectionedFile(
      kind: .fingerprint, version: 3, header: ["a": .number(7)],
      sections: [.init(name: "one", bytes: [1, 2, 3]), .init(name: "none", bytes: [])])
    let bytes = file.encoded()
    let read = try SectionedFile(bytes, kind: .fingerprint, newest: 3)
    #expect(read.header == ["a": .number(7)])
    #expect(read.version == 3)
    #expect(try read.section("one") == [1, 2, 3])
    #expect(try read.section("none") == [])
    #expect(read.encoded() == bytes)
    let error = try #require(throws: FileFormatError.self) { try read.section("two") }
    #expect(error.description == "has no section 'two'")
    #expect(Array(bytes.prefix(12)) == Array("WHORLF".utf8) + [0x1A, 0x0A, 3, 0, 0, 0])
  }

  @Test("is refused where its header is longer than the file, however long it says it is")
  func headerLength() throws {
    for length in [1, 100, 64 << 20, 64 << 20 + 1, .max] as [UInt32] {
      #expect(try refusal(HostileHeader.file([], length: length)).code == .truncated)
    }
  }

  @Test("is refused where its header is no record, lacks the table of sections, or goes on behind it")
  func tables() throws {
    let rows: [HeaderValue] = [
      .text("x"), .record([:]), .record(["name": .text("a"), "length": .number(0)]),
      .record(["name": .number(1), "length": .number(0), "checksum": .number(0)]),
      .record(["name": .text("a"), "length": .number(.max), "checksum": .number(0)]),
      .record(["name": .text("a"), "length": .text("0"), "checksum": .number(0)]),
    ]
    for row in rows {
      let error = try refusal(HostileHeader.file(.record(["sections": .list([row])])))
      #expect(error.description == "is damaged in its header (table of sections)")
    }
    #expect(try refusal(HostileHeader.file(.record([:]))).description.contains("no table of sections"))
    #expect(try refusal(HostileHeader.file(.text("x"))).description.contains("no fields"))
    #expect(try refusal(HostileHeader.file([3, 0, 0])).description.contains("1 bytes too many"))
  }

  @Test("is refused where a section is longer than the file, or there twice")
  func sectionTable() throws {
    func row(_ length: UInt64) -> HeaderValue {
      let checksum = StableHash.text("", seed: 0)
      return .record(["name": .text("a"), "length": .number(length), "checksum": .number(checksum)])
    }
    for length in [1, 1 << 40, 1 << 63 - 1] as [UInt64] {
      let error = try refusal(HostileHeader.file(.record(["sections": .list([row(length)])])))
      #expect(error == FileFormatError(.truncated, "ends inside its section 'a'"))
    }
    let twice = HostileHeader.file(.record(["sections": .list([row(0), row(0)])]))
    #expect(try refusal(twice).code == .damaged)
    let once = HostileHeader.file(.record(["sections": .list([row(0)])]))
    #expect(try SectionedFile(once, kind: .fingerprint, newest: 3).section("a") == [])
  }
}
