import Synchronization

/// Failures that did not stop a run, because the user asked to go on: they are told at once, and decide the
/// exit status at the end.
enum FailureLog {
  private static let count = Atomic<Int>(0)

  /// Says what failed on standard error.
  static func report(_ message: String) {
    count.add(1, ordering: .relaxed)
    Terminal.writeErrorLine(message)
  }

  /// Whether anything failed.
  static var hasFailures: Bool { count.load(ordering: .relaxed) > 0 }
}
