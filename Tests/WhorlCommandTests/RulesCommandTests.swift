import Foundation
import Testing

@Suite("Rules on the command line")
struct RulesCommandTests {
  private static let pack = """
    schema: whorl.pack/1
    name: mine
    version: '1'
    rules:
      - {id: hello, class: c, regex: hello, matches: [hello], nonMatches: [hallo]}
      - {id: evil, class: c, regex: '(a+)+b'}
    """

  private static let goodPack = """
    schema: whorl.pack/1
    name: good
    version: '1'
    rules:
      - {id: hello, class: c, regex: hello, matches: [hello, say hello], nonMatches: [hallo, hey]}
    """

  @Test("The page of shipped rules is that of the packs; 'whorl rules docs -o docs/rules.md' writes it again")
  func documentation() throws {
    let run = expectSuccess(try Sandbox().run("rules", "docs"))
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    #expect(
      run.text == (try String(contentsOf: root.appendingPathComponent("docs/rules.md"), encoding: .utf8)))
  }

  @Test("JSON has one object a record, with ids, offsets of the text as it is, classes and labels")
  func json() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "a.jsonl",
      """
      {"id": "x", "output": "é I’m sorry, but I can’t help with that."}
      {"id": 7, "output": "Sure! Here is how:\\n\\n1. Open it.\\n2. Close it.\\n3. Done."}
      {"output": "Nothing"}
      """)
    let run = try sandbox.run(
      "rules", "scan", "a.jsonl", "--pack", "refusal", "--format", "json", "-q", "-j", "2")
    #expect(run.status == 0)
    let lines = try run.text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(lines.count == 3)
    #expect(lines[0]["id"] as? String == "x" && lines[1]["id"] as? Int == 7 && lines[2]["id"] as? Int == 2)
    #expect(
      lines[0]["labels"] as? [String] == ["refusal"] && lines[1]["labels"] as? [String] == ["compliance"])
    let bytes = Array("é I’m sorry, but I can’t help with that.".utf8)
    let hits = try #require(lines[0]["hits"] as? [[String: Any]])
    #expect(!hits.isEmpty)
    for hit in hits {
      let start = try #require(hit["start"] as? Int)
      let end = try #require(hit["end"] as? Int)
      #expect(String(decoding: bytes[start..<end], as: UTF8.self) == hit["text"] as? String)
      #expect(hit["rule"] is String)
    }
    #expect(lines[0]["classes"] is [String: Double])
  }

  @Test("A rule that is given up is reported with its place, the rest goes on, and the status is 2")
  func givenUp() throws {
    let sandbox = try Sandbox()
    try sandbox.write("p.yml", Self.pack)
    try sandbox.write("a.jsonl", #"{"output": "none"}"# + "\n")
    try sandbox.write(
      "b.jsonl", "\n" + #"{"output": "hello \#(String(repeating: "a", count: 5000))c b"}"# + "\n")
    let run = try sandbox.run("rules", "scan", "a.jsonl", "b.jsonl", "--pack", "p.yml", "-q")
    #expect(run.status == 2)
    #expect(run.text.contains("mine/hello"))
    #expect(
      run.errors.contains(
        "p.yml:6:5: rule 'evil' was given up in 1 document, first in the record at b.jsonl:2: ")
    )
  }

  @Test("SARIF names file and line, and a baseline leaves known findings out")
  func baseline() throws {
    let sandbox = try Sandbox()
    try sandbox.write("p.yml", Self.pack)
    try sandbox.write("a.jsonl", "{\"output\": \"hello\"}\n\n{\"output\": \"say hello\"}\n")
    let run = expectSuccess(
      try sandbox.run("rules", "scan", "a.jsonl", "--pack", "p.yml", "-q", "--format", "sarif"))
    let log = try #require(try JSONSerialization.jsonObject(with: Data(run.text.utf8)) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    #expect(run.text.contains(#""uri":"a.jsonl""#) && run.text.contains(#""startLine":3"#))
    let update = ["rules", "scan", "a.jsonl", "--pack", "p.yml", "-q", "--update-baseline", "b.txt"]
    expectSuccess(try sandbox.run(update))
    let again = expectSuccess(
      try sandbox.run("rules", "scan", "a.jsonl", "--pack", "p.yml", "-q", "--baseline", "b.txt"))
    #expect(again.text == "0 hits in 0 of 2 records; 2 suppressed by the baseline\n")
  }

  @Test(
    "Mistakes are met with what would help",
    arguments: [
      (["rules", "scan", "a.jsonl", "--pack", "refusl"], "did you mean 'refusal'?"),
      (["rules", "scan", "a.jsonl", "--pack", "identity", "--maker", "opnai"], "did you mean 'openai'?"),
      (["rules", "scan", "a.jsonl", "--disable", "nothing-like-it"], "no pack has such a rule"),
      (["rules", "scan", "a.jsonl", "--pack", "none.yml"], "cannot open none.yml"),
      (
        ["rules", "scan", "a.jsonl", "--baseline", "b.txt"],
        "there is no baseline b.txt: check the path, or write it with --update-baseline b.txt"
      ),
      (["rules", "scan"], "no inputs"), (["rules", "show"], "no rule to show"),
      (["fingerprint", "a.jsonl", "-o", "x.whorl", "--packs", "hegding"], "did you mean 'hedging'?"),
    ] as [([String], String)])
  func mistakes(_ arguments: [String], _ words: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.jsonl", "{\"output\": \"hello\"}\n")
    expectError(try sandbox.run(arguments), words)
  }

  @Test("A wrong pack is checked with line and column")
  func check() throws {
    let sandbox = try Sandbox()
    try sandbox.write("p.yml", Self.pack + "\n  - {id: x, class: c, regx: y}\n")
    let run = try sandbox.run("rules", "check", "p.yml")
    #expect(run.status == 2)
    #expect(run.text.contains("p.yml:7:23: a rule has no key 'regx'; did you mean 'regex'?"))
  }

  @Test("Weights are fitted from labels and the pack still passes its tests")
  func fit() throws {
    let sandbox = try Sandbox()
    var text = ""
    for index in 0..<40 {
      let isRefusal = index % 2 == 0
      let answer =
        isRefusal ? "I'm sorry, but I can't help with that." : "Sure, here is a list:\\n1. One\\n2. Two"
      text +=
        "{\"output\": \"\(answer)\", \"label\": \"\(isRefusal ? "full_refusal" : "full_compliance")\", \"model\": \"m\(index % 3)\"}\n"
    }
    try sandbox.write("l.jsonl", text)
    expectSuccess(
      try sandbox.run("rules", "fit", "l.jsonl", "--pack", "refusal", "--labels", "label", "-o", "new.yml"))
    expectSuccess(try sandbox.run("rules", "test", "new.yml"))
    let run = expectSuccess(
      try sandbox.run("evaluate", "rules", "l.jsonl", "--label-field", "label", "--pack", "new.yml"))
    #expect(run.text.contains("F1 keywords") && run.text.contains("m2"))
  }

  @Test("a record keeps its own id though most have none, and the others are numbered")
  func fewIds() throws {
    let sandbox = try Sandbox()
    let rest = String(repeating: "{\"output\": \"Sure.\"}\n", count: 3)
    try sandbox.write("a.jsonl", "{\"id\": \"x\", \"output\": \"Sure.\"}\n" + rest)
    let run = expectSuccess(
      try sandbox.run("rules", "scan", "a.jsonl", "--pack", "refusal", "--format", "json"))
    #expect(
      run.text.split(separator: "\n").map { $0.prefix(9) } == [
        #"{"id":"x""#, #"{"id":1,""#, #"{"id":2,""#, #"{"id":3,""#,
      ])
    #expect(run.errors.contains("id id (1 of 4)"))
  }

  @Test(
    "Packs that cannot be read are reported, the others are run, and the status is 2",
    arguments: ["text", "json", "sarif"])
  func brokenPacks(format: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.jsonl", "{\"output\": \"hello\"}\n")
    try sandbox.write("p.yml", Self.goodPack)
    try sandbox.write("broken.yml", "schema: whorl.pack/1\nname: [\n")
    let scan = ["rules", "scan", "a.jsonl", "--format", format]
    let run = try sandbox.run(scan + ["--pack", "broken.yml", "--pack", "none.yml", "--pack", "p.yml"])
    #expect(run.status == 2 && run.text.contains("good/hello"))
    #expect(run.errors.contains("broken.yml:3:1: ") && run.errors.contains("whorl rules check broken.yml"))
    #expect(run.errors.contains("cannot open none.yml"))
    if format == "sarif" { #expect(run.text.contains(#""executionSuccessful":false"#)) }
    // Without its rules every text would look as if nothing were found in it.
    expectError(try sandbox.run(scan + ["--pack", "broken.yml"]), "broken.yml:3:1: ")
    let none = try sandbox.run(scan + ["--pack", "broken.yml", "--pack", "none.yml"])
    #expect(none.status == 2 && none.output.isEmpty && none.errors.contains("no pack is left to run"))
  }

  @Test("Every command on packs goes on without one that cannot be read, and a fingerprint is not made")
  func brokenPackElsewhere() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.jsonl", "{\"output\": \"hello\"}\n")
    try sandbox.write("p.yml", Self.goodPack)
    try sandbox.write("broken.yml", "\0")
    for (arguments, words) in [
      (["test", "broken.yml", "p.yml"], "1 rule, 4 examples, 0 failed"),
      (["check", "broken.yml", "p.yml"], "broken.yml:1:1: a NUL byte"),
      (["check", "none.yml", "broken.yml"], "broken.yml:1:1: a NUL byte"),
      (["list", "--pack", "broken.yml", "--pack", "p.yml"], "good/hello"),
      (["docs", "--pack", "broken.yml", "--pack", "p.yml"], "## good 1"),
    ] {
      let run = try sandbox.run(["rules"] + arguments)
      #expect(run.status == 2 && run.text.contains(words), "\(arguments) \(run.text) \(run.errors)")
    }
    expectError(
      try sandbox.run("fingerprint", "a.jsonl", "-o", "x.whorl", "--packs", "p.yml,broken.yml"),
      "broken.yml:1:1: a NUL byte")
    #expect(try !sandbox.names().contains("x.whorl"))
  }

  @Test("A pack for a newer engine is skipped where others are left, and where none is that is an error")
  func newerPack() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.jsonl", "{\"output\": \"hello\"}\n")
    let newer = "schema: whorl.pack/1\nname: new\nversion: '1'\nmin_engine: 99\nrules: []\n"
    try sandbox.write("newer.yml", newer)
    try sandbox.write("p.yml", Self.goodPack)
    let both = expectSuccess(
      try sandbox.run("rules", "scan", "a.jsonl", "--pack", "p.yml", "--pack", "newer.yml"))
    #expect(both.errors.contains("newer.yml:4:13: warning: skipped") && both.text.contains("good/hello"))
    for arguments in [
      ["rules", "scan", "a.jsonl", "--pack", "newer.yml"], ["rules", "test", "newer.yml"],
      ["rules", "list", "--pack", "newer.yml"],
      ["fingerprint", "a.jsonl", "-o", "x.whorl", "--packs", "newer.yml"],
    ] {
      expectError(
        try sandbox.run(arguments), "no pack is left to run: newer.yml:4:13: ", "use a newer whorl")
    }
    #expect(try sandbox.run("rules", "check", "newer.yml").status == 2)
    expectSuccess(try sandbox.run("rules", "check", "newer.yml", "p.yml"))
    expectError(
      try sandbox.run(
        "compare", Demo.fingerprint("aster"), "-r", Demo.fingerprint("bolt"), "--packs", "newer.yml", "-q"),
      "--packs names no pack that can be used")
  }

  @Test("A baseline that is used and updated keeps what it knows, and is left alone where something failed")
  func updatedBaseline() throws {
    let sandbox = try Sandbox()
    try sandbox.write("p.yml", Self.goodPack)
    try sandbox.write("a.jsonl", "{\"output\": \"hello\"}\n")
    let scan = ["rules", "scan", "a.jsonl", "--pack", "p.yml"]
    expectSuccess(try sandbox.run(scan + ["--update-baseline", "b.txt"]))
    let first = try sandbox.bytes("b.txt")
    let both = ["--baseline", "b.txt", "--update-baseline", "b.txt"]
    expectSuccess(try sandbox.run(scan + both))
    #expect(try sandbox.bytes("b.txt") == first)
    try sandbox.write("a.jsonl", "{\"output\": \"hello\"}\n{\"output\": \"hello you\"}\n")
    let run = expectSuccess(try sandbox.run(scan + both))
    #expect(run.text.contains("1 hit in 1 of 2 records; 1 suppressed by the baseline"))
    let second = try sandbox.bytes("b.txt")
    #expect(String(decoding: second, as: UTF8.self).split(separator: "\n").count == 3)
    let failed = try sandbox.run(scan + ["--pack", "none.yml"] + both)
    #expect(failed.status == 2 && failed.errors.contains("b.txt is left as it is, because something failed"))
    #expect(try sandbox.bytes("b.txt") == second)
  }

  @Test("A rule that is given up leaves its mark in the record, in SARIF and in the message")
  func givenUpInReports() throws {
    let sandbox = try Sandbox()
    try sandbox.write("p.yml", Self.pack)
    let long = String(repeating: "a", count: 5000)
    try sandbox.write("a.jsonl", "{\"output\": \"hello\"}\n{\"output\": \"hello \(long)c b\"}\n")
    let scan = ["rules", "scan", "a.jsonl", "--pack", "p.yml", "--format"]
    let json = try sandbox.run(scan + ["json"])
    #expect(json.status == 2)
    let records = try json.text.split(separator: "\n").map {
      try JSONObject(JSONSerialization.jsonObject(with: Data($0.utf8)))
    }
    #expect(!records[0].keys.contains("failures"))
    let failure = try #require(records[1].objects("failures").first)
    #expect(try failure.string("rule") == "mine/evil")
    #expect(try failure.string("reason").contains("bound the repetitions of the pattern"))
    let sarif = try sandbox.run(scan + ["sarif"])
    #expect(sarif.status == 2)
    let log = try #require(sarif.json().objects("runs").first)
    let invocation = try #require(log.objects("invocations").first)
    #expect(invocation.members["executionSuccessful"] as? Bool == false)
    let note = try #require(invocation.objects("toolExecutionNotifications").first)
    #expect(try note.string("level") == "error")
    #expect(
      try note.object("message").string("text").hasPrefix("p.yml:6:5: rule 'evil' was given up in 1 document")
    )
  }

  @Test(
    "SARIF names the path as it was given, and in plain text the line of the hit",
    arguments: [
      (["a.txt"], [2, 4]), (["a.txt", "--split", "paragraph"], [2, 4]),
      (["a.txt", "--split", "line"], [2, 4]),
      (["a.txt", "--sample", "9"], [2, 4]), (["a.jsonl"], [1, 1]),
    ] as [([String], [Int])])
  func lines(_ input: [String], _ lines: [Int]) throws {
    let sandbox = try Sandbox()
    let folder = sandbox.directory.appendingPathComponent("in it")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try sandbox.write("p.yml", Self.goodPack)
    try sandbox.write("in it/a.txt", "one\r\nsay hello\n\nhello\n")
    try sandbox.write("in it/a.jsonl", #"{"output": "one\nsay hello\n\nhello\n"}"#)
    let run = expectSuccess(
      try sandbox.run(
        ["rules", "scan", "in it/" + input[0], "--pack", "p.yml", "--format", "sarif"] + input.dropFirst()))
    let log = try #require(run.json().objects("runs").first)
    let places = try log.objects("results").map {
      try #require($0.objects("locations").first).object("physicalLocation")
    }
    #expect(try places.map { Int(try $0.object("region").number("startLine")) } == lines)
    let uris = try places.map { try $0.object("artifactLocation").string("uri") }
    #expect(Set(uris) == ["in%20it/" + input[0]])
    let invocation = try #require(log.objects("invocations").first)
    #expect(invocation.members["executionSuccessful"] as? Bool == true)
  }

  @Test("Texts that a fit leaves out are counted with their labels, and one label alone teaches nothing")
  func labels() throws {
    let sandbox = try Sandbox()
    func write(_ labels: [String]) throws {
      let answers = ["I'm sorry, but I can't help with that.", "Sure, here it is."]
      try sandbox.write(
        "l.jsonl",
        labels.enumerated().map { index, label in
          "{\"output\": \"\(answers[index % 2])\", \"label\": \"\(label)\"}\n"
        }.joined())
    }
    let fit = ["rules", "fit", "l.jsonl", "--pack", "refusal", "--labels", "label", "-o", "new.yml"]
    try write(["refusal", "compliance", "odd", "odd", "1", "2", "3", "4", "5"])
    #expect(
      expectSuccess(try sandbox.run(fit)).errors.contains(
        "7 texts left out: pack 'refusal' knows no label 'odd' (2), '1' (1), '2' (1), '3' (1), '4' (1) and 1 more; "
          + "add it to the aliases of one"))
    try write(["refusal", "refusal"])
    expectError(
      try sandbox.run(fit), "the only label is 'refusal', so nothing can be learned from 2 texts",
      "add texts with other labels, such as partial-refusal, compliance")
    try sandbox.write("p.yml", Self.goodPack + "\nlabels: [{label: a}, {label: b}]\n")
    try write(["a", "b"])
    expectError(
      try sandbox.run("rules", "fit", "l.jsonl", "--pack", "p.yml", "--labels", "label", "-o", "new2.yml"),
      "pack 'good' has no scores", "add 'scores'")
  }

  @Test("Listings are of the rules that run, a page of one's own packs is not that of the shipped ones")
  func ownPacks() throws {
    let sandbox = try Sandbox()
    try sandbox.write("p.yml", Self.goodPack + "\n  - {id: wrong, class: c, regex: '('}\n")
    let list = try sandbox.run("rules", "list", "--pack", "p.yml")
    #expect(list.status == 2 && list.text.contains("good 1: 1 rule.") && !list.text.contains("wrong"))
    let docs = try sandbox.run("rules", "docs", "--pack", "p.yml")
    #expect(docs.text.hasPrefix("# Rules\n") && !docs.text.contains("rule-packs.md"))
  }

  @Test("A failed example of several lines is shown on one, with the span under it")
  func failedExample() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "p.yml",
      """
      schema: whorl.pack/1
      name: mine
      version: '1'
      rules:
        - {id: a, class: c, regex: 'b\\s{1,2}c', nonMatches: ["a\\r\\nb\\nc", "d"]}
      """)
    let run = try sandbox.run("rules", "test", "p.yml")
    #expect(run.status == 2)
    #expect(run.text.contains("\n    a↵b↵c\n      ^^^ bytes 3..<6\n"), "\(run.text)")
  }

  @Test(
    "weights of one group alone are said to be those of the pack, and no number is of weights fitted to others"
  )
  func oneGroup() throws {
    let sandbox = try Sandbox()
    let answers = ["I'm sorry, but I can't help with that.", "Sure, here it is."]
    try sandbox.write(
      "l.jsonl",
      (0..<8).map { index in
        "{\"output\": \"\(answers[index % 2])\", \"model\": \"m\", \"label\": \"\(index % 2 == 0 ? "full_refusal" : "full_compliance")\"}\n"
      }.joined())
    let arguments = ["evaluate", "rules", "l.jsonl", "--label-field", "label"]
    let text = expectSuccess(try sandbox.run(arguments)).text.replacing("\n", with: " ")
    #expect(text.contains("there is one group only") && !text.contains("fitted to the other groups only"))
    let json = try expectSuccess(try sandbox.run(arguments + ["--format", "json"])).json()
    #expect(try json.objects("results").allSatisfy { $0.isNull("leaveOneGroupOut") })
  }

  @Test("a table in a pipe has the whole names of rules")
  func wholeNames() throws {
    let run = expectSuccess(try Sandbox().run("rules", "list", "--pack", "refusal"))
    #expect(!run.text.contains("…"))
  }
}
