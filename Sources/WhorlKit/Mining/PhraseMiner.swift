/// Finds the phrases, and other signatures, that one model's texts hold far more often than others'.
///
/// Document frequencies of the target and of the background are compared by the z-score of the log odds ratio
/// with α = ½ added to each count (Monroe, Colaresi & Quinn 2008, doi:10.1093/pan/mpn018, without a prior). Prompts
/// are dealt into two halves; a phrase must stand out on one and be confirmed on the other. What is over-represented
/// need not tell anything: the share of documents must be ``Requirements/rateRatio`` times the background's, and that it
/// is more than ``Requirements/significantRatio`` times is tested, on both halves together, with the false discovery
/// rate controlled over these tests (Benjamini & Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x).
///
/// A model's relatives have its habits. Where the background has several sources, a phrase is compared with those that
/// are left without the share of them, ``Requirements/relatives``, that has it most often. Which these are is told by the
/// other half of the prompts than the one they are left out of, so that chance in one half does not choose what is
/// counted in it.
public struct PhraseMiner: Sendable {
  /// What a phrase needs.
  public struct Requirements: Sendable {
    /// The least z-score on one half, whichever.
    public var score = 4.0
    /// The least target documents with it in that half.
    public var documents = 4
    /// The least prompts among the target documents with it.
    public var prompts = 3
    /// The least z-score on the other half.
    public var confirmation = 2.0
    /// How many times as often as in the background documents must have it.
    public var rateRatio = 10.0
    /// How many times as often they have it significantly.
    public var significantRatio = 2.0
    /// The false discovery rate of that.
    public var discoveryRate = 0.05
    /// The share of the background's sources, those that have a phrase most often, that it is not compared with.
    public var relatives = 0.34

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
    /// Target documents with it, of both halves.
    public let targetDocuments: Int
    /// Background documents with it.
    public let backgroundDocuments: Int
    /// Background documents with it, and of how many, without those of the sources that it is not compared with.
    public let comparedDocuments: (with: Int, of: Int)
    /// The z-scores on the two halves.
    public let scores: (Double, Double)
    /// The z-score of the ratio of shares against the one that is tested, on both halves.
    public let strength: Double
    /// The smallest false discovery rate at which it is found.
    public let discoveryRate: Double
  }

  private let requirements: Requirements
  private var counts: [UInt64: Counts] = [:]
  private var targetDocuments = (0, 0)
  /// Documents of each source, by half.
  private var sourceDocuments: [(Int, Int)] = []
  /// Of each source the documents with each candidate, candidates × halves.
  private var sourceCounts: [[UInt32]] = []
  private var isTargetComplete = false

  private static let halfSeed: UInt64 = 0x6D69_6E65

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
    isTargetComplete = true
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

  /// The number of phrases that were tested.
  public var candidates: Int { counts.count }

  /// The phrases that meet the requirements, by falling strength, then hash.
  ///
  /// - Complexity: O(*n* log *n* + *n*·*s* log *s*) for *n* candidates and *s* sources.
  public func phrases() -> [Phrase] {
    let least = ElementaryFunctions.naturalLogarithm(requirements.significantRatio)
    var found: [(hash: UInt64, counts: Counts, background: Background, strength: Double, p: Double)] = []
    for (hash, counts) in counts {
      let background = background(of: counts.index)
      let rates = Self.logRatio(
        counts.target.0 + counts.target.1, targetDocuments.0 + targetDocuments.1,
        background.with.0 + background.with.1, background.of.0 + background.of.1)
      let strength = (rates.value - least) / rates.error
      found.append((hash, counts, background, strength, Self.upperTail(strength)))
    }
    found.sort { $0.p != $1.p ? $0.p < $1.p : $0.hash < $1.hash }
    // The step-up procedure: the smallest rate at which each is found.
    var rates = [Double](repeating: 1, count: found.count)
    var smallest = 1.0
    for index in found.indices.reversed() {
      smallest = min(smallest, found[index].p * Double(found.count) / Double(index + 1))
      rates[index] = smallest
    }
    var result: [Phrase] = []
    for (index, entry) in found.enumerated() where rates[index] <= requirements.discoveryRate {
      let counts = entry.counts
      let first = Self.logOdds(
        counts.target.0, targetDocuments.0, entry.background.with.0, entry.background.of.0)
      let second = Self.logOdds(
        counts.target.1, targetDocuments.1, entry.background.with.1, entry.background.of.1)
      let (a, b) = (first.value / first.error, second.value / second.error)
      let background = entry.background
      let ratio = Self.logRatio(
        counts.target.0 + counts.target.1, targetDocuments.0 + targetDocuments.1,
        background.with.0 + background.with.1, background.of.0 + background.of.1)
      guard ratio.value >= ElementaryFunctions.naturalLogarithm(requirements.rateRatio) else { continue }
      let isFoundFirst = a > requirements.score && counts.target.0 >= requirements.documents
      let isFoundSecond = b > requirements.score && counts.target.1 >= requirements.documents
      guard
        (isFoundFirst && b > requirements.confirmation) || (isFoundSecond && a > requirements.confirmation)
      else { continue }
      result.append(
        Phrase(
          hash: entry.hash, targetDocuments: counts.target.0 + counts.target.1,
          backgroundDocuments: entry.background.all,
          comparedDocuments: (
            entry.background.with.0 + entry.background.with.1, entry.background.of.0 + entry.background.of.1
          ), scores: (a, b),
          strength: entry.strength, discoveryRate: rates[index]))
    }
    return result.sorted { a, b in
      a.strength != b.strength ? a.strength > b.strength : a.hash < b.hash
    }
  }

  /// Background documents that a candidate is compared with, by half, and all that have it.
  private struct Background {
    var with = (0, 0)
    var of = (0, 0)
    var all = 0
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
        result.all += with
        guard source >= leftOut else { continue }
        if half == 0 { result.with.0 += with } else { result.with.1 += with }
        if half == 0 { result.of.0 += of } else { result.of.1 += of }
      }
    }
    return result
  }

  /// The log odds ratio, and its standard error.
  private static func logOdds(_ k: Int, _ n: Int, _ other: Int, _ all: Int) -> (value: Double, error: Double)
  {
    let alpha = 0.5
    let a = Double(k) + alpha
    let b = Double(n - k) + alpha
    let c = Double(other) + alpha
    let d = Double(all - other) + alpha
    let value = ElementaryFunctions.naturalLogarithm(a / b) - ElementaryFunctions.naturalLogarithm(c / d)
    return (value, (1 / a + 1 / c).squareRoot())
  }

  /// The logarithm of the ratio of two rates, and its standard error (Katz et al. 1978, doi:10.2307/2530610).
  private static func logRatio(_ k: Int, _ n: Int, _ other: Int, _ all: Int) -> (value: Double, error: Double)
  {
    let alpha = 0.5
    let (a, b) = (Double(k) + alpha, Double(n) + alpha)
    let (c, d) = (Double(other) + alpha, Double(all) + alpha)
    let value = ElementaryFunctions.naturalLogarithm(a / b) - ElementaryFunctions.naturalLogarithm(c / d)
    return (value, max(0, 1 / a - 1 / b + 1 / c - 1 / d).squareRoot())
  }

  /// The probability of a larger standard normal value, from above: Q(z) ≤ φ(z)/z × (1 − 1/z² + 3/z⁴) for z > 1,
  /// and 1 below, where no phrase is chosen.
  private static func upperTail(_ z: Double) -> Double {
    guard z > 1 else { return 1 }
    let density = ElementaryFunctions.exponential(-z * z / 2) / 2.506628274631
    return min(1, density / z * (1 - 1 / (z * z) + 3 / (z * z * z * z)))
  }
}
