extension RuleSums {
  /// The name of the section in a fingerprint's file; see `docs/fingerprint-format.md`.
  static let sectionName = "rules"

  func encoded() -> [UInt8] {
    var writer = ByteWriter()
    writer.append(varint: documents)
    writer.append(packs)
    writer.append(varint: UInt64(entries.count))
    for entry in entries {
      writer.append(string: entry.name)
      writer.append(varint: entry.documents)
      writer.append(varint: entry.hits)
      writer.append(varint: entry.squaredHits)
    }
    return writer.bytes
  }

  init(_ bytes: [UInt8], documents limit: UInt64) throws(ByteReader.Malformed) {
    var reader = ByteReader(bytes[...])
    let documents = try reader.varint()
    guard documents <= limit else {
      throw ByteReader.Malformed(reason: "it has more documents than there are")
    }
    let packs = try reader.rulePacks()
    var entries: [Entry] = []
    for _ in 0..<(try reader.count(bytesEach: 4)) {
      var entry = Entry(name: try reader.string())
      entry.documents = try reader.varint()
      entry.hits = try reader.varint()
      entry.squaredHits = try reader.varint()
      guard entry.documents <= documents, entry.hits >= entry.documents, entry.squaredHits >= entry.hits,
        entry.hits <= entry.documents << 15, entry.squaredHits <= entry.documents << 30
      else { throw ByteReader.Malformed(reason: "an entry's sums contradict each other") }
      entries.append(entry)
    }
    try reader.finish()
    self.init(packs: packs, documents: documents, entries: entries)
  }
}

extension ByteWriter {
  mutating func append(_ packs: [RuleSums.Pack]) {
    append(varint: UInt64(packs.count))
    for pack in packs {
      append(string: pack.name)
      append(string: pack.version)
      append(string: pack.digest)
    }
  }
}

extension ByteReader {
  mutating func rulePacks() throws(Malformed) -> [RuleSums.Pack] {
    var packs: [RuleSums.Pack] = []
    for _ in 0..<(try count(bytesEach: 3)) {
      packs.append(
        RuleSums.Pack(name: try string(), version: try string(), digest: try string()))
    }
    return packs
  }
}
