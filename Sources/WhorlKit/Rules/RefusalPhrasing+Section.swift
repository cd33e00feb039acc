extension RefusalPhrasing {
  /// The name of the section in a fingerprint's file; see `docs/fingerprint-format.md`.
  static let sectionName = "refusal-phrasing"

  func encoded() -> [UInt8] {
    var writer = ByteWriter()
    writer.append(varint: refusals)
    writer.append(varint: UInt64(counts.count { $0 > 0 }))
    var previous = -1
    for (index, count) in counts.enumerated() where count > 0 {
      writer.append(varint: UInt64(index - previous - 1))
      writer.append(varint: count)
      previous = index
    }
    return writer.bytes
  }

  init(_ bytes: [UInt8], documents limit: UInt64) throws(ByteReader.Malformed) {
    self.init()
    var reader = ByteReader(bytes[...])
    refusals = try reader.varint()
    guard refusals <= limit else {
      throw ByteReader.Malformed(reason: "it has more refusals than there are documents")
    }
    var next = 0
    for _ in 0..<(try reader.count(bytesEach: 2)) {
      let skipped = try reader.varint()
      let count = try reader.varint()
      guard skipped < UInt64(Self.bucketCount - next), count > 0, count <= refusals else {
        throw ByteReader.Malformed(reason: "its counters contradict each other")
      }
      next += Int(skipped)
      counts[next] = count
      next += 1
    }
    try reader.finish()
  }
}
