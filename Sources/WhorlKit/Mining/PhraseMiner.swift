/// Finds the phrases, and other signatures, that one model's texts hold far more often than others'.
///
/// Document frequencies of the target and of the background are compared by the z-score of the log odds ratio
/// with α = ½ added to each count (Monroe, Colaresi & Quinn 2008, doi:10.1093/pan/mpn018, without a prior). Prompts
/// are dealt into two halves; a phrase must stand out on one and be confirmed on the other. What is over-represented
/// need not tell anything: that the odds ratio is above ``Requirements/oddsRatio`` is tested as well, on both halves
/// together, and the false discovery rate is controlled over these tests (Benjamini & Hochberg 1995,
/// doi:10.1111/j.2517-6161.1995.tb02031.x).
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
    /// What the odds ratio must be above, significantly.
    public var oddsRatio = 5.0
    /// The false discovery rate of that.
    public var discoveryRate = 0.05

    /// The standard ones.
    public init() {}
  }

  /// Documents with a phrase, by half.
  private struct Counts {
    var target: (Int, Int) = (0, 0)
    var background: (Int, Int) = (0, 0)
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
    /// The z-scores on the two halves.
    public let scores: (Double, Double)
    /// The z-score of the odds ratio against the one required, on both halves.
    public let strength: Double
    /// The smallest false discovery rate at which it is found.
    public let discoveryRate: Double
  }

  private let requirements: Requirements
  private var counts: [UInt64: Counts] = [:]
  private var targetDocuments = (0, 0)
  private var backgroundDocuments = (0, 0)
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
    isTargetComplete = true
  }

  /// Whether a phrase of the background is worth counting.
  public func isCandidate(_ phrase: UInt64) -> Bool { counts[phrase] != nil }

  /// Counts a background document, after ``endTarget()``.
  public mutating func addBackground(_ phrases: [UInt64], prompt: UInt64) {
    if Self.isSecondHalf(prompt: prompt) {
      backgroundDocuments.1 += 1
      for phrase in phrases { counts[phrase]?.background.1 += 1 }
    } else {
      backgroundDocuments.0 += 1
      for phrase in phrases { counts[phrase]?.background.0 += 1 }
    }
  }

  /// Documents counted, by half: of the target, and of the background.
  public var documents: (target: (Int, Int), background: (Int, Int)) {
    (targetDocuments, backgroundDocuments)
  }

  /// The number of phrases that were tested.
  public var candidates: Int { counts.count }

  /// The phrases that meet the requirements, by falling strength, then hash.
  ///
  /// - Complexity: O(*n* log *n*) for *n* candidates.
  public func phrases() -> [Phrase] {
    let all = (targetDocuments.0 + targetDocuments.1, backgroundDocuments.0 + backgroundDocuments.1)
    let least = ElementaryFunctions.naturalLogarithm(requirements.oddsRatio)
    var found: [(hash: UInt64, counts: Counts, strength: Double, p: Double)] = []
    for (hash, counts) in counts {
      let odds = Self.logOdds(
        counts.target.0 + counts.target.1, all.0, counts.background.0 + counts.background.1, all.1)
      let strength = (odds.value - least) / odds.error
      found.append((hash, counts, strength, Self.upperTail(strength)))
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
        counts.target.0, targetDocuments.0, counts.background.0, backgroundDocuments.0)
      let second = Self.logOdds(
        counts.target.1, targetDocuments.1, counts.background.1, backgroundDocuments.1)
      let (a, b) = (first.value / first.error, second.value / second.error)
      let isFoundFirst = a > requirements.score && counts.target.0 >= requirements.documents
      let isFoundSecond = b > requirements.score && counts.target.1 >= requirements.documents
      guard
        (isFoundFirst && b > requirements.confirmation) || (isFoundSecond && a > requirements.confirmation)
      else { continue }
      result.append(
        Phrase(
          hash: entry.hash, targetDocuments: counts.target.0 + counts.target.1,
          backgroundDocuments: counts.background.0 + counts.background.1, scores: (a, b),
          strength: entry.strength, discoveryRate: rates[index]))
    }
    return result.sorted { a, b in
      a.strength != b.strength ? a.strength > b.strength : a.hash < b.hash
    }
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

  /// The probability of a larger standard normal value, from above: Q(z) ≤ φ(z)/z × (1 − 1/z² + 3/z⁴) for z > 1,
  /// and 1 below, where no phrase is chosen.
  private static func upperTail(_ z: Double) -> Double {
    guard z > 1 else { return 1 }
    let density = ElementaryFunctions.exponential(-z * z / 2) / 2.506628274631
    return min(1, density / z * (1 - 1 / (z * z) + 3 / (z * z * z * z)))
  }
}
