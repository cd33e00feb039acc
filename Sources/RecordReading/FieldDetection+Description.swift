extension FieldDetection: CustomStringConvertible {
  /// One line such as `text output (200 of 200 records), prompt prompt (200), id id (requested, 180)`.
  public var description: String {
    var parts = ["text \(describe(text, " of \(recordsLookedAt) records"))"]
    if let prompt { parts.append("prompt \(describe(prompt, ""))") }
    if let id { parts.append("id \(describe(id, ""))") }
    return parts.joined(separator: ", ")
  }

  private func describe(_ field: Field, _ suffix: String) -> String {
    "\(printable(field.path.text)) (\(field.isRequested ? "requested, " : "")\(field.fits)\(suffix))"
  }
}
