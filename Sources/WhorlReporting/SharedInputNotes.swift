import WhorlKit

/// What reports say where the suspect's own file is among a reference's.
enum SharedInputNotes {
  /// A sentence, or none.
  ///
  /// - Parameters:
  ///   - suspect: The files that the suspect was made from.
  ///   - references: Each reference's name, and the files that it was made from.
  static func of(
    suspect: [FingerprintHeader.InputDigest],
    references: [(name: String, inputs: [FingerprintHeader.InputDigest])]
  ) -> [String] {
    let own = Set(suspect.map(\.sha256))
    let names = references.filter { $0.inputs.contains { own.contains($0.sha256) } }.map(\.name)
    guard !names.isEmpty else { return [] }
    let more = names.count > 12 ? " and \(names.count - 12) more" : ""
    return [
      "Note: the suspect and \(PrintableText.of(names.prefix(12).joined(separator: ", ")))\(more) were made from the same "
        + "file. A text is like itself whoever wrote it: compare other texts."
    ]
  }
}
