/// The container that every file of ours is: a header that can be read alone, then named sections,
/// each with its checksum.
///
/// Layout, all integers little-endian:
///
///     0   5  "WHORL"
///     5   1  kind: "F" fingerprint, "V" vocabulary, "B" background, "C" checkpoint, "I" index
///     6   2  1A 0A: a transfer that rewrites line ends is noticed
///     8   4  format version
///    12   4  header length h
///    16   h  header: a HeaderValue.record, with the table of sections under "sections"
///  16+h   8  checksum of the bytes before it
///  24+h      the sections, back to back, in the order of the table
///
/// A checksum is `StableHash.bytes` under the seed 0. An unknown section is skipped by its length; a
/// damaged one is named. See `docs/fingerprint-format.md`.
struct SectionedFile: Sendable {
  /// What the file is.
  enum Kind: UInt8, Sendable {
    case fingerprint = 0x46
    case vocabulary = 0x56
    case background = 0x42
    case checkpoint = 0x43
    case index = 0x49

    var noun: String {
      switch self {
      case .fingerprint: "fingerprint"
      case .vocabulary: "vocabulary"
      case .background: "background"
      case .checkpoint: "checkpoint"
      case .index: "index"
      }
    }
  }

  /// One named part.
  struct Section: Sendable {
    let name: String
    let bytes: [UInt8]
  }

  static let magic: [UInt8] = Array("WHORL".utf8)
  private static let guardBytes: [UInt8] = [0x1A, 0x0A]
  static let prefixLength = 16
  private static let maximumHeaderLength = 64 << 20

  let kind: Kind
  let version: UInt32
  let header: [String: HeaderValue]
  let sections: [Section]

  init(kind: Kind, version: UInt32, header: [String: HeaderValue], sections: [Section]) {
    self.kind = kind
    self.version = version
    self.header = header
    self.sections = sections
  }

  /// The bytes of the file.
  func encoded() -> [UInt8] {
    var bytes = Self.encodedHeader(
      kind: kind, version: version, header: header,
      sections: sections.map {
        Entry(name: $0.name, length: $0.bytes.count, checksum: Self.checksum($0.bytes[...]))
      })
    for section in sections { bytes.append(contentsOf: section.bytes) }
    return bytes
  }

  /// The bytes before the first section.
  static func encodedHeader(
    kind: Kind, version: UInt32, header: [String: HeaderValue], sections: [Entry]
  ) -> [UInt8] {
    var header = header
    header["sections"] = .list(
      sections.map { section in
        .record([
          "name": .text(section.name),
          "length": .number(UInt64(section.length)),
          "checksum": .number(section.checksum),
        ])
      })
    var body = ByteWriter()
    HeaderValue.record(header).encode(into: &body)
    var writer = ByteWriter()
    writer.append(contentsOf: magic)
    writer.append(kind.rawValue)
    writer.append(contentsOf: guardBytes)
    writer.append(halfWord: version)
    writer.append(halfWord: UInt32(body.bytes.count))
    writer.append(contentsOf: body.bytes)
    writer.append(word: checksum(writer.bytes[...]))
    return writer.bytes
  }

  /// The length of the bytes before the first section, from the first ``prefixLength`` ones; nil for a
  /// length that no header has.
  static func headerLength(_ prefix: ArraySlice<UInt8>) -> Int? {
    guard prefix.count >= prefixLength else { return nil }
    var reader = ByteReader(prefix.dropFirst(12))
    guard let length = try? reader.halfWord(), length <= maximumHeaderLength else { return nil }
    return prefixLength + Int(length) + 8
  }

  /// Reads a file, checking everything.
  ///
  /// - Parameter kinds: the versions of `kind` up to `newest` are readable.
  init(_ bytes: [UInt8], kind: Kind, newest: UInt32) throws(FileFormatError) {
    let (header, table, bodyStart, version) = try Self.readHeader(bytes[...], kind: kind, newest: newest)
    var sections: [Section] = []
    var start = bodyStart
    for entry in table {
      guard entry.length <= bytes.count - start else {
        throw FileFormatError(.truncated, "ends inside its section '\(entry.name)'")
      }
      let slice = bytes[start..<start + entry.length]
      guard Self.checksum(slice) == entry.checksum else {
        throw FileFormatError(.damaged, "is damaged in its section '\(entry.name)' (checksum does not match)")
      }
      sections.append(Section(name: entry.name, bytes: Array(slice)))
      start += entry.length
    }
    guard start == bytes.count else {
      throw FileFormatError(.damaged, "has \(bytes.count - start) bytes after its last section")
    }
    self.init(kind: kind, version: version, header: header, sections: sections)
  }

  /// The section with `name`.
  func section(_ name: String) throws(FileFormatError) -> [UInt8] {
    guard let section = sections.first(where: { $0.name == name }) else {
      throw FileFormatError(.damaged, "has no section '\(name)'")
    }
    return section.bytes
  }

  /// An entry of the table of sections.
  struct Entry {
    let name: String
    let length: Int
    let checksum: UInt64
  }

  static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    StableHash.bytes(bytes.span, seed: 0)
  }

  /// The header's fields, the table of sections, the offset of the first one, and the version.
  static func readHeader(
    _ bytes: ArraySlice<UInt8>, kind: Kind, newest: UInt32
  ) throws(FileFormatError) -> ([String: HeaderValue], [Entry], Int, UInt32) {
    guard bytes.count >= magic.count, bytes.prefix(magic.count).elementsEqual(magic) else {
      throw FileFormatError(.notOurs, "is not a whorl \(kind.noun)")
    }
    guard bytes.count >= prefixLength else {
      throw FileFormatError(.truncated, "ends inside its header")
    }
    guard bytes[5] == kind.rawValue else {
      let other = Kind(rawValue: bytes[5])
      throw FileFormatError(
        .notOurs, "is not a whorl \(kind.noun)" + (other.map { " but a whorl \($0.noun)" } ?? ""))
    }
    guard bytes[6] == guardBytes[0], bytes[7] == guardBytes[1] else {
      throw FileFormatError(.damaged, "was changed in transfer (its line ends were rewritten)")
    }
    var prefix = ByteReader(bytes[8..<prefixLength])
    do {
      let version = try prefix.halfWord()
      let headerLength = Int(try prefix.halfWord())
      guard version <= newest else {
        throw FileFormatError(
          .newerVersion,
          "has format version \(version) and this whorl reads up to \(newest): use a newer whorl")
      }
      guard version >= 1 else { throw FileFormatError(.damaged, "is damaged in its header (version 0)") }
      guard headerLength <= maximumHeaderLength, bytes.count >= prefixLength + headerLength + 8 else {
        throw FileFormatError(.truncated, "ends inside its header")
      }
      let headerEnd = prefixLength + headerLength
      var stored = ByteReader(bytes[headerEnd..<headerEnd + 8])
      guard try stored.word() == checksum(bytes[..<headerEnd]) else {
        throw FileFormatError(.damaged, "is damaged in its header (checksum does not match)")
      }
      var reader = ByteReader(bytes[prefixLength..<headerEnd])
      guard case .record(var header) = try HeaderValue(from: &reader) else {
        throw FileFormatError(.damaged, "is damaged in its header (no fields)")
      }
      try reader.finish()
      guard case .list(let rows)? = header.removeValue(forKey: "sections") else {
        throw FileFormatError(.damaged, "is damaged in its header (no table of sections)")
      }
      var table: [Entry] = []
      for row in rows {
        guard case .record(let fields) = row, case .text(let name)? = fields["name"],
          case .number(let length)? = fields["length"], case .number(let sum)? = fields["checksum"],
          length <= UInt64(Int.max), !table.contains(where: { $0.name == name })
        else { throw FileFormatError(.damaged, "is damaged in its header (table of sections)") }
        table.append(Entry(name: name, length: Int(length), checksum: sum))
      }
      return (header, table, headerEnd + 8, version)
    } catch let error as FileFormatError {
      throw error
    } catch let error as ByteReader.Malformed {
      throw FileFormatError(.damaged, "is damaged in its header (\(error.reason))")
    } catch {
      throw FileFormatError(.damaged, "is damaged in its header")
    }
  }
}
