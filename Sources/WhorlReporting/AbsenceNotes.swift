import WhorlKit

/// Why single references have no likelihood ratio, where the case has some, and which ratios are to be read with care.
enum AbsenceNotes {
  /// A sentence for each cause; none for causes that hold for the whole case, which the verdict names.
  static func of(_ references: [(name: String, absence: RatioAbsence?, isUnusual: Bool)]) -> [String] {
    func names(_ absence: RatioAbsence?, unusualOnly: Bool = false) -> String? {
      let names = references.filter { $0.absence == absence && ($0.isUnusual || !unusualOnly) }.map(\.name)
      guard !names.isEmpty else { return nil }
      let more = names.count > 12 ? " and \(names.count - 12) more" : ""
      return PrintableText.of(names.prefix(12).joined(separator: ", ")) + more
    }
    return [
      names(.referenceTooSmall).map { list in
        "No ratio for \(list): a reference needs \(Verdict.leastDocuments) documents and "
          + "\(Verdict.leastTokens) tokens."
      },
      names(.referenceOutside).map { list in
        "No ratio for \(list): of another kind of text than the one that the case is judged as, in another language, or "
          + "with line breaks, punctuation or the case of letters taken out of all texts."
      },
      names(nil, unusualOnly: true).map { list in
        "Unlike the kind of text that the case is judged as: \(list). A ratio against it may say no more than that."
      },
    ].compactMap(\.self)
  }
}
