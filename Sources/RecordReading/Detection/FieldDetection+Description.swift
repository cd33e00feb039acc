extension FieldDetection: CustomStringConvertible {
  /// One line such as `text output (200 of 200 records), prompt prompt (200), id id (requested, 180)`. The
  /// format stands before it unless it is JSON Lines.
  public var description: String {
    guard format.hasFields else { return format.name }
    var parts = ["text \(describe(text, " of \(recordsLookedAt) records"))"]
    switch shape {
    case .field: break
    case .conversation: parts[0] = "turns \(describe(text, " of \(recordsLookedAt) records"))"
    case .choices: parts[0] = "choices \(describe(text, " of \(recordsLookedAt) records"))"
    }
    if let prompt {
      let context = promptContext.map { " + \(printable($0.text))" } ?? ""
      parts.append("prompt \(describe(prompt, "", context))")
    }
    if let promptTurns { parts.append("prompt from \(printable(promptTurns.text))") }
    if let id { parts.append("id \(describe(id, ""))") }
    let prefix = format == .jsonLines ? "" : "\(format.name), "
    return prefix + parts.joined(separator: ", ")
  }

  /// The same without numbers, for sources of one kind.
  public var kind: String {
    guard format.hasFields else { return format.name }
    let noun =
      switch shape {
      case .field: "text"
      case .conversation: "turns"
      case .choices: "choices"
      }
    var parts = ["\(noun) \(printable(text.path.text))"]
    if let prompt { parts.append("prompt \(printable(prompt.path.text))") }
    if let id { parts.append("id \(printable(id.path.text))") }
    return (format == .jsonLines ? "" : "\(format.name), ") + parts.joined(separator: ", ")
  }

  private func describe(_ field: Field, _ suffix: String, _ context: String = "") -> String {
    // Said of each field that only some records have, so that the number does not look like all of them.
    let suffix = suffix.isEmpty && field.fits < recordsLookedAt ? " of \(recordsLookedAt)" : suffix
    return "\(printable(field.path.text))\(context) "
      + "(\(field.isRequested ? "requested, " : "")\(field.fits)\(suffix))"
  }
}
