import Testing

@testable import WhorlKit

@Suite("The size of a reference")
struct ReferenceSizeTests {
  @Test(
    "as large as the trials' references, or larger, lets a suspect count as it is",
    arguments: [400.0, 401, 8000])
  func usual(documents: Double) {
    for suspect in [5.0, 25, 400, 1000] {
      #expect(ReferenceSize(documents: documents, usual: 400).counted(suspect) == suspect)
    }
  }

  @Test("makes a suspect count as one that differs by chance as much from a usual reference")
  func chance() {
    for (reference, suspect) in [(5.0, 400.0), (5, 5), (25, 100), (100, 5), (399, 400)] {
      let counted = ReferenceSize(documents: reference, usual: 400).counted(suspect)
      #expect(abs(1 / counted + 1 / 400 - 1 / suspect - 1 / reference) < 1e-12)
      #expect(counted < suspect && counted <= reference * 1.0001)
    }
    // Which side is the small one does not matter.
    let size = ReferenceSize(documents: 5, usual: 400).counted(400)
    #expect(abs(size - ReferenceSize(documents: 400, usual: 400).counted(5)) < 1e-9)
  }

  @Test("of the trials is half of what is known of a model on average")
  func trials() {
    let models = [600, 1000].map { BackgroundSource(name: "m", family: "f", documents: $0, inputs: []) }
    #expect(ReferenceSize(documents: 9, trialsOf: models) == ReferenceSize(documents: 9, usual: 400))
    #expect(ReferenceSize(documents: 9, trialsOf: []).counted(30) == 30)
  }
}
