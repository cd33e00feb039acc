import Foundation
import Testing
import WhorlKit

@testable import WhorlReporting

@Suite("The report of a comparison")
struct CompareReportTests {
  @Test("is byte for byte what it was, in every format")
  func snapshots() throws {
    let report = InventedReport.small()
    try Snapshot.expect(report.text(width: 80, isColored: false), "compare.txt")
    try Snapshot.expect(report.text(width: 44, isColored: true), "compare-narrow-colour.txt")
    try Snapshot.expect(try report.json() + "\n", "compare.json")
    try Snapshot.expect(report.junit(), "compare.junit.xml")
    try Snapshot.expect(try report.sarif() + "\n", "compare.sarif.json")
    try Snapshot.expect(report.markdown(), "compare.md")
    try Snapshot.expect(report.githubAnnotations(), "compare.github.txt")
    var uncalibrated = report
    uncalibrated.background = nil
    try Snapshot.expect(uncalibrated.text(width: 80, isColored: false), "compare-uncalibrated.txt")
  }

  @Test(
    "says the outcome first",
    arguments: [
      (PolicyOutcome.Status.none, "2 suspects against 2 references: 1 match, 1 none of the references"),
      (.passed, "Policy passed: "), (.breached, "Policy breached: "), (.inconclusive, "Policy undecided: "),
    ])
  func headline(status: PolicyOutcome.Status, start: String) {
    var report = InventedReport.small()
    report.failures = []
    report.policy.status = status
    for text in [report.text(width: 200, isColored: false), report.markdown().split(separator: "**")[1]]
      as [any StringProtocol]
    {
      #expect(String(text).hasPrefix(start))
    }
  }

  @Test(
    "what failed is no pass, in any format, with a policy and without one, but a breach is one all the same",
    arguments: [
      (PolicyOutcome.Status.none, "failed"), (.passed, "failed"), (.inconclusive, "failed"),
      (.breached, "breached"),
    ])
  func failed(status: PolicyOutcome.Status, word: String) throws {
    var report = InventedReport.small()
    report.policy = PolicyOutcome(status: status, rules: status == .none ? [] : ["no match"])
    let policy = try #require(try object(report.json())["policy"] as? [String: Any])
    #expect(policy["status"] as? String == word)
    #expect(policy["passed"] as? Bool == false)
    let text = report.text(width: 200, isColored: false)
    for text in [text, report.markdown()] {
      #expect(!text.contains("Policy passed"))
      #expect(text.contains("; 1 suspect failed"))
    }
    #expect(report.markdown().hasPrefix("## ❌"))
    #expect(!report.html().contains("The policy holds"))
    #expect(report.html().contains("<section id=\"policy\"") == (status != .none))
  }

  @Test("numbers are explained by the question that was asked", arguments: ["same", "derived"])
  func question(question: String) {
    var report = InventedReport.small()
    report.parameters.question = question
    let (own, other) =
      question == "same"
      ? ("if the suspect is the reference", "is derived from") : ("is derived from", "if the suspect is the")
    for text in [report.text(width: 10_000, isColored: false), report.markdown(), report.html()] {
      let flat = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(flat.contains(own))
      #expect(!flat.contains(other))
    }
  }

  @Test("a bound that no ratio can meet is said to be one", arguments: [true, false])
  func unreachable(isMinimum: Bool) throws {
    var report = InventedReport.small()
    func message(_ limit: Double) throws -> String {
      let threshold = ComparePolicy.Threshold(
        references: NamePattern("aster"), minimum: isMinimum ? limit : nil, maximum: isMinimum ? nil : limit)
      report.policy = ComparePolicy(thresholds: [threshold]).outcome(of: report)
      report.policy.tellWhatCannotBeReached(in: report)
      return try #require(report.policy.violations.last).message
    }
    #expect(try message(isMinimum ? 5 : -5).contains("ratios are capped at \(isMinimum ? "+3.2" : "-1.9")"))
    #expect(try !message(isMinimum ? 3 : -1.5).contains("cannot be met"))
  }

  @Test("text fits the terminal, whatever the names", arguments: [40, 60, 80, 200])
  func width(width: Int) {
    for report in [InventedReport.hostileReport(), InventedReport.small()] {
      for line in report.text(width: width, isColored: false).split(separator: "\n") {
        #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
      }
    }
  }

  @Test("text and Markdown hold nothing that a terminal would obey")
  func terminal() {
    let report = InventedReport.hostileReport()
    for text in [report.text(width: 80, isColored: false), report.markdown(), report.githubAnnotations()] {
      #expect(
        !text.unicodeScalars.contains { scalar in
          scalar != "\n"
            && [.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
        })
      for bidirectional in ["\u{202E}", "\u{2066}"] { #expect(!text.contains(bidirectional)) }
    }
  }

  @Test("Markdown holds no markup but its own")
  func markdown() {
    let text = InventedReport.hostileReport().markdown()
    for part in ["<script", "<!--", "@team", "https://", "www.evil", "[f](g)", "`c`", "a|b"] {
      #expect(!text.contains(part), "\(part)")
    }
    // Each row has the cells of the table that it stands in.
    var bars = 0
    for row in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard row.hasPrefix("|") else {
        bars = 0
        continue
      }
      let own = row.count { $0 == "|" }
      if bars == 0 { bars = own }
      #expect(own == bars && (own == 8 || own == 6), "\(row.prefix(200))")
    }
  }

  @Test("JUnit is well-formed whatever is in it, with a case a comparison and the totals right")
  func junit() throws {
    for report in [
      InventedReport.small(), InventedReport.hostileReport(), InventedReport.large(3, references: 4),
    ] {
      let elements = try ParsedMarkup(report.junit()).elements
      let cases = elements.filter { $0.name == "testcase" }
      #expect(cases.count == report.comparisonCount + report.failures.count)
      let top = try #require(elements.first)
      #expect(top.name == "testsuites")
      #expect(top.attributes["tests"] == String(cases.count))
      #expect(top.attributes["failures"] == String(elements.count { $0.name == "failure" }))
      #expect(top.attributes["errors"] == String(report.failures.count))
      for violation in report.policy.violations {
        #expect(
          elements.contains {
            $0.name == "failure" && $0.attributes["message"]?.contains(Self.shown(violation.message)) == true
          })
      }
      #expect(elements.count { $0.name == "testsuite" } == report.suspects.count + report.failures.count)
      let allowed = [
        "testsuites", "testsuite", "testcase", "properties", "property", "failure", "error", "skipped",
        "system-out",
      ]
      #expect(elements.allSatisfy { allowed.contains($0.name) })
    }
  }

  /// What XML and terminals can hold of a text.
  private static func shown(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        PrintableText.of(text).unicodeScalars.map { $0 == "\u{FFFF}" ? "\u{FFFD}" : $0 }))
  }

  @Test("names come out of JUnit as they went in, but for what XML cannot hold")
  func junitNames() throws {
    var report = InventedReport.small()
    let name = "a <b> & \"c\" 'd' ]]> é 日本"
    report.suspects[0].name = name
    let elements = try ParsedMarkup(report.junit()).elements
    #expect(elements.contains { $0.name == "testsuite" && $0.attributes["name"] == name })
    #expect(elements.contains { $0.name == "testcase" && $0.attributes["classname"] == name })
  }

  @Test("JSON reads back with the names as they are, and says what passed")
  func json() throws {
    let report = InventedReport.hostileReport()
    let parsed = try object(report.json())
    let comparisons = try #require(parsed["comparisons"] as? [[String: Any]])
    #expect(comparisons.count == report.comparisonCount)
    for (index, text) in InventedReport.hostile.enumerated() {
      #expect(comparisons[2 * index]["reference"] as? String == text)
      #expect(comparisons[2 * index]["suspect"] as? String == "\(index)\(text)")
    }
    #expect((parsed["policy"] as? [String: Any])?["passed"] as? Bool == false)
    var failed = InventedReport.small()
    failed.policy = PolicyOutcome(status: .passed)
    #expect((try object(failed.json())["policy"] as? [String: Any])?["passed"] as? Bool == false)
    failed.failures = []
    #expect((try object(failed.json())["policy"] as? [String: Any])?["passed"] as? Bool == true)
  }

  @Test("workflow commands are one line each, and none comes from a name")
  func github() {
    let text = InventedReport.hostileReport().githubAnnotations()
    let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
    #expect(lines.count == 10)
    for line in lines {
      #expect(line.hasPrefix("::error "))
      // A command is its properties, two colons, and its message.
      let properties = line.dropFirst(2).split(separator: "::", maxSplits: 1)[0]
      #expect(properties.split(separator: ",").allSatisfy { $0.contains("=") })
    }
    #expect(!text.contains("%0A") || text.contains("%250A"))
  }

  @Test("annotations beyond ten of a kind are counted", arguments: [9, 10, 11, 60])
  func annotations(count: Int) {
    let lines = InventedReport.large(count).githubAnnotations().split(separator: "\n")
    #expect(lines.count == min(count, 10))
    if count > 10 { #expect(lines[9].contains("\(count - 9) more of this kind")) }
  }

  @Test("SARIF keeps to its limits and says what it leaves out")
  func sarifLimits() throws {
    let report = InventedReport.large(300, references: 20)
    let text = try report.sarif()
    #expect(text.utf8.count < 10_000_000)
    let run = try #require((try object(text)["runs"] as? [[String: Any]])?.first)
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.count == 5000)
    #expect(results.prefix(300).allSatisfy { $0["level"] as? String == "error" })
    let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
    let notes = try #require(invocation["toolExecutionNotifications"] as? [[String: Any]])
    #expect(notes.count == 1 && "\(notes[0])".contains("1300 of 6300 results are left out"))
  }

  @Test("SARIF with long names stays below ten megabytes")
  func sarifBytes() throws {
    var report = InventedReport.large(40, references: 100)
    for index in report.suspects.indices {
      report.suspects[index].name += String(repeating: "\u{1F600}", count: 900)
    }
    report.policy = ComparePolicy(failOn: [.match]).outcome(of: report)
    let text = try report.sarif()
    #expect(text.utf8.count < 10_000_000)
    #expect(text.contains("are left out"))
  }

  @Test("SARIF fingerprints are one a finding, and the same in every run")
  func sarifFingerprints() throws {
    func fingerprints(_ report: CompareReport) throws -> [String] {
      let run = try #require((try object(report.sarif())["runs"] as? [[String: Any]])?.first)
      return try #require(run["results"] as? [[String: Any]]).compactMap {
        ($0["partialFingerprints"] as? [String: String])?["whorlFinding/v1"]
      }
    }
    let first = try fingerprints(InventedReport.small())
    #expect(Set(first).count == first.count && first.count == 7)
    var moved = InventedReport.small()
    for index in moved.suspects.indices { moved.suspects[index].comparisons[0].log10LR = 2.75 }
    #expect(try fingerprints(moved).prefix(1) == first.prefix(1))
  }

  @Test(
    "paths become URI references",
    arguments: [
      ("out/a b.jsonl", "out/a%20b.jsonl"), ("./x", "x"), ("/a/é", "file:///a/%C3%A9"),
      ("a%b#c?d", "a%25b%23c%3Fd"),
      ("c:d", "c%3Ad"), ("\u{1B}[", "%1B%5B"),
    ])
  func uris(path: String, uri: String) {
    #expect(FileURIText.of(path) == uri)
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }
}
