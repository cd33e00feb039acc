import ArgumentParser
import Synchronization

/// What is said on standard error beside errors.
struct NoteOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "No notes on standard error.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "More notes: what was detected in each input.")
  var verbose = false

  /// Says something on standard error unless quiet.
  func note(_ text: String) {
    if quiet { return }
    if let collected = Self.collected {
      collected.append(text)
    } else {
      Terminal.writeErrorLine(text)
    }
  }

  /// Where notes of a task go in place of standard error, if they are collected.
  @TaskLocal static var collected: Collection?

  /// Notes that are kept until the order in which they are to be said is known.
  final class Collection: Sendable {
    private let kept = Mutex<[String]>([])

    /// The notes, in the order in which they came.
    var lines: [String] { kept.withLock(\.self) }

    func append(_ line: String) { kept.withLock { $0.append(line) } }
  }

  /// Says something on standard error if verbose.
  func detail(_ text: String) {
    if verbose { note(text) }
  }
}
