import Foundation
import Testing
@testable import WhorlKit

@testable import WhorlReporting

@Suite("The page of a comparison")
struct HTMLReportTests {
  private static func parse(_ report: CompareReport) throws -> (page: String, parsed: ParsedMarkup) {
    let page = report.html()
    return (page, try ParsedMarkup(page))
  }

  @Test("a fragment escapes every string and no fragment")
  func fragment() {
    let name = "<b>\"&'"
    let inner: HTMLFragment = "<i>\(name)</i>"
    let outer: HTMLFragment = "<p title=\"\(name)\">\(inner)\(3)</p>"
    #expect(
      outer.markup
        == "<p title=\"&lt;b&gt;&quot;&amp;&#39;\"><i>&lt;b&gt;&quot;&amp;&#39;</i>3</p>")
    #expect(HTMLFragment([inner, inner]).size == 2 * inner.size)
  }

  @Test("text from outside is text on the page, wherever it comes in")
  func hostile() throws {
    let hostile = InventedComparison.hostile
    var report = InventedComparison.report([
      InventedComparison.suspect(
        hostile, references: [hostile, hostile + "2", hostile + "3"], text: hostile)
    ])
    report.toolVersion = hostile
    report.vocabulary.name = hostile
    report.parameters.packs = [AssetIdentity(name: hostile, digest: "d")]
    report.suspects[0].findings = InventedFindings.findings([(hostile, hostile + " secret")], path: hostile)
    report.references[0].inputs = [.init(name: hostile, bytes: 1, sha256: "x")]
    report.failures = [CompareFailure(role: .suspect, name: hostile, message: hostile)]
    report.policy = PolicyOutcome(
      status: .breached, rules: [hostile],
      violations: [PolicyViolation(rule: .verdict, suspect: hostile, message: hostile)], baseline: hostile)
    let (page, parsed) = try Self.parse(report)
    for name in ["script", "img", "iframe", "object", "link"] { #expect(parsed.all(name).isEmpty, "\(name)") }
    #expect(parsed.all("style").count == 1)
    for attributes in parsed.elements.map(\.attributes) {
      #expect(!attributes.keys.contains { $0.hasPrefix("on") })
    }
    #expect(!page.unicodeScalars.contains { ["\u{202E}", "\u{0}", "\u{1B}"].contains($0) })
    #expect(parsed.text.contains("<script>alert(1)</script>"))
  }

  @Test("a page says the verdict, has landmarks, one h1, headers with a scope, and no id twice")
  func structure() throws {
    let (page, parsed) = try Self.parse(InventedComparison.report([InventedComparison.suspect("suspect-a")]))
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    for name in ["header", "main", "nav", "footer", "h1", "title"] {
      #expect(parsed.all(name).count == 1, "\(name)")
    }
    #expect(parsed.all("th").allSatisfy { $0["scope"] == "row" || $0["scope"] == "col" })
    let ids = parsed.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    for link in parsed.all("a").compactMap({ $0["href"] }) {
      #expect(link.hasPrefix("#") && ids.contains(String(link.dropFirst())), "\(link)")
    }
    #expect(parsed.text.contains("Match with clover"))
    #expect(parsed.text.contains("about 130 times more probable"))
    #expect(parsed.text.contains("It refuses less often than the reference"))
    #expect(parsed.text.contains("2 skipped"))
    #expect(!page.contains("http://") && !page.contains("https://"))
  }

  @Test("each kind of verdict is said in words of its own", arguments: Verdict.Kind.allCases)
  func verdicts(kind: Verdict.Kind) throws {
    let suspect = InventedComparison.suspect("s", kind: kind)
    let words = VerdictProse.meaning(suspect)
    for other in Verdict.Kind.allCases where other != kind {
      #expect(VerdictProse.meaning(InventedComparison.suspect("s", kind: other)) != words)
    }
    #expect(try Self.parse(InventedComparison.report([suspect])).parsed.text.contains(words))
  }

  @Test("the odds of a match are those of the question that was asked")
  func question() {
    let suspect = InventedComparison.suspect("s", kind: .match)
    #expect(VerdictProse.meaning(suspect).contains("if they come from that model"))
    let derived = VerdictProse.meaning(suspect, question: "derived")
    #expect(derived.contains("if their model is derived from that one"))
    #expect(!derived.contains("come from"))
    #expect(VerdictProse.ratio(-1.5, question: .derived).contains("of another family"))
  }

  @Test("a suspect that answers other prompts than its references is said to, and another is not")
  func prompts() throws {
    var suspect = InventedComparison.suspect("s")
    let words = "prompts of another mix than the references"
    #expect(try !Self.parse(InventedComparison.report([suspect])).parsed.text.contains(words))
    for index in suspect.comparisons.indices {
      suspect.comparisons[index].promptShift = PromptShift(distance: 9, expected: 1)
    }
    #expect(try Self.parse(InventedComparison.report([suspect])).parsed.text.contains(words))
  }

  @Test(
    "odds in words",
    arguments: [
      (0.5, "3"), (1, "10"), (1.5, "32"), (2, "100"), (2.1, "130"), (2.5, "320"), (3.2, "1,600"),
      (6, "1,000,000"), (0.35, "2.2"),
    ])
  func odds(exponent: Double, words: String) {
    #expect(VerdictProse.magnitude(exponent) == words)
  }

  @Test("colours follow the verbal scale and meet at its limits")
  func heat() {
    let levels = [-7, -4, -3, -2.5, -1, -0.5, -0.1, 0, 0.3, 0.31, 1, 2, 3, 4, 6].map { HeatLevel($0).index }
    #expect(levels == [0, 1, 2, 3, 4, 5, 6, 6, 6, 7, 8, 9, 10, 11, 12])
    for limit in [4.0, 6] {
      let bands = HeatLevel.bands(limit: limit)
      #expect(bands.first?.range.lowerBound == -limit && bands.last?.range.upperBound == limit)
      for (a, b) in zip(bands, bands.dropFirst()) {
        #expect(a.range.upperBound == b.range.lowerBound && a.index + 1 == b.index)
      }
      for band in bands {
        #expect(HeatLevel((band.range.lowerBound + band.range.upperBound) / 2).index == band.index)
      }
    }
  }

  @Test("without likelihood ratios a page has scores, and says so")
  func uncalibrated() throws {
    var suspect = InventedComparison.suspect("s", kind: .inconclusive, ratios: [nil, nil, nil])
    suspect.calibration = nil
    suspect.domain = .shifted(references: 3, outside: 2, models: 3)
    var report = InventedComparison.report([suspect])
    report.background = nil
    let text = try Self.parse(report).parsed.text
    #expect(text.contains("uncalibrated"))
    #expect(text.contains("2 of 3 references are of another kind of text"))
  }

  @Test("where no ratio can be given there is a dash, and never a score as if it were one")
  func dashes() throws {
    var short = InventedComparison.suspect("short", kind: .inconclusive, ratios: [nil, nil, nil])
    var mixed = InventedComparison.suspect("mixed", ratios: [2.1, nil, -1.9])
    for index in short.comparisons.indices {
      short.comparisons[index].rawScore = 777
      mixed.comparisons[index].rawScore = 777
      mixed.comparisons[index].channels = [
        ChannelResult(name: "w1", log10LR: 0.5, rawScore: 777),
        ChannelResult(name: "w2", log10LR: nil, rawScore: 777),
      ]
      mixed.comparisons[index].explanation = nil
    }
    let report = InventedComparison.report([short, mixed])
    let matrix = report.matrixSection.markup
    #expect(!matrix.contains("777"))
    #expect(matrix.components(separatedBy: ">–</td>").count == 5)
    #expect(matrix.contains("A dash stands where no ratio can be given."))
    let other = InventedComparison.report([mixed])
    #expect(!other.html().contains("777"))
    #expect(!other.text(width: 100, isColored: false).contains("777"))
    var uncalibrated = InventedComparison.report([short])
    uncalibrated.background = nil
    #expect(uncalibrated.matrixSection.markup.contains("+777"))
    #expect(!uncalibrated.matrixSection.markup.contains("log10 LR"))
  }

  @Test("rules that drive a ratio have a table of their own")
  func rules() throws {
    var suspect = InventedComparison.suspect("s")
    suspect.comparisons[0].explanation?.rules = [
      FeatureContribution(
        channel: "rules", text: "rule refusal/cannot", contribution: 0.5, suspectRate: 0.25,
        referenceRate: 0.5)
    ]
    let text = try Self.parse(InventedComparison.report([suspect])).parsed.text
    #expect(text.contains("rule refusal/cannot"))
    #expect(text.contains("Rules that contribute most to the channel of rules"))
  }

  @Test("nothing to compare makes a page too")
  func empty() throws {
    var report = InventedComparison.report([])
    report.failures = [CompareFailure(role: .suspect, name: "x", message: "cannot be read")]
    let text = try Self.parse(report).parsed.text
    #expect(text.contains("No suspect could be compared"))
    #expect(text.contains("1 input could not be compared"))
  }

  @Test("50 suspects against 100 references, explained, are a page under 2 MB with all in the heat map")
  func large() throws {
    let references = (0..<100).map { "reference number \($0)" }
    let ratios = (0..<100).map { Double(($0 * 37) % 40) / 10 - 1.9 }
    let suspects = (0..<50).map { number in
      var suspect = InventedComparison.suspect(
        "suspect-\(number)", references: references, ratios: ratios, text: String(repeating: "é<", count: 30))
      for index in suspect.comparisons.indices {
        if let feature = suspect.comparisons[index].explanation?.features.first {
          suspect.comparisons[index].explanation?.features = Array(repeating: feature, count: 20)
        }
      }
      return suspect
    }
    let page = InventedComparison.report(suspects).html()
    #expect(page.utf8.count < 2_000_000, "\(page.utf8.count)")
    let parsed = try ParsedMarkup(page)
    #expect(parsed.all("td").count { ($0["class"] ?? "").hasPrefix("h") } == 5000)
    #expect(parsed.text.contains("are left out to keep this page small"))
  }

  @Test("a page is written as recorded")
  func snapshot() throws {
    let page = InventedComparison.report(
      [InventedComparison.suspect("suspect-a"), InventedComparison.suspect("suspect-b", kind: .none)],
      policy: PolicyOutcome(
        status: .breached, rules: ["no match"],
        violations: [PolicyViolation(rule: .verdict, suspect: "suspect-a", message: "it matches clover")])
    ).html()
    try Snapshot.expect(page, "compare.html")
  }
}
