import Testing

@testable import WhorlKit

@Suite struct OverlapCounterTests {
  private let answers = PlantedAnswers(prompts: 6, models: ["a1", "a2", "b", "c", "d"])
  private let vendors = ["a1": "A", "a2": "A", "b": "B", "c": "C", "d": "D"]

  private func student(_ prompt: Int) -> String { answers.student(of: "a2", prompt, share: 0.5) }

  /// Word n-grams as the definition says, with sets of strings.
  private func grams(_ text: String, _ length: Int) -> Set<[String]> {
    let words = text.split { $0 == " " || $0 == "." }.map(String.init)
    guard words.count >= length else { return [] }
    return Set((0...(words.count - length)).map { Array(words[$0..<($0 + length)]) })
  }

  @Test(
    "E, N and n are those of sets of strings",
    arguments: [
      (OverlapChannel.words2, 2), (.words3, 3), (.words4, 4), (.words6, 6), (.words8, 8),
    ])
  func agreesWithSets(channel: OverlapChannel, length: Int) throws {
    let set = try answers.set(vendors: vendors)
    let counts = try answers.counts(set, suspect: student)
    var overlapping = 0
    for prompt in 0..<answers.prompts {
      let held = set.candidates.map { candidate in
        grams(answers.sentences(candidate.name, prompt).joined(separator: " "), length)
      }
      let own = grams(student(prompt), length)
      #expect(Int(counts.own[prompt * OverlapCounts.channels + channel.rawValue]) == own.count)
      for (index, candidate) in set.candidates.enumerated() {
        var exclusive = held[index]
        for (other, rival) in set.candidates.enumerated() where rival.vendor != candidate.vendor {
          exclusive.subtract(held[other])
        }
        let cell =
          (prompt * OverlapCounts.channels + channel.rawValue) * set.candidates.count + index
        #expect(Int(counts.exclusive[cell]) == exclusive.count)
        #expect(Int(counts.shared[cell]) == exclusive.intersection(own).count)
        overlapping += exclusive.intersection(own).count
      }
    }
    #expect(overlapping > 0)
  }

  @Test("a candidate in the suspect's place is counted as if it were the suspect and its vendor not listed")
  func nullIsLeavingOut() throws {
    let set = try answers.set(vendors: vendors)
    let counts = try answers.counts(set, suspect: student)
    let exclusive = counts.sums(weights: [Int](repeating: 1, count: counts.prompts)).exclusive
    for (index, candidate) in set.candidates.enumerated() {
      let others = try CandidateSet(set.candidates.filter { $0.vendor != candidate.vendor })
      let direct = try answers.counts(others) { prompt in
        answers.sentences(candidate.name, prompt).joined(separator: " ")
      }
      let expected = direct.sums(weights: [Int](repeating: 1, count: direct.prompts))
      let null = counts.nullSums(of: index, vendor: set.vendorOf[index], exclusive: exclusive)
      for channel in 0..<OverlapCounts.channels {
        for (place, other) in others.candidates.enumerated() {
          let cell = channel * set.candidates.count + (set.candidates.firstIndex(of: other) ?? -1)
          let target = channel * others.candidates.count + place
          #expect(null.shared[cell] == expected.shared[target])
          #expect(null.exclusive[cell] == expected.exclusive[target])
          #expect(null.own[cell] == expected.own[target])
        }
      }
    }
  }

  @Test("tables of two runs of prompts put together are the table of all prompts")
  func append() throws {
    let set = try answers.set(vendors: vendors)
    var parts = try answers.counts(set, order: [0, 1], suspect: student)
    parts.append(try answers.counts(set, order: [2, 3, 4, 5], suspect: student))
    #expect(try parts == answers.counts(set, suspect: student))
  }

  @Test("the order of prompts and the order of candidates change no sum")
  func permutation() throws {
    let set = try answers.set(vendors: vendors)
    let counts = try answers.counts(set, suspect: student)
    let weights = [Int](repeating: 1, count: counts.prompts)
    let other = try answers.counts(set, order: [5, 3, 1, 0, 2, 4], suspect: student)
    #expect(counts.sums(weights: weights).shared == other.sums(weights: weights).shared)
    #expect(counts.sums(weights: weights).exclusive == other.sums(weights: weights).exclusive)
    #expect(counts.nullShared == other.nullShared)
    #expect((0..<5).map { counts.cosine($0) } == (0..<5).map { other.cosine($0) })
    let reversed = try CandidateSet(set.candidates.reversed())
    #expect(reversed.candidates == set.candidates)
    #expect(try answers.counts(reversed, suspect: student) == counts)
  }

  @Test("wording that two versions of one vendor share stays exclusive to it; families are rivals")
  func versions() throws {
    func shared(families: [String?]) throws -> (exclusive: Int, shared: Int) {
      let set = try CandidateSet([
        TeacherCandidate(name: "a1", vendor: "A", family: families[0]),
        TeacherCandidate(name: "a2", vendor: "A", family: families[1]),
        TeacherCandidate(name: "b", vendor: "B"),
      ])
      var counter = OverlapCounter(set, functionWords: PlantedAnswers.functionWords)
      let (same, other) = (Array("one two three".utf8), Array("four five six".utf8))
      try counter.addSuspect(same.span)
      try counter.add(same.span, of: 0)
      try counter.add(same.span, of: 1)
      try counter.add(other.span, of: 2)
      counter.finishPrompt()
      let cell = OverlapChannel.words3.rawValue * 3
      return (Int(counter.counts.exclusive[cell]), Int(counter.counts.shared[cell]))
    }
    #expect(try shared(families: [nil, nil]) == (1, 1))
    #expect(try shared(families: ["old", "new"]) == (0, 0))
  }

  @Test(
    "answers of any bytes are counted without harm",
    arguments: [[], [0], [0xFF, 0xFE, 0x80], Array("\n\n\n...:::".utf8), Array("日本語のテキスト".utf8)])
  func hostile(bytes: [UInt8]) throws {
    let set = try answers.set(vendors: vendors)
    var counter = OverlapCounter(set, functionWords: PlantedAnswers.functionWords)
    try counter.addSuspect(bytes.span)
    try counter.add(bytes.span, of: 0)
    counter.finishPrompt()
    let evidence = DistillationEvidence(counter.counts, candidates: set, seed: 1, draws: 5)
    #expect(evidence.prompts == 1)
    #expect(evidence.comparisons.allSatisfy { $0.exclusiveOverlap.isFinite })
    #expect(evidence.verdict.kind == .noVerdict)
  }

  @Test("heads are the words behind line ends and sentence ends, openings the first tokens")
  func headsAndOpenings() throws {
    var extractor = OverlapFeatureExtractor(functionWords: PlantedAnswers.functionWords)
    var features = [[UInt64]](repeating: [], count: OverlapChannel.allCases.count)
    let text = Array("a b. c d e f\ng".utf8)
    let words = try extractor.extract(text.span, into: &features)
    #expect(words == 7)
    // c, c d, c d e; g.
    #expect(Set(features[OverlapChannel.head.rawValue]).count == 4)
    // a b . c d e f newline g
    #expect(Set(features[OverlapChannel.opening.rawValue]).count == 9)
  }
}
