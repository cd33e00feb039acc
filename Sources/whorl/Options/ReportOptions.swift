import ArgumentParser

/// How results and notes are shown.
struct ReportOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  enum Color: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  @Option(help: "How results are printed: text or json.")
  var format = Format.text

  @Option(help: "Colour in text: auto, always or never. NO_COLOR is honoured.")
  var color = Color.auto

  @OptionGroup var notes: NoteOptions

  /// Whether text is to be coloured.
  var isColored: Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: Terminal.isInteractive && Terminal.environment("NO_COLOR") == nil
    }
  }
}
