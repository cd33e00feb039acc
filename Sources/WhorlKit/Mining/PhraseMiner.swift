/// Finds the phrases, and other signatures, that one model's texts hold far more often than others', and the pack of
/// them that has hits far more often in its texts.
///
/// A phrase must be in target documents of both halves of the prompts, and the share of documents with it must be more
/// than ``Requirements/ratio`` times the background's with a posterior probability of 95 % (`RatioPrior`). Phrases are
/// ordered by the ratio that is exceeded with that probability.
///
/// A model's relatives have its habits. Where the background has several sources, a phrase is compared with those that
/// are left without the share of them, ``Requirements/relatives``, that has it most often. Which these are is told by the
/// other half of the prompts than the one they are left out of, so that chance in one half does not choose what is
/// counted in it.
///
/// Phrases that are each rare in most sources may be frequent together, as each source has others of them. So the hits
/// of a pack are compared as a whole, with those in the middle of the sources (``pack(of:)``).
public struct PhraseMiner: Sendable {
  /// What phrases and packs need.
  public struct Requirements: Sendable {
    /// The least target documents with a phrase in one half, whichever.
    public var documents = 4
    /// The least prompts among the target documents with it.
    public var prompts = 3
    /// How many times as often as in the background documents must have it, with a probability of 95 %.
    public var ratio = 2.0
    /// The share of the background's sources, those that have a phrase most often, that it is not compared with.
    public var relatives = 0.34
    /// How many times as many hits a pack should have in a target document as in one of the middle sources.
    public var packRatio = 7.0
    /// How many standard errors the hits in the target are taken to be fewer: 1.28 for a probability of 90 %.
    public var packMargin = 1.28

    /// The standard ones.
    public init() {}
  }

  /// Documents with a phrase, by half.
  private struct Counts {
    var target: (Int, Int) = (0, 0)
    /// Its place among the candidates.
    var index = 0
    var prompts: (UInt64, UInt64) = (0, 0)
    var promptCount = 0

    mutating func addPrompt(_ prompt: UInt64) {
      switch promptCount {
      case 0: prompts.0 = prompt
      case 1 where prompt != prompts.0: prompts.1 = prompt
      case 2 where prompt != prompts.0 && prompt != prompts.1: break
      default: return
      }
      promptCount += 1
    }
  }

  /// A phrase that was found.
  public struct Phrase: Sendable {
    /// Its hash.
    public let hash: UInt64
    /// Target documents with it, by half.
    public let halves: (Int, Int)
    /// Background documents with it.
    public let backgroundDocuments: Int
    /// Background documents with it, and of how many, without those of the sources that it is not compared with.
    public let comparedDocuments: (with: Int, of: Int)
    /// How many times as often as those the target's have it: the mean of what is known.
    public let ratio: Double
    /// The ratio that is exceeded with a probability of 95 %.
    public let leastRatio: Double
    /// The rate of false discoveries, by Benjamini and Hochberg, among the phrases that are as significant as this one,
    /// were models to differ by chance only.
    public let falseDiscoveryRate: Double
    /// The share of the target's documents with it, mean and variance of what is known.
    fileprivate let share: (mean: Double, variance: Double)
    /// Target documents with it, of both halves.
    public var targetDocuments: Int { halves.0 + halves.1 }
  }

  /// What phrases do together.
  public struct Pack: Sendable {
    /// How many of them, from the first, belong to it.
    public var count = 0
    /// The hits that a document of the target is expected to have, each phrase counted once.
    public var targetHits = 0.0
    /// Those of a document of the middle third of the sources.
    public var backgroundHits = 0.0
    /// Whether the hits are ``Requirements/packRatio`` times as many, with the margin.
    public var isStrong = false

    /// One of no phrases.
    public init() {}
  }

  private let requirements: Requirements
  private var counts: [UInt64: Counts] = [:]
  private var targetDocuments = (0, 0)
  /// Documents of each source, by half.
  private var sourceDocuments: [(Int, Int)] = []
  /// Of each source the documents with each candidate, candidates × halves.
  private var sourceCounts: [[UInt32]] = []

  private static let halfSeed: UInt64 = 0x6D69_6E65

  /// The most phrases that the distribution of ratios is learned from.
  private static let priorSample = 50_000

  /// A miner.
  public init(_ requirements: Requirements = Requirements()) { self.requirements = requirements }

  /// The half of a prompt: another division than that of fingerprints.
  public static func isSecondHalf(prompt: UInt64) -> Bool {
    StableHash.finalize(prompt ^ halfSeed) & 1 == 1
  }

  /// Counts a target document by the hashes of its phrases, each once.
  public mutating func addTarget(_ phrases: [UInt64], prompt: UInt64) {
    if Self.isSecondHalf(prompt: prompt) {
      targetDocuments.1 += 1
      for phrase in phrases {
        counts[phrase, default: Counts()].target.1 += 1
        counts[phrase]?.addPrompt(prompt)
      }
    } else {
      targetDocuments.0 += 1
      for phrase in phrases {
        counts[phrase, default: Counts()].target.0 += 1
        counts[phrase]?.addPrompt(prompt)
      }
    }
  }

  /// Ends the target: phrases that are too rare in it are forgotten.
  public mutating func endTarget() {
    counts = counts.filter { entry in
      max(entry.value.target.0, entry.value.target.1) >= requirements.documents
        && entry.value.promptCount >= min(requirements.prompts, 3)
    }
    for (index, hash) in counts.keys.sorted().enumerated() { counts[hash]?.index = index }
  }

  /// Whether a phrase of the background is worth counting.
  public func isCandidate(_ phrase: UInt64) -> Bool { counts[phrase] != nil }

  /// Counts a background document, after ``endTarget()``.
  ///
  /// - Parameters:
  ///   - phrases: The hashes of its phrases, each once.
  ///   - prompt: The hash of its prompt.
  ///   - source: The number of the model that it is of; numbers begin at 0.
  /// - Complexity: O(*n*) for *n* phrases; memory of eight bytes a candidate and source.
  public mutating func addBackground(_ phrases: [UInt64], prompt: UInt64, source: Int = 0) {
    while sourceDocuments.count <= source {
      sourceDocuments.append((0, 0))
      sourceCounts.append([UInt32](repeating: 0, count: 2 * counts.count))
    }
    let half = Self.isSecondHalf(prompt: prompt) ? 1 : 0
    if half == 1 { sourceDocuments[source].1 += 1 } else { sourceDocuments[source].0 += 1 }
    for phrase in phrases {
      if let index = counts[phrase]?.index { sourceCounts[source][2 * index + half] += 1 }
    }
  }

  /// Documents counted, by half: of the target, and of the background.
  public var documents: (target: (Int, Int), background: (Int, Int)) {
    (targetDocuments, sourceDocuments.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) })
  }

  /// The sources of the background.
  public var sources: Int { sourceDocuments.count }

  /// How many of them a phrase is not compared with.
  public var sourcesLeftOut: Int {
    min(max(0, sources - 1), Int(Double(sources) * requirements.relatives))
  }

  /// The number of phrases that were tested: those that enough texts of the target have.
  public var candidates: Int { counts.count }

  /// The phrases that meet the requirements, by falling least ratio, ratio, then hash.
  ///
  /// The false discovery rate is that of Fisher's exact tests of the target's documents against all of the background's,
  /// relatives too, by the half of the prompts that a candidate was not chosen by: the second if the first alone would
  /// have done, else the first.
  ///
  /// - Complexity: O(*n* log *n* + *n*·*s* log *s* + *d*) for *n* candidates, *s* sources and *d* documents.
  public func phrases() -> [Phrase] {
    let targets = targetDocuments.0 + targetDocuments.1
    // Hashes are in no order of any meaning: the first are a sample.
    let candidates = counts.sorted { $0.key < $1.key }.map { hash, counts in
      let background = background(of: counts.index)
      let observation = RatioPrior.Observation(
        documents: counts.target.0 + counts.target.1, of: targets,
        background: (Double(background.with) + 0.5) / (Double(background.of) + 1))
      return (hash: hash, halves: counts.target, background: background, observation: observation)
    }
    let prior = RatioPrior(candidates.prefix(Self.priorSample).map(\.observation))
    let rates = falseDiscoveryRates(candidates.map { ($0.halves, $0.background.halves) })
    var found: [(place: Int, phrase: Phrase)] = []
    for (candidate, rate) in zip(candidates, rates) where min(candidate.halves.0, candidate.halves.1) > 0 {
      let (background, observation) = (candidate.background, candidate.observation)
      let posterior = prior.posterior(observation)
      let leastRatio = RatioPrior.ratio(at: posterior.leastPlace)
      guard leastRatio >= requirements.ratio else { continue }
      // Rounded, as the last bits may differ between platforms and the order must not.
      let ratio = (posterior.share / observation.background * 1024).rounded() / 1024
      found.append(
        (
          posterior.leastPlace,
          Phrase(
            hash: candidate.hash, halves: candidate.halves, backgroundDocuments: background.all,
            comparedDocuments: (background.with, background.of), ratio: ratio, leastRatio: leastRatio,
            falseDiscoveryRate: rate, share: (posterior.share, posterior.variance))
        ))
    }
    found.sort { a, b in
      if a.place != b.place { return a.place > b.place }
      return a.phrase.ratio != b.phrase.ratio
        ? a.phrase.ratio > b.phrase.ratio : a.phrase.hash < b.phrase.hash
    }
    return found.map(\.phrase)
  }

  private func falseDiscoveryRates(_ candidates: [(target: (Int, Int), background: (Int, Int))]) -> [Double] {
    let all = documents.background
    let first = FisherExactTest(first: targetDocuments.0, second: all.0)
    let second = FisherExactTest(first: targetDocuments.1, second: all.1)
    return FalseDiscoveryRate.adjusted(
      candidates.map { target, background in
        target.0 >= requirements.documents
          ? second.probability(ofAtLeast: target.1, beside: background.1)
          : first.probability(ofAtLeast: target.0, beside: background.0)
      }, of: candidates.count)
  }

  /// The pack that the first of `phrases` make: as many as are together strong enough, and where no number is, those
  /// with the greatest ratio of hits.
  ///
  /// The target's hits are the sum *h* of the posterior means, less ``Requirements/packMargin`` standard errors of what
  /// is known and of what as many new texts would hold, √(*h* + Σ variances), all in the target's number of documents.
  /// The background's are the mean of the middle third of the sources, ordered by their hits: the median, with less
  /// chance in it. Half a hit is added to them, so that no hit in few texts is not taken for none in any.
  ///
  /// - Complexity: O(*n*·*s* log *s*) for *n* phrases and *s* sources.
  public func pack(of phrases: [Phrase]) -> Pack {
    let documents = Double(targetDocuments.0 + targetDocuments.1)
    var hits = 0.0
    var variance = 0.0
    var rates = [Double](repeating: 0, count: sources)
    var best = Pack()
    var bestRatio = 0.0
    for (place, phrase) in phrases.enumerated() {
      guard let index = counts[phrase.hash]?.index else { continue }
      hits += phrase.share.mean * documents
      variance += phrase.share.variance * documents * documents
      for source in rates.indices {
        let with = sourceCounts[source][2 * index] + sourceCounts[source][2 * index + 1]
        rates[source] += Double(with) / Double(sourceDocuments[source].0 + sourceDocuments[source].1)
      }
      let left = rates.sorted()[(sources / 3)..<(sources - sources / 3)]
      let middle = left.isEmpty ? 0 : left.reduce(0, +) / Double(left.count)
      let background = middle * documents + 0.5
      let strength = (hits - requirements.packMargin * (variance + hits).squareRoot()) / background
      let isStrong = strength >= requirements.packRatio
      guard isStrong || (!best.isStrong && hits / background > bestRatio) else { continue }
      bestRatio = hits / background
      best.count = place + 1
      best.targetHits = hits / documents
      best.backgroundHits = middle
      best.isStrong = isStrong
    }
    return best
  }

  /// Background documents that a candidate is compared with, and all that have it.
  private struct Background {
    var with = 0
    var of = 0
    /// All that have it, by half.
    var halves = (0, 0)
    var all: Int { halves.0 + halves.1 }
  }

  private func background(of candidate: Int) -> Background {
    var result = Background()
    let leftOut = sourcesLeftOut
    for half in 0...1 {
      let other = 1 - half
      func documents(_ source: Int, _ half: Int) -> Int {
        half == 0 ? sourceDocuments[source].0 : sourceDocuments[source].1
      }
      func count(_ source: Int, _ half: Int) -> Int { Int(sourceCounts[source][2 * candidate + half]) }
      var sources = Array(sourceDocuments.indices)
      if leftOut > 0 {
        // By falling rate in the other half, in products as documents may differ.
        sources.sort { a, b in
          let (x, y) = (count(a, other) * documents(b, other), count(b, other) * documents(a, other))
          return x != y ? x > y : a < b
        }
      }
      for source in sources.indices {
        let (with, of) = (count(sources[source], half), documents(sources[source], half))
        if half == 0 { result.halves.0 += with } else { result.halves.1 += with }
        guard source >= leftOut else { continue }
        result.with += with
        result.of += of
      }
    }
    return result
  }
}
