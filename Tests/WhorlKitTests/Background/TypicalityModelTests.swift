import Testing

@testable import WhorlKit

@Suite("What is typical")
struct TypicalityModelTests {
  private static let model = TypicalityModel(
    mean: [0.5, 0.5], within: [1, 1], between: [0.01, 0.01], limits: [5, 4, 3, 2, 1])

  @Test("expects less scatter of more documents, up to the largest size that limits are known of")
  func sizes() {
    let rates = [0.7, 0.4]
    let distances = [5.0, 100, 400, 800, 1e6].map { Self.model.distance(of: rates, documents: $0) }
    #expect(distances[0] < distances[1] && distances[1] < distances[2])
    #expect(distances[2] == distances[3] && distances[3] == distances[4])
    #expect(Self.model.limit(documents: 400) == Self.model.limit(documents: 1e6))
  }
}
