import Foundation
import Testing

private enum RealKinds {
  static let data = Demo.folder.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("shared/data")
  static let answers = ["claude", "gemma-7b-it"].map(path(in: "alpaca_eval"))
  static let stories = ["gpt-4o-mini", "qwen__qwq-32b"].map(path(in: "creative_writing"))

  static var areThere: Bool { (answers + stories).allSatisfy(FileManager.default.fileExists) }

  private static func path(in folder: String) -> (String) -> String {
    { data.appendingPathComponent("\(folder)/\($0).jsonl.gz").path }
  }
}

@Suite(
  "Stories among everyday answers",
  .enabled(if: RealKinds.areThere, "no alpaca_eval and creative_writing in ../shared/data"))
struct KindOfTextTests {
  private struct Report: Decodable {
    struct Domain: Decodable {
      let status: String
      let suspectKind: String?
      let suspectTreatment: String?
    }
    struct Verdict: Decodable {
      let kind: String
      let references: [String]
    }
    struct Suspect: Decodable {
      let name: String
      let domain: Domain
      let verdict: Verdict
    }
    struct Comparison: Decodable {
      let suspect: String
      let reference: String
      let log10LR: Double?
      let noRatio: String?
    }
    let suspects: [Suspect]
    let comparisons: [Comparison]
  }

  /// Fingerprints of the first 12 records of everyday answers and of stories, by the name of the model.
  private func references(_ sandbox: Sandbox) throws -> [String] {
    try (RealKinds.answers + RealKinds.stories.suffix(1)).map { file in
      let name = try #require(file.split(separator: "/").last?.split(separator: ".").first)
      expectSuccess(
        try sandbox.run(
          "fingerprint", file, "--limit", "12", "--packs", "none", "-q", "--name", "\(name)", "-o",
          "\(name).whorl"))
      return "\(name).whorl"
    }
  }

  /// What a comparison of twelve records of each of `suspects` with `references` says.
  private func compare(
    _ sandbox: Sandbox, _ suspects: [String: String], with references: [String]
  ) throws -> Report {
    let names = suspects.keys.sorted()
    for name in names {
      expectSuccess(
        try sandbox.run(
          "fingerprint", suspects[name] ?? "", "--sample", "12", "--seed", "9", "--packs", "none", "-q",
          "--name",
          name, "-o", "\(name).whorl"))
    }
    let run = try sandbox.run(
      ["compare"] + names.map { "\($0).whorl" } + ["-r"] + references
        + ["--packs", "none", "--no-config", "--format", "json", "-q"])
    expectSuccess(run)
    return try JSONDecoder().decode(Report.self, from: Data(run.text.utf8))
  }

  @Test("a source whose texts lost their line breaks, or were put in capitals, is not held against itself")
  func treated() throws {
    let sandbox = try Sandbox()
    func write(_ name: String, _ change: String) throws {
      expectSuccess(
        try sandbox.shell("zcat '\(RealKinds.answers[0])' | head -80 | tail -40 | \(change) > \(name).jsonl"))
    }
    try write("whole", "cat")
    try write("flat", #"sed 's/\\n/ /g'"#)
    // The names of fields and the escapes stay as they are.
    try write(
      "loud",
      #"grep -v '\\u' | sed -E 's/("output": ")(.*)$/\1\U\2/; s/\\N/\\n/g; s/\\T/\\t/g'"#)
    let run = try sandbox.run(
      ["compare", "whole.jsonl", "flat.jsonl", "loud.jsonl", "-r"] + (try references(sandbox))
        + ["--packs", "none", "--no-config", "--format", "json", "-q"])
    expectSuccess(run)
    let report = try JSONDecoder().decode(Report.self, from: Data(run.text.utf8))
    let treatments = ["whole": nil, "flat": "withoutLineBreaks", "loud": "upperCase"]
    #expect(report.suspects.count == 3)
    for suspect in report.suspects {
      let treatment = try #require(treatments[suspect.name])
      #expect(suspect.domain.suspectTreatment == treatment, "\(suspect.name)")
      #expect(suspect.domain.status == (treatment == nil ? "inDomain" : "suspectOutside"))
      #expect((suspect.verdict.kind == "outOfDomain") == (treatment != nil))
      let ratios = report.comparisons.filter { $0.suspect == suspect.name }.map(\.log10LR)
      #expect(ratios.count == 3 && ratios.contains { $0 != nil } == (treatment == nil))
    }
  }

  @Test(
    "a story has no ratio against any of them and is said to be one, and an answer has none against stories")
  func kinds() throws {
    let sandbox = try Sandbox()
    let references = try references(sandbox)

    let report = try compare(
      sandbox, ["story": RealKinds.stories[0], "answer": RealKinds.answers[1]], with: references)
    let story = try #require(report.suspects.first { $0.name == "story" })
    #expect(story.verdict.kind == "outOfDomain" && story.verdict.references.isEmpty)
    #expect(story.domain.status == "suspectOutside")
    #expect(story.domain.suspectKind == "creative writing")
    let answer = try #require(report.suspects.first { $0.name == "answer" })
    #expect(answer.domain.status == "inDomain")
    #expect(report.comparisons.count == 6)
    for comparison in report.comparisons {
      let isOfStory = comparison.suspect == "story"
      let hasRatio = !isOfStory && comparison.reference != "qwen__qwq-32b"
      #expect((comparison.log10LR != nil) == hasRatio, "\(comparison.reference)")
      #expect(comparison.noRatio == (isOfStory ? "suspectOutside" : hasRatio ? nil : "referenceOutside"))
    }
  }
}
