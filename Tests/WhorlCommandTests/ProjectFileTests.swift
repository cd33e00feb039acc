import Foundation
import Testing

@Suite("The project file")
struct ProjectFileTests {
  /// A directory with references and suspects in folders, as the template has them.
  private static func sandbox(_ project: String? = nil) throws -> Sandbox {
    let sandbox = try Sandbox()
    for folder in ["references", "outputs"] {
      try FileManager.default.createDirectory(
        at: sandbox.directory.appendingPathComponent(folder), withIntermediateDirectories: true)
    }
    for model in Demo.models {
      try sandbox.write(
        "references/\(model).whorl", Data(contentsOf: URL(fileURLWithPath: Demo.fingerprint(model))))
    }
    for suspect in ["suspect-a", "suspect-b"] {
      try sandbox.write("outputs/\(suspect).jsonl", Demo.bytes(suspect))
    }
    if let project { try sandbox.write("whorl.yml", project) }
    return sandbox
  }

  @Test("init writes one that works as it is, and overwrites nothing")
  func initialize() throws {
    let sandbox = try Self.sandbox()
    expectSuccess(try sandbox.run("init"))
    let first = try sandbox.bytes("whorl.yml")
    expectError(try sandbox.run("init"), "whorl.yml is there already")
    #expect(try sandbox.bytes("whorl.yml") == first)
    #expect(expectSuccess(try sandbox.run("init", "-")).output == first)
    let red = try sandbox.run("compare")
    #expect(red.status == 1)
    #expect(red.text.contains("violation: suspect-a: the verdict is match with clover"))
    try FileManager.default.removeItem(
      at: sandbox.directory.appendingPathComponent("outputs/suspect-a.jsonl"))
    #expect(expectSuccess(try sandbox.run("compare")).text.hasPrefix("Policy passed: "))
  }

  @Test("the recipe for any shell passes on the status, and leaves its reports")
  func shellRecipe() throws {
    let sandbox = try Self.sandbox("references: references/*.whorl\nsuspects: outputs/*.jsonl\n")
    let recipe = Demo.folder.deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/ci/gate.sh").path
    let green = expectSuccess(try sandbox.shell("'\(recipe)' --fail-on outOfDomain"))
    #expect(green.text.hasSuffix("gate: passed\n"))
    let red = try sandbox.shell("REPORTS=red '\(recipe)' --fail-on match")
    #expect(red.status == 1 && red.text.hasSuffix("gate: policy breached\n"))
    let error = try sandbox.shell("REPORTS=none '\(recipe)' --fail-on mtch")
    #expect(error.status == 2 && error.text == "gate: error\n")
    for folder in ["whorl-reports", "red"] {
      let names = try FileManager.default.contentsOfDirectory(
        atPath: sandbox.directory.appendingPathComponent(folder).path)
      #expect(names.sorted() == ["compare.html", "compare.json", "junit.xml"])
    }
  }

  @Test("what init comments out is right too")
  func template() throws {
    let sandbox = try Self.sandbox()
    let text = expectSuccess(try sandbox.run("init", "-")).text
    // A comment that is an example has its hash at the place of the key; prose begins with a capital.
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let settings = lines.map { line -> String in
      let trimmed = line.drop { $0 == " " }
      guard trimmed.hasPrefix("# "), trimmed.contains(": ") || trimmed.hasSuffix(":"),
        trimmed.dropFirst(2).first?.isUppercase == false, !trimmed.hasSuffix(".")
      else { return line }
      return line.replacingOccurrences(of: "# ", with: "")
    }
    let joined = settings.joined(separator: "\n")
      .replacingOccurrences(of: "corpora/our-model-v1.jsonl", with: Demo.corpus("aster"))
      .replacingOccurrences(of: "outputs/part-1.jsonl, outputs/part-2.jsonl", with: Demo.corpus("suspect-b"))
      .replacingOccurrences(of: "claude-*", with: "clo*")
      .replacingOccurrences(of: "text-field: response", with: "text-field: output")
      .replacingOccurrences(of: "baseline: whorl-baseline.json", with: "")
      .replacingOccurrences(of: ", packs/ours.yml", with: "")
    try sandbox.write("whorl.yml", joined)
    let run = try sandbox.run("compare", "--dry-run")
    #expect(run.status == 0, "\(run.errors)\n\(joined)")
    for part in [
      "our-model-v1", "release-candidate", "at least 2.0", "at least 25 documents", "sarif  whorl.sarif",
    ] {
      #expect(run.text.contains(part), "\(part)")
    }
  }

  @Test("config says where each value comes from: flags, environment, file, defaults")
  func precedence() throws {
    let sandbox = try Self.sandbox("seed: 3\nchannels: text\njobs: 2\nmax-bad: 5%\n")
    func origin(_ key: String, _ arguments: [String], _ environment: [String: String] = [:]) throws
      -> [String]
    {
      let run = expectSuccess(
        try sandbox.run(["config", "--format", "json"] + arguments, environment: environment))
      let row = try #require(try run.json().objects("settings").first { try $0.string("key") == key })
      return [try row.string("value"), try row.string("origin")]
    }
    let variables = ["WHORL_SEED": "5", "WHORL_CHANNELS": "all"]
    #expect(try origin("seed", ["--seed", "7"], variables) == ["7", "flag --seed"])
    #expect(try origin("seed", [], variables) == ["5", "environment WHORL_SEED"])
    #expect(try origin("channels", [], variables) == ["all", "environment WHORL_CHANNELS"])
    #expect(try origin("seed", []) == ["3", "whorl.yml:1"])
    #expect(try origin("jobs", []) == ["2", "whorl.yml:3"])
    #expect(try origin("max-bad", ["--no-config"]) == ["0", "default"])
    #expect(try origin("seed", ["--no-config"]) == ["1", "default"])
    #expect(try origin("policy.inconclusive", []) == ["fail", "default"])
    #expect(try origin("packs", []) == ["all, counted only", "default"])
    let text = expectSuccess(try sandbox.run("config")).text
    #expect(text.hasPrefix("Project file: whorl.yml\n"))
  }

  @Test("a setting of the file is the same as its flag")
  func effect() throws {
    let sandbox = try Self.sandbox(
      "references: references/*.whorl\nsuspects: outputs/*.jsonl\nseed: 9\nchannels: text\n")
    let file = expectSuccess(try sandbox.run("compare", "--format", "json"))
    let flags = expectSuccess(
      try sandbox.run(
        "compare", "outputs/suspect-a.jsonl", "outputs/suspect-b.jsonl", "-r", "references", "--seed", "9",
        "--channels", "text", "--no-config", "--format", "json"))
    #expect(try file.json().object("parameters").string("seed") == "9")
    func comparisons(_ run: ToolRun) -> Substring? {
      run.text.range(of: "\"comparisons\"").map { run.text[$0.lowerBound...] }
    }
    #expect(comparisons(file) != nil && comparisons(file) == comparisons(flags))
  }

  @Test("paths are relative to the file, names and fields are each entry's own")
  func paths() throws {
    let sandbox = try Self.sandbox()
    try FileManager.default.createDirectory(
      at: sandbox.directory.appendingPathComponent("ci"), withIntermediateDirectories: true)
    try sandbox.write(
      "outputs/renamed.jsonl",
      Data(
        String(decoding: try Demo.bytes("suspect-a"), as: UTF8.self).replacingOccurrences(
          of: "\"output\"", with: "\"said\""
        ).utf8))
    try sandbox.write(
      "ci/gate.yml",
      """
      references: [../references/clover.whorl, {name: other, path: "../references/aster.whorl"}]
      suspects:
        - {name: candidate, path: ../outputs/renamed.jsonl, text-field: said}
      """)
    let report = try expectSuccess(try sandbox.run("compare", "--config", "ci/gate.yml", "--format", "json"))
      .json()
    #expect(try report.objects("comparisons").map { try $0.string("suspect") } == ["candidate", "candidate"])
    #expect(try report.objects("references").map { try $0.string("name") } == ["clover", "other"])
    #expect(try report.object("parameters").object("project").string("name") == "gate.yml")
  }

  @Test(
    "mistakes are shown with file, line and column",
    arguments: [
      ("polcy: {}", "whorl.yml:1:1: a project file has no key 'polcy': did you mean 'policy'?"),
      ("policy:\n  fial-on: match", "whorl.yml:2:3: 'policy' has no key 'fial-on': did you mean 'fail-on'?"),
      ("zzz: 1", "its keys are references, suspects"),
      ("policy:\n  log10LR: {clover: {max: much}}", "whorl.yml:2:27: 'max' is 'much', which is not a number"),
      ("policy:\n  log10LR: {clover: {max: .inf}}", "not a number"),
      ("policy: {log10LR: {clover: {}}}", "has no min or max"),
      ("policy: {log10LR: {clover: {min: 2, max: 1}}}", "a min above its max"),
      (
        "policy: {log10LR: {clovr: {max: 1}}}",
        "whorl.yml:1:20: no reference is called 'clovr': did you mean 'clover'?"
      ),
      ("policy: {minimum-evidence: {documents: -1}}", "'documents' is '-1'"),
      (
        "policy: {fail-on: mtch}",
        "whorl.yml:1:19: 'fail-on' names 'mtch', which is no verdict: did you mean 'match'?"
      ),
      (
        "policy:\n  fail-on:\n    - match\n    - mat",
        "whorl.yml:4:7: 'fail-on' names 'mat', which is no verdict"
      ),
      (
        "question: distilled",
        "whorl.yml:1:11: 'question' is 'distilled', which is no question that compare can ask"
      ),
      (
        "uncalibrated: true\nquestion: derived",
        "whorl.yml:2:11: 'question' is 'derived', which is asked of a background, and 'uncalibrated' uses none"
      ),
      (
        "packs: none\npolicy: {refusal: {max-rate: 0.1}}",
        "whorl.yml:1:8: 'packs' is 'none', and the policy limits rates or findings of rules: name packs"
      ),
      ("packs: [identity, gone.yml]", "whorl.yml:1:19: cannot open gone.yml"),
      ("disable: [identity/nothing]", "whorl.yml:1:11: --disable identity/nothing: no pack has such a rule"),
      ("max-bad: few", "whorl.yml:1:10: 'few' is no limit for bad records"),
      ("text-field: a..b", "whorl.yml:1:13: field path 'a..b' is not one"),
      ("background: gone", "whorl.yml:1:13: cannot open gone"),
      (
        "policy: {fail-on: none}\nbaseline: gone.json",
        "whorl.yml:2:11: there is no baseline gone.json: check the path, or write it with --update-baseline"
      ),
      ("policy: {inconclusive: maybe}", "give fail, warn or pass"),
      ("policy: {refusal: {max-change: 2}}", "is '2', which is no share"),
      ("policy: {refusal: {max-chnge: 0.05}}", "did you mean 'max-change'?"),
      ("uncalibrated: true\npolicy: {log10LR: {clover: {max: 1}}}", "without a background"),
      ("seed: -1", "whorl.yml:1:7: 'seed' is '-1', which is no seed: give a whole number of 0 or more"),
      ("channels: some", "give all or text"),
      ("uncalibrated: maybe", "neither true nor false"),
      ("jobs: 0", "whorl.yml:1:7: 'jobs' is '0', which is not a number of threads: give 1 to 1024"),
      ("seed: 1\nseed: 2", "is there twice"), ("seed: [", "whorl.yml:"), ("- a", "must be a mapping"),
      ("", "is empty"), ("seed:", "'seed' is empty"), ("seed: [1, 2]", "must be text"),
      ("suspects: []", "whorl.yml:1:11: 'suspects' is an empty list"),
      ("suspects: outputs/*.txt", "whorl.yml:1:11: nothing fits the pattern outputs/*.txt"),
      ("suspects: [{name: a}]", "whorl.yml:1:12: a suspect needs a 'path'"),
      ("suspects: [{path: outputs/suspect-a.jsonl, vendor: x}]", "a suspect has no key 'vendor'"),
      ("suspects: [{name: ' a', path: outputs/suspect-a.jsonl}]", "white space"),
      (
        "suspects: [{name: a, path: outputs/suspect-a.jsonl}, {name: a, path: outputs/suspect-b.jsonl}]",
        "two suspects are called 'a'"
      ),
      (
        "references: [{name: x, path: references/*.whorl}]",
        "combine fingerprints with 'whorl merge'"
      ),
      ("reports: {pdf: x}", "no report 'pdf'"), ("reports: {junt: x}", "did you mean 'junit'?"),
      ("reports: {junit: outputs/suspect-a.jsonl}", "is an input and the output"),
      ("a: \"\u{1B}[31m\": b", "whorl.yml is not valid YAML: control characters"),
    ])
  func mistakes(project: String, message: String) throws {
    var whole = project
    if !project.contains("references:") { whole += "\nreferences: references/*.whorl" }
    if !project.contains("suspects:") { whole += "\nsuspects: outputs/*.jsonl" }
    let sandbox = try Self.sandbox(project.isEmpty || project == "- a" ? project : whole)
    let run = try sandbox.run("compare")
    expectError(run)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test("what is no text, or deep, or very large, is refused")
  func hostile() throws {
    let sandbox = try Self.sandbox()
    for bytes in [
      Data([0xFF, 0xFE, 0x00]), Data("seed: \u{0}".utf8), Data(String(repeating: "[", count: 100_000).utf8),
      Data(String(repeating: "a: 1\n", count: 300_000).utf8), Data("seed: *gone".utf8), Data("\t\u{7}".utf8),
    ] {
      try sandbox.write("whorl.yml", bytes)
      expectError(try sandbox.run("config"), "whorl.yml")
    }
  }

  @Test("a byte order mark does no harm, and what is no text is shown at its place")
  func bytes() throws {
    let sandbox = try Self.sandbox()
    let text = Data([0xEF, 0xBB, 0xBF]) + Data("seed: 5\n".utf8)
    try sandbox.write("whorl.yml", text)
    #expect(expectSuccess(try sandbox.run("config", "--format", "json")).text.contains(#""5""#))
    try sandbox.write("whorl.yml", text + Data([0xFF]))
    expectError(try sandbox.run("config"), "whorl.yml:2:1: what stands here is not UTF-8")
    try sandbox.write("whorl.yml", text + Data("a\0".utf8))
    expectError(try sandbox.run("config"), "whorl.yml:2:2: a NUL byte stands here")
  }
}
