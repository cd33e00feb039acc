/// Which kind of text a case is taken to be, and what is known of that kind.
public enum DomainStatus: Sendable, Equatable {
  /// How far a suspect's text is from a kind of text, and from where on it is of another kind.
  public struct Distance: Sendable, Equatable {
    /// The distance, about 1 for text of that kind.
    public let value: Double
    /// The distance that hardly any model of that kind exceeds.
    public let limit: Double
    /// Another kind that the background knows and the text is of; nil where it is of none.
    public let other: KnownKind?
    /// What was done to all of the text after it was written; nil if nothing was that shows, and the distance alone is
    /// beyond the limit.
    public let treatment: TextTreatment?
    /// The share of its words that are function words, where that alone tells that it is in another language or none.
    public let functionWords: FunctionWordShare?

    /// A distance.
    public init(
      value: Double, limit: Double, other: KnownKind? = nil, treatment: TextTreatment? = nil,
      functionWords: FunctionWordShare? = nil
    ) {
      self.functionWords = functionWords
      self.treatment = treatment
      self.value = value
      self.limit = limit
      self.other = other
    }
  }

  /// A kind of text that the background knows.
  public enum KnownKind: Sendable, Equatable {
    /// The kind that it was made of.
    case home
    /// Another one, by its name.
    case named(String)
  }

  /// The kind of text that the background was made of.
  case home(suspectOutside: Distance?)
  /// Another kind that the background knows, from so many models.
  case known(name: String, models: Int, suspectOutside: Distance?)
  /// A kind that was learned from the case's own references, and what else was given of that kind.
  case learned(models: Int, suspectOutside: Distance?)
  /// A kind that nothing is known of: so many of the references are unlike the background, and `models` are too
  /// few to learn from. Scores are taken relative to the references' own mean, and there is no likelihood ratio.
  case shifted(references: Int, outside: Int, models: Int)

  /// How far the suspect is from the kind of text of its references; nil where it is of that kind, or that is
  /// not known.
  public var suspectOutside: Distance? {
    switch self {
    case .home(let distance), .known(_, _, let distance), .learned(_, let distance): distance
    case .shifted: nil
    }
  }
}
