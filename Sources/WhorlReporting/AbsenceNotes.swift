import WhorlKit

/// Why single references have no likelihood ratio, where the case has some.
enum AbsenceNotes {
  /// A sentence for each cause; none for causes that hold for the whole case, which the verdict names.
  static func of(_ references: [(name: String, absence: RatioAbsence?)]) -> [String] {
    func names(_ absence: RatioAbsence) -> String? {
      let names = references.filter { $0.absence == absence }.map(\.name)
      guard !names.isEmpty else { return nil }
      let more = names.count > 12 ? " and \(names.count - 12) more" : ""
      return PrintableText.of(names.prefix(12).joined(separator: ", ")) + more
    }
    return [
      names(.referenceTooSmall).map { list in
        "No ratio for \(list): a reference needs \(Verdict.leastDocuments) documents and \(Verdict.leastTokens) tokens."
      },
      names(.referenceOutside).map { list in
        "No ratio for \(list): of another kind of text than the one that the case is judged as."
      },
    ].compactMap(\.self)
  }
}
