// The channel `rules` in a fingerprint, and its section.

extension RuleSums {
  /// The name of the section of rates in a fingerprint's file; see `docs/fingerprint-format.md`.
  static let ratesSectionName = "rule-rates"

  /// The names of the rules and classes, whose rates are kept: the first entries.
  public var scoredNames: [String] {
    entries.prefix { $0.name.hasPrefix("rule ") || $0.name.hasPrefix("class ") }.map(\.name)
  }

  /// The sums of rates by prompt half, of the rules and classes called `names` and in their order; nil if the sums
  /// have none, were not made with each of `packs`, or lack one of the names.
  ///
  /// - Complexity: O(e) for e entries.
  func rates(of names: [String], packs: [Pack]) -> [FeatureSums]? {
    guard let rates, packs.allSatisfy(self.packs.contains) else { return nil }
    let own = scoredNames
    if own == names { return rates }
    let places = Dictionary(zip(own, own.indices)) { first, _ in first }
    let found = names.compactMap { places[$0] }
    guard found.count == names.count else { return nil }
    return rates.map { sums in
      var result = sums
      result.features = found.flatMap { place in
        sums.features[RuleRates.featuresEach * place..<RuleRates.featuresEach * (place + 1)]
      }
      return result
    }
  }

  func encodedRates() -> [UInt8]? {
    guard let rates else { return nil }
    var writer = ByteWriter()
    for half in rates { writer.append(half) }
    return writer.bytes
  }

  /// Takes up the rates that a section holds.
  mutating func readRates(_ bytes: [UInt8]) throws(ByteReader.Malformed) {
    let count = RuleRates.featuresEach * scoredNames.count
    var reader = ByteReader(bytes[...])
    let halves = [try reader.featureSums(count), try reader.featureSums(count)]
    try reader.finish()
    guard halves[0].documents + halves[1].documents == documents else {
      throw ByteReader.Malformed(reason: "it counts other documents than the rules do")
    }
    rates = halves
  }
}
