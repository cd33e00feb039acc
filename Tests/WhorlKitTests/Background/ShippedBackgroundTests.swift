import Testing

@testable import WhorlKit

@Suite("The built-in background")
struct ShippedBackgroundTests {
  private static let shipped = Result { try BackgroundModel.shipped() }
  private static let builder = Result { FingerprintBuilder(vocabulary: try Vocabulary.shipped()) }

  @Test("is of the built-in vocabulary, with monotone calibrations of every style")
  func consistent() throws {
    let background = try Self.shipped.get()
    #expect(try background.vocabularyDigest == Vocabulary.shipped().digest)
    #expect(background.styles.map(\.name).starts(with: ["all", "text"]))
    #expect(background.styles.allSatisfy { $0.calibration.isMonotone })
    #expect(Set(background.models.map(\.name)).count == background.models.count)
    #expect(background.typicality.limits == background.typicality.limits.sorted())
  }

  private static func isTypical(_ documents: [String]) throws -> Bool {
    var builder = try builder.get()
    for document in documents {
      let text = Array(document.utf8)
      try builder.add(text.span, key: text.span)
    }
    return try shipped.get().typicality.isTypical(builder.invented().sums)
  }

  @Test(
    "texts of another kind are outside its domain",
    arguments: ["Chinese", "source code", "nonsense"])
  func outside(kind: String) throws {
    var random = SplitMix64(seed: 1)
    func pick(_ words: [String]) -> String { words[random.index(below: words.count)] }
    let documents = (0..<30).map { number -> String in
      switch kind {
      case "Chinese":
        return (0..<20).map { _ in
          pick(["今天", "我们", "学习", "天气", "很好", "因为", "他说"]) + pick(["看书", "吃饭", "旅行"]) + "。"
        }.joined()
      case "source code":
        return (0..<15).map { line in
          "  let \(pick(["row", "sum", "key"]))\(line) = \(pick(["load", "map"]))(x[\(number + line)]);\n"
        }.joined()
      default:
        return (0..<120).map { _ in WritingHabit.contentWord(&random) }.joined(separator: " ")
      }
    }
    #expect(try !Self.isTypical(documents))
  }
}
