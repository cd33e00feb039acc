extension OverlapCounts {
  /// The suspect's sums for each of `draws`, in which each prompt is counted as often as its weight says.
  ///
  /// - Complexity: O(draws × prompts × channels × candidates); the counts are read once for all draws.
  func sums(draws: [[Int32]]) -> [OverlapScores.Sums] {
    let width = Self.channels * candidates
    var shared = [[Int]](repeating: [Int](repeating: 0, count: width), count: draws.count)
    var exclusive = shared
    // The suspect's features: of all prompts, and of those that a candidate did not answer.
    var own = [[Int]](repeating: [Int](repeating: 0, count: Self.channels), count: draws.count)
    var ownUnanswered = shared
    for row in 0..<prompts {
      let unanswered = (0..<candidates).filter { !answered[row * candidates + $0] }
      for draw in draws.indices where draws[draw][row] > 0 {
        let weight = draws[draw][row]
        // What a candidate did not answer counts 0 in both.
        WeightedSums.add(self.shared, from: row * width, count: width, weight: weight, to: &shared[draw])
        WeightedSums.add(
          self.exclusive, from: row * width, count: width, weight: weight, to: &exclusive[draw])
        for channel in 0..<Self.channels {
          let features = Int(weight) * Int(self.own[row * Self.channels + channel])
          own[draw][channel] += features
          for model in unanswered { ownUnanswered[draw][channel * candidates + model] += features }
        }
      }
    }
    return draws.indices.map { draw in
      OverlapScores.Sums(
        shared: shared[draw].map(Double.init), exclusive: exclusive[draw].map(Double.init),
        own: (0..<width).map { Double(own[draw][$0 / candidates] - ownUnanswered[draw][$0]) })
    }
  }

  /// The suspect's sums with each prompt counted as often as `weights` says.
  ///
  /// - Complexity: O(prompts × channels × candidates).
  func sums(weights: [Int]) -> OverlapScores.Sums {
    sums(draws: [weights.map { Int32(clamping: $0) }])[0]
  }

  /// The sums of candidate `index` in the suspect's place, its vendor left out. `exclusive` is N of
  /// the suspect's sums.
  func nullSums(of index: Int, vendor: Int, exclusive: [Double]) -> OverlapScores.Sums {
    var sums = OverlapScores.Sums(shared: [], exclusive: [], own: [])
    for channel in 0..<Self.channels {
      for model in 0..<candidates {
        sums.shared.append(Double(nullShared[(channel * candidates + index) * candidates + model]))
        sums.exclusive.append(
          exclusive[channel * candidates + model]
            + Double(nullExclusive[(channel * vendors + vendor) * candidates + model]))
        sums.own.append(Double(nullOwn[(channel * candidates + index) * candidates + model]))
      }
    }
    return sums
  }

  /// The cosine of the suspect's and candidate `index`'s sets of 8-grams, each prompt's apart, with
  /// inverse document frequencies: `ln((V + 1) / (v + 1))` for an n-gram that v of V vendors have in
  /// their answers to that prompt (Salton & Buckley 1988, doi:10.1016/0306-4573(88)90021-0). Nil if
  /// one of the two has no 8-gram.
  func cosine(_ index: Int) -> Double? {
    var (dot, first, second) = (0.0, 0.0, 0.0)
    for held in 0...vendors {
      let idf = ElementaryFunctions.naturalLogarithm(Double(vendors + 1) / Double(held + 1))
      let cell = index * (vendors + 1) + held
      dot += Double(gramsShared[cell]) * idf * idf
      first += Double(gramsOfSuspect[cell]) * idf * idf
      second += Double(gramsOfCandidate[cell]) * idf * idf
    }
    return first > 0 && second > 0 ? dot / (first * second).squareRoot() : nil
  }
}
