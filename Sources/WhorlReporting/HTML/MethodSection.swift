/// How the numbers of a page come about, and where they end.
struct MethodSection {
  private let report: CompareReport

  /// The section of `report`.
  init(_ report: CompareReport) { self.report = report }

  /// The section.
  var markup: HTMLFragment {
    """
    <section id="method" aria-labelledby="method-title">
    <h2 id="method-title">Method and limits</h2>
    <p>\(method)</p>
    <p>Features are words, word pairs, patterns of function words and punctuation, character sequences, openings \
    and closings, and rates of layout. Their rates are compared with those of many models, so that what all \
    models do counts for little.</p>
    <ul>
    \(HTMLFragment(limits.map { "<li>\($0)</li>\n" }))</ul>
    </section>

    """
  }

  private var method: String {
    guard report.background != nil else {
      return "Scores are uncalibrated: they rank the references and are no likelihood ratios."
    }
    let bounds = report.suspects.compactMap(\.calibration).first.map {
      " No ratio is claimed beyond \(NumberText.signed($0.lowerBound, 1)) and "
        + "\(NumberText.signed($0.upperBound, 1)), because the models measured bear nothing out beyond."
    }
    let proposition = LikenessProposition(named: report.parameters.question)
    return
      "Each number is a calibrated likelihood ratio: how much more probable the likeness is "
      + "\(proposition.alternatives), among models like those of the background, which was made from "
      + "\(CountText.of(report.backgroundModels, "model")). It is not the probability "
      + "\(proposition.probability); that depends on what else is known of the case.\(bounds ?? "")"
  }

  private var limits: [String] {
    [
      "Style shows likeness and not lineage. A sibling, a fine-tune, or a model trained on the same outputs can "
        + "write alike.",
      "Only listed references can be named. If the true source is missing, a relative of it may be named in its "
        + "place.",
      "Short texts carry little. Under 5 documents or 800 tokens there is no verdict; 25 documents are a good "
        + "start, 100 separate siblings better.",
      "Another language, genre, system prompt or sampling setting moves every model's style.",
      "Whoever knows the method can write against it. A ratio assumes that nobody tried.",
      "Intervals are over the suspect's documents. They do not cover a wrong choice of references.",
    ]
  }
}
