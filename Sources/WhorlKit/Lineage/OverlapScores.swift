/// The exclusive-overlap scores of one suspect against the candidates of a set, from summed counts.
///
/// For channel c and candidate t, with E shared exclusive features, N exclusive features of t and n
/// features of the suspect over the prompts that t answered:
///
///     X = ln(E + 2) − ½ ln N − ½ ln n        Y = X − family-balanced mean of X
///
/// The score of t is the mean of Y over the channels; that of a family is its best version's.
struct OverlapScores: Sendable {
  /// The score of each candidate; nil for those left out.
  let candidates: [Double?]
  /// Y of each candidate in each channel: channels × candidates; nil for those left out.
  let channels: [Double?]
  /// The score of each family; nil for those left out.
  let families: [Double?]

  /// The sums behind the scores: channels × candidates each.
  struct Sums {
    var shared: [Double]
    var exclusive: [Double]
    var own: [Double]
  }

  /// Scores `sums`, without the candidates of vendor `excluded`.
  init(_ sums: Sums, in set: CandidateSet, excluding excluded: Int? = nil) {
    let count = set.candidates.count
    let channelCount = OverlapCounts.channels
    let isKept = set.candidates.indices.map { set.vendorOf[$0] != excluded }
    let kept = set.families.indices.filter { set.vendorOfFamily[$0] != excluded }
    var channels = [Double?](repeating: nil, count: channelCount * count)
    var totals = [Double](repeating: 0, count: count)
    var x = [Double](repeating: 0, count: count)
    for channel in 0..<channelCount {
      for model in 0..<count where isKept[model] {
        let cell = channel * count + model
        x[model] =
          ElementaryFunctions.naturalLogarithm(sums.shared[cell] + 2)
          - 0.5 * ElementaryFunctions.naturalLogarithm(max(sums.exclusive[cell], 1))
          - 0.5 * ElementaryFunctions.naturalLogarithm(max(sums.own[cell], 1))
      }
      var mean = 0.0
      for family in kept {
        let versions = set.members[family]
        mean += versions.reduce(0) { $0 + x[$1] } / Double(versions.count)
      }
      mean /= Double(max(kept.count, 1))
      for model in 0..<count where isKept[model] {
        channels[channel * count + model] = x[model] - mean
        totals[model] += x[model] - mean
      }
    }
    let scores = totals.indices.map { isKept[$0] ? totals[$0] / Double(channelCount) : nil }
    candidates = scores
    self.channels = channels
    families = set.members.map { versions in versions.compactMap { scores[$0] }.max() }
  }

  /// The family with the highest score, the first of equals.
  var leadingFamily: Int? { Self.leader(of: families) }

  /// By how much `family` leads the best family of another vendor; negative if it does not. Nil if
  /// one of the two is missing.
  func margin(of family: Int, in set: CandidateSet) -> Double? {
    Self.margin(of: family, families, in: set)
  }

  static func leader(of families: [Double?]) -> Int? {
    var leader: Int?
    var best = -Double.infinity
    for (family, score) in families.enumerated() {
      if let score, score > best {
        best = score
        leader = family
      }
    }
    return leader
  }

  static func margin(of family: Int, _ scores: [Double?], in set: CandidateSet) -> Double? {
    let rivals = scores.indices.filter { set.vendorOfFamily[$0] != set.vendorOfFamily[family] }
    guard let score = scores[family], let best = rivals.compactMap({ scores[$0] }).max() else { return nil }
    return score - best
  }
}
