/// How often a class of rules hits in the suspect's documents and in the reference's.
public struct RateGap: Sendable, Equatable {
  /// The pack, such as `refusal`.
  public var pack: String
  /// The class of rules within the pack; nil for the whole pack.
  public var ruleClass: String?
  /// The share of the suspect's documents with a hit.
  public var suspectRate: Double
  /// The share of the reference's documents with a hit.
  public var referenceRate: Double
  /// The 95 % interval of the suspect's share minus the reference's; nil where there is none.
  public var interval: ClosedRange<Double>?

  /// A gap.
  public init(
    pack: String, ruleClass: String? = nil, suspectRate: Double, referenceRate: Double,
    interval: ClosedRange<Double>? = nil
  ) {
    self.pack = pack
    self.ruleClass = ruleClass
    self.suspectRate = suspectRate
    self.referenceRate = referenceRate
    self.interval = interval
  }

  /// The suspect's share minus the reference's.
  public var change: Double { suspectRate - referenceRate }
}
