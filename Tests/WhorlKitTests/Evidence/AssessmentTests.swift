import Testing

@testable import WhorlKit

@Suite("An assessment")
struct AssessmentTests {
  private static func assess(
    _ suspect: InventedCorpus, references: [Fingerprint]? = nil, withRows: Bool = true,
    _ background: BackgroundModel? = nil, options: AssessmentOptions = AssessmentOptions()
  ) throws -> Assessment {
    let written = try WritingCase.shared.get()
    let references = references ?? written.references
    let builder = try suspect.builder(FingerprintBuilder(vocabulary: written.vocabulary, rowLimit: 500))
    let questioned = builder.invented("suspect")
    return try Assessment(
      try ReferenceSet(references, vocabulary: written.vocabulary).compare(questioned), suspect: questioned,
      rows: withRows ? builder.rows : [], references: references,
      background: try background ?? SyntheticBackground().model(), options: options)
  }

  private static let suspect = WritingHabit.writers[1].corpus(30, seed: 100)

  /// All numbers of an assessment.
  private func numbers(_ assessment: Assessment) -> [String] {
    assessment.evidence.map {
      "\($0.comparison.reference.name) \($0.score) \(String(describing: $0.log10LR)) "
        + "\(String(describing: $0.interval)) \($0.channels.map(\.score))"
    } + ["\(assessment.verdict)"]
  }

  @Test("names the writer first, with a ratio that lies in its interval")
  func writer() throws {
    for (index, writer) in WritingHabit.writers.enumerated() {
      let result = try Self.assess(WritingHabit.writers[index].corpus(30, seed: 100))
      let best = try #require(result.evidence.first)
      #expect(best.comparison.reference.name == writer.name)
      #expect(result.verdict.isCalibrated)
      let calibration = try #require(result.calibration)
      for evidence in result.evidence {
        let ratio = try #require(evidence.log10LR)
        #expect(try #require(evidence.interval).contains(ratio))
        #expect(ratio >= calibration.lowerBound && ratio <= calibration.upperBound)
      }
    }
  }

  @Test("allows for other prompts where the background knows what prompts do, and says how much they differ")
  func otherPrompts() throws {
    var background = try SyntheticBackground()
    background.slope = 1
    let plain = try Self.assess(Self.suspect, background.model())
    #expect(plain.evidence.allSatisfy { $0.promptShift == nil })
    let features = try WritingCase.shared.get().vocabulary.layout.count
    func space(noise: Double) -> PromptSpace {
      var random = SplitMix64(seed: 12)
      return PromptSpace(
        features: [0..<features], projection: (0..<features).map { _ in Float(random.normal()) * 20 },
        offset: [0],
        between: [1e-6], noise: [noise])
    }
    // Of documents that scatter so widely, any distance is chance; of documents that hardly do, none is.
    background.prompts = space(noise: 1e9)
    let same = try Self.assess(Self.suspect, background.model())
    #expect(same.evidence.allSatisfy { $0.promptShift?.value == 0 && $0.promptShift?.isCertain == false })
    #expect(numbers(same) == numbers(plain))
    background.prompts = space(noise: 1e-6)
    let other = try Self.assess(Self.suspect, background.model())
    for evidence in other.evidence {
      let shift = try #require(evidence.promptShift)
      #expect(shift.isCertain && shift.value > 0)
      let before = try #require(
        plain.evidence.first { $0.comparison.reference.name == evidence.comparison.reference.name })
      #expect(abs(evidence.score) < abs(before.score))
      #expect(try #require(evidence.interval).contains(try #require(evidence.log10LR)))
    }
  }

  @Test("depends neither on the order of references nor on that of documents")
  func order() throws {
    let written = try WritingCase.shared.get()
    let plain = try Self.assess(Self.suspect)
    let turned = try Self.assess(
      InventedCorpus(Array(Self.suspect.documents.reversed())),
      references: Array(written.references.reversed()))
    #expect(numbers(plain) == numbers(turned))
  }

  @Test("the same seed gives the same interval, another one another interval of the same ratio")
  func seeds() throws {
    var background = try SyntheticBackground()
    background.slope = 1
    let model = try background.model()
    var options = AssessmentOptions()
    let first = try Self.assess(Self.suspect, model, options: options)
    #expect(numbers(first) == numbers(try Self.assess(Self.suspect, model, options: options)))
    options.seed = 2
    let second = try Self.assess(Self.suspect, model, options: options)
    #expect(first.evidence.map(\.log10LR) == second.evidence.map(\.log10LR))
    #expect(first.evidence.map(\.interval) != second.evidence.map(\.interval))
  }

  @Test("without documents at hand the interval is the model's")
  func modelInterval() throws {
    let result = try Self.assess(Self.suspect, withRows: false)
    #expect(result.intervalMethod == .model)
    #expect(result.evidence.allSatisfy { $0.interval != nil })
    #expect(try Self.assess(Self.suspect).intervalMethod == .documents)
  }

  @Test(
    "too little text is inconclusive and has no ratio",
    arguments: [(4, 400), (20, 20)])
  func tooLittle(documents: Int, words: Int) throws {
    let result = try Self.assess(WritingHabit.writers[0].corpus(documents, words: words, seed: 5))
    #expect(result.verdict.kind == .inconclusive)
    #expect(result.evidence.count == 4)
    #expect(result.evidence.allSatisfy { $0.log10LR == nil && $0.interval == nil && $0.support == nil })
    #expect(result.evidence.allSatisfy { $0.channels.allSatisfy { $0.log10LR == nil } })
  }

  @Test("a background of another vocabulary, and a style that it does not have, are refused")
  func refusals() throws {
    var background = try SyntheticBackground()
    background.vocabularyDigest = "other"
    let other = try background.model()
    #expect(throws: AssessmentError.otherVocabulary("synthetic")) { try Self.assess(Self.suspect, other) }
    var options = AssessmentOptions()
    options.style = "c9"
    #expect(throws: AssessmentError.unknownStyle("c9", ["all", "text", "w1"])) {
      try Self.assess(Self.suspect, options: options)
    }
  }

  @Test("a model that is part of the case is left out of the calibration, or named where it cannot be")
  func excluded() throws {
    let written = try WritingCase.shared.get()
    let digest = String(repeating: "a", count: 64)
    var background = try SyntheticBackground()
    background.inputs = [digest]
    let model = try background.model()
    var references = written.references
    references[0] = try WritingHabit.writers[0].corpus(40, seed: 1).builder(written.builder).invented(
      "ash", inputs: [FingerprintHeader.InputDigest(name: "a.jsonl", bytes: 9, sha256: digest)])
    let result = try Self.assess(Self.suspect, references: references, model)
    #expect(result.excludedModels == ["m3"])
    #expect(result.keptModels.isEmpty)
    #expect(try result.calibration == StyleCalibration(fitting: model.trials, excluding: [3]))
    var options = AssessmentOptions()
    options.style = "text"
    let text = try Self.assess(Self.suspect, references: references, model, options: options)
    #expect(text.excludedModels.isEmpty)
    #expect(text.keptModels == ["m3"])
    #expect(try Self.assess(Self.suspect).excludedModels.isEmpty)
  }

  @Test(
    "models that are part of the case stay in the calibration where fewer than ten would be left, and are named"
  )
  func tooManyExcluded() throws {
    let written = try WritingCase.shared.get()
    let digest = String(repeating: "b", count: 64)
    var references = written.references
    references[0] = try WritingHabit.writers[0].corpus(40, seed: 1).builder(written.builder).invented(
      "ash", inputs: [FingerprintHeader.InputDigest(name: "a.jsonl", bytes: 9, sha256: digest)])
    var background = try SyntheticBackground()
    background.inputs = [digest]
    for (models, areLeftOut) in [(2...3, true), (1...3, false), (0...11, false)] {
      background.modelsOfInputs = models
      let model = try background.model()
      let names = models.map { "m\($0)" }.sorted()
      let result = try Self.assess(Self.suspect, references: references, model)
      #expect(result.excludedModels == (areLeftOut ? names : []))
      #expect(result.keptModels == (areLeftOut ? [] : names))
      #expect(
        try result.calibration
          == (areLeftOut
            ? StyleCalibration(fitting: model.trials, excluding: Set(models)) : model.styles[0].calibration))
    }
  }

  @Test("a reference given twice is named as one model under two names, and siblings are not")
  func repeated() throws {
    let written = try WritingCase.shared.get()
    let twice = written.references + [written.references[2].renamed("copy")]
    #expect(
      RepeatedReference.pairs(in: twice) == [
        RepeatedReference(first: "cedar", second: "copy")
      ])
    let sibling = try WritingHabit.writers[1].corpus(40, seed: 2).fingerprint(
      "twin", template: written.builder)
    #expect(RepeatedReference.pairs(in: written.references + [sibling]).isEmpty)
  }

  @Test("two references of one writer make a cluster")
  func cluster() throws {
    let written = try WritingCase.shared.get()
    let twin = try WritingHabit.writers[1].corpus(40, seed: 2).fingerprint("twin", template: written.builder)
    let result = try Self.assess(Self.suspect, references: written.references + [twin])
    #expect(result.verdict.kind == .cluster)
    #expect(Set(result.verdict.references) == ["birch", "twin"])
  }

  /// The distance of a text of `documents` documents: in this background more documents lie further away.
  private static func distance(_ writer: Int, documents: Int, _ model: BackgroundModel) throws -> Double {
    let written = try WritingCase.shared.get()
    return model.typicality.distance(
      of: try WritingHabit.writers[writer].corpus(documents, seed: 100).builder(written.builder).invented("x")
        .sums)
  }

  @Test("a suspect of another kind of text than the references has scores, no ratio, and no name")
  func suspectOutside() throws {
    var background = try SyntheticBackground()
    let model = try background.model()
    let known = try WritingCase.shared.get().references.map { model.typicality.distance(of: $0.sums) }
    let own = try Self.distance(1, documents: 200, model)
    let largest = try #require(known.max())
    #expect(own > largest)
    background.limit = (own + largest) / 2
    let result = try Self.assess(WritingHabit.writers[1].corpus(200, seed: 100), background.model())
    #expect(result.verdict.kind == .outOfDomain && result.verdict.references.isEmpty)
    #expect(result.evidence.allSatisfy { $0.log10LR == nil && $0.absence == .suspectOutside })
    #expect(result.evidence.first?.comparison.reference.name == "birch")
    #expect(result.domain.suspectOutside?.other == nil)
    #expect(result.calibration != nil)
  }

  @Test(
    "a reference of too little text has no ratio, one unlike all that is known is marked, and the others have one"
  )
  func referenceWithout() throws {
    var background = try SyntheticBackground()
    let model = try background.model()
    let written = try WritingCase.shared.get()
    let known = try #require(written.references.map { model.typicality.distance(of: $0.sums) }.max())
    background.limit = (known + (try Self.distance(3, documents: 200, model))) / 2
    let large = try WritingHabit.writers[3].corpus(200, seed: 100).builder(written.builder).invented("large")
    let small = try WritingHabit.writers[3].corpus(4, seed: 3).builder(written.builder).invented("small")
    let result = try Self.assess(
      Self.suspect, references: written.references + [large, small], background.model())
    let absences = Dictionary(
      uniqueKeysWithValues: result.evidence.map { ($0.comparison.reference.name, $0.absence) })
    #expect(absences["small"] == .referenceTooSmall)
    #expect(result.evidence.count { $0.log10LR != nil } == 5)
    #expect(result.evidence.filter(\.isReferenceUnusual).map(\.comparison.reference.name) == ["large"])
    #expect(result.evidence.allSatisfy { ($0.log10LR == nil) == ($0.absence != nil) })
    for evidence in result.evidence where evidence.absence != nil {
      #expect(evidence.interval == nil && evidence.channels.allSatisfy { $0.log10LR == nil })
    }
  }

  @Test("references of another kind of text give scores and no ratio")
  func shifted() throws {
    var background = try SyntheticBackground()
    background.limit = 0
    let result = try Self.assess(Self.suspect, try background.model())
    #expect(result.domain == .shifted(references: 4, outside: 4, models: 4))
    #expect(result.verdict.kind == .inconclusive)
    #expect(!result.verdict.isCalibrated)
    #expect(result.evidence.allSatisfy { $0.log10LR == nil && $0.interval == nil && $0.score.isFinite })
    #expect(result.evidence.first?.comparison.reference.name == "birch")
  }
}
