import Synchronization
import WhorlReporting

/// One line on the terminal that says how many of many inputs are done, for work on several at once.
final class CountProgress: Sendable {
  private let done = Atomic<Int>(0)
  private let line: ProgressLine
  private let total: Int
  private let noun: String

  /// Progress through `total` inputs, each a `noun`.
  init(_ noun: String, total: Int, notes: NoteOptions) {
    line = ProgressLine(notes: notes)
    self.total = total
    self.noun = noun
  }

  /// Another one is done.
  func advance() {
    let count = done.add(1, ordering: .relaxed).newValue
    line.show("\(NumberText.grouped(UInt64(count))) of \(CountText.of(total, noun))")
  }

  /// Takes the line away.
  func clear() { line.clear() }
}
