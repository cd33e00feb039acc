import Testing
import WhorlKit

@testable import WhorlReporting

@Suite("How often suspects decline, in reports that people read")
struct RefusalRatesTests {
  private static func report(refusal: ClosedRange<Double>) -> CompareReport {
    var report = InventedReport.small()
    report.suspects[0].comparisons[0].rateGaps = [
      RateGap(pack: "refusal", suspectRate: 0.02, referenceRate: 0.17, interval: refusal),
      RateGap(pack: "hedging", suspectRate: 0.5, referenceRate: 0.5, interval: -0.1...0.1),
      RateGap(pack: "slop", suspectRate: 1, referenceRate: 0),
    ]
    return report
  }

  @Test(
    "Text and Markdown show the rates of a suspect and of its best reference, with the interval of the difference"
  )
  func shown() {
    let report = Self.report(refusal: -0.21 ... -0.09)
    let text = report.text(width: 100, isColored: false)
    #expect(
      text.contains(
        "\n  declining 2.0 %, aster 17.0 % (-21.0 to -9.0); hedging 50.0 %, 50.0 % (-10.0 to +10.0)\n"))
    #expect(!text.contains("slop"))
    let page = report.markdown()
    #expect(page.contains("| new | aster | declining | 2.0 % | 17.0 % | -15.0 | -21.0 to -9.0 |\n"))
    #expect(page.contains("| new | aster | hedging | 50.0 % | 50.0 % | 0.0 | -10.0 to +10.0 |\n"))
  }

  @Test("That refusals are fewer for certain is said as a finding of its own, and only then")
  func finding() {
    for (interval, isFinding) in [(-0.21 ... -0.09, true), (-0.2...0.01, false), (0.1...0.2, false)] {
      let report = Self.report(refusal: interval)
      let text = report.text(width: 400, isColored: false)
      #expect(text.contains("guardrails gone") == isFinding)
      #expect(report.markdown().contains("guardrails gone") == isFinding)
    }
  }

  @Test("Of many suspects the table shows rates that differ for certain")
  func manySuspects() {
    for (interval, isShown) in [(-0.21 ... -0.09, true), (-0.2...0.01, false)] {
      var report = Self.report(refusal: interval)
      for number in 0..<20 {
        var suspect = report.suspects[1]
        suspect.name = "more \(number)"
        report.suspects.append(suspect)
      }
      #expect(report.text(width: 100, isColored: false).contains("declining 2.0 %") == isShown)
    }
  }

  @Test("Narrow terminals wrap the rates, and nothing is wider than the terminal")
  func narrow() {
    let text = Self.report(refusal: -0.21 ... -0.09).text(width: 30, isColored: false)
    #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of(String($0)) <= 30 })
    #expect(text.contains("\n  declining 2.0 %"))
  }

  @Test("A report without rates says nothing of them")
  func none() {
    let report = InventedReport.small()
    #expect(!report.text(width: 100, isColored: false).contains("eclining"))
    #expect(!report.markdown().contains("Refusal gap"))
  }
}
