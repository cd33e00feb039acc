import ArgumentParser

/// What is said on standard error beside errors.
struct NoteOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "No notes on standard error.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "More notes: what was detected in each input.")
  var verbose = false

  /// Says something on standard error unless quiet.
  func note(_ text: String) {
    if !quiet { Terminal.writeErrorLine(text) }
  }

  /// Says something on standard error if verbose.
  func detail(_ text: String) {
    if verbose { note(text) }
  }
}
