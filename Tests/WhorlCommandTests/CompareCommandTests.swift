import Foundation
import Testing

@Suite("Comparing many suspects")
struct CompareCommandTests {
  /// Suspect-a is clover, suspect-b none of the references.
  private static let both = [Demo.corpus("suspect-a"), Demo.corpus("suspect-b")]

  private static func arguments(_ suspects: [String], _ rest: String...) throws -> [String] {
    ["compare"] + suspects + ["-r", try Demo.fingerprints()] + rest
  }

  @Test("prints the outcome first and a comparison a reference")
  func text() throws {
    let run = expectSuccess(try Sandbox().run(Self.arguments(Self.both)))
    #expect(run.text.hasPrefix("2 suspects against 3 references: 1 match, 1 none of the references\n"))
    #expect(run.text.contains("\nsuspect-a: match with clover (20 documents, 2,614 tokens)\n"))
    #expect(run.text.contains("\nsuspect-b: none of the references (20 documents, 2,533 tokens)\n"))
    #expect(run.errors.isEmpty)
  }

  @Test("its numbers are those of whorl score")
  func numbers() throws {
    let sandbox = try Sandbox()
    let compared = try expectSuccess(sandbox.run(Self.arguments(Self.both, "--format", "json"))).json()
    #expect(try compared.string("schema") == "whorl.compare/1")
    for suspect in ["suspect-a", "suspect-b"] {
      let scored = try expectSuccess(
        sandbox.run("score", Demo.corpus(suspect), "-r", Demo.fingerprints(), "--format", "json")
      ).json()
      let own = try compared.objects("comparisons").filter { try $0.string("suspect") == suspect }
      let references = try scored.objects("references")
      #expect(own.count == references.count)
      for (a, b) in zip(own, references) {
        #expect(try a.string("reference") == b.string("name"))
        for key in ["log10LR", "log10LRLow", "log10LRHigh", "rawScore"] {
          #expect(try a.number(key) == b.number(key))
        }
        #expect(try a.string("support") == b.string("support"))
      }
      let verdict = try #require(
        try compared.objects("suspects").first { try $0.string("name") == suspect }
      ).object("verdict")
      #expect(try verdict.string("kind") == scored.object("verdict").string("kind"))
    }
  }

  @Test("the same at any number of threads")
  func threads() throws {
    let outputs = try ["1", "2", "8"].map { jobs in
      try expectSuccess(Sandbox().run(Self.arguments(Self.both, "--format", "json", "-j", jobs))).output
    }
    #expect(Set(outputs).count == 1)
  }

  @Test(
    "ends with the status that the policy gives",
    arguments: [
      ([], nil, 0), (["--fail-on", "match"], nil, 1), (["--fail-on", "match, none"], nil, 1),
      (["--fail-on", "outOfDomain"], nil, 0), (["--fail-on", "cluster"], nil, 0),
      ([], "policy: {log10LR: {clover: {max: 1.0}}}", 1), ([], "policy: {log10LR: {'c*': {max: 9}}}", 0),
      ([], "policy: {log10LR: {bolt: {min: 2}}}", 1), ([], "policy: {fail-on: match}", 1),
      ([], "policy: {minimum-evidence: {documents: 20}}", 0),
      ([], "policy: {minimum-evidence: {documents: 21}}", 3),
      ([], "policy: {minimum-evidence: {tokens: 2600}}", 3),
      (["--inconclusive", "warn"], "policy: {minimum-evidence: {documents: 21}}", 0),
      ([], "policy: {inconclusive: pass, minimum-evidence: {documents: 21}}", 0),
      (["--inconclusive", "fail"], "policy: {inconclusive: pass, minimum-evidence: {documents: 21}}", 3),
      ([], "policy: {fail-on: [none], minimum-evidence: {tokens: 2600}}", 3),
      (["--fail-on", "outOfDomain"], "policy: {fail-on: match}", 0),
      (["--no-config"], "policy: {fail-on: match}", 0),
      (["--uncalibrated", "--fail-on", "match"], nil, 1),
    ] as [([String], String?, Int32)])
  func status(options: [String], project: String?, status: Int32) throws {
    let sandbox = try Sandbox()
    if let project { try sandbox.write("whorl.yml", project) }
    let run = try sandbox.run(try Self.arguments(Self.both) + options + ["--format", "json"])
    #expect(run.status == status, "\(run.errors)")
    let policy = try run.json().object("policy")
    #expect(
      try policy.string("status")
        == (status == 1 ? "breached" : status == 3 ? "inconclusive" : policy.string("status")))
    #expect(policy.members["passed"] as? Bool == (status == 0))
    #expect(try policy.objects("violations").isEmpty == (status == 0))
  }

  @Test("too little text where a decision is asked for is status 3, unless it is let pass")
  func inconclusive() throws {
    let sandbox = try Sandbox()
    try sandbox.write("short.jsonl", Demo.lines("suspect-a").prefix(3).joined(separator: "\n"))
    #expect(try sandbox.run(Self.arguments(["short.jsonl"])).status == 0)
    #expect(try sandbox.run(Self.arguments(["short.jsonl"], "--fail-on", "match")).status == 3)
    #expect(
      try sandbox.run(Self.arguments(["short.jsonl"], "--fail-on", "match", "--inconclusive", "pass")).status
        == 0)
    #expect(try sandbox.run(Self.arguments(["short.jsonl"], "--fail-on", "inconclusive")).status == 1)
    #expect(try sandbox.run(Self.arguments(["short.jsonl"] + Self.both, "--fail-on", "match")).status == 1)
  }

  @Test("writes every report at once")
  func reports() throws {
    let sandbox = try Sandbox()
    let kinds = ["text", "json", "junit", "sarif", "markdown", "github", "html"]
    let run = try sandbox.run(
      try Self.arguments(Self.both, "--fail-on", "match") + kinds.flatMap { ["--report", "\($0)=out.\($0)"] })
    #expect(run.status == 1)
    #expect(try sandbox.names() == kinds.map { "out.\($0)" }.sorted())
    for (kind, part) in [
      ("text", "Policy breached: 1 violation"), ("json", #""schema": "whorl.compare/1""#),
      ("junit", #"<testsuites name="whorl compare" tests="6" failures="1""#),
      ("sarif", #""version": "2.1.0""#),
      ("markdown", "## ❌ whorl compare"), ("github", "::error file="), ("html", "</html>"),
    ] {
      #expect(String(decoding: try sandbox.bytes("out.\(kind)"), as: UTF8.self).contains(part), "\(kind)")
    }
    let again = try sandbox.run(Self.arguments(Self.both, "--fail-on", "match", "--report", "json=-"))
    #expect(again.output == (try sandbox.bytes("out.json")))
  }

  @Test("one suspect that fails does not lose the others")
  func failure() throws {
    let sandbox = try Sandbox()
    try sandbox.write("broken.jsonl", "{\"output\": \"x\"}\nnot json\n")
    try sandbox.write(
      "damaged.whorl",
      Data(try Data(contentsOf: URL(fileURLWithPath: Demo.fingerprint("aster"))).prefix(5000)))
    let run = try sandbox.run(
      Self.arguments(
        ["broken.jsonl", Self.both[0], "damaged.whorl"], "--format", "json", "--report", "junit=j.xml"))
    #expect(run.status == 2)
    #expect(run.errorLines.contains { $0.contains("broken.jsonl:2") })
    #expect(run.errorLines.contains { $0.contains("damaged.whorl") })
    let report = try run.json()
    #expect(try report.objects("failures").map { try $0.string("name") } == ["broken", "damaged.whorl"])
    #expect(try report.objects("comparisons").count == 3)
    #expect(try report.object("policy").members["passed"] as? Bool == false)
    #expect(try report.object("policy").string("status") == "failed")
    #expect(String(decoding: try sandbox.bytes("j.xml"), as: UTF8.self).contains("errors=\"2\""))
  }

  @Test(
    "a suspect or reference that is not there fails as one that is damaged: the rest is compared and reported"
  )
  func missingInput() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.run(
      Self.arguments(
        [Self.both[0], "gone.jsonl"], "lost.whorl", "--report", "junit=j.xml", "--format", "json"))
    #expect(run.status == 2)
    #expect(run.errorLines.count == 2, "\(run.errors)")
    #expect(run.errors.contains("suspect 'gone': there is no file or directory 'gone.jsonl'"))
    let report = try run.json()
    #expect(try report.objects("failures").map { try $0.string("name") } == ["lost", "gone"])
    #expect(try report.objects("comparisons").count == 3)
    #expect(String(decoding: try sandbox.bytes("j.xml"), as: UTF8.self).contains("errors=\"2\""))
    try sandbox.write(
      "whorl.yml", "suspects: [{name: a, path: '\(Self.both[0])'}, {name: b, path: [gone.jsonl]}]")
    let listed = try sandbox.run("compare", "-r", Demo.fingerprints())
    #expect(listed.status == 2)
    #expect(listed.errors.contains("suspect 'b': whorl.yml:1:"), "\(listed.errors)")
    #expect(listed.text.contains("a: match with clover"))
  }

  @Test("where no suspect or no reference is there, or for a dry run, it is an error before any work")
  func nothingThere() throws {
    let sandbox = try Sandbox()
    expectError(
      try sandbox.run(Self.arguments(["gone", "away"], "--report", "junit=j.xml")),
      "no file or directory 'gone', named as a suspect")
    expectError(
      try sandbox.run("compare", Self.both[0], "-r", "gone", "away", "--report", "junit=j.xml"),
      "no file or directory 'gone', named as a reference")
    expectError(
      try sandbox.run(Self.arguments([Self.both[0], "gone"], "--report", "junit=j.xml", "--dry-run")),
      "no file or directory 'gone', named as a suspect")
    #expect(try sandbox.names().isEmpty)
  }

  @Test("a baseline that is not there yet is told from a report of its name before any work")
  func baselineIsReport() throws {
    let sandbox = try Sandbox()
    let gate = try Self.arguments(
      [Self.both[0]], "--fail-on", "match", "--baseline", "b.json", "--update-baseline")
    for report in ["b.json", "./b.json"] {
      expectError(
        try sandbox.run(gate + ["--report", "json=\(report)"]), "b.json is the baseline and a report",
        "give --report json another name")
    }
    #expect(try sandbox.names().isEmpty)
    expectSuccess(try sandbox.run(gate))
    let accepted = try sandbox.bytes("b.json")
    expectError(try sandbox.run(gate + ["--report", "html=b.json"]), "b.json is the baseline and a report")
    #expect(try sandbox.bytes("b.json") == accepted)
    expectError(
      try sandbox.run(
        Self.arguments([Self.both[0]], "--fail-on", "match", "--baseline", "-", "--update-baseline")),
      "--update-baseline needs a file")
  }

  @Test("a report that cannot be written is an error, and loses neither the others nor the result")
  func unwritableReport() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.run(
      Self.arguments([Self.both[0]], "--report", "html=/dev/full", "--report", "json=o.json"))
    #expect(run.status == 2)
    #expect(run.errorLines.count == 1 && run.errors.contains("cannot write /dev/full"))
    #expect(run.text.contains("suspect-a: match with clover"))
    #expect(try !sandbox.bytes("o.json").isEmpty)
    #expect(try sandbox.names() == ["o.json"])
  }

  @Test("a reference that fails is left out and is an error")
  func failedReference() throws {
    let sandbox = try Sandbox()
    try sandbox.write("damaged.whorl", Data("whorl".utf8))
    let run = try sandbox.run([
      "compare", Self.both[0], "-r", "damaged.whorl", Demo.fingerprint("clover"), "--format", "json",
    ])
    #expect(run.status == 2)
    #expect(try run.json().objects("comparisons").count == 1)
    expectError(try sandbox.run("compare", Self.both[0], "-r", "damaged.whorl"), "no reference can be used")
  }

  @Test("a baseline accepts what there is, and nothing new")
  func baseline() throws {
    let sandbox = try Sandbox()
    let gate = try Self.arguments([Self.both[0]], "--fail-on", "match", "--baseline", "accepted.json")
    expectError(try sandbox.run(gate), "accepted.json")
    let update = expectSuccess(try sandbox.run(gate + ["--update-baseline"]))
    #expect(update.errors.contains("accepts 1 violation"))
    let first = try sandbox.bytes("accepted.json")
    let green = expectSuccess(try sandbox.run(gate))
    #expect(green.text.contains("1 known from the baseline"))
    #expect(try sandbox.run(gate + ["--update-baseline"]).status == 0)
    #expect(try sandbox.bytes("accepted.json") == first)
    let other = try Self.arguments(Self.both, "--fail-on", "match,none", "--baseline", "accepted.json")
    let red = try sandbox.run(other)
    #expect(red.status == 1)
    #expect(red.text.contains("1 violation in") && red.text.contains("violation: suspect-b"))
  }

  @Test("a limit on rates breaks where they differ, and is an error where a fingerprint cannot tell")
  func rates() throws {
    func run(_ policy: String, reference: String) throws -> ToolRun {
      let sandbox = try Sandbox()
      try sandbox.write("whorl.yml", "policy: {\(policy)}\n")
      return try sandbox.run([
        "compare", Demo.corpus("suspect-a"), "-r", reference, "--format", "json",
      ])
    }
    let breached = try run("hedging: {max-change: 0.01}", reference: Demo.corpus("aster"))
    #expect(breached.status == 1)
    let rates = try #require(breached.json().objects("comparisons").first).objects("rates")
    #expect(try rates.map { try $0.string("pack") } == ["refusal", "hedging"])
    #expect(try run("refusal: {max-change: 0.5}", reference: Demo.corpus("aster")).status == 0)
    #expect(try run("hedging: {max-rate: 0.01}", reference: Demo.corpus("aster")).status == 1)
    let without = try Sandbox()
    expectSuccess(
      try without.run("fingerprint", Demo.corpus("aster"), "-q", "-o", "aster.whorl", "--packs", "none"))
    let uncounted = try run(
      "refusal: {max-change: 0.5}", reference: without.directory.appendingPathComponent("aster.whorl").path)
    #expect(uncounted.status == 2)
    #expect(uncounted.errors.contains("holds no counts of rules"))
  }

  @Test("says what would run and runs nothing")
  func dryRun() throws {
    let sandbox = try Sandbox()
    let run = expectSuccess(
      try sandbox.run(Self.arguments(Self.both, "--fail-on", "match", "--report", "junit=j.xml", "--dry-run"))
    )
    for part in [
      "6 comparisons: 2 suspects against 3 references", "suspect-a", "clover.whorl (fingerprint)",
      "english-v7",
      "no verdict may be match", "junit  j.xml", "; counted only\n",
    ] {
      #expect(run.text.contains(part), "\(part)")
    }
    #expect(try sandbox.names().isEmpty)
    let named = try sandbox.run(Self.arguments(Self.both, "--packs", "identity", "--dry-run"))
    #expect(named.text.contains("identity (findings reported)") && !named.text.contains("counted only"))
  }

  @Test("a pipe that nobody reads any more ends it quietly")
  func closedPipe() throws {
    let sandbox = try Sandbox()
    let fingerprints = try Demo.fingerprints()
    let run = try sandbox.shell(
      "{ \"$WHORL\" compare '\(Self.both[0])' -r '\(fingerprints)' --format json; echo $? >status; } | head -c 10 >head"
    )
    #expect(run.errors.isEmpty)
    #expect(String(decoding: try sandbox.bytes("status"), as: UTF8.self) == "0\n")
  }

  @Test(
    "what is wrong is said before any work",
    arguments: [
      (["compare"], ["no suspects", "whorl.yml"]), (["compare", "SUSPECT"], ["no references", "-r"]),
      (["compare", "gone", "-r", "REF"], ["no file or directory 'gone'", "suspect"]),
      (["compare", "SUSPECT", "-r", "gone*.whorl"], ["nothing fits the pattern gone*.whorl"]),
      (["compare", "SUSPECT", "SUSPECT", "-r", "REF"], ["'suspect-a' is there twice"]),
      (["compare", "SUSPECT", "-r", "REF", "REF"], ["reference 'aster' is there twice"]),
      (["compare", "-", "-r", "-"], ["standard input", "twice"]),
      (
        ["compare", "SUSPECT", "-r", "REF", "--fail-on", "mach"],
        ["--fail-on", "'mach'", "did you mean 'match'"]
      ),
      (
        ["compare", "SUSPECT", "-r", "REF", "--inconclusive", "maybe"],
        ["--inconclusive", "fail, warn or pass"]
      ),
      (["compare", "SUSPECT", "-r", "REF", "--report", "pdf=x"], ["no report 'pdf'", "sarif"]),
      (["compare", "SUSPECT", "-r", "REF", "--report", "sarf=x"], ["did you mean 'sarif'"]),
      (["compare", "SUSPECT", "-r", "REF", "--report", "junit"], ["--report junit=FILE"]),
      (["compare", "SUSPECT", "-r", "REF", "--report", "junit=none/x"], ["no directory none"]),
      (["compare", "SUSPECT", "-r", "REF", "--report", "junit=."], ["is a directory"]),
      (
        ["compare", "SUSPECT", "-r", "REF", "--report", "junit=x", "--report", "json=x"],
        ["two reports go to x"]
      ),
      (
        ["compare", "SUSPECT", "-r", "REF", "--report", "junit=x", "--report", "json=./x"],
        ["two reports go to ./x"]
      ),
      (["compare", "SUSPECT", "-r", "REF", "--report", "json=-", "--format", "json"], ["standard output"]),
      (
        ["compare", "SUSPECT", "-r", "REF", "--report", "junit=REF"],
        ["is an input and the output", "--report"]
      ),
      (["compare", "SUSPECT", "-r", "REF", "--update-baseline"], ["add --baseline"]),
      (["compare", "SUSPECT", "-r", "REF", "--update-baseline", "--baseline", "b"], ["without a policy"]),
      (
        ["compare", "SUSPECT", "-r", "REF", "--fail-on", "none", "--baseline", "SUSPECT"], ["is no baseline"]
      ),
      (
        ["compare", "SUSPECT", "-r", "REF", "--fail-on", "none", "--update-baseline", "--baseline", "REF"],
        ["is an input and the output", "--baseline"]
      ),
      (["compare", "--config", "x", "--no-config"], ["contradict"]),
      (["compare", "--config", "gone.yml"], ["cannot open gone.yml"]),
      (["compare", "SUSPECT", "-r", "REF", "--max-bad", "x"], ["'x'"]),
    ])
  func errors(arguments: [String], parts: [String]) throws {
    let sandbox = try Sandbox()
    let reference = try Demo.fingerprint("aster")
    let run = try sandbox.run(
      arguments.map {
        $0.replacingOccurrences(of: "SUSPECT", with: Demo.corpus("suspect-a"))
          .replacingOccurrences(of: "REF", with: reference)
      })
    expectError(run)
    for part in parts { #expect(run.errors.contains(part), "\(run.errors)") }
    #expect(try sandbox.names().isEmpty)
  }
}
