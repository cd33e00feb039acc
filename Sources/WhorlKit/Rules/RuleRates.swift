/// The rates of rules and classes in one document: what the channel `rules` is made of.
///
/// Of each rule and class that holds there are two features, because what a rule finds is either spread over a text
/// or stands in one place of it, such as its first sentence:
///
/// - its hits for each word, `y = sqrt(hits / (L + 1))` for a document of L words, at most 1, as n-grams are counted;
/// - that it holds at all, y = 1.
struct RuleRates: Sendable {
  /// The features of a rule or class, which stand beside each other.
  static let featuresEach = 2

  /// A feature with its fixed-point rate and squared rate (``FeatureScale``).
  struct Rate: Sendable {
    let feature: Int
    let rate: UInt64
    let squaredRate: UInt64
  }

  /// The features that are not 0, ascending.
  private(set) var rates: [Rate] = []

  /// The rates of a document of `words` words.
  ///
  /// - Parameters:
  ///   - counts: The entries of ``RuleSums`` that hold, ascending, and their hits.
  ///   - scored: The number of rules and classes, which are the first entries; others have no features.
  init(_ counts: [(entry: Int, hits: Int)], scored: Int, words: Int) {
    for (entry, hits) in counts where hits > 0 && (0..<scored).contains(entry) {
      let share = min(1, Double(hits) / Double(words + 1))
      rates.append(
        Rate(
          feature: Self.featuresEach * entry, rate: UInt64(share.squareRoot() * FeatureScale.rate + 0.5),
          squaredRate: UInt64(share * FeatureScale.rateSquared + 0.5)))
      rates.append(
        Rate(
          feature: Self.featuresEach * entry + 1, rate: UInt64(FeatureScale.rate),
          squaredRate: UInt64(FeatureScale.rateSquared)))
    }
  }
}

extension FeatureSums {
  /// Adds a document of `words` words with these rates.
  mutating func add(_ rates: RuleRates, words: Int) {
    let weight = FeatureScale.weight(words: words)
    documents += 1
    self.words += UInt64(words)
    tokens += UInt64(words)
    self.weight += weight
    squaredWeight += weight * weight
    for rate in rates.rates {
      features[rate.feature].add(
        documents: 1, rate: weight * rate.rate, squaredRate: weight * rate.squaredRate)
    }
  }
}

extension DocumentRow {
  /// Keeps the rates of rules in the document.
  mutating func keep(_ rates: RuleRates) {
    ruleFeatures = rates.rates.map { Int32(truncatingIfNeeded: $0.feature) }
    ruleRates = rates.rates.map { Float($0.rate) / Float(FeatureScale.rate) }
  }
}
