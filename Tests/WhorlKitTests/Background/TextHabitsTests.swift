import Testing

@testable import WhorlKit

@Suite("What treatments of all texts take out of them")
struct TextHabitsTests {
  /// Sources that have line breaks in three of ten documents or more, and the rest in all.
  private static let habits = TextHabits(
    (0..<20).map { source in
      TextHabits.Source(
        lineBreaks: 0.3 + 0.03 * Float(source), capitals: 0.98, punctuation: 0.9, wordsInCapitals: 0.02)
    })

  /// Sums of `documents` documents, of which so many hold each feature, at a mean rate of all-caps words.
  private static func sums(
    _ documents: UInt64, _ held: [FormatFeature: UInt64], rateInCapitals: Double = 0.1
  ) -> FeatureSums {
    var sums = FeatureSums(featureCount: 3 + FormatFeature.allCases.count)
    sums.documents = documents
    sums.weight = documents * 4096
    for (feature, count) in held { sums.features[3 + feature.rawValue].documents = count }
    sums.features[3 + FormatFeature.allCapsWords.rawValue].rate = UInt64(
      rateInCapitals * Double(sums.weight) * FeatureScale.rate)
    return sums
  }

  private static let whole: [FormatFeature: UInt64] = [
    .singleNewlines: 20, .blankLines: 15, .capitalisedWords: 40, .allCapsWords: 12, .periods: 39, .commas: 33,
  ]

  @Test("are named by what is missing, and texts as they were written are not")
  func treatments() {
    #expect(Self.habits.treatment(of: Self.sums(40, Self.whole)) == nil)
    func without(_ features: FormatFeature...) -> TextTreatment? {
      Self.habits.treatment(of: Self.sums(40, Self.whole.filter { !features.contains($0.key) }))
    }
    #expect(without(.singleNewlines, .blankLines) == .withoutLineBreaks)
    #expect(without(.singleNewlines) == nil && without(.blankLines) == nil)
    #expect(without(.capitalisedWords, .allCapsWords) == .lowerCase)
    #expect(without(.capitalisedWords) == nil)
    #expect(without(.periods, .commas) == .withoutPunctuation)
    #expect(Self.habits.treatment(of: Self.sums(40, Self.whole, rateInCapitals: 0.9)) == .upperCase)
    #expect(Self.habits.treatment(of: Self.sums(40, Self.whole, rateInCapitals: 0.6)) == nil)
  }

  @Test("are not claimed of fewer texts than a source might write so")
  func small() {
    let flat = Self.whole.filter { $0.key != .singleNewlines && $0.key != .blankLines }
    for documents in 1...40 as ClosedRange<UInt64> {
      // The written formula.
      var probability = 0.0
      for source in Self.habits.sources {
        var none = 1.0
        for _ in 0..<documents { none *= 1 - Double(source.lineBreaks) }
        probability += none / 20
      }
      let isNamed = Self.habits.treatment(of: Self.sums(documents, flat)) == .withoutLineBreaks
      #expect(isNamed == (probability < 1e-3), "\(documents) documents: \(probability)")
    }
    #expect(Self.habits.treatment(of: Self.sums(5, flat)) == nil)
  }

  @Test("are named where one text in fifty was overlooked, and not where one in forty was")
  func leftOver() {
    func lineBreaks(_ count: UInt64, of documents: UInt64) -> TextTreatment? {
      let rest = Self.whole.mapValues { $0 * documents / 40 }
      return Self.habits.treatment(
        of: Self.sums(documents, rest.merging([.singleNewlines: count, .blankLines: count]) { $1 }))
    }
    #expect(lineBreaks(4, of: 200) == .withoutLineBreaks && lineBreaks(5, of: 200) == nil)
    #expect(
      lineBreaks(20_000, of: 1_000_000) == .withoutLineBreaks && lineBreaks(20_001, of: 1_000_000) == nil)
  }

  @Test("are no treatment where sources are known that write so")
  func known() {
    let chat = TextHabits(
      Self.habits.sources + [
        TextHabits.Source(lineBreaks: 0, capitals: 0, punctuation: 0, wordsInCapitals: 0.8)
      ])
    #expect(chat.treatment(of: Self.sums(40, [:], rateInCapitals: 0.9)) == nil)
    #expect(chat.treatment(of: Self.sums(4000, [:])) == nil)
    #expect(TextHabits([TextHabits.Source]()).treatment(of: Self.sums(40, [:])) == nil)
    #expect(Self.habits.treatment(of: FeatureSums(featureCount: 60)) == nil)
  }

  @Test("are found alike from documents one by one and from their sums")
  func rows() throws {
    let vocabulary = try InventedVocabulary.small
    var counter = DocumentCounter(vocabulary: vocabulary)
    counter.keepsRows = true
    var accumulator = counter.empty
    var rows: [DocumentRow] = []
    var replaced: UInt64 = 0
    for text in ["One line. And SHOUTING.", "Two\nlines", "three\n\nparts, small\n\nand even", "none"] {
      if try counter.add(Array(text.utf8).span, to: &accumulator, replaced: &replaced), let row = counter.row
      {
        rows.append(row)
      }
    }
    let one = TextHabits.Source(accumulator.sums)
    let other = TextHabits.Source(rows, formatStart: vocabulary.layout.range(of: .format).lowerBound)
    #expect(one.lineBreaks == 0.25 && one.capitals == 0.5 && one.punctuation == 0.25)
    #expect(
      (other.lineBreaks, other.capitals, other.punctuation) == (one.lineBreaks, one.capitals, one.punctuation)
    )
    #expect(abs(other.wordsInCapitals - one.wordsInCapitals) < 1e-4 && one.wordsInCapitals > 0)
  }
}
