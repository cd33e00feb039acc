/// What was counted of a suspect's and its candidates' answers to the same prompts: integers only, one
/// row a prompt for the suspect, so that resampling prompts is a reweighting.
///
/// Rows keep the order in which prompts were added. Tables of consecutive runs of prompts are put
/// together with ``append(_:)``.
public struct OverlapCounts: Sendable, Equatable {
  static let channels = OverlapChannel.allCases.count

  /// The prompts that were counted.
  public private(set) var prompts = 0

  let candidates: Int
  let vendors: Int

  /// Whether a candidate answered: prompts × candidates.
  var answered: [Bool] = []
  /// The suspect's exclusive overlap E: prompts × channels × candidates.
  var shared: [Int32] = []
  /// The candidate's exclusive features N: prompts × channels × candidates.
  var exclusive: [Int32] = []
  /// The suspect's features n: prompts × channels.
  var own: [Int32] = []

  /// E of a candidate in the suspect's place, its vendor left out: channels × candidate × candidates.
  var nullShared: [Int]
  /// What leaving a vendor out adds to N: channels × vendors × candidates.
  var nullExclusive: [Int]
  /// n of a candidate in the suspect's place over the prompts that another one answered.
  var nullOwn: [Int]

  /// 8-grams by the vendors that have them, 0 to all: of the suspect and a candidate, candidates ×
  /// (vendors + 1).
  var gramsShared: [Int]
  /// The same of the candidate, over the prompts that it answered.
  var gramsOfCandidate: [Int]
  /// The same of the suspect, over the prompts that the candidate answered.
  var gramsOfSuspect: [Int]

  /// Words of the suspect over the prompts that a candidate answered.
  var wordsOfSuspect: [Int]
  /// Words of a candidate.
  var wordsOfCandidate: [Int]

  /// A table without prompts.
  init(_ set: CandidateSet) {
    candidates = set.candidates.count
    vendors = set.vendorCount
    nullShared = [Int](repeating: 0, count: Self.channels * candidates * candidates)
    nullExclusive = [Int](repeating: 0, count: Self.channels * vendors * candidates)
    nullOwn = [Int](repeating: 0, count: Self.channels * candidates * candidates)
    gramsShared = [Int](repeating: 0, count: candidates * (vendors + 1))
    gramsOfCandidate = gramsShared
    gramsOfSuspect = gramsShared
    wordsOfSuspect = [Int](repeating: 0, count: candidates)
    wordsOfCandidate = wordsOfSuspect
  }

  /// Appends an empty row.
  mutating func appendRow() {
    prompts += 1
    answered.append(contentsOf: repeatElement(false, count: candidates))
    shared.append(contentsOf: repeatElement(0, count: Self.channels * candidates))
    exclusive.append(contentsOf: repeatElement(0, count: Self.channels * candidates))
    own.append(contentsOf: repeatElement(0, count: Self.channels))
  }

  /// Adds the prompts of a table of the same candidates behind those of this one.
  ///
  /// - Precondition: Both tables were counted with one ``CandidateSet``.
  public mutating func append(_ other: OverlapCounts) {
    prompts += other.prompts
    answered += other.answered
    shared += other.shared
    exclusive += other.exclusive
    own += other.own
    Self.add(other.nullShared, to: &nullShared)
    Self.add(other.nullExclusive, to: &nullExclusive)
    Self.add(other.nullOwn, to: &nullOwn)
    Self.add(other.gramsShared, to: &gramsShared)
    Self.add(other.gramsOfCandidate, to: &gramsOfCandidate)
    Self.add(other.gramsOfSuspect, to: &gramsOfSuspect)
    Self.add(other.wordsOfSuspect, to: &wordsOfSuspect)
    Self.add(other.wordsOfCandidate, to: &wordsOfCandidate)
  }

  /// Adds, for every candidate, the features `own` of each one, channels × candidates, to
  /// ``nullOwn``, and the suspect's 8-grams to ``gramsOfSuspect``.
  mutating func addToAll(own: [Int], grams: [Int]) {
    for (row, features) in own.enumerated() {
      for model in 0..<candidates { nullOwn[row * candidates + model] += features }
    }
    for model in 0..<candidates {
      for (held, count) in grams.enumerated() { gramsOfSuspect[model * (vendors + 1) + held] += count }
    }
  }

  /// The prompts that candidate `index` answered.
  func sharedPrompts(_ index: Int) -> Int {
    (0..<prompts).count { answered[$0 * candidates + index] }
  }

  private static func add(_ more: [Int], to sums: inout [Int]) {
    for (index, value) in more.enumerated() { sums[index] += value }
  }
}
