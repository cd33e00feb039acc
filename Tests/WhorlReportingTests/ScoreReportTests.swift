import Foundation
import Testing
import WhorlKit

@testable import WhorlReporting

@Suite("The report of a score")
struct ScoreReportTests {
  private static let vocabulary = Result { try Vocabulary.shipped() }

  /// A fingerprint of a few short texts.
  private static func fingerprint(_ name: String, _ words: String, documents: Int = 6) throws -> Fingerprint {
    var builder = FingerprintBuilder(vocabulary: try vocabulary.get())
    for number in 0..<documents {
      let text = Array("\(words), and number \(number) is here, of course. I would say so.".utf8)
      let key = Array("prompt \(number)".utf8)
      try builder.add(text.span, key: key.span)
    }
    return builder.fingerprint(
      name: name, vendor: nil, toolVersion: "1", created: nil, inputs: [],
      skipped: SkippedRecords(malformed: 1, empty: 2))
  }

  private static func report(suspect: String, references: [String]) throws -> ScoreReport {
    let vocabulary = try vocabulary.get()
    let known = try references.enumerated().map { index, name in
      try fingerprint(
        name, index == 0 ? "It is a matter of some interest" : "Well, who knows about the \(index)")
    }
    let questioned = try fingerprint(suspect, "It is a matter of some interest")
    let comparisons = try ReferenceSet(known, vocabulary: vocabulary).compare(questioned)
    return ScoreReport(
      suspect: questioned.header, comparisons: comparisons,
      vocabulary: vocabulary, toolVersion: "1.2.3")
  }

  @Test(
    "the headline says the verdict, names the references, and says if it is uncalibrated",
    arguments: [
      (Verdict.Kind.match, ["a"], false, "Verdict: match with a (uncalibrated)"),
      (.match, ["a"], true, "Verdict: match with a"),
      (.cluster, ["a", "b"], false, "Verdict: one of a, b (uncalibrated)"),
      (.cluster, ["a", "b"], true, "Verdict: one of a, b"),
      (.none, [], false, "Verdict: none of the references (uncalibrated)"),
      (.none, [], true, "Verdict: none of the references"),
      (.inconclusive, [], false, "Verdict: inconclusive"),
      (.inconclusive, ["a"], true, "Verdict: inconclusive; possibly a"),
      (.outOfDomain, [], true, "Verdict: out of domain"),
      (.match, ["\u{1B}[31mx\n"], false, "Verdict: match with \u{FFFD}[31mx\u{FFFD} (uncalibrated)"),
    ] as [(Verdict.Kind, [String], Bool, String)])
  func headline(kind: Verdict.Kind, names: [String], isCalibrated: Bool, text: String) {
    #expect(ScoreReport.headline(kind, names: names, isCalibrated: isCalibrated) == text)
  }

  @Test("every kind of verdict has a headline of its own", arguments: [true, false])
  func headlines(isCalibrated: Bool) {
    let all = Set(
      Verdict.Kind.allCases.map { ScoreReport.headline($0, names: ["a"], isCalibrated: isCalibrated) })
    #expect(all.count == Verdict.Kind.allCases.count)
  }

  @Test("text fits the terminal, whatever the names", arguments: [40, 60, 80, 200])
  func width(width: Int) throws {
    let long = String(repeating: "long name ", count: 40)
    let report = try Self.report(suspect: long, references: ["日本語のモデル", "short", long + "2"])
    for line in report.text(width: width, isColored: false).split(separator: "\n") {
      #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
    }
  }

  @Test("text holds no escape but its own styles, and without colour none")
  func hostileNames() throws {
    let hostile = "\u{1B}]0;title\u{7}\u{202E}\r\nVerdict: match"
    let report = try Self.report(suspect: hostile, references: ["x" + hostile, "other"])
    let plain = report.text(width: 80, isColored: false)
    #expect(
      !plain.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{7}" || $0 == "\u{202E}" || $0 == "\r" })
    #expect(plain.split(separator: "\n").count { $0.hasPrefix("Verdict:") } == 1)
    let colored = report.text(width: 80, isColored: true)
    #expect(colored.contains("\u{1B}["))
    let stripped = ["0", "1", "2", "32", "33"].reduce(colored) {
      $0.replacingOccurrences(of: "\u{1B}[\($1)m", with: "")
    }
    #expect(stripped == plain)
  }

  @Test("skipped records are counted in text and in JSON")
  func skipped() throws {
    let report = try Self.report(suspect: "s", references: ["a", "b"])
    #expect(report.text(width: 100, isColored: false).contains(", 3 skipped"))
    let parsed = try #require(
      JSONSerialization.jsonObject(with: Data(try report.json().utf8)) as? [String: Any])
    let suspect = try #require(parsed["suspect"] as? [String: Any])
    #expect(suspect["skipped"] as? Int == 3)
  }

  @Test("JSON is read back with the names as they are")
  func json() throws {
    let hostile = "\u{0}\u{1B}[31m\u{202E}\"\\ \u{2028} 日本"
    let report = try Self.report(suspect: hostile, references: [hostile, "b"])
    let parsed = try #require(
      JSONSerialization.jsonObject(with: Data(try report.json().utf8)) as? [String: Any])
    let suspect = try #require(parsed["suspect"] as? [String: Any])
    #expect(suspect["name"] as? String == hostile)
    #expect((parsed["tool"] as? String) == "whorl 1.2.3")
    #expect((parsed["references"] as? [Any])?.count == 2)
  }

  @Test("an inspection shows no control characters of its header")
  func inspection() throws {
    let vocabulary = try Self.vocabulary.get()
    let fingerprint = try Self.fingerprint("a\u{1B}[2J\nname", "It is so")
    let report = InspectReport(fingerprint, vocabulary: vocabulary, top: 2)
    #expect(!report.isOtherVocabulary)
    let text = report.text()
    #expect(!text.contains("\u{1B}"))
    #expect(text.contains("a\u{FFFD}[2J\u{FFFD}name"))
    #expect(text.contains("3 (1 malformed, 2 empty)"))
    let parsed = try #require(
      JSONSerialization.jsonObject(with: Data(try report.json().utf8)) as? [String: Any])
    #expect(parsed["name"] as? String == "a\u{1B}[2J\nname")
  }
}
