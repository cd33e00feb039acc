extension CopiedTextIndexBuilder {
  /// The index of all documents that were added. The builder is of no use after that.
  ///
  /// - Throws: What the storage throws.
  /// - Complexity: O(128·n) for n documents, and the memory of one band.
  public mutating func finish(toolVersion: String) throws -> CopiedTextIndex {
    try flushBlock()
    try flushPairs()
    var parts: [String: ByteRegion] = [:]
    func keep(_ name: CopiedTextSection, _ store: any ByteStore) throws {
      try store.align()
      parts[name.rawValue] = try store.region()
    }
    let signatureRegion = try {
      try signatures.align(); return try signatures.region()
    }()
    parts[CopiedTextSection.signatures.rawValue] = signatureRegion
    try keep(.bands, bandTables(signatureRegion))
    try keep(.contents, store(contents))
    try keep(.prompts, store(prompts))
    try keep(.words, store(words))
    try keep(.idEnds, store(idEnds))
    try keep(.ids, ids)
    try keep(.order, store(contentOrder()))
    if parameters.keepsText {
      try keep(.textEnds, store(textEnds))
      try keep(.textSums, store(textSums))
      try keep(.texts, texts)
    }
    let postings = try postingLists()
    try keep(.seedHashes, postings.hashes)
    try keep(.seedDocuments, postings.documents)
    let overlap = try overlapFeatures()
    try keep(.features, overlap.features)
    try keep(.featureCounts, overlap.counts)
    let header = CopiedTextHeader(
      toolVersion: toolVersion, parameters: parameters, documents: count, members: members.count,
      postings: postings.count, commonSeeds: postings.common, references: references)
    return CopiedTextIndex(
      header: header, slices: parts.mapValues { CopiedTextIndex.Slice(region: $0, range: 0..<$0.count) })
  }

  private func store(_ values: [UInt64]) throws -> any ByteStore {
    let store = try storage.makeStore("table")
    try store.append(values.span)
    return store
  }

  private func store(_ values: [UInt32]) throws -> any ByteStore {
    let store = try storage.makeStore("table")
    try store.append(values.span)
    return store
  }

  /// Documents by ascending content, those of equal content in their order.
  private func contentOrder() -> [UInt32] {
    // By the upper halves first, which differ where contents do, but for one in billions.
    var pairs = contents.indices.map { (contents[$0] >> 32) << 32 | UInt64($0) }
    var scratch: [UInt64] = []
    RadixOrder.sort(&pairs, shift: 32, bits: 32, scratch: &scratch)
    var order = pairs.map { UInt32(truncatingIfNeeded: $0) }
    var start = 0
    while start < order.count {
      let first = contents[Int(order[start])]
      var end = start + 1
      var isOrdered = true
      while end < order.count, pairs[end] >> 32 == pairs[start] >> 32 {
        isOrdered = isOrdered && contents[Int(order[end])] == first
        end += 1
      }
      if !isOrdered {
        order[start..<end].sort {
          contents[Int($0)] != contents[Int($1)] ? contents[Int($0)] < contents[Int($1)] : $0 < $1
        }
      }
      start = end
    }
    return order
  }

  /// For each band the ascending keys of all members, then their documents.
  private func bandTables(_ signatures: ByteRegion) throws -> any ByteStore {
    let store = try storage.makeStore("bands")
    let plan = parameters.bands
    var pairs = [UInt64](repeating: 0, count: members.count)
    var scratch: [UInt64] = []
    var keys = [UInt32](repeating: 0, count: Self.blockSize)
    let members = members
    var halves = [UInt32](repeating: 0, count: members.count)
    for band in 0..<plan.bands {
      var next = 0
      try forEachBlock(signatures) { first, size, block in
        let columns = block.extracting(band * plan.rows * size..<(band + 1) * plan.rows * size)
        SignatureTables.writeKeys(of: band, columns, rows: plan.rows, to: &keys)
        while next < members.count, Int(members[next]) < first + size {
          let document = members[next]
          pairs[next] = UInt64(keys[Int(document) - first]) << 32 | UInt64(document)
          next += 1
        }
      }
      // Members ascend, and the sort is stable.
      RadixOrder.sort(&pairs, shift: 32, bits: 32, scratch: &scratch)
      for index in pairs.indices { halves[index] = UInt32(truncatingIfNeeded: pairs[index] >> 32) }
      try store.append(halves.span)
      for index in pairs.indices { halves[index] = UInt32(truncatingIfNeeded: pairs[index]) }
      try store.append(halves.span)
    }
    return store
  }

  private func forEachBlock(
    _ signatures: ByteRegion, _ body: (_ first: Int, _ size: Int, _ block: Span<UInt32>) throws -> Void
  ) throws {
    for first in stride(from: 0, to: count, by: Self.blockSize) {
      let size = min(Self.blockSize, count - first)
      let start = first * MinHashSignature.valueCount * 4
      try signatures.withHalfWords(start..<start + size * MinHashSignature.valueCount * 4) {
        try body(first, size, $0)
      }
    }
  }

  /// The postings in ascending order of seed and document, at most ``postingLimit`` of a seed.
  private func postingLists() throws -> (
    hashes: any ByteStore, documents: any ByteStore, count: Int, common: Int
  ) {
    let hashes = try storage.makeStore("seeds")
    let documents = try storage.makeStore("postings")
    var (count, common) = (0, 0)
    var scratch: [UInt64] = []
    for partition in partitions {
      let region = try partition.region()
      var pairs = region.withWords(0..<region.count) { span in span.indices.map { span[$0] } }
      RadixOrder.sort(&pairs, shift: 32, bits: 32, scratch: &scratch)
      var keptHashes: [UInt32] = []
      var keptDocuments: [UInt32] = []
      keptHashes.reserveCapacity(pairs.count)
      keptDocuments.reserveCapacity(pairs.count)
      var run = 0
      for (index, pair) in pairs.enumerated() {
        let seed = UInt32(truncatingIfNeeded: pair >> 32)
        if index > 0, pairs[index - 1] >> 32 == pair >> 32 {
          if pairs[index - 1] == pair { continue }
          run += 1
        } else {
          run = 1
        }
        if run > Self.postingLimit {
          if run == Self.postingLimit + 1 { common += 1 }
          continue
        }
        keptHashes.append(seed)
        keptDocuments.append(UInt32(truncatingIfNeeded: pair))
      }
      count += keptHashes.count
      try hashes.append(keptHashes.span)
      try documents.append(keptDocuments.span)
    }
    return (hashes, documents, count, common)
  }

  /// The features of same-prompt overlap, of each reference the nested sample that fits.
  private mutating func overlapFeatures() throws -> (features: any ByteStore, counts: any ByteStore) {
    let channels = DocumentDigests.channels
    let (countRegion, featureRegion) = (try featureCounts.region(), try features.region())
    let keptFeatures = try storage.makeStore("features")
    let keptCounts = try storage.makeStore("feature counts")
    var start = 0
    for reference in references.indices {
      let rows = references[reference].documents
      let counts = countRegion.withHalfWords(
        rows.lowerBound * channels * 4..<rows.upperBound * channels * 4
      ) { span in span.indices.map { span[$0] } }
      let total = counts.reduce(0) { $0 + Int($1) }
      try featureRegion.withHalfWords(start * 4..<(start + total) * 4) { features in
        var sampling = references[reference].sampling
        while true {
          var kept = 0
          for index in features.indices where sampling.keeps(features[index]) { kept += 1 }
          if kept <= Self.featureLimit || sampling.exponent == 20 { break }
          sampling = OverlapSampling(exponent: sampling.exponent + 1)
        }
        references[reference].sampling = sampling
        var result: [UInt32] = []
        var resultCounts: [UInt32] = []
        var position = 0
        for count in counts {
          let before = result.count
          for index in position..<position + Int(count) where sampling.keeps(features[index]) {
            result.append(features[index])
          }
          position += Int(count)
          resultCounts.append(UInt32(result.count - before))
        }
        try keptFeatures.append(result.span)
        try keptCounts.append(resultCounts.span)
      }
      start += total
    }
    return (keptFeatures, keptCounts)
  }
}
