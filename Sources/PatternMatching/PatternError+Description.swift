extension PatternError: CustomStringConvertible {
  /// One line: the pattern, what is wrong with it and where, and the remedy.
  public var description: String {
    let place = patternOffset.map { " at byte \($0)" } ?? ""
    return "pattern '\(excerpt)': \(message)\(place); \(remedy)"
  }

  private var remedy: String {
    switch kind {
    case .compile: "correct the pattern"
    case .matchLimit, .depthLimit, .heapLimit:
      "avoid nested repetition such as (a+)+ in the pattern, or raise the limit"
    case .internal: "free memory or simplify the pattern"
    }
  }

  /// At most 60 scalars of the pattern, with control characters and line separators escaped.
  private var excerpt: String {
    var text = ""
    for (position, scalar) in pattern.unicodeScalars.enumerated() {
      if position == 60 { return text + "…" }
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: text += scalar.escaped(asASCII: true)
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
