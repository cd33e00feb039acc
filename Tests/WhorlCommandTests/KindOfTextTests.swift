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
    }
    struct Verdict: Decodable {
      let kind: String
      let references: [String]
    }
    struct Reference: Decodable {
      let name: String
      let log10LR: Double?
      let noRatio: String?
    }
    let domain: Domain
    let verdict: Verdict
    let references: [Reference]
  }

  /// Fingerprints of the first 40 records of everyday answers and of stories, by the name of the model.
  private func references(_ sandbox: Sandbox) throws -> [String] {
    try (RealKinds.answers + RealKinds.stories.suffix(1)).map { file in
      let name = try #require(file.split(separator: "/").last?.split(separator: ".").first)
      expectSuccess(
        try sandbox.run(
          "fingerprint", file, "--limit", "40", "--packs", "none", "-q", "--name", "\(name)", "-o",
          "\(name).whorl"))
      return "\(name).whorl"
    }
  }

  private func score(_ sandbox: Sandbox, _ suspect: String, against references: [String]) throws -> Report {
    expectSuccess(
      try sandbox.run(
        "fingerprint", suspect, "--sample", "40", "--seed", "9", "--packs", "none", "-q", "--name", "suspect",
        "-o",
        "suspect.whorl"))
    let run = try sandbox.run(["score", "suspect.whorl", "-r"] + references + ["--format", "json", "-q"])
    expectSuccess(run)
    return try JSONDecoder().decode(Report.self, from: Data(run.text.utf8))
  }

  @Test("a story has no ratio against any of them, is named with none, and is said to be a story")
  func storyAsSuspect() throws {
    let sandbox = try Sandbox()
    let report = try score(sandbox, RealKinds.stories[0], against: references(sandbox))
    #expect(report.verdict.kind == "outOfDomain" && report.verdict.references.isEmpty)
    #expect(report.domain.status == "suspectOutside")
    #expect(report.domain.suspectKind == "creative writing")
    #expect(report.references.allSatisfy { $0.log10LR == nil && $0.noRatio == "suspectOutside" })
  }

  @Test("an everyday answer has a ratio against everyday answers, and none against stories")
  func storyAsReference() throws {
    let sandbox = try Sandbox()
    let report = try score(sandbox, RealKinds.answers[1], against: references(sandbox))
    #expect(report.domain.status == "inDomain")
    for reference in report.references {
      let isStory = reference.name == "qwen__qwq-32b"
      #expect((reference.log10LR == nil) == isStory, "\(reference.name)")
      #expect(reference.noRatio == (isStory ? "referenceOutside" : nil))
    }
    #expect(report.references.first?.name == "gemma-7b-it")
  }
}
