@testable import WhorlKit

/// Answers of invented models to invented prompts: random words, so that models share short n-grams by
/// chance and long ones by copying only.
struct PlantedAnswers {
  static let functionWords = FunctionWords(["w0", "w1", "w2"])

  let prompts: Int
  let models: [String]

  /// The sentences of `model`'s answer to `prompt`.
  func sentences(_ model: String, _ prompt: Int, count: Int = 5) -> [String] {
    var random = SplitMix64(seed: StableHash.text("\(model)/\(prompt)", seed: 5))
    return (0..<count).map { _ in
      (0..<9).map { _ in
        // The smaller of two draws: frequent words exist.
        "w\(min(random.index(below: 400), random.index(below: 400)))"
      }.joined(separator: " ") + "."
    }
  }

  /// The answer of a student that takes over `share` of its sentences from `teacher`.
  func student(of teacher: String, _ prompt: Int, share: Double) -> String {
    var random = SplitMix64(seed: UInt64(prompt) &+ 77)
    let known = sentences(teacher, prompt)
    let own = sentences("student", prompt)
    return zip(own, known).map { mine, theirs in
      Double(random.index(below: 10_000)) < share * 10_000 ? theirs : mine
    }.joined(separator: " ")
  }

  func set(vendors: [String: String] = [:], without: String? = nil) throws -> CandidateSet {
    try CandidateSet(
      models.filter { $0 != without }.map { TeacherCandidate(name: $0, vendor: vendors[$0]) })
  }

  /// Counts of `suspect`'s answers against those of the candidates of `set`.
  func counts(
    _ set: CandidateSet, order: [Int]? = nil, suspect: (Int) -> String
  ) throws -> OverlapCounts {
    var counter = OverlapCounter(set, functionWords: Self.functionWords)
    for prompt in order ?? Array(0..<prompts) {
      let answer = Array(suspect(prompt).utf8)
      try counter.addSuspect(answer.span)
      for (index, candidate) in set.candidates.enumerated() {
        let text = Array(sentences(candidate.name, prompt).joined(separator: " ").utf8)
        try counter.add(text.span, of: index)
      }
      counter.finishPrompt()
    }
    return counter.counts
  }
}
