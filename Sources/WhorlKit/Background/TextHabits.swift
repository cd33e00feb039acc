/// How often the texts of each source of one kind hold what a treatment of all texts would take out of them, or force on
/// them: by this ``treatment(of:)`` tells a treatment from a way of writing.
public struct TextHabits: Sendable, Equatable {
  /// The habits of one source.
  public struct Source: Sendable, Equatable {
    /// The share of its documents that hold line breaks.
    public let lineBreaks: Float
    /// The share that hold words with capital letters.
    public let capitals: Float
    /// The share that hold periods or commas.
    public let punctuation: Float
    /// The share of its words, about, that are in capitals throughout.
    public let wordsInCapitals: Float

    init(lineBreaks: Float, capitals: Float, punctuation: Float, wordsInCapitals: Float) {
      self.lineBreaks = lineBreaks
      self.capitals = capitals
      self.punctuation = punctuation
      self.wordsInCapitals = wordsInCapitals
    }

    /// The habits of the source whose documents add up to `sums`.
    init(_ sums: FeatureSums) {
      let start = sums.features.count - FormatFeature.allCases.count
      self.init(
        documents: Double(sums.documents),
        rateInCapitals: sums.meanRate(start + FormatFeature.allCapsWords.rawValue)
      ) { Double(sums.features[start + $0.rawValue].documents) }
    }

    /// The habits of a source of these documents, in which format features begin at the place `start`.
    public init(_ rows: [DocumentRow], formatStart start: Int) {
      var documents = [Int](repeating: 0, count: FormatFeature.allCases.count)
      var (rate, weight) = (0.0, 0.0)
      for row in rows {
        weight += Double(row.weight)
        for (feature, value) in zip(row.features, row.rates) where Int(feature) >= start {
          documents[Int(feature) - start] += 1
          if Int(feature) - start == FormatFeature.allCapsWords.rawValue {
            rate += Double(row.weight) * Double(value)
          }
        }
      }
      self.init(documents: Double(rows.count), rateInCapitals: weight > 0 ? rate / weight : 0) {
        Double(documents[$0.rawValue])
      }
    }

    /// Of several features that would do, the share is that of the most frequent: at most that of documents with any.
    private init(documents: Double, rateInCapitals: Double, with count: (FormatFeature) -> Double) {
      func share(_ features: [FormatFeature]) -> Float {
        documents > 0 ? Float((features.map(count).max() ?? 0) / documents) : 0
      }
      lineBreaks = share([.singleNewlines, .blankLines])
      capitals = share([.capitalisedWords, .allCapsWords, .mixedCaseWords])
      punctuation = share([.periods, .commas])
      // A rate is the square root of a share.
      wordsInCapitals = Float(rateInCapitals * rateInCapitals)
    }
  }

  /// The sources.
  public let sources: [Source]

  /// The habits of `sources`.
  public init(_ sources: [Source]) { self.sources = sources }

  /// The habits of sources whose documents add up to `sums`, one each.
  init(_ sums: [FeatureSums]) { sources = sums.map(Source.init) }

  /// The largest share of texts that may still hold what was taken out of them: other alphabets' marks, a text that was
  /// overlooked.
  public static let leftOver = 0.02
  /// How improbable it has to be that a source writes so many texts with so little of a thing, for it to count as taken out.
  public static let improbable = 1e-3
  /// Of more texts this many decide, with as many left over as their share says: it is certain by then.
  static let mostTexts: UInt64 = 500

  /// What was done to the texts of `sums`; nil if nothing was that shows.
  ///
  /// A thing was taken out if at most ``leftOver`` of the texts hold it, and a source drawn like the ones known would write
  /// so few with it, k of n, with a probability of less than ``improbable``: with shares p_i of documents that hold it, the
  /// mean of P(K ≤ k) over the sources, K binomial of n and p_i. Letters were made capital if most words are, while of no
  /// source half are.
  ///
  /// - Complexity: O(sources).
  public func treatment(of sums: FeatureSums) -> TextTreatment? {
    guard sums.documents > 0, sums.features.count >= FormatFeature.allCases.count, !sources.isEmpty else {
      return nil
    }
    let seen = Source(sums)
    if seen.wordsInCapitals > 0.5, sources.allSatisfy({ $0.wordsInCapitals < 0.5 }) { return .upperCase }
    func isTakenOut(_ share: (Source) -> Float) -> Bool {
      let left = Double(share(seen))
      guard left <= Self.leftOver else { return false }
      let texts = Int(min(sums.documents, Self.mostTexts))
      let most = Int((left * Double(texts)).rounded(.up))
      let probability = sources.reduce(0) {
        $0 + BinomialDistribution.probability(ofAtMost: most, of: texts, share: Double(share($1)))
      }
      return probability / Double(sources.count) < Self.improbable
    }
    if isTakenOut(\.capitals) { return .lowerCase }
    if isTakenOut(\.punctuation) { return .withoutPunctuation }
    if isTakenOut(\.lineBreaks) { return .withoutLineBreaks }
    return nil
  }
}
