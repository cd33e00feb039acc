/// Counts vendor-exclusive overlap prompt by prompt.
///
/// ```swift
/// var counter = OverlapCounter(set, functionWords: words)
/// for prompt in prompts {
///   try counter.addSuspect(answer.span)
///   for (index, answer) in answers { try counter.add(answer.span, of: index) }
///   counter.finishPrompt()
/// }
/// ```
///
/// A feature of a prompt is *exclusive* to a family if candidates of no other family have it in their
/// answers to that prompt. Features of the suspect play no part in that.
///
/// In the same pass every candidate takes the suspect's place with its own vendor left out of the
/// candidates: a model whose teacher, if it has one, is missing. Leaving out one vendor makes features
/// exclusive that it shared with one family only, so that features of at most two vendors matter.
///
/// - Complexity: O(f log f) a prompt with f features in all answers to it; memory of one prompt's
///   features and one row of counts a prompt.
public struct OverlapCounter: Sendable {
  /// What was counted in the finished prompts.
  ///
  /// - Complexity: O(channels × candidates²).
  public var counts: OverlapCounts {
    var counts = table
    counts.addToAll(own: own, grams: grams)
    return counts
  }

  /// The counts but for what concerns all candidates alike, which is in `own` and `grams`; those that did
  /// not answer a prompt have it subtracted here.
  private var table: OverlapCounts
  /// Features of each candidate: channels × candidates.
  private var own: [Int]
  /// The suspect's 8-grams by the vendors that have them.
  private var grams: [Int]

  /// The bits of a feature word that number the model.
  private static let modelMask: UInt64 = 0x3FF

  private let set: CandidateSet
  private let suspect: Int
  private let sampling: OverlapSampling?
  private var extractor: OverlapFeatureExtractor
  /// The features of the prompt at hand by channel, each with its model in the low bits.
  private var features = [[UInt64]](repeating: [], count: OverlapChannel.allCases.count)
  private var scratch = [[UInt64]](repeating: [], count: OverlapChannel.allCases.count)
  private var order = UniformOrder()
  private var isAnswered: [Bool]
  private var words: [Int]

  /// A counter for the candidates of `set`; `functionWords` are left out of content words.
  ///
  /// - Parameters:
  ///   - set: The candidates.
  ///   - functionWords: The words that are no content.
  ///   - sampling: Which features are counted; nil for all. Needed where answers come from an index, which
  ///     keeps a sample: one that is at least as thin as those of all indexes.
  public init(_ set: CandidateSet, functionWords: FunctionWords, sampling: OverlapSampling? = nil) {
    self.set = set
    self.sampling = sampling
    suspect = set.candidates.count
    table = OverlapCounts(set)
    own = [Int](repeating: 0, count: OverlapCounts.channels * suspect)
    grams = [Int](repeating: 0, count: set.vendorCount + 1)
    extractor = OverlapFeatureExtractor(functionWords: functionWords)
    isAnswered = [Bool](repeating: false, count: suspect + 1)
    words = [Int](repeating: 0, count: suspect + 1)
  }

  /// Adds the suspect's answer to the prompt at hand. Several answers count as one set of features.
  ///
  /// - Throws: ``TokenizationError`` for a text that is too long to index.
  public mutating func addSuspect(_ answer: Span<UInt8>) throws(TokenizationError) {
    try add(answer, model: suspect)
  }

  /// Adds the answer of the candidate at `index` of the set's candidates.
  ///
  /// - Throws: ``TokenizationError`` for a text that is too long to index.
  /// - Precondition: `index` is one of the set's.
  public mutating func add(_ answer: Span<UInt8>, of index: Int) throws(TokenizationError) {
    try add(answer, model: index)
  }

  private mutating func add(_ answer: Span<UInt8>, model: Int) throws(TokenizationError) {
    for channel in scratch.indices { scratch[channel].removeAll(keepingCapacity: true) }
    words[model] += try extractor.extract(answer, into: &scratch)
    isAnswered[model] = true
    for channel in scratch.indices {
      for hash in scratch[channel] {
        if let sampling {
          append(OverlapSampling.feature(hash), of: model, sampling, to: channel)
        } else {
          features[channel].append((hash & ~Self.modelMask) | UInt64(model))
        }
      }
    }
  }

  /// Adds the answer of the candidate at `index` of the set's candidates that an index keeps.
  ///
  /// - Precondition: `index` is one of the set's, and the counter was made with a sampling.
  public mutating func add(_ document: Int, in answers: IndexedAnswers, of index: Int) {
    guard let sampling else { return }
    words[index] += answers.index.wordCount(document)
    isAnswered[index] = true
    for channel in features.indices {
      answers.withFeatures(of: document, channel: channel) { kept in
        for place in kept.indices { append(kept[place], of: index, sampling, to: channel) }
      }
    }
  }

  @inline(__always)
  private mutating func append(
    _ feature: UInt32, of model: Int, _ sampling: OverlapSampling, to channel: Int
  ) {
    guard sampling.keeps(feature) else { return }
    features[channel].append(UInt64(feature) << 32 | UInt64(model))
  }

  /// Counts the prompt at hand and forgets its answers.
  ///
  /// A prompt that the suspect did not answer is not counted.
  public mutating func finishPrompt() {
    if isAnswered[suspect] {
      table.appendRow()
      let row = table.prompts - 1
      for model in 0..<suspect where isAnswered[model] {
        table.answered[row * suspect + model] = true
        table.wordsOfSuspect[model] += words[suspect]
        table.wordsOfCandidate[model] += words[model]
      }
      for channel in features.indices { count(channel, row: row) }
    }
    for channel in features.indices { features[channel].removeAll(keepingCapacity: true) }
    for model in isAnswered.indices {
      isAnswered[model] = false
      words[model] = 0
    }
  }

  private mutating func count(_ channel: Int, row: Int) {
    order.sort(&features[channel], leadingZeros: sampling?.exponent ?? 0)
    let values = features[channel]
    var sizes = [Int](repeating: 0, count: suspect + 1)
    var suspectGrams = [Int](repeating: 0, count: table.vendors + 1)
    let isGrams = channel == OverlapChannel.words8.rawValue
    var group: [Int] = []
    var seen = [Int](repeating: -1, count: table.vendors)
    var start = 0
    while start < values.count {
      let feature = values[start] & ~Self.modelMask
      group.removeAll(keepingCapacity: true)
      var end = start
      while end < values.count, values[end] & ~Self.modelMask == feature {
        let model = Int(values[end] & Self.modelMask)
        if group.last != model { group.append(model) }
        end += 1
      }
      for model in group { sizes[model] += 1 }
      // The suspect has the highest number.
      let isSuspects = group.last == suspect
      if isSuspects { group.removeLast() }
      addExclusive(group, isSuspects: isSuspects, channel: channel, row: row)
      if isGrams {
        let vendors = vendorCount(group, &seen, stamp: start)
        if isSuspects { suspectGrams[vendors] += 1 }
        for model in group {
          let cell = model * (table.vendors + 1) + vendors
          table.gramsOfCandidate[cell] += 1
          if isSuspects { table.gramsShared[cell] += 1 }
        }
      }
      start = end
    }
    table.own[row * OverlapCounts.channels + channel] = Int32(clamping: sizes[suspect])
    for model in 0..<suspect { own[channel * suspect + model] += sizes[model] }
    if isGrams { for vendors in grams.indices { grams[vendors] += suspectGrams[vendors] } }
    for model in 0..<suspect where !isAnswered[model] {
      for other in 0..<suspect {
        table.nullOwn[(channel * suspect + other) * suspect + model] -= sizes[other]
      }
      guard isGrams else { continue }
      for vendors in suspectGrams.indices {
        table.gramsOfSuspect[model * (table.vendors + 1) + vendors] -= suspectGrams[vendors]
      }
    }
  }

  /// Counts a feature that the candidates `group` have.
  private mutating func addExclusive(_ group: [Int], isSuspects: Bool, channel: Int, row: Int) {
    guard let first = group.first else { return }
    let vendor = set.vendorOf[first]
    let familyOf = set.familyOf
    var rival = -1
    for model in group where set.vendorOf[model] != vendor {
      if rival < 0 {
        rival = set.vendorOf[model]
      } else if set.vendorOf[model] != rival {
        return
      }
    }
    if rival < 0 {
      guard group.allSatisfy({ familyOf[$0] == familyOf[first] }) else { return }
      let cell = (row * OverlapCounts.channels + channel) * suspect
      for model in group {
        table.exclusive[cell + model] += 1
        if isSuspects { table.shared[cell + model] += 1 }
      }
      return
    }
    addExclusive(group, without: vendor, channel: channel)
    addExclusive(group, without: rival, channel: channel)
  }

  /// Counts a feature of two vendors as it is exclusive when `vendor` is left out.
  private mutating func addExclusive(_ group: [Int], without vendor: Int, channel: Int) {
    var family = -1
    for model in group where set.vendorOf[model] != vendor {
      if family < 0 {
        family = set.familyOf[model]
      } else if set.familyOf[model] != family {
        return
      }
    }
    for model in group where set.vendorOf[model] != vendor {
      table.nullExclusive[(channel * table.vendors + vendor) * suspect + model] += 1
      for absent in group where set.vendorOf[absent] == vendor {
        table.nullShared[(channel * suspect + absent) * suspect + model] += 1
      }
    }
  }

  private func vendorCount(_ group: [Int], _ seen: inout [Int], stamp: Int) -> Int {
    var count = 0
    for model in group where seen[set.vendorOf[model]] != stamp {
      seen[set.vendorOf[model]] = stamp
      count += 1
    }
    return count
  }
}
