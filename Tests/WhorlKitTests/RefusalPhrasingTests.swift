import Testing
import WhorlKit

@Suite("How refusals are worded")
struct RefusalPhrasingTests {
  private func phrasing(_ sentences: [String]) -> RefusalPhrasing {
    var result = RefusalPhrasing()
    for sentence in sentences { result.add(Array(sentence.utf8).span) }
    return result
  }

  private let sorry = ["I'm sorry, I can't do that.", "I'm sorry, I can't write it.", "I'm sorry, but no."]
  private let other = ["As an AI I must decline.", "As an AI I must refuse.", "As an AI I won't."]

  @Test("A model is like itself, more like than another, and likeness is symmetric")
  func likeness() throws {
    let (a, b) = (phrasing(sorry), phrasing(other))
    #expect(abs(try #require(a.likeness(to: a)) - 1) < 1e-12)
    let more = phrasing(["I'm sorry, I can't say.", "I'm sorry, that is out.", "I'm sorry, I can't."])
    let alike = try #require(more.likeness(to: a))
    let unlike = try #require(more.likeness(to: b))
    #expect(alike > 2 * unlike)
    #expect(a.likeness(to: b) == b.likeness(to: a))
  }

  @Test("Fewer than three refusals are not compared")
  func fewest() {
    #expect(phrasing(Array(sorry.prefix(2))).likeness(to: phrasing(other)) == nil)
    #expect(phrasing(sorry).likeness(to: RefusalPhrasing()) == nil)
  }

  @Test("Adding parts is counting them together, in any order")
  func merging() {
    var (a, b) = (phrasing(sorry), phrasing(other))
    let other = b
    b.merge(a)
    a.merge(other)
    #expect(a == b)
    #expect(a == phrasing(sorry + self.other))
  }

  @Test("Case, typographic apostrophes and marks make no difference; words and their order do")
  func words() {
    #expect(phrasing(["I’m SORRY — no"]).counts != phrasing(["I'm sorry no"]).counts)
    #expect(phrasing(["I’m SORRY, no!"]) == phrasing(["i'm sorry no"]))
    #expect(phrasing(["no sorry"]) != phrasing(["sorry no"]))
    #expect(phrasing(["抱歉，我不能"]) != phrasing(["我不能，抱歉"]))
  }

  private func fingerprint(_ leads: [String]) throws -> Fingerprint {
    let pack = RuleSums.Pack(name: "refusal", version: "1", digest: String(repeating: "0", count: 64))
    var builder = FingerprintBuilder(
      vocabulary: try Vocabulary.shipped(), rules: RuleSums(packs: [pack], names: [RuleSums.refusalEntry]))
    for (index, lead) in leads.enumerated() {
      let text = Array(lead.utf8)
      try builder.add(text.span, key: Array("prompt \(index)".utf8).span)
      builder.addRules(RuleTally(counts: [(0, 1)], refusalLead: text))
    }
    return builder.fingerprint(
      name: "a", vendor: nil, toolVersion: "1", created: nil, inputs: [], skipped: SkippedRecords())
  }

  @Test("A fingerprint's file keeps it, and merging fingerprints adds it up")
  func file() throws {
    let a = try fingerprint(sorry)
    let b = try fingerprint(other)
    #expect(a.rules?.phrasing == phrasing(sorry))
    #expect(try Fingerprint(a.encoded()) == a)
    let merged = try a.merged(with: b, name: "a", toolVersion: "1")
    #expect(merged.rules?.phrasing == phrasing(sorry + other))
  }
}
