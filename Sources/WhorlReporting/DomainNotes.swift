import WhorlKit

/// What reports say of the kind of text of a case.
enum DomainNotes {
  /// A sentence or two each; none where it is the background's own kind.
  static func of(_ domain: DomainStatus) -> [String] {
    var notes: [String] = []
    switch domain {
    case .home: break
    case .known(let name, let models, _):
      notes.append(
        "The references are of another kind of text that the background knows: \(PrintableText.of(name)), from "
          + "\(models) models. Scores and ratios are those of that kind, and claim no more than so few models "
          + "bear out.")
    case .learned(let models, _):
      notes.append(
        "The case is judged as a kind of text that was learned from \(models) models' fingerprints given here; ratios "
          + "claim no more than so few models bear out.")
    case .shifted(let references, let outside, let models):
      let cause =
        2 * outside > references
        ? "\(outside) of \(references) references are of another kind of text than the background, and "
        : "The kind of text was to be learned from the references and --domain-background, and "
      notes.append(
        cause + "\(models) "
          + "models with \(BackgroundDomain.leastDocuments) documents in each prompt half are too few to learn "
          + "that kind from (\(BackgroundDomain.leastModels) are needed; add some with --domain-background). "
          + "Scores are taken relative to the references' own mean; they rank, and no likelihood ratio is given."
      )
    }
    if let words = domain.suspectOutside?.functionWords {
      notes.append(
        "Note: \(NumberText.percent(words.share)) of the suspect's words are function words of the vocabulary (the, of, "
          + "and …), and \(NumberText.percent(words.usual)) are usual: it is in another language, or is code, names or "
          + "lists. No likelihood ratio holds.")
    } else if let treatment = domain.suspectOutside?.treatment {
      notes.append(
        "Note: \(treatment.finding), and no source that is known of this kind writes so: it was most likely done "
          + "to the texts after they were written. No likelihood ratio holds. Compare the texts as they were written."
      )
    } else if let outside = domain.suspectOutside {
      // Never the same number twice where one is more than the other.
      let places = NumberText.fixed(outside.value, 2) == NumberText.fixed(outside.limit, 2) ? 4 : 2
      notes.append(
        "Note: the suspect's text is of another kind than the one the references are judged as (distance "
          + "\(NumberText.fixed(outside.value, places)), limit \(NumberText.fixed(outside.limit, places))): the "
          + "scores rank, and no likelihood ratio holds.")
    }
    return notes
  }
}
