import WhorlKit

/// The overlap of a suspect's corpus with its references', counted prompt by prompt on several threads.
///
/// Prompts go by the order of their bytes, in runs of equal length that are put together in order: the
/// counts are the same for any number of threads.
struct PromptedCorpusOverlap: Sendable {
  /// Prompts a task counts at once.
  private static let runLength = 64

  let suspect: PromptedCorpus
  /// The references in the order of the candidates.
  let references: [PromptedReference]
  let candidates: CandidateSet
  let functionWords: FunctionWords

  /// The sample of features that all references have; nil where none is an index.
  private var sampling: OverlapSampling? {
    let exponents = references.compactMap { reference in
      if case .index(let answers) = reference { answers.sampling.exponent } else { nil }
    }
    return exponents.max().map { OverlapSampling(exponent: $0) }
  }

  /// Counts all prompts of the suspect that a reference answered too, `jobs` runs at once.
  func counts(jobs: Int) async throws -> OverlapCounts {
    let keys = suspect.keys.filter { key in references.contains { $0.answerCount(key) > 0 } }
    let runs = stride(from: 0, to: keys.count, by: Self.runLength).map { start in
      Array(keys[start..<min(start + Self.runLength, keys.count)])
    }
    var finished = [OverlapCounts?](repeating: nil, count: runs.count)
    try await withThrowingTaskGroup(of: (Int, OverlapCounts).self) { group in
      for (index, run) in runs.enumerated() {
        if index >= jobs, let (done, counts) = try await group.next() { finished[done] = counts }
        group.addTask { (index, try count(run)) }
      }
      for try await (done, counts) in group { finished[done] = counts }
    }
    var total = OverlapCounter(candidates, functionWords: functionWords, sampling: sampling).counts
    for case .some(let counts) in finished { total.append(counts) }
    return total
  }

  private func count(_ keys: [[UInt8]]) throws -> OverlapCounts {
    var counter = OverlapCounter(candidates, functionWords: functionWords, sampling: sampling)
    for key in keys {
      try suspect.forEachAnswer(to: key) { try counter.addSuspect($0) }
      for (index, reference) in references.enumerated() {
        switch reference {
        case .corpus(let corpus): try corpus.forEachAnswer(to: key) { try counter.add($0, of: index) }
        case .index(let indexed):
          for document in indexed.documents(key) { counter.add(document, in: indexed.answers, of: index) }
        }
      }
      counter.finishPrompt()
    }
    return counter.counts
  }
}
