/// One model's outputs of another kind of text in the space of a style.
struct DomainPlace: Sendable {
  /// Where each prompt half lies.
  let halves: [StylePosition]
  /// The mean of the two, so that neither half counts for more.
  let whole: StylePosition
  /// The mean of n·z² of disjoint chunks of documents along each axis, z relative to their half's mean; nil without
  /// documents.
  let scatter: [Double]?
  /// The documents of each half that are at hand.
  let documents: [[StyleDocument]]

  /// A place by `style`.
  ///
  /// - Parameters:
  ///   - halves: Where the prompt halves lie; two.
  ///   - documents: The documents of each half, or some of them; none if only sums are known.
  /// - Complexity: O(n · axes) for n documents.
  init(_ style: StyleModel, halves: [StylePosition], documents: [[StyleDocument]]) {
    var whole = [Double](repeating: 0, count: style.axes)
    for axis in 0..<style.axes { whole[axis] = halves.reduce(0) { $0 + $1.values[axis] } / 2 }
    self.halves = halves
    self.documents = documents
    self.whole = StylePosition(
      values: whole, documents: halves.reduce(0) { $0 + $1.documents },
      dispersion: halves.reduce(0) { $0 + $1.dispersion } / 2)
    scatter = Self.scatter(documents, style)
  }

  /// The mean of `n·z²/(1 − n/N)` over chunks of 5 and 10 documents of one half.
  private static func scatter(_ documents: [[StyleDocument]], _ style: StyleModel) -> [Double]? {
    func position(_ documents: ArraySlice<StyleDocument>) -> [Double]? {
      StyleMean(documents, axes: style.axes).position(relativeTo: style.offset)?.values
    }
    let axes = style.axes
    var sum = [Double](repeating: 0, count: axes)
    var count = 0.0
    for members in documents {
      guard let center = position(members[...]) else { continue }
      for size in [5, 10] where members.count >= 2 * size {
        let correction = Double(size) / (1 - Double(size) / Double(members.count))
        for start in stride(from: 0, through: members.count - size, by: size) {
          guard let chunk = position(members[start..<start + size]) else { continue }
          for axis in 0..<axes {
            let difference = chunk[axis] - center[axis]
            sum[axis] += correction * difference * difference
          }
          count += 1
        }
      }
    }
    return count > 0 ? sum.map { $0 / count } : nil
  }
}
