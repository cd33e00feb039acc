import WhorlKit

/// What a likelihood ratio of a question compares, in the words of every report.
struct LikenessProposition {
  /// Under what the likeness is more probable than under what: a clause that begins with "if".
  let alternatives: String
  /// The probability that the ratio is not.
  let probability: String

  init(_ question: Question) {
    switch question {
    case .same:
      alternatives = "if the suspect is the reference's model than if it is another model"
      probability = "that the suspect is the reference's model"
    case .derived:
      alternatives =
        "if the suspect's model is derived from the reference's, or both from a third, than if it is of "
        + "another family"
      probability = "that the suspect's model is derived from the reference's"
    }
  }

  /// The proposition of a question by its name in reports.
  init(named question: String) { self.init(Question(rawValue: question) ?? .same) }

  /// What the number is, without its end.
  var meaning: String {
    "log10 LR: how much more probable this likeness is \(alternatives), as a power of ten."
  }

  /// What the number is not.
  var caution: String { "It is not the probability \(probability)." }
}
