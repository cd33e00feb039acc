/// One line on standard error that says how far long work is. Shown on a terminal only, and unless quiet.
struct ProgressLine: Sendable {
  private let isShown: Bool

  init(notes: NoteOptions) {
    isShown = !notes.quiet && Terminal.isErrorInteractive && Terminal.environment("TERM") != "dumb"
  }

  /// Replaces the line.
  func show(_ text: String) {
    if isShown { Terminal.writeError("\r\u{1B}[K" + Terminal.fitted("whorl: \(text)")) }
  }

  /// Removes the line, so that something else can be written.
  func clear() {
    if isShown { Terminal.writeError("\r\u{1B}[K") }
  }
}
