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
      run.errors.contains("p.yml:6:5: rule 'evil' was given up in 1 text, first in the record at b.jsonl:2: ")
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
    "a pack that does not load is one error, and no text looks as if it had been scanned",
    arguments: ["text", "json", "sarif"])
  func brokenPack(format: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.jsonl", "{\"output\": \"hello\"}\n")
    try sandbox.write("broken.yml", "schema: whorl.pack/1\nname: [\n")
    let scan = ["rules", "scan", "a.jsonl", "--pack", "refusal", "--pack", "broken.yml", "--format", format]
    expectError(try sandbox.run(scan), "broken.yml:", "whorl rules check broken.yml")
    try sandbox.write(
      "newer.yml", "schema: whorl.pack/1\nname: new\nversion: '1'\nmin_engine: 99\nrules: []\n")
    let newer = expectSuccess(
      try sandbox.run(
        "rules", "scan", "a.jsonl", "--pack", "refusal", "--pack", "newer.yml", "--format", format))
    #expect(newer.errors.contains("skipped") && !newer.output.isEmpty)
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
