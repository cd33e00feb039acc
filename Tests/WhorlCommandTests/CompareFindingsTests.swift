import Foundation
import Testing

@Suite("Rule findings in comparisons")
struct CompareFindingsTests {
  private static let pack = """
    schema: whorl.pack/1
    name: ours
    version: "1.0.0"
    description: Words that our model should not say.
    rules:
      - id: least
        class: style
        family: style
        regex: '\\bleast\\b'
        severity: error
        message: The word least.
        matches: ["at least one", "least of all"]
        nonMatches: ["leastways", "many"]
      - id: the
        class: style
        family: style
        regex: '\\bthe\\b'
        severity: info
        matches: ["in the end", "the word"]
        nonMatches: ["then", "many"]
    """

  /// A sandbox with a pack of its own in a folder, beside a project file with `lines`.
  private static func project(_ lines: String...) throws -> Sandbox {
    let sandbox = try Sandbox()
    try FileManager.default.createDirectory(
      at: sandbox.directory.appendingPathComponent("ci/packs"), withIntermediateDirectories: true)
    try sandbox.write("ci/packs/ours.yml", pack)
    let records = [
      #"{"id": "one", "output": "In the end they went home, and the rest of us stayed where we were."}"#,
      #"{"id": "two", "output": "At least one of them knew. Least of all did we, at least until then."}"#,
    ]
    try sandbox.write("ci/a b.jsonl", records.joined(separator: "\n"))
    let reference = try Demo.fingerprint("aster")
    try sandbox.write(
      "ci/whorl.yml",
      (["references: ['\(reference)']", "suspects: ['a b.jsonl']"] + lines).joined(separator: "\n"))
    return sandbox
  }

  private static func sarif(_ sandbox: Sandbox) throws -> JSONObject {
    let log = try JSONObject(JSONSerialization.jsonObject(with: sandbox.bytes("o.sarif")))
    return try #require(log.objects("runs").first)
  }

  @Test(
    "packs of one's own lie beside the project file, and SARIF shows findings at the line of their record")
  func ownPacks() throws {
    let sandbox = try Self.project("packs: [packs/ours.yml]")
    expectSuccess(try sandbox.run("compare", "--config", "ci/whorl.yml", "--report", "sarif=o.sarif"))
    let run = try Self.sarif(sandbox)
    let results = try run.objects("results")
    let findings = try results.filter { try $0.string("ruleId").hasPrefix("ours/") }
    #expect(
      try findings.map { try $0.string("ruleId") } == [
        "ours/least", "ours/least", "ours/least", "ours/the", "ours/the",
      ])
    // What is worth acting on comes before comparisons, and the rest after them.
    #expect(
      try results.map { try $0.string("ruleId") } == [
        "ours/least", "ours/least", "ours/least", "comparison", "ours/the", "ours/the",
      ])
    let first = try #require(findings.first)
    #expect(try first.string("level") == "error")
    #expect(try first.object("message").string("text") == "The word least. \"least\"")
    let place = try #require(first.objects("locations").first).object("physicalLocation")
    #expect(try place.object("artifactLocation").string("uri") == "ci/a%20b.jsonl")
    #expect(try place.object("region").number("startLine") == 2)
    #expect(try first.object("properties").string("id") == "two")
    #expect(try first.object("properties").number("start") == 3)
    #expect(try first.object("properties").number("end") == 8)
    let rules = try run.object("tool").object("driver").objects("rules")
    for result in results {
      #expect(try rules[Int(result.number("ruleIndex"))].string("id") == result.string("ruleId"))
    }
    let last = try #require(findings.last)
    #expect(try last.string("level") == "note")
  }

  @Test("a finding has the same fingerprint as in whorl rules scan, wherever its record stands")
  func fingerprints() throws {
    let sandbox = try Self.project("packs: packs/ours.yml")
    func prints(_ run: JSONObject) throws -> [String] {
      try run.objects("results").filter { try $0.string("ruleId") != "comparison" }.map {
        try $0.object("partialFingerprints").string("whorlHit/v1")
      }
    }
    expectSuccess(try sandbox.run("compare", "--config", "ci/whorl.yml", "--report", "sarif=o.sarif"))
    let first = try prints(Self.sarif(sandbox))
    let scan = expectSuccess(
      try sandbox.run("rules", "scan", "ci/a b.jsonl", "--pack", "ci/packs/ours.yml", "--format", "sarif"))
    let scanned = try prints(#require(scan.json().objects("runs").first))
    #expect(Set(first) == Set(scanned) && first.count == scanned.count)
    let text = String(decoding: try sandbox.bytes("ci/a b.jsonl"), as: UTF8.self)
    try sandbox.write("ci/a b.jsonl", #"{"id": "none", "output": "Nothing to see here."}"# + "\n" + text)
    expectSuccess(try sandbox.run("compare", "--config", "ci/whorl.yml", "--report", "sarif=o.sarif"))
    #expect(try prints(Self.sarif(sandbox)) == first)
  }

  @Test(
    "the policy limits findings by rule and by severity",
    arguments: [
      ("{'ours/*': {max: 0}}", 1), ("{'ours/*': {max: 5}}", 0), ("{'ours/least': {max: 3}}", 0),
      ("{'ours/least': {max: 2}}", 1), ("{'*': {max: 3, severity: error}}", 0),
      ("{'*': {max: 2, severity: warning}}", 1), ("{'*': {max: 3, severity: info}}", 1),
    ] as [(String, Int32)])
  func policy(findings: String, status: Int32) throws {
    let sandbox = try Self.project(
      "packs: packs/ours.yml",
      "policy: {minimum-evidence: {documents: 50}, inconclusive: pass, findings: \(findings)}")
    let run = try sandbox.run("compare", "--config", "ci/whorl.yml", "--format", "json")
    #expect(run.status == status, "\(run.errors)")
    #expect(try run.json().object("policy").objects("violations").count == Int(status))
  }

  @Test("GitHub's annotation stands at the first finding")
  func annotation() throws {
    let sandbox = try Self.project("packs: packs/ours.yml", "policy: {findings: {ours/least: {max: 0}}}")
    let run = try sandbox.run("compare", "--config", "ci/whorl.yml", "--report", "github=-")
    #expect(run.status == 1)
    #expect(run.text.hasPrefix("::error file=ci/a b.jsonl,line=2,title="))
  }

  @Test("a baseline accepts findings one by one, and no others in their place")
  func baseline() throws {
    let sandbox = try Self.project("packs: packs/ours.yml", "policy: {findings: {ours/least: {max: 0}}}")
    let gate = ["compare", "--config", "ci/whorl.yml", "--baseline", "b.json"]
    expectSuccess(try sandbox.run(gate + ["--update-baseline"]))
    let green = expectSuccess(try sandbox.run(gate + ["--report", "sarif=o.sarif"]))
    #expect(green.text.contains("1 known from the baseline"))
    let findings = try Self.sarif(sandbox).objects("results").filter {
      try $0.string("ruleId") == "ours/least"
    }
    #expect(try findings.allSatisfy { try !$0.objects("suppressions").isEmpty } && findings.count == 3)
    let text = String(decoding: try sandbox.bytes("ci/a b.jsonl"), as: UTF8.self)
    try sandbox.write("ci/a b.jsonl", text.replacingOccurrences(of: "two", with: "another"))
    #expect(try sandbox.run(gate).status == 1)
    try sandbox.write("ci/a b.jsonl", text.replacingOccurrences(of: ", at least until then", with: ""))
    #expect(try sandbox.run(gate).status == 0)
  }

  @Test("a fingerprint has no texts to find anything in, which is said where packs are named")
  func withoutTexts() throws {
    let arguments = try ["compare", Demo.fingerprint("aster"), "-r", Demo.fingerprint("bolt")]
    let run = expectSuccess(try Sandbox().run(arguments + ["--packs", "identity"]))
    #expect(
      run.errors.contains("no findings of identity in 'aster': a fingerprint holds no texts; give the corpus")
    )
    #expect(!expectSuccess(try Sandbox().run(arguments)).errors.contains("holds no texts"))
  }

  @Test("rules are left out by name, in compare and in whorl rules alike")
  func disabled() throws {
    let sandbox = try Self.project("packs: packs/ours.yml", "disable: [ours/least]")
    let run = expectSuccess(try sandbox.run("compare", "--config", "ci/whorl.yml", "--format", "json"))
    let findings = try #require(run.json().objects("suspects").first).object("findings")
    #expect(try findings.objects("rules").map { try $0.string("rule") } == ["ours/the"])
    let list = expectSuccess(try sandbox.run("rules", "list", "--config", "ci/whorl.yml"))
    #expect(list.text.contains("refusal") && !list.text.contains("least"))
    let scan = expectSuccess(
      try sandbox.run("rules", "scan", "ci/a b.jsonl", "--config", "ci/whorl.yml", "--format", "json"))
    #expect(scan.text.contains("ours/the") && !scan.text.contains("ours/least"))
    #expect(try !sandbox.run("rules", "scan", "ci/a b.jsonl", "--format", "json").text.contains("ours/the"))
  }

  @Test("findings are the same at any number of threads, and in a sample from several files")
  func threads() throws {
    let sandbox = try Sandbox()
    let lines = try Demo.lines("suspect-a") + Demo.lines("suspect-b")
    for part in 0..<3 {
      try sandbox.write(
        "\(part).jsonl",
        lines.enumerated().filter { $0.offset % 3 == part }.map(\.element).joined(separator: "\n"))
    }
    try sandbox.write("whorl.yml", "suspects: [{name: all, path: '?.jsonl'}]\npacks: [hedging, slop]\n")
    for selection in [[], ["--sample", "9"], ["--limit", "25"]] {
      let runs = try ["1", "2", "8"].map { jobs in
        try expectSuccess(
          sandbox.run(
            [
              "compare", "-r", Demo.fingerprint("aster"), "-j", jobs, "--format", "json", "--report",
              "html=h.html",
            ]
              + selection)
        ).output
      }
      #expect(Set(runs).count == 1)
      let plain = try sandbox.run(
        ["compare", "-r", Demo.fingerprint("aster"), "--format", "json"] + selection)
      // With texts at hand for the page they are read in another way.
      #expect(plain.output == runs[0])
      let report = try plain.json()
      let findings = try #require(report.objects("suspects").first).object("findings")
      #expect(try findings.number("hits") > 0)
      for finding in try findings.objects("list") {
        let file = String(decoding: try sandbox.bytes(finding.string("file")), as: UTF8.self).split(
          separator: "\n")
        let record = try JSONObject(
          JSONSerialization.jsonObject(with: Data(file[Int(finding.number("line")) - 1].utf8)))
        #expect(try record.string("id") == finding.string("id"))
        let output = Array(try record.string("output").utf8)
        let passage = try output[Int(finding.number("start"))..<Int(finding.number("end"))]
        #expect(try String(decoding: passage, as: UTF8.self) == finding.string("text"))
      }
    }
  }

  @Test("a rule that is given up in a text is an error, and the rest is reported")
  func givenUp() throws {
    let sandbox = try Self.project("packs: packs/slow.yml")
    try sandbox.write("ci/packs/slow.yml", SlowPack.yaml)
    try sandbox.write("ci/a b.jsonl", SlowPack.record + "\n")
    let run = try sandbox.run("compare", "--config", "ci/whorl.yml", "--format", "json")
    #expect(run.status == 2)
    #expect(run.errors.contains("'nested' was given up in 1 document, first in the record at ci/a b.jsonl:1"))
    #expect(try run.json().objects("comparisons").count == 1)
    #expect(try run.json().object("policy").members["passed"] as? Bool == false)
  }

  @Test(
    "a rate that the policy limits and rules cannot tell is an error, and the suspect is compared all the same"
  )
  func ratesOfOtherRules() throws {
    let limited = try Self.project("disable: [refusal/sorry]", "policy: {refusal: {max-change: 5%}}")
    let run = try limited.run("compare", "--config", "ci/whorl.yml", "--format", "json")
    #expect(run.status == 2)
    #expect(
      run.errors.contains(
        "the rate of 'refusal' cannot be compared with that of 'aster', as one of them was counted with other rules"
      ))
    #expect(try run.json().objects("comparisons").count == 1)
    #expect(try run.json().object("policy").members["passed"] as? Bool == false)
  }

  @Test("a rate that no policy limits and rules cannot tell is left out with a note")
  func unlimitedRatesOfOtherRules() throws {
    let run = try Self.project("disable: [refusal/sorry]").run(
      "compare", "--config", "ci/whorl.yml", "--format", "json")
    #expect(run.status == 0)
    #expect(
      run.errors.contains(
        "rates of refusal are not compared with 'aster', which was counted with other rules: give outputs"))
    let rates = try #require(try run.json().objects("comparisons").first).objects("rates")
    #expect(try rates.map { try $0.string("pack") } == ["hedging"])
  }

  @Test(
    "mistakes are said before any work, with their place",
    arguments: [
      ("packs: packs/gone.yml", ["ci/whorl.yml", "ci/packs/gone.yml"]),
      ("packs: [identty]", ["ci/identty"]),
      ("packs: ours,theirs", ["ci/whorl.yml:3:8", "comma"]),
      ("packs: packs/ours.yml\ndisable: lest", ["no pack has such a rule", "did you mean 'least'"]),
      ("packs: identity\nmaker: opnai", ["no pack knows that maker", "openai"]),
      ("policy: {findings: {'*': {max: 0}}}", ["no packs are named"]),
      (
        "packs: packs/ours.yml\npolicy: {findings: {ours/lest: {max: 0}}}",
        ["ci/whorl.yml:4:21", "did you mean 'ours/least'"]
      ),
      ("packs: packs/ours.yml\npolicy: {findings: {ours/least: {min: 0}}}", ["no key 'min'"]),
      ("packs: packs/ours.yml\npolicy: {findings: {ours/least: {severity: error}}}", ["has no max"]),
      (
        "packs: packs/ours.yml\npolicy: {findings: {ours/least: {max: 0, severity: eror}}}",
        ["did you mean 'error'"]
      ),
      ("packs: packs/ours.yml\npolicy: {findings: {ours/least: {max: few}}}", ["'few'", "whole number"]),
      ("packs: none\npolicy: {refusal: {max-rate: 1%}}", ["'none'", "policy limits rates"]),
      ("policy: {rates: {our: {max-rate: 1%}}}", ["no pack is called 'our'"]),
      ("policy: {refusal: {max-rate: 1%}, rates: {refusal: {max-rate: 2%}}}", ["limited twice"]),
    ])
  func mistakes(lines: String, parts: [String]) throws {
    let sandbox = try Self.project(lines)
    let run = try sandbox.run("compare", "--config", "ci/whorl.yml", "--report", "json=o.json")
    #expect(run.status == 2 && run.output.isEmpty)
    for part in parts { #expect(run.errors.contains(part), "\(run.errors)") }
    #expect(try sandbox.names() == ["ci"])
  }

  @Test("a pack with a mistake is shown with its own line, and nothing is compared")
  func brokenPack() throws {
    let sandbox = try Self.project("packs: packs/ours.yml")
    try sandbox.write(
      "ci/packs/ours.yml", Self.pack.replacingOccurrences(of: "severity: error", with: "severity: eror"))
    let run = try sandbox.run("compare", "--config", "ci/whorl.yml")
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors.contains("ci/packs/ours.yml:10:"))
    #expect(run.errors.contains("whorl rules check"))
  }

  @Test("rates of a pack of one's own are held against a policy, where both sides count it")
  func ownRates() throws {
    let sandbox = try Self.project(
      "packs: packs/ours.yml", "policy: {rates: {ours: {max-change: 0.05}}}")
    let uncounted = try sandbox.run("compare", "--config", "ci/whorl.yml")
    #expect(uncounted.status == 2 && uncounted.errors.contains("no counts of rules of 'ours'"))
    let counted = try sandbox.run(
      "compare", "--config", "ci/whorl.yml", "-r", Demo.corpus("aster"), "--format", "json")
    let rates = try #require(counted.json().objects("comparisons").first).objects("rates")
    #expect(try rates.map { try $0.string("pack") } == ["refusal", "hedging", "ours"])
    #expect(try rates[2].number("suspectRate") == 1)
    #expect(counted.status == (abs(try rates[2].number("change")) > 0.05 ? 1 : 0))
  }

  @Test("how alike refusals are worded stands with the rates, where both sides have three")
  func phrasing() throws {
    let sandbox = try Sandbox()
    func corpus(_ name: String, _ refusal: String, _ count: Int) throws {
      let lines = (0..<12).map { number in
        let text =
          number < count
          ? "\(refusal) with request \(number)." : "Here is answer \(number), as you asked for it."
        return #"{"output": "\#(text)"}"#
      }
      try sandbox.write(name + ".jsonl", lines.joined(separator: "\n") + "\n")
    }
    try corpus("suspect", "I'm sorry, but I can't help you", 5)
    try corpus("alike", "I'm sorry, but I can't help you", 6)
    try corpus("unlike", "I am unable to assist you", 6)
    try corpus("few", "I'm sorry, but I can't help you", 2)
    let run = try sandbox.run(
      "compare", "suspect.jsonl", "-r", "alike.jsonl", "unlike.jsonl", "few.jsonl", "--packs", "refusal",
      "--format", "json", "-q")
    let comparisons = try run.json().objects("comparisons")
    func likeness(_ name: String) throws -> Double? {
      let comparison = try #require(comparisons.first { $0.members["reference"] as? String == name })
      guard comparison.keys.contains("phrasing") else { return nil }
      let phrasing = try comparison.object("phrasing")
      #expect(try phrasing.number("suspectRefusals") == 5)
      #expect(try phrasing.number("referenceRefusals") == 6)
      return try phrasing.number("likeness")
    }
    let (alike, unlike) = (try #require(try likeness("alike")), try #require(try likeness("unlike")))
    #expect(alike > unlike)
    #expect(try likeness("few") == nil)
  }

  @Test("the page has the rules that drive a ratio, and does not say that rules are not in use")
  func rulesOnThePage() throws {
    let sandbox = try Sandbox()
    let references = ["aster", "clover"].map { Demo.corpus($0) }
    expectSuccess(
      try sandbox.run(
        ["compare", Demo.corpus("suspect-a"), "-r"] + references + ["--report", "html=c.html", "-q"]))
    expectSuccess(
      try sandbox.run(
        ["explain", Demo.corpus("suspect-a"), "-r"] + references + ["--report", "html=e.html"]))
    for name in ["c.html", "e.html"] {
      let page = String(decoding: try sandbox.bytes(name), as: UTF8.self)
      #expect(!page.contains("needs both sides scanned"))
      #expect(page.contains("Rules that contribute most"))
    }
  }
}
