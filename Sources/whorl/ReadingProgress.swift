#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif
import WhorlReporting

/// One line on the terminal that says how far the reading is: bytes, records a second, time left, bad
/// records. Nothing where standard error is no terminal.
///
/// For the one task that reads.
final class ReadingProgress {
  private static let interval = Duration.milliseconds(150)

  private let clock = ContinuousClock()
  private let startTime: ContinuousClock.Instant
  private var lastTime: ContinuousClock.Instant
  private var sizes: [Int?] = []
  private var finishedBytes = 0
  private var currentBytes = 0
  private var records = 0
  private var bad = 0
  private var isShown = false

  /// Nil where there is nobody to look at it.
  init?(isQuiet: Bool) {
    guard !isQuiet, isatty(STDERR_FILENO) == 1, Terminal.environment("TERM") != "dumb" else { return nil }
    startTime = clock.now
    lastTime = startTime
  }

  /// The sources have these sizes, where they are known.
  func start(sizes: [Int?]) { self.sizes = sizes }

  /// So many bytes were read of a source.
  func update(_ source: Int, bytes: Int) {
    currentBytes = bytes
    show()
  }

  /// So many more documents were counted, and so many bad records.
  func add(records: Int, bad: Int) {
    self.records += records
    self.bad += bad
  }

  /// A source is done.
  func endSource(_ source: Int) {
    finishedBytes += source < sizes.count ? sizes[source] ?? currentBytes : currentBytes
    currentBytes = 0
  }

  /// Nothing is read any more.
  func end() { clear() }

  /// Takes the line away, for another one to be written.
  func clear() {
    guard isShown else { return }
    isShown = false
    Terminal.writeError("\r\u{1B}[K")
  }

  private func show() {
    let now = clock.now
    guard now - lastTime >= Self.interval else { return }
    lastTime = now
    isShown = true
    Terminal.writeError("\r" + Terminal.fitted(text(after: now - startTime)) + "\u{1B}[K")
  }

  private func text(after elapsed: Duration) -> String {
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    let done = finishedBytes + currentBytes
    let total = sizes.allSatisfy { $0 != nil } ? sizes.reduce(0) { $0 + ($1 ?? 0) } : nil
    var parts = [total.map { "\(SizeText.of(done)) of \(SizeText.of($0))" } ?? SizeText.of(done)]
    parts.append("\(NumberText.grouped(UInt64(Double(records) / max(seconds, 0.001)))) records/s")
    if let total, done > 0, seconds >= 2 {
      let left = Double(max(0, total - done)) * seconds / Double(done)
      // What is read need not be counted yet.
      if left >= 1 { parts.append("\(DurationText.of(left)) left") }
    }
    if bad > 0 { parts.append("\(NumberText.grouped(UInt64(bad))) bad") }
    return parts.joined(separator: ", ")
  }
}
