/// Looking documents up.
extension CopiedTextIndex {
  /// What makes a document a candidate.
  public struct CandidateRule: Sendable {
    /// Bands that must agree; nil for none that do.
    public var bands: Int?
    /// Seeds that must be shared; nil for none that are.
    public var seeds: Int?
    /// Documents that are looked at in one band: those that come first. More share a template's words.
    public var entries: Int

    /// A rule.
    public init(bands: Int?, seeds: Int?, entries: Int = 1 << 16) {
      self.bands = bands
      self.seeds = seeds
      self.entries = entries
    }
  }

  /// Where the entries of a batch's documents are in the tables: found for all of them at once, in the
  /// order of the tables, which is much faster than one by one.
  struct Lookup {
    /// Where documents of the batch share a band with documents of the index, by document and band.
    var bandRuns: [BandRun] = []
    /// Where the runs of each document of the batch end.
    var bandRunEnds: [Int] = []
    /// The same for each seed of the batch.
    var seedRanges: [(start: UInt64, end: UInt64)] = []
  }

  /// Entries of one band that have the key of a document of the batch.
  struct BandRun {
    let document: UInt32
    let band: UInt32
    let start: UInt32
    let end: UInt32
  }

  /// Calls `body` with the candidates for each document of `batch`, in its order; candidates ascend.
  ///
  /// - Complexity: O(b·(q log q + q log n)) for q documents against n, plus the candidates' bands and
  ///   seeds; two bytes for each document of the index.
  public func forEachCandidates(
    of batch: DocumentDigests, rule: CandidateRule,
    _ body: (_ index: Int, _ candidates: [CopiedTextCandidate]) throws -> Void
  ) rethrows {
    try forEachCandidates(
      batch.count, lookup(batch, rule: rule), seedEnds: batch.seedEnds, rule: rule, body)
  }

  /// Calls `body` with the candidates for each document in `documents` among all documents of the index, by
  /// bands; itself is among them, where there are others.
  ///
  /// - Complexity: O(b·m) for m members of the index, plus the candidates' bands; two bytes for each
  ///   document of the index.
  func forEachCandidates(
    amongItself documents: Range<Int>, rule: CandidateRule,
    _ body: (_ document: Int, _ candidates: [CopiedTextCandidate]) throws -> Void
  ) rethrows {
    var rule = rule
    rule.seeds = nil
    try forEachCandidates(documents.count, ownLookup(documents), seedEnds: [], rule: rule) {
      try body(documents.lowerBound + $0, $1)
    }
  }

  private func forEachCandidates(
    _ documents: Int, _ lookup: Lookup, seedEnds: [Int], rule: CandidateRule,
    _ body: (_ index: Int, _ candidates: [CopiedTextCandidate]) throws -> Void
  ) rethrows {
    let members = header.members
    // In the low byte the bands, of which there are at most 128, in the high one the seeds.
    var counters = [UInt16](repeating: 0, count: count)
    var touched: [UInt32] = []
    var candidates: [CopiedTextCandidate] = []
    for index in 0..<documents {
      touched.removeAll(keepingCapacity: true)
      candidates.removeAll(keepingCapacity: true)
      if rule.bands != nil {
        for place in (index == 0 ? 0 : lookup.bandRunEnds[index - 1])..<lookup.bandRunEnds[index] {
          let run = lookup.bandRuns[place]
          let start = Int(run.start)
          let end = min(Int(run.end), start + rule.entries)
          let base = (2 * Int(run.band) + 1) * members
          bands.withHalfWords(base + start, base + end) { documents in
            Self.count(documents, step: 1, in: &counters, &touched)
          }
        }
      }
      if rule.seeds != nil {
        for seed in (index == 0 ? 0 : seedEnds[index - 1])..<seedEnds[index] {
          let range = lookup.seedRanges[seed]
          if range.start == range.end { continue }
          seedDocuments.withHalfWords(Int(range.start), Int(range.end)) { documents in
            Self.count(documents, step: 0x100, in: &counters, &touched)
          }
        }
      }
      for place in touched.indices {
        let document = touched[place]
        let counter = counters[Int(document)]
        counters[Int(document)] = 0
        let (bands, seeds) = (Int(counter & 0xFF), Int(counter >> 8))
        if bands >= rule.bands ?? .max || seeds >= rule.seeds ?? .max {
          candidates.append(CopiedTextCandidate(document: Int(document), bands: bands, seeds: seeds))
        }
      }
      candidates.sort { $0.document < $1.document }
      try body(index, candidates)
    }
  }

  @inline(__always)
  private static func count(
    _ documents: Span<UInt32>, step: UInt16, in counters: inout [UInt16], _ touched: inout [UInt32]
  ) {
    for entry in documents.indices {
      let document = documents[entry]
      // A damaged table may name a document that is none.
      guard Int(document) < counters.count else { continue }
      let counter = counters[Int(document)]
      if counter == 0 { touched.append(document) }
      if counter < 0xFF00 || step == 1 { counters[Int(document)] = counter &+ step }
    }
  }

  /// Entries of documents of the index itself. Those that nobody shares are left out: they are most, and
  /// each would be looked up somewhere else in memory.
  private func ownLookup(_ documents: Range<Int>) -> Lookup {
    let plan = header.parameters.bands
    let members = header.members
    var runs: [BandRun] = []
    for band in 0..<plan.bands {
      bands.withHalfWords(2 * band * members, 2 * (band + 1) * members) { table in
        var start = 0
        while start < members {
          let key = table[start]
          var end = start + 1
          while end < members, table[end] == key { end += 1 }
          if end - start > 1 {
            for place in start..<end {
              let document = Int(table[members + place])
              guard documents.contains(document) else { continue }
              runs.append(
                BandRun(
                  document: UInt32(document - documents.lowerBound), band: UInt32(band), start: UInt32(start),
                  end: UInt32(end)))
            }
          }
          start = end
        }
      }
    }
    return Self.lookup(runs, documents: documents.count)
  }

  /// Runs in the order of bands, brought into that of documents.
  private static func lookup(_ runs: [BandRun], documents: Int) -> Lookup {
    var ends = [Int](repeating: 0, count: documents + 1)
    for run in runs { ends[Int(run.document) + 1] += 1 }
    for document in 0..<documents { ends[document + 1] += ends[document] }
    guard let some = runs.first else { return Lookup(bandRunEnds: Array(ends.dropFirst())) }
    // Each is the place behind the last run of the documents before, until the document's own are placed.
    var ordered = [BandRun](repeating: some, count: runs.count)
    for run in runs {
      ordered[ends[Int(run.document)]] = run
      ends[Int(run.document)] += 1
    }
    return Lookup(bandRuns: ordered, bandRunEnds: Array(ends.dropLast()))
  }

  private func lookup(_ batch: DocumentDigests, rule: CandidateRule) -> Lookup {
    var lookup = Lookup()
    var scratch: [UInt64] = []
    if rule.bands != nil {
      let plan = header.parameters.bands
      var runs: [BandRun] = []
      var queries: [UInt64] = []
      for band in 0..<plan.bands {
        queries.removeAll(keepingCapacity: true)
        let values = batch.signatures
        for index in 0..<batch.count
        where values[index * MinHashSignature.valueCount] != MinHashSignature.emptyValue
          || values[(index + 1) * MinHashSignature.valueCount - 1] != MinHashSignature.emptyValue
        {
          let key = BandKey.of(
            band, rows: plan.rows, in: values.span, at: index * MinHashSignature.valueCount)
          queries.append(UInt64(key) << 32 | UInt64(index))
        }
        RadixOrder.sort(&queries, shift: 32, bits: 32, scratch: &scratch)
        let base = 2 * band * header.members
        bands.withHalfWords(base, base + header.members) { keys in
          Self.join(queries, keys) { index, start, end in
            guard start < end else { return }
            runs.append(
              BandRun(
                document: UInt32(index), band: UInt32(band), start: UInt32(start), end: UInt32(end)))
          }
        }
      }
      lookup = Self.lookup(runs, documents: batch.count)
    }
    if rule.seeds != nil {
      lookup.seedRanges = [(start: UInt64, end: UInt64)](repeating: (0, 0), count: batch.seeds.count)
      var queries = batch.seeds.indices.map { UInt64(batch.seeds[$0]) << 32 | UInt64($0) }
      RadixOrder.sort(&queries, shift: 32, bits: 32, scratch: &scratch)
      seedHashes.withHalfWords(0, header.postings) { keys in
        Self.join(queries, keys) { index, start, end in
          lookup.seedRanges[index] = (UInt64(start), UInt64(end))
        }
      }
    }
    return lookup
  }

  /// Finds the run of each query's key, the upper half, among ascending `keys`. Queries ascend; the next
  /// one is looked for by doubling steps from the last one's place.
  @inline(__always)
  private static func join(
    _ queries: [UInt64], _ keys: Span<UInt32>, _ body: (_ index: Int, _ start: Int, _ end: Int) -> Void
  ) {
    var start = 0
    var end = 0
    var previous: UInt32?
    for query in queries {
      let key = UInt32(truncatingIfNeeded: query >> 32)
      if key != previous {
        start = firstIndex(of: key, in: keys, from: end)
        end = start
        while end < keys.count, keys[end] == key { end += 1 }
        previous = key
      }
      body(Int(query & 0xFFFF_FFFF), start, end)
    }
  }

  /// The first place from `from` on whose key is not below `key`.
  private static func firstIndex(of key: UInt32, in keys: Span<UInt32>, from: Int) -> Int {
    var low = from
    var step = 1
    while low + step < keys.count, keys[low + step] < key {
      low += step
      step *= 2
    }
    var high = min(low + step, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
