import WhorlKit

/// Prompts in groups of like effect on the outputs of all models.
struct PromptGroups: Sendable {
  /// How many groups there are.
  let count: Int
  private let groups: [UInt64: Int]

  /// The least documents of a model in a group that its mean there is worth anything.
  static let leastDocuments = 15
  /// The least prompts a group that groups are made of.
  static let leastPrompts = 15

  /// Groups of prompts at `places`, by k-means (Lloyd 1982, doi:10.1109/TIT.1982.1056489) from seeds that are drawn
  /// far from each other (Arthur & Vassilvitskii 2007, "k-means++: the advantages of careful seeding", SODA).
  ///
  /// - Parameters:
  ///   - prompts: The prompts' hashes, in ascending order.
  ///   - places: The place of each in the space of effects.
  ///   - count: How many groups to make.
  /// - Complexity: O(prompts · count · axes), some tens of times.
  init(_ prompts: [UInt64], places: [[Double]], count: Int, seed: UInt64) {
    var generator = SplitMix64(seed: StableHash.text("whorl/prompt-groups", seed: seed))
    var centers = [places[generator.index(below: places.count)]]
    while centers.count < count {
      let distances = places.map { place in centers.map { Self.distance(place, $0) }.min() ?? 0 }
      var rest = Double(generator.next() >> 11) * 0x1p-53 * distances.reduce(0, +)
      let chosen = distances.firstIndex { distance in
        rest -= distance
        return rest < 0
      }
      centers.append(places[chosen ?? places.count - 1])
    }
    var members = Self.nearest(places, centers)
    for _ in 0..<Self.rounds {
      var sums = centers.map { [Double](repeating: 0, count: $0.count) }
      var sizes = [Double](repeating: 0, count: count)
      for (place, group) in zip(places, members) {
        sizes[group] += 1
        for axis in place.indices { sums[group][axis] += place[axis] }
      }
      for group in 0..<count where sizes[group] > 0 { centers[group] = sums[group].map { $0 / sizes[group] } }
      let next = Self.nearest(places, centers)
      if next == members { break }
      members = next
    }
    self.count = count
    groups = Dictionary(zip(prompts, members)) { first, _ in first }
  }

  private static let rounds = 30

  private static func nearest(_ places: [[Double]], _ centers: [[Double]]) -> [Int] {
    places.map { place in
      let distances = centers.map { distance(place, $0) }
      return distances.indices.min { distances[$0] < distances[$1] } ?? 0
    }
  }

  private static func distance(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }

  /// The group of the prompt that a document answers; nil if it is not known.
  func group(of row: DocumentRow) -> Int? { groups[row.prompt] }

  /// The group of a prompt; nil if it is not known.
  func group(of prompt: UInt64) -> Int? { groups[prompt] }

  /// Half of the groups, drawn at random: prompts of one mix, and the others those of another.
  func mix(_ generator: inout SplitMix64) -> Set<Int> {
    var order = Array(0..<count)
    for index in 0..<count / 2 {
      order.swapAt(index, index + generator.index(below: count - index))
    }
    return Set(order[..<(count / 2)])
  }
}
