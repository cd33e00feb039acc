import Testing

@testable import WhorlKit

@Suite("The comparison of two texts")
struct TextComparerTests {
  private static func words(_ text: String) throws -> WordSequence {
    let bytes = Array(text.utf8)
    return try WordSequence(bytes.span)
  }

  private static func compare(_ a: String, _ b: String, prompt: String = "") throws -> TextComparison {
    var comparer = TextComparer(try words(a), without: PromptEcho(of: try words(prompt)))
    return comparer.compare(try words(b))
  }

  /// The slow definition: sets of joined words, and a table of runs that end at each pair of places.
  private static func twin(_ a: [String], _ b: [String]) -> (shared: Int, union: Int, run: Int) {
    func shingles(_ words: [String]) -> Set<String> {
      guard words.count >= 5 else { return [] }
      return Set((0...words.count - 5).map { words[$0..<$0 + 5].joined(separator: " ") })
    }
    var longest = 0
    var previous = [Int](repeating: 0, count: b.count + 1)
    for i in a.indices {
      var row = [Int](repeating: 0, count: b.count + 1)
      for j in b.indices where a[i] == b[j] {
        row[j + 1] = previous[j] + 1
        longest = max(longest, row[j + 1])
      }
      previous = row
    }
    let (first, second) = (shingles(a), shingles(b))
    return (first.intersection(second).count, first.union(second).count, longest)
  }

  @Test("agrees with its definition on random texts that share runs", arguments: UInt64(1)...40)
  func definition(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    func text(_ count: Int) -> [String] { (0..<count).map { _ in "w\(random.index(below: 9))" } }
    let common = text(5 + random.index(below: 40))
    let a = text(random.index(below: 30)) + common + text(random.index(below: 30))
    var b = text(random.index(below: 30)) + common + text(random.index(below: 30))
    if !b.isEmpty { b[random.index(below: b.count)] = "changed" }
    let expected = Self.twin(a, b)
    let result = try Self.compare(a.joined(separator: " "), b.joined(separator: " "))
    #expect(result.sharedShingles == expected.shared)
    #expect(result.suspectShingles + result.referenceShingles - expected.shared == expected.union)
    #expect(result.longestRun == expected.run)
    var last = 0
    for span in result.spans {
      #expect(span.suspectWords.lowerBound >= last && span.count >= 8)
      #expect(Array(a[span.suspectWords]) == Array(b[span.referenceWords]))
      last = span.suspectWords.upperBound
    }
  }

  @Test("of a text with itself is 1, and does not depend on who is the suspect")
  func laws() throws {
    let (a, b) = (InventedTexts.markdown, InventedTexts.markdown + " And more of it, for once.")
    let own = try Self.compare(a, a)
    #expect(own.jaccard == 1 && own.isExact && own.suspectContainment == 1)
    let (ab, ba) = (try Self.compare(a, b), try Self.compare(b, a))
    #expect(ab.jaccard == ba.jaccard && ab.longestRun == ba.longestRun)
    #expect(ab.suspectContainment == ba.referenceContainment)
  }

  @Test("gives byte offsets that hold the same words in both texts")
  func offsets() throws {
    let passage = "If the compost stays soggy — and the LOWER leaves go soft — the roots may be short of air"
    let a = "First, çalm down. " + passage + "! Then wait."
    let b = "- ⟨x⟩ " + passage.lowercased() + ", I think."
    var comparer = TextComparer(try Self.words(a), without: PromptEcho())
    let other = try Self.words(b)
    let comparison = comparer.compare(other)
    let span = try #require(comparison.spans.first)
    func slice(_ text: String, _ range: Range<Int>) -> String {
      String(decoding: Array(text.utf8)[range], as: UTF8.self)
    }
    #expect(slice(a, comparer.suspect.bytes(span.suspectWords)) == passage)
    #expect(slice(b, other.bytes(span.referenceWords)) == passage.lowercased())
  }

  @Test("leaves out what a text repeats of its prompt")
  func echo() throws {
    let prompt = "Explain why the tenant shall at all times keep the premises in good repair, please."
    let a =
      "The tenant shall at all times keep the premises in good repair. It means: be tidy, be kind, be quick."
    let b = "Note that the tenant shall at all times keep the premises in good repair, always and everywhere."
    let with = try Self.compare(a, b, prompt: prompt)
    #expect(with.sharedShingles == 0 && with.spans.isEmpty && with.longestRun < 8)
    #expect(try Self.compare(a, b).longestRun == 12)
  }

  @Test("of a text that repeats itself a thousand times ends, and finds the run")
  func repeats() throws {
    let text = String(repeating: "ha ha he ", count: 2000)
    let result = try Self.compare(text, text)
    #expect(result.isExact && result.longestRun == 6000)
  }

  @Test("of hostile bytes ends without a trap", arguments: UInt64(1)...8)
  func hostile(seed: UInt64) throws {
    let (a, b) = (
      InventedTexts.hostileSoup(pieces: 200, seed: seed),
      InventedTexts.hostileSoup(pieces: 200, seed: seed + 1)
    )
    var comparer = TextComparer(try WordSequence(a.span), without: PromptEcho())
    let result = comparer.compare(try WordSequence(b.span))
    #expect(result.sharedShingles <= result.suspectShingles)
  }
}
