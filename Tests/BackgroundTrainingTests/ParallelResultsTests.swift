import Synchronization
import Testing

@testable import BackgroundTraining

@Suite("Pieces of training")
struct ParallelResultsTests {
  @Test("results are in the order of the pieces, on any number of threads", arguments: [1, 2, 7, 100])
  func order(jobs: Int) throws {
    let results = try parallelResults(count: 40, jobs: jobs) { number throws(TrainingError) in
      number * number
    }
    #expect(results == (0..<40).map { $0 * $0 })
    #expect(try parallelResults(count: 0, jobs: jobs) { number throws(TrainingError) in number }.isEmpty)
  }

  @Test("no more pieces are worked on at once than asked for")
  func limit() throws {
    let running = Mutex((now: 0, most: 0))
    _ = try parallelResults(count: 60, jobs: 2) { number throws(TrainingError) in
      running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
      defer { running.withLock { $0.now -= 1 } }
      return (0..<2000).reduce(number) { ($0 &* 31) ^ $1 }
    }
    #expect(running.withLock { $0.most } <= 2)
  }

  @Test("the error of the lowest piece ends the work")
  func failure() {
    let begun = Mutex(0)
    let expected = TrainingError(.tooFewFamilies(have: 3, need: 8))
    #expect(throws: expected) {
      try parallelResults(count: 1000, jobs: 1) { number throws(TrainingError) in
        begun.withLock { $0 += 1 }
        if number >= 3 { throw TrainingError(.tooFewFamilies(have: number, need: 8)) }
        return number
      }
    }
    #expect(begun.withLock { $0 } == 4)
  }
}
