/// How a reference scores against itself and how the nearest other reference scores against it: the
/// two ends between which a suspect's score is read while there is no calibration.
public struct SelfConsistency: Sendable, Equatable {
  /// The mean score of one prompt half against the other; nil if a half holds no documents.
  public let ownScore: Double?
  /// The best score of another reference; nil if there is none.
  public let nearestOtherScore: Double?

  /// Where the threshold lies between the nearest other (0) and the reference itself (1).
  public static let position = 0.8

  init(halves: [PresenceCounts], population: [Double], others: [Double]) {
    nearestOtherScore = others.max()
    guard halves.allSatisfy({ $0.documents > 0 }) else {
      ownScore = nil
      return
    }
    let scores = [(0, 1), (1, 0)].map { known, questioned in
      PresenceModel(
        counts: halves[known].counts, documents: halves[known].documents, population: population
      ).score(halves[questioned].counts)
    }
    ownScore = (scores[0] + scores[1]) / 2
  }

  /// The score from which a suspect is read as consistent with the reference; nil if the reference
  /// cannot be compared with itself.
  ///
  /// Without another reference the scale has no lower end but 0, the score of the population.
  public var threshold: Double? {
    guard let ownScore else { return nil }
    let floor = nearestOtherScore ?? 0
    return ownScore > floor ? floor + Self.position * (ownScore - floor) : ownScore
  }
}
