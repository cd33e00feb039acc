/// The results of `count` independent pieces of work, in the order of their numbers, `jobs` at once.
///
/// Ends at once with the first error, or when the task is cancelled.
///
/// - Parameters:
///   - count: How many pieces there are.
///   - jobs: How many are worked on at once.
///   - finished: Is told after each piece how many are done.
///   - work: A piece, by its number from 0.
public func orderedResults<Result: Sendable>(
  count: Int, jobs: Int, finished: (_ done: Int) -> Void = { _ in },
  _ work: @escaping @Sendable (_ number: Int) async throws -> Result
) async throws -> [Result] {
  var results = [Result?](repeating: nil, count: count)
  var done = 0
  try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    for number in 0..<count {
      if number >= max(jobs, 1), let (index, result) = try await group.next() {
        results[index] = result
        done += 1
        finished(done)
      }
      group.addTask {
        try Task.checkCancellation()
        return (number, try await work(number))
      }
    }
    for try await (index, result) in group {
      results[index] = result
      done += 1
      finished(done)
    }
  }
  return results.compactMap(\.self)
}
