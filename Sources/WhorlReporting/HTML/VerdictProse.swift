import WhorlKit

/// What verdicts and ratios mean, in plain words.
enum VerdictProse {
  /// The verdict in a few words.
  static func headline(_ verdict: ComparedVerdict) -> String {
    let names = verdict.references.map(PrintableText.of).joined(separator: ", ")
    let suffix = verdict.isCalibrated || verdict.kind == .inconclusive ? "" : " (uncalibrated)"
    return switch verdict.kind {
    case .match: "Match with \(names)\(suffix)"
    case .cluster: "One of \(names)\(suffix)"
    case .none: "None of the references\(suffix)"
    case .inconclusive where names.isEmpty: "Inconclusive"
    case .inconclusive: "Inconclusive; possibly \(names)"
    case .outOfDomain: "Out of domain"
    }
  }

  /// What the verdict on `suspect` says and does not say, of a question by its name in reports.
  static func meaning(_ suspect: ComparedSuspect, question: String = Question.same.rawValue) -> String {
    let verdict = suspect.verdict
    let best = suspect.comparisons.first { $0.reference == verdict.references.first }
    // Of several the odds are those of the first.
    let those = verdict.references.count > 1 ? best?.reference : nil
    let odds =
      best?.log10LR.map { " \(ratio($0, question: Question(rawValue: question) ?? .same, of: those))" } ?? ""
    switch verdict.kind {
    case .match:
      return "These texts are written the way \(verdict.references.first ?? "the reference")'s are.\(odds) A "
        + "close relative of it, such as another version, a fine-tune, or a model trained on the same "
        + "texts, can write alike and is not excluded."
    case .cluster:
      return
        "These texts are written the way \(list(verdict.references)) are, which write so much alike that "
        + "their own texts cannot be told apart.\(odds) It is one of them or a relative; which one is not "
        + "decided."
    case .none:
      return verdict.isCalibrated
        ? "No reference is supported by a likelihood ratio of 10 or more. The source may be a model that is "
          + "not listed. It is not shown that the listed ones had no part in it."
        : "No reference scores as it does against itself. The source may be a model that is not listed."
    case .inconclusive where verdict.references.isEmpty:
      return "Nothing is decided, neither for nor against any reference: \(verdict.reason)."
    case .inconclusive:
      return
        "\(list(verdict.references)) is possible, and no more than that.\(odds) More documents may decide it."
    case .outOfDomain:
      switch suspect.domain?.suspectOutside?.other {
      case .named(let name):
        return "The texts are of a kind that the background knows, \(PrintableText.of(name)), and most "
          + "references are not. Compare them with references of that kind. Nothing is said of their source."
      case .home:
        return
          "The texts are of the kind that the background was made of, and most references are of another. "
          + "Compare them with references of that kind. Nothing is said of their source."
      case nil where suspect.domain?.suspectOutside?.functionWords != nil:
        return
          "The texts are hardly in the language of the vocabulary: \(verdict.reason). Nothing is said of their source."
      case nil where suspect.domain?.suspectOutside?.treatment != nil:
        return
          "Something was most likely changed in all of these texts after they were written: \(verdict.reason). Nothing is said of their source."
      case nil:
        return "The texts are unlike the kind that the references are judged as (another language, capitals, "
          + "code, nonsense, or text made to mislead). Nothing is said of their source."
      }
    }
  }

  /// A log₁₀ LR as odds in words.
  static func ratio(_ log10LR: Double, question: Question = .same, of name: String? = nil) -> String {
    let source = name.map(PrintableText.of) ?? "that model"
    let times = magnitude(abs(log10LR))
    guard let scale = try? EvidenceScale(log10LR: log10LR), scale.direction != .neither else {
      return "The likeness is about as probable either way."
    }
    return switch (question, scale.direction) {
    case (.same, .for):
      "Such likeness is about \(times) times more probable if they come from \(source) than if they come "
        + "from another one like those of the background."
    case (.same, _): "Such likeness is about \(times) times more probable if they come from another model."
    case (.derived, .for):
      "Such likeness is about \(times) times more probable if their model is derived from that one, or both from "
        + "a third, than if it is of another family."
    case (.derived, _):
      "Such likeness is about \(times) times more probable if their model is of another family."
    }
  }

  /// 10 to the power of `exponent` with one or two digits that count.
  static func magnitude(_ exponent: Double) -> String {
    var left = min(max(exponent, 0), 15)
    var value = 1.0
    while left >= 1 {
      value *= 10
      left -= 1
    }
    // What is left, digit by binary digit: 10 to the power of a half, a quarter, an eighth, …
    var root = 10.0.squareRoot()
    for _ in 0..<32 {
      left *= 2
      if left >= 1 {
        value *= root
        left -= 1
      }
      root = root.squareRoot()
    }
    if value < 10 { return NumberText.fixed(value, value < 3 ? 1 : 0) }
    var unit = 1.0
    while value / unit >= 100 { unit *= 10 }
    return NumberText.grouped(UInt64((value / unit).rounded() * unit))
  }

  private static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "no reference" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  /// What the notes of a suspect say of its kind of text.
  static func domain(_ status: DomainStatus?) -> String? {
    let notes = status.map(DomainNotes.of) ?? []
    return notes.isEmpty ? nil : notes.joined(separator: " ")
  }
}
