import ArgumentParser
import Foundation
import Testing
import WhorlKit
import WhorlReporting

@testable import whorl

@Suite struct DistilledCommandTests {
  /// A directory of one test, with corpora of invented models in it.
  private final class Corpora {
    let folder = NSTemporaryDirectory() + "/distilled-" + UUID().uuidString

    init() throws {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func path(_ name: String) -> String { folder + "/" + name }

    func write(_ name: String, lines: [String]) throws {
      try (lines.joined(separator: "\n") + "\n").write(toFile: path(name), atomically: true, encoding: .utf8)
    }

    static func sentence(_ model: String, _ prompt: Int) -> String {
      var random = SplitMix64(seed: StableHash.text("\(model)/\(prompt)", seed: 3))
      return (0..<20).map { _ in "w\(random.index(below: 300))" }.joined(separator: " ")
    }

    /// A corpus that answers `prompts`; `teacher`'s words follow the model's own.
    func corpus(_ model: String, _ prompts: [Int], teacher: String? = nil, edge: String = "") throws {
      try write(
        model + ".jsonl",
        lines: prompts.map { prompt in
          let taught = teacher.map { " " + Self.sentence($0, prompt) } ?? ""
          return #"{"id": \#(prompt), "prompt": "\#(edge)prompt \#(prompt)\#(edge)", "#
            + #""output": "\#(Self.sentence(model, prompt))\#(taught)"}"#
        })
    }
  }

  private func score(
    _ corpora: Corpora, suspect: String = "student", references: [String], arguments: [String] = []
  ) async throws -> DistillationReport {
    let options = try ScoreDistillationOptions.parse(arguments)
    let reading = try InputOptions.parse(["-j", "2"]).resolved()
    return try await ScoreDistillation(
      reading: reading, vocabulary: try Vocabulary.shipped(), options: options, seed: 1,
      notes: try NoteOptions.parse(["-q"])
    ).report(
      suspect: [corpora.path(suspect + ".jsonl")], name: nil,
      references: references.map { corpora.path($0 + ".jsonl") })
  }

  private func failure(_ body: () async throws -> DistillationReport) async -> String {
    do { _ = try await body() } catch let error as CommandFailure { return error.message } catch {}
    return ""
  }

  @Test("the report names the teacher, has the members of the contract, and no likelihood ratio")
  func report() async throws {
    let corpora = try Corpora()
    for model in ["a", "b", "c"] { try corpora.corpus(model, Array(0..<210)) }
    try corpora.corpus("student", Array(0..<210), teacher: "b")
    let report = try await score(corpora, references: ["a", "b", "c"])
    let data = Data(try report.json().utf8)
    let json = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(json["schema"] as? String == "whorl.score/1")
    #expect(json["question"] as? String == "distilled")
    let references = try #require(json["references"] as? [[String: Any]])
    #expect(references.count == 3)
    #expect(references[0]["name"] as? String == "b")
    #expect(references.allSatisfy { $0["log10LR"] is NSNull && $0["vendor"] is NSNull })
    #expect(references.allSatisfy { $0["exclusiveOverlap"] is Double && $0["overlapCosine"] is Double })
    #expect(references.allSatisfy { $0["sharedPrompts"] as? Int == 210 })
    let verdict = try #require(json["verdict"] as? [String: Any])
    #expect(verdict["kind"] as? String == "rankingOnly")
    #expect(verdict["references"] as? [String] == ["b"])
    #expect(
      verdict["finding"] as? String
        == "among the listed candidates, b shares most vendor-exclusive wording")
    let text = report.text(width: 100, isColored: false)
    #expect(text.hasPrefix("Verdict: ranking only\n"))
    #expect(text.contains("Among the listed candidates, b shares most vendor-exclusive wording."))
    #expect(!text.contains("distilled from"))
  }

  @Test("the order of references and of records changes no byte")
  func permutation() async throws {
    let (corpora, shuffled) = (try Corpora(), try Corpora())
    let prompts = Array(0..<60)
    for model in ["a", "b", "c"] {
      try corpora.corpus(model, prompts)
      try shuffled.corpus(model, prompts.reversed())
    }
    try corpora.corpus("student", prompts, teacher: "c")
    try shuffled.corpus("student", prompts.reversed(), teacher: "c")
    let first = try await score(corpora, references: ["a", "b", "c"])
    let second = try await score(corpora, references: ["c", "a", "b"])
    let third = try await score(shuffled, references: ["b", "c", "a"])
    #expect(try first.json() == second.json())
    #expect(first.text(width: 80, isColored: false) == third.text(width: 80, isColored: false))
  }

  @Test("prompts are matched without the white space at their edges")
  func edges() async throws {
    let corpora = try Corpora()
    for model in ["a", "b"] { try corpora.corpus(model, Array(0..<5)) }
    try corpora.corpus("student", Array(0..<5), teacher: "a", edge: " ")
    let report = try await score(corpora, references: ["a", "b"])
    #expect(try report.json().contains(#""comparedPrompts": 5"#))
    #expect(try report.json().contains(#""kind": "noVerdict""#))
  }

  @Test("records are matched by id when that is asked")
  func ids() async throws {
    let corpora = try Corpora()
    try corpora.corpus("a", Array(0..<5), edge: "x")
    try corpora.corpus("b", Array(0..<5), edge: "y")
    try corpora.corpus("student", Array(0..<5), teacher: "a")
    let report = try await score(corpora, references: ["a", "b"], arguments: ["--match-by", "id"])
    #expect(try report.json().contains(#""comparedPrompts": 5"#))
  }

  @Test("a vendor that is left out is no candidate, and leaving out nothing is an error")
  func exclusion() async throws {
    let corpora = try Corpora()
    for model in ["a", "b", "c"] { try corpora.corpus(model, Array(0..<5)) }
    try corpora.corpus("student", Array(0..<5), teacher: "b")
    try corpora.write("vendors", lines: ["# name\tvendor", "a\tA", "b\tB", "", "c\tC\tfamily"])
    let vendors = ["--vendors", corpora.path("vendors")]
    let report = try await score(
      corpora, references: ["a", "b", "c"], arguments: vendors + ["--exclude-vendor", "B"])
    #expect(!(try report.json().contains(#""name": "b""#)))
    #expect(try report.json().contains(#""vendor": "C""#))
    let message = await failure {
      try await score(corpora, references: ["a", "b"], arguments: vendors + ["--exclude-vendor", "Z"])
    }
    #expect(message.contains("--exclude-vendor Z"))
  }

  @Test("references without the suspect's prompts, corpora without prompts, and fingerprints are refused")
  func refusals() async throws {
    let corpora = try Corpora()
    for model in ["a", "b"] { try corpora.corpus(model, Array(0..<5)) }
    try corpora.corpus("far", Array(100..<105))
    try corpora.corpus("student", Array(0..<5))
    try corpora.write("plain.jsonl", lines: [#"{"output": "no prompt here"}"#])
    try corpora.write("print.jsonl", lines: ["x"])
    try Data("WHORL".utf8).write(to: URL(fileURLWithPath: corpora.path("print.jsonl")))
    #expect(
      await failure { try await score(corpora, references: ["a", "far"]) }
        .contains("'far' answers none of the suspect's prompts"))
    #expect(
      await failure { try await score(corpora, references: ["a", "plain"]) }.contains("--prompt-field"))
    #expect(
      await failure { try await score(corpora, references: ["a", "print"]) }.contains("is a fingerprint"))
  }

  @Test(
    "a line of the vendors file that is none is named with its number",
    arguments: ["a A", "a\t", "a\tA\tf\tx", "\tA"])
  func vendorLines(line: String) async throws {
    let corpora = try Corpora()
    try corpora.write("vendors", lines: ["ok\tV", line])
    #expect(throws: CommandFailure.self) { try PromptedCorpusVendors(path: corpora.path("vendors")) }
    let message = await failure {
      try await score(corpora, references: ["a"], arguments: ["--vendors", corpora.path("vendors")])
    }
    #expect(message.contains("vendors:2 "))
  }

  private func wording(
    _ corpora: Corpora, suspect: String = "student.jsonl", references: [String]
  ) async throws -> SamePromptWording {
    let reading = try InputOptions.parse(["-j", "2"]).resolved()
    return try await ScoreDistillation(
      reading: reading, vocabulary: try Vocabulary.shipped(), options: try ScoreDistillationOptions.parse([]),
      seed: 1, notes: try NoteOptions.parse(["-q"])
    ).wording(
      suspect: [suspect == "-" ? "-" : corpora.path(suspect)], name: nil,
      references: references.map(corpora.path))
  }

  @Test("beside another question, the reference whose wording is shared leads where 200 prompts are shared")
  func wordingLeads() async throws {
    let corpora = try Corpora()
    for model in ["a", "b", "c"] { try corpora.corpus(model, Array(0..<210)) }
    try corpora.corpus("student", Array(0..<210), teacher: "b")
    guard
      case .compared(let evidence) = try await wording(
        corpora, references: ["a.jsonl", "b.jsonl", "c.jsonl"])
    else {
      Issue.record("wording was not compared")
      return
    }
    #expect(evidence.prompts == 210 && evidence.comparisons.count == 3)
    #expect(evidence.comparisons[0].candidate.name == "b")
    #expect(evidence.comparisons[0].exclusiveOverlap > 2 * evidence.comparisons[1].exclusiveOverlap)
  }

  @Test("what stands in the way of comparing wording is said, and is no error")
  func wordingMissing() async throws {
    let corpora = try Corpora()
    for model in ["a", "b"] { try corpora.corpus(model, Array(0..<20)) }
    try corpora.corpus("student", Array(0..<20))
    try corpora.write("plain.jsonl", lines: [#"{"output": "no prompt here"}"#])
    try Data("WHORL".utf8).write(to: URL(fileURLWithPath: corpora.path("x.whorl")))
    func reason(_ suspect: String, _ references: [String]) async throws -> String {
      guard
        case .notCompared(let reason) = try await wording(corpora, suspect: suspect, references: references)
      else { return "" }
      return reason
    }
    #expect(
      try await reason("student.jsonl", ["a.jsonl", "b.jsonl"])
        == "a reference shares 20 prompts with the suspect, and 200 are needed")
    #expect(try await reason("-", ["a.jsonl"]).contains("standard input"))
    #expect(try await reason("student.jsonl", ["a.jsonl", "x.whorl"]).contains("x.whorl is a fingerprint"))
    #expect(try await reason("student.jsonl", ["a.jsonl", "plain.jsonl"]).contains("--prompt-field"))
  }

  @Test("a mistake in what was given for comparing wording is an error, and no reason to leave it out")
  func wordingMistake() throws {
    let corpora = try Corpora()
    for model in ["student", "a", "b"] { try corpora.corpus(model, Array(0..<20)) }
    try corpora.write("vendors", lines: ["a A"])
    let run = try Sandbox().run([
      "score", corpora.path("student.jsonl"), "-q", "--packs", "none", "--question", "derived", "--vendors",
      corpora.path("vendors"), "-r", corpora.path("a.jsonl"), corpora.path("b.jsonl"),
    ])
    #expect(run.status == 2 && run.errors.contains("vendors:1 "))
  }

  @Test("a report on derivation shows the ranking by wording, in text and in JSON, or why there is none")
  func wordingReported() async throws {
    let corpora = try Corpora()
    for model in ["a", "b"] { try corpora.corpus(model, Array(0..<210)) }
    try corpora.corpus("student", Array(0..<210), teacher: "b")
    let sandbox = try Sandbox()
    let paths = ["student", "a", "b"].map { corpora.path($0 + ".jsonl") }
    let arguments =
      ["score", paths[0], "-q", "--packs", "none", "--question", "derived", "-r"] + paths.dropFirst()
    let text = try sandbox.run(arguments).text.replacing("\n", with: " ")
    #expect(text.contains("By wording on the same 210 prompts: b "))
    let json = try sandbox.run(arguments + ["--format", "json"]).text
    let report = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let wording = try #require(report["wording"] as? [String: Any])
    #expect(wording["leader"] as? String == "b" && wording["comparedPrompts"] as? Int == 210)
    #expect((wording["references"] as? [[String: Any]])?.map { $0["name"] as? String } == ["b", "a"])
    let other = try sandbox.run(
      ["score", Demo.corpus("suspect-a"), "-q", "--packs", "none", "--question", "derived", "-r"]
        + ["aster", "clover"].map(Demo.corpus)
    ).text.replacing("\n", with: " ")
    #expect(other.contains("was not compared: "))
  }

  @Test("prompts that a minority of the records have are found, as where their field is named")
  func fewPrompts() async throws {
    let corpora = try Corpora()
    for model in ["a", "b"] { try corpora.corpus(model, Array(0..<40)) }
    let answers = (0..<20).map { prompt in
      #"{"prompt": "prompt \#(prompt)", "output": "\#(Corpora.sentence("a", prompt))"}"#
    }
    try corpora.write(
      "student.jsonl", lines: answers + Array(repeating: #"{"output": "an answer to nothing"}"#, count: 30))
    let report = try await score(corpora, references: ["a", "b"])
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(try report.json().utf8)) as? [String: Any])
    let references = try #require(json["references"] as? [[String: Any]])
    #expect(references.allSatisfy { $0["sharedPrompts"] as? Int == 20 })
  }

  @Test("where ids were asked for, their lack is not met with the advice to ask for them")
  func noSharedIds() async throws {
    let corpora = try Corpora()
    try corpora.corpus("student", Array(0..<5))
    for model in ["a", "b"] { try corpora.corpus(model, Array(100..<105)) }
    let message = await failure {
      try await score(corpora, references: ["a", "b"], arguments: ["--match-by", "id"])
    }
    #expect(
      message.contains("none of the suspect's ids")
        && !message.contains("or match records with --match-by id"))
  }
}
