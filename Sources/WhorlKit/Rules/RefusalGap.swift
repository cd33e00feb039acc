/// How refusals and hedges of a suspect differ from a reference's: likeness with the guardrails gone is a
/// finding of its own.
public struct RefusalGap: Sendable, Equatable {
  /// A rate and how it differs.
  public struct Rate: Sendable, Equatable {
    /// `refusal`, `partial-refusal`, `declining` (either of them) or `hedging`.
    public let name: String
    /// The shares of documents.
    public let difference: ShareDifference
    /// Whether the interval of the difference leaves 0 out.
    public var isSeparated: Bool { !difference.interval.contains(0) }
  }

  /// Why there is nothing to compare.
  public enum Missing: String, Sendable {
    /// The suspect's fingerprint has no counts of rules.
    case suspect
    /// The reference's has none.
    case reference
    /// They are counts of other packs.
    case packs
  }

  /// The reference's name.
  public let reference: String
  /// The rates that both sides have; empty where something is missing.
  public let rates: [Rate]
  /// What is missing, if anything is.
  public let missing: Missing?
  /// How alike the two word their refusals; nil where a side has too few, or a fingerprint that does not tell.
  public let phrasing: Phrasing?

  /// How alike two models word their refusals.
  public struct Phrasing: Sendable, Equatable {
    /// See ``RefusalPhrasing/likeness(to:)``.
    public let likeness: Double
    /// The suspect's refusals that it rests on.
    public let suspectRefusals: UInt64
    /// The reference's.
    public let referenceRefusals: UInt64

    init?(_ suspect: RefusalPhrasing?, _ reference: RefusalPhrasing?) {
      guard let suspect, let reference, let likeness = suspect.likeness(to: reference) else { return nil }
      self.likeness = likeness
      (suspectRefusals, referenceRefusals) = (suspect.refusals, reference.refusals)
    }
  }

  /// The gap between two fingerprints.
  public init(suspect: Fingerprint, reference: Fingerprint) {
    self.reference = reference.header.name
    guard let a = suspect.rules else {
      (rates, missing, phrasing) = ([], .suspect, nil)
      return
    }
    guard let b = reference.rules else {
      (rates, missing, phrasing) = ([], .reference, nil)
      return
    }
    let shared = ["refusal", "hedging"].filter { a.counts(pack: $0, as: b) }
    guard !shared.isEmpty else {
      (rates, missing, phrasing) = ([], .packs, Phrasing(a.phrasing, b.phrasing))
      return
    }
    var rates: [Rate] = []
    func add(_ name: String, _ pack: String, _ entries: [String]) {
      guard shared.contains(pack) else { return }
      let counts = entries.map { (a.entry($0)?.documents, b.entry($0)?.documents) }
      guard counts.contains(where: { $0.0 != nil }) else { return }
      let own = counts.reduce(0) { $0 + ($1.0 ?? 0) }
      let other = counts.reduce(0) { $0 + ($1.1 ?? 0) }
      if let difference = ShareDifference(suspect: (own, a.documents), reference: (other, b.documents)) {
        rates.append(Rate(name: name, difference: difference))
      }
    }
    add("declining", "refusal", ["label refusal/refusal", "label refusal/partial-refusal"])
    add("refusal", "refusal", ["label refusal/refusal"])
    add("partial-refusal", "refusal", ["label refusal/partial-refusal"])
    add("hedging", "hedging", ["pack hedging"])
    (self.rates, missing, phrasing) = (rates, nil, Phrasing(a.phrasing, b.phrasing))
  }
}
