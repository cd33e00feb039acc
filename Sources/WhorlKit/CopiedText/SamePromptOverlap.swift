/// Gathers a suspect's answers, then holds them against the answers of references to the same prompts.
///
/// For each prompt p and reference r that answered it, `x(p, r)` is the cosine of the sets of word 8-grams
/// of the suspect's and r's answers, with the squared weights `ln((R + 1) / (v + 1))` for an 8-gram that v
/// of the R references have in their answers to p (Salton & Buckley 1988,
/// doi:10.1016/0306-4573(88)90021-0). Under the null hypothesis that the suspect has nothing to do with
/// any of them in particular, the names of the references are exchangeable within a prompt: the mean of
/// x(p, r) over the prompts is held against means in which each prompt's reference is drawn at random.
public struct SamePromptOverlap: Sendable {
  private static let channel = OverlapChannel.words8.rawValue

  private struct Answer: Sendable {
    let content: UInt64
    let features: [UInt32]
  }

  private var answers: [UInt64: [Answer]] = [:]

  /// No answers.
  public init() {}

  /// Whether the suspect has no prompts.
  public var isEmpty: Bool { answers.isEmpty }

  /// Adds the answers in `batch` that have prompts.
  public mutating func add(_ batch: DocumentDigests) {
    let channels = DocumentDigests.channels
    var feature = 0
    for document in 0..<batch.count {
      let counts = batch.featureCounts[document * channels..<(document + 1) * channels]
      let start = feature + counts.prefix(Self.channel).reduce(0) { $0 + Int($1) }
      feature += counts.reduce(0) { $0 + Int($1) }
      guard batch.prompts[document] != 0 else { continue }
      let own = batch.features[start..<start + Int(counts[counts.startIndex + Self.channel])]
      answers[batch.prompts[document], default: []].append(
        Answer(content: batch.contents[document], features: Array(own)))
    }
  }

  /// What one prompt amounts to.
  private struct Row {
    /// The references that answered, ascending, and their cosines.
    var references: [Int] = []
    var cosines: [Double] = []
  }

  /// The evidence for all references of `matcher`; nil if there is no prompt that the suspect and two of
  /// them answered.
  ///
  /// - Complexity: O(f log f) a prompt for f 8-grams in all answers to it, plus a draw for each prompt and
  ///   permutation.
  public func evidence(
    _ matcher: CopiedTextMatcher, seed: UInt64,
    permutations: Int = SamePromptEvidence.defaultPermutations
  ) -> SamePromptEvidence? {
    guard !answers.isEmpty, matcher.references.count >= 2 else { return nil }
    let readers = matcher.indexes.map { IndexedAnswers($0) }
    let sampling = OverlapSampling(
      exponent: matcher.indexes.flatMap { $0.header.references.map(\.sampling.exponent) }.max() ?? 0)
    let places = places(matcher)
    var rows: [Row] = []
    var rareAnswers = [Int](repeating: 0, count: matcher.references.count)
    var rareFeatures = rareAnswers
    for prompt in places.keys.sorted() {
      guard let documents = places[prompt], Set(documents.map(\.name)).count >= 2,
        let own = answers[prompt]
      else { continue }
      var features: [UInt64] = []
      var contents: [(name: Int, content: UInt64)] = []
      for place in documents {
        let index = matcher.indexes[place.index]
        contents.append((place.name, index.contentHash(place.document)))
        readers[place.index].withFeatures(of: place.document, channel: Self.channel) { span in
          for entry in span.indices where sampling.keeps(span[entry]) {
            features.append(UInt64(span[entry]) << 24 | UInt64(place.name))
          }
        }
      }
      let suspect = matcher.references.count
      for answer in own {
        for feature in answer.features where sampling.keeps(feature) {
          features.append(UInt64(feature) << 24 | UInt64(suspect))
        }
      }
      features.sort()
      rows.append(
        Self.row(features, names: Set(documents.map(\.name)).sorted(), suspect: suspect, &rareFeatures))
      for answer in own where answer.content != 0 {
        let holders = Set(contents.filter { $0.content == answer.content }.map(\.name))
        if holders.count == 1, let only = holders.first { rareAnswers[only] += 1 }
      }
    }
    guard !rows.isEmpty else { return nil }
    let tests = Self.tests(
      of: matcher.references.indices, rows, seed: seed, permutations: permutations)
    let adjusted = HolmAdjustment.adjusted(tests.map { $0.prompts > 0 ? $0.pValue : 1 })
    let references = matcher.references.indices.map { name in
      SamePromptEvidence.Reference(
        name: matcher.references[name], sharedPrompts: tests[name].prompts, overlap: tests[name].overlap,
        expected: tests[name].expected, rareAnswers: rareAnswers[name], rareFeatures: rareFeatures[name],
        pValue: tests[name].pValue, adjustedPValue: adjusted[name])
    }
    return SamePromptEvidence(
      prompts: rows.count, permutations: permutations, seed: seed,
      references: references.enumerated().sorted { a, b in
        if a.element.pValue != b.element.pValue { return a.element.pValue < b.element.pValue }
        let (x, y) = (a.element.overlap - a.element.expected, b.element.overlap - b.element.expected)
        return x != y ? x > y : a.offset < b.offset
      }.map(\.element))
  }

  /// The documents of references that answer the suspect's prompts.
  private func places(
    _ matcher: CopiedTextMatcher
  ) -> [UInt64: [(name: Int, index: Int, document: Int)]] {
    var places: [UInt64: [(name: Int, index: Int, document: Int)]] = [:]
    for (number, index) in matcher.indexes.enumerated() {
      for (run, reference) in index.header.references.enumerated() {
        let name = matcher.nameOf[number][run]
        for document in reference.documents {
          let prompt = index.promptKey(document)
          if prompt != 0, answers[prompt] != nil {
            places[prompt, default: []].append((name, number, document))
          }
        }
      }
    }
    return places
  }

  /// The cosines of one prompt. `features` ascend, each with its reference in the low bits and the
  /// suspect's behind all others.
  private static func row(
    _ features: [UInt64], names: [Int], suspect: Int, _ rareFeatures: inout [Int]
  ) -> Row {
    var dot = [Double](repeating: 0, count: suspect)
    var norm = [Double](repeating: 0, count: suspect)
    var own = 0.0
    let weights = (0...names.count).map { held in
      let weight = ElementaryFunctions.naturalLogarithm(Double(names.count + 1) / Double(held + 1))
      return weight * weight
    }
    var group: [Int] = []
    var start = 0
    while start < features.count {
      group.removeAll(keepingCapacity: true)
      var end = start
      while end < features.count, features[end] >> 24 == features[start] >> 24 {
        let name = Int(features[end] & 0xFF_FFFF)
        if group.last != name { group.append(name) }
        end += 1
      }
      let isSuspects = group.last == suspect
      if isSuspects { group.removeLast() }
      let weight = weights[min(group.count, names.count)]
      if isSuspects { own += weight }
      for name in group {
        norm[name] += weight
        if isSuspects { dot[name] += weight }
      }
      if isSuspects, group.count == 1 { rareFeatures[group[0]] += 1 }
      start = end
    }
    return Row(
      references: names,
      cosines: names.map { own > 0 && norm[$0] > 0 ? dot[$0] / (own * norm[$0]).squareRoot() : 0 })
  }

  private struct Test {
    var prompts = 0
    var overlap = 0.0
    var expected = 0.0
    var pValue = 1.0
  }

  private static func tests(
    of names: Range<Int>, _ rows: [Row], seed: UInt64, permutations: Int
  ) -> [Test] {
    // References that answered the same prompts have the same null distribution, and mostly all did.
    var nullSums: [[Bool]: [Double]] = [:]
    return names.map { name in
      let places = rows.map { $0.references.firstIndex(of: name) }
      var (sum, expected) = (0.0, 0.0)
      for (row, place) in zip(rows, places) {
        guard let place else { continue }
        sum += row.cosines[place]
        expected += row.cosines.reduce(0, +) / Double(row.cosines.count)
      }
      let prompts = places.count { $0 != nil }
      guard prompts > 0 else { return Test() }
      let isAnswered = places.map { $0 != nil }
      let draws =
        nullSums[isAnswered]
        ?? self.nullSums(
          zip(rows, isAnswered).filter(\.1).map(\.0), seed: seed, permutations: permutations)
      nullSums[isAnswered] = draws
      // Sums in another order differ in the last bits.
      let atLeast = draws.count { $0 >= sum * (1 - 1e-12) }
      return Test(
        prompts: prompts, overlap: sum / Double(prompts), expected: expected / Double(prompts),
        pValue: Double(atLeast + 1) / Double(permutations + 1))
    }
  }

  /// The sums of cosines with a reference drawn anew for each prompt.
  private static func nullSums(_ rows: [Row], seed: UInt64, permutations: Int) -> [Double] {
    // Where no answer shares anything, a draw makes no difference.
    let informative = rows.filter { $0.cosines.contains { $0 > 0 } }
    var generator = SplitMix64(seed: seed)
    return (0..<permutations).map { _ in
      var sum = 0.0
      for row in informative { sum += row.cosines[generator.index(below: row.cosines.count)] }
      return sum
    }
  }
}
