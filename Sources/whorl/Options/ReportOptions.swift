import ArgumentParser

/// How results and notes are shown.
struct ReportOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  enum Color: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never

    /// Whether text is to be coloured.
    var isColored: Bool {
      switch self {
      case .always: true
      case .never: false
      case .auto:
        Terminal.isInteractive && Terminal.environment("NO_COLOR") == nil
          && Terminal.environment("TERM") != "dumb"
      }
    }
  }

  @Option(help: "How results are printed.")
  var format = Format.text

  @Option(help: "Colour in text. auto: on a terminal, unless NO_COLOR is set.")
  var color = Color.auto

  @OptionGroup var notes: NoteOptions

  /// Whether text is to be coloured.
  var isColored: Bool { color.isColored }
}
