extension OverlapCounts {
  /// The suspect's sums with each prompt counted as often as `weights` says.
  ///
  /// - Complexity: O(prompts × channels × candidates).
  func sums(weights: [Int]) -> OverlapScores.Sums {
    let width = Self.channels * candidates
    var shared = [Int](repeating: 0, count: width)
    var exclusive = shared
    var own = shared
    let (sharedRows, exclusiveRows, ownRows, isAnswered) = (self.shared, self.exclusive, self.own, answered)
    for (row, weight) in weights.enumerated() where weight > 0 {
      for channel in 0..<Self.channels {
        let features = weight * Int(ownRows[row * Self.channels + channel])
        for model in 0..<candidates where isAnswered[row * candidates + model] {
          let cell = channel * candidates + model
          shared[cell] += weight * Int(sharedRows[row * width + cell])
          exclusive[cell] += weight * Int(exclusiveRows[row * width + cell])
          own[cell] += features
        }
      }
    }
    return OverlapScores.Sums(
      shared: shared.map(Double.init), exclusive: exclusive.map(Double.init), own: own.map(Double.init))
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
