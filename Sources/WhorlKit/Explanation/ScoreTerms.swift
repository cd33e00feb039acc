/// The score of a ``StyleModel`` for one case, taken apart: a quadratic form in two scaled positions.
///
///     S = Σ_k [ α_k·a_k·b_k − β_k·a_k² − γ_k·b_k² ] + constant
///
/// with a and b the suspect's and the reference's position after length normalisation, and the posterior
/// probabilities of the models' scale held at what they are in this case. Sums to
/// ``StyleModel/score(suspect:reference:)`` but for rounding.
struct ScoreTerms {
  let form: StyleComparison.QuadraticForm

  /// The terms of a case; nil if a position is exactly the background's mean, where the score is 0.
  init?(_ style: StyleModel, suspect: StylePosition, reference: StylePosition) {
    let comparison = StyleComparison(style, suspect: suspect, references: [reference])
    guard let form = comparison.quadraticForm(at: suspect.values, index: 0) else { return nil }
    self.form = form
  }

  /// What is in no position: the numbers of documents and how widely they scatter, and what is open about the
  /// models' scale.
  var constant: Double { form.constant }

  /// What a unit of the suspect's unscaled position along `axis` contributes.
  func suspectWeight(_ axis: Int) -> Double {
    form.suspectScale
      * (form.product[axis] * form.reference[axis] / 2 - form.suspectSquare[axis] * form.suspect[axis])
  }

  /// What a unit of the reference's unscaled position along `axis` contributes.
  func referenceWeight(_ axis: Int) -> Double {
    form.referenceScale
      * (form.product[axis] * form.suspect[axis] / 2 - form.referenceSquare[axis] * form.reference[axis])
  }
}
