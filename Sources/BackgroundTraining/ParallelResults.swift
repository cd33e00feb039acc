import Dispatch
import Synchronization

/// The results of `count` independent pieces of work, in the order of their numbers, on at most `jobs` threads.
///
/// Blocks until all is done: training is one long computation with nothing to wait for. After an error no new piece is
/// begun, and of several errors that of the lowest number is thrown.
///
/// - Parameters:
///   - count: How many pieces there are.
///   - jobs: How many are worked on at once.
///   - work: A piece, by its number from 0.
func parallelResults<Result: Sendable>(
  count: Int, jobs: Int, _ work: @Sendable (_ number: Int) throws(TrainingError) -> Result
) throws(TrainingError) -> [Result] {
  let state = Mutex(WorkState<Result>(results: [Result?](repeating: nil, count: count)))
  DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, count))) { _ in
    while true {
      let number: Int? = state.withLock { state in
        guard state.failure == nil, state.next < count else { return nil }
        state.next += 1
        return state.next - 1
      }
      guard let number else { return }
      do throws(TrainingError) {
        let result = try work(number)
        state.withLock { $0.results[number] = result }
      } catch {
        state.withLock { state in
          if number < state.failure?.number ?? count { state.failure = (number, error) }
        }
      }
    }
  }
  let end = state.withLock { $0 }
  if let failure = end.failure { throw failure.error }
  return end.results.compactMap(\.self)
}

private struct WorkState<Result: Sendable>: Sendable {
  var next = 0
  var results: [Result?]
  var failure: (number: Int, error: TrainingError)?
}
