import Foundation
import Testing

@Suite("whorl explain")
struct ExplainCommandTests {
  private static func explain(_ sandbox: Sandbox, _ arguments: [String]) throws -> ToolRun {
    try sandbox.run(["explain"] + arguments)
  }

  private static let corpora = Demo.models.map { Demo.corpus($0) }

  /// What the members of an explanation sum to.
  private static func total(_ json: JSONObject) throws -> Double {
    let score = try json.object("score")
    return try score.number("constant") + score.number("centre") + json.number("remainder")
      + json.objects("features").reduce(0) { $0 + (try $1.number("contribution")) }
  }

  @Test("explains the best reference: contributions sum to its score, which is that of whorl score")
  func corpus() throws {
    let sandbox = try Sandbox()
    let run = expectSuccess(
      try Self.explain(sandbox, [Demo.corpus("suspect-a"), "-r"] + Self.corpora + ["--format", "json"]))
    let json = try run.json()
    #expect(try json.string("schema") == "whorl.explain/1")
    #expect(try json.object("reference").string("name") == "clover")
    let score = try json.object("score")
    #expect(abs(try Self.total(json) - score.number("rawScore")) < 1e-9 * abs(try score.number("rawScore")))
    let channels = try json.objects("channels")
    let sum = try channels.reduce(0) { $0 + (try $1.number("contribution")) }
    #expect(
      abs(try sum + score.number("constant") + score.number("centre") - score.number("rawScore")) < 1e-6)
    let scored = try expectSuccess(
      try sandbox.run(
        ["score", Demo.corpus("suspect-a"), "-r"] + Self.corpora + ["--format", "json"])
    ).json()
    let best = try #require(try scored.objects("references").first)
    for key in ["rawScore", "log10LR", "log10LRLow", "log10LRHigh"] {
      #expect(try score.number(key) == best.number(key), "\(key)")
    }
  }

  @Test("quotes the suspect's texts at the bytes that it says")
  func passages() throws {
    let sandbox = try Sandbox()
    let json = try expectSuccess(
      try Self.explain(
        sandbox, [Demo.corpus("suspect-a"), "-r", Demo.corpus("clover"), "--format", "json", "--top", "30"])
    ).json()
    let texts = try Self.texts("suspect-a")
    var checked = 0
    for feature in try json.objects("features") {
      for passage in try feature.objects("passages") {
        let text = try #require(texts[try passage.string("document")])
        let range = Int(try passage.number("start"))..<Int(try passage.number("end"))
        #expect(try passage.string("passage") == String(decoding: text[range], as: UTF8.self))
        checked += 1
      }
    }
    #expect(checked > 20)
    #expect(try json.object("sensitivity").objects("groups").count == 20)
    #expect(json.members["documents"] is [Any])
  }

  @Test("shows the channel of rules beside the score: its rules sum to its own score, and are quoted")
  func rules() throws {
    let sandbox = try Sandbox()
    let json = try expectSuccess(
      try Self.explain(
        sandbox, [Demo.corpus("suspect-a"), "-r", Demo.corpus("clover"), "--format", "json"])
    ).json()
    let rules = try json.object("rules")
    let shown = try rules.objects("rules")
    let sum = try shown.reduce(rules.number("constant") + rules.number("remainder")) {
      $0 + (try $1.number("contribution"))
    }
    #expect(abs(try sum - rules.number("rawScore")) < 1e-9)
    #expect(
      try rules.objects("packs").map { try $0.string("name") } == [
        "refusal", "hedging", "openers-closers", "reasoning", "identity", "errors", "slop",
      ])
    let texts = try Self.texts("suspect-a")
    var checked = 0
    for rule in shown {
      for passage in try rule.objects("passages") {
        let text = try #require(texts[try passage.string("document")])
        let range = Int(try passage.number("start"))..<Int(try passage.number("end"))
        #expect(
          String(decoding: text[range], as: UTF8.self).hasPrefix(
            try passage.string("passage").replacing(/…$/, with: "")))
        checked += 1
      }
    }
    #expect(checked > 5)
    let channel = try #require(json.objects("channels").first { try $0.string("name") == "rules" })
    #expect(try channel.number("contribution") == 0)
    #expect(
      try channel.object("alone").number("rawScore") == rules.number("rawScore")
        && channel.object("alone").number("log10LR") == rules.number("log10LR"))
    let none = try expectSuccess(
      try Self.explain(
        sandbox,
        [Demo.corpus("suspect-a"), "-r", Demo.corpus("clover"), "--format", "json", "--packs", "none"])
    ).json()
    #expect(none.isNull("rules"))
    #expect(try none.object("score").number("rawScore") == json.object("score").number("rawScore"))
  }

  @Test("evidence rests on rules where both sides were scanned with all packs, and says where")
  func scored() throws {
    let sandbox = try Sandbox()
    expectSuccess(
      try sandbox.run("fingerprint", Demo.corpus("clover"), "-q", "-o", "clover.whorl", "--packs", "none"))
    func references(_ more: [String]) throws -> [(usesRules: Bool, channels: [String])] {
      try expectSuccess(
        try sandbox.run(
          ["score", Demo.corpus("suspect-a"), "--format", "json", "-r", "clover.whorl"]
            + [try Demo.fingerprint("bolt")] + more)
      ).json().objects("references").map { reference in
        (
          try #require(reference.members["usesRules"] as? Bool),
          try reference.objects("channels").map { try $0.string("name") }
        )
      }
    }
    let mixed = try references([])
    #expect(mixed.map(\.usesRules) == [false, true])
    #expect(mixed.map { $0.channels.contains("rules") } == [false, true])
    let none = try references(["--packs", "none"])
    #expect(none.allSatisfy { !$0.usesRules && !$0.channels.contains("rules") })
  }

  /// The texts of a demo corpus by their ids.
  private static func texts(_ name: String) throws -> [String: [UInt8]] {
    var texts: [String: [UInt8]] = [:]
    for line in try Demo.lines(name) {
      let record = try JSONObject(try JSONSerialization.jsonObject(with: Data(line.utf8)))
      texts[try record.string("id")] = Array(try record.string("output").utf8)
    }
    return texts
  }

  @Test("works on fingerprints alone, and says what it could not show")
  func fingerprints() throws {
    let sandbox = try Sandbox()
    expectSuccess(
      try sandbox.run(
        "fingerprint", Demo.corpus("suspect-a"), "-o", "s.whorl", "--name", "suspect-a", "--packs", "none"))
    let references = try Demo.models.map { try Demo.fingerprint($0) }
    let run = expectSuccess(
      try Self.explain(sandbox, ["s.whorl", "-r"] + references + ["--format", "json"]))
    let json = try run.json()
    #expect(abs(try Self.total(json) - json.object("score").number("rawScore")) < 1e-6)
    #expect(json.isNull("documents"))
    #expect(try json.object("sensitivity").string("leftOut") == "half")
    #expect(try json.objects("features").allSatisfy { $0.isNull("occurrences") })
    #expect(try json.strings("notShown").contains { $0.contains("holds no texts") })
    #expect(json.isNull("rules"))
    #expect(try json.strings("notShown").contains { $0.contains("--packs none") })
    let text = expectSuccess(try Self.explain(sandbox, ["s.whorl", "-r"] + references)).text
    #expect(text.contains("holds no texts"))
  }

  @Test("gives the same bytes from a file and from standard input, but for the name")
  func standardInput() throws {
    let sandbox = try Sandbox()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: Demo.corpus("suspect-b")))
    let rest = ["-r", Demo.corpus("bolt"), "--name", "x"]
    let piped = try sandbox.run(["explain", "-"] + rest, input: bytes)
    expectSuccess(piped)
    #expect(piped.text == expectSuccess(try Self.explain(sandbox, [Demo.corpus("suspect-b")] + rest)).text)
  }

  @Test("--of chooses the reference, and a wrong name is an error that lists them")
  func choice() throws {
    let sandbox = try Sandbox()
    let arguments = [Demo.corpus("suspect-a"), "-r"] + Self.corpora
    let run = expectSuccess(try Self.explain(sandbox, arguments + ["--of", "bolt"]))
    #expect(run.text.hasPrefix("suspect-a against bolt"))
    expectError(
      try Self.explain(sandbox, arguments + ["--of", "bold"]), "no reference is called 'bold'",
      "aster, bolt, clover")
  }

  @Test("writes the case as a page, whole or not at all, and never over an input")
  func page() throws {
    let sandbox = try Sandbox()
    try sandbox.write("s.jsonl", try Data(contentsOf: URL(fileURLWithPath: Demo.corpus("suspect-a"))))
    let arguments = ["s.jsonl", "-r", Demo.corpus("clover")]
    expectSuccess(try Self.explain(sandbox, arguments + ["--report", "html=case.html"]))
    let page = String(decoding: try sandbox.bytes("case.html"), as: UTF8.self)
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("phrases in context"))
    for (report, part) in [
      ("html=s.jsonl", "s.jsonl is an input and the output"), ("html=no/x.html", "there is no directory no"),
      ("pdf=x", "write --report html=FILE"), ("html=", "write --report html=FILE"),
    ] {
      expectError(try Self.explain(sandbox, arguments + ["--report", report]), part)
    }
    #expect(try sandbox.names() == ["case.html", "s.jsonl"])
  }

  @Test("a corpus full of markup and escapes is quoted as text, in the terminal and on the page")
  func hostile() throws {
    let sandbox = try Sandbox()
    let bad = "<script>alert(1)</script> ]]> \u{1B}[31m \u{202E}txet \u{0} — \"quoted\", isn't it?"
    let lines = try (0..<12).map { number -> String in
      let record = ["id": "\(number)<b>\u{1B}]0;x\u{7}", "prompt": "p\(number)\u{202E}<i>", "output": bad]
      return String(decoding: try JSONSerialization.data(withJSONObject: record), as: UTF8.self)
    }
    try sandbox.write("bad.jsonl", lines.joined(separator: "\n") + "\n")
    let run = expectSuccess(
      try Self.explain(
        sandbox,
        ["bad.jsonl", "-r", Demo.corpus("clover"), "--report", "html=bad.html", "--color", "never"]))
    let obeyed: [Unicode.Scalar] = ["\u{1B}", "\u{7}", "\u{202E}", "\u{0}"]
    #expect(!run.text.unicodeScalars.contains { obeyed.contains($0) })
    let page = String(decoding: try sandbox.bytes("bad.html"), as: UTF8.self)
    #expect(!page.contains("<script") && page.contains("&lt;script&gt;"))
    #expect(!page.unicodeScalars.contains { obeyed.contains($0) })
  }

  @Test("what cannot be explained is an error in one line")
  func errors() throws {
    let sandbox = try Sandbox()
    expectError(try Self.explain(sandbox, []), "no suspect")
    expectError(try Self.explain(sandbox, [Demo.corpus("suspect-a")]), "no reference")
    let pair = [Demo.corpus("suspect-a"), "-r", Demo.corpus("clover")]
    expectError(try Self.explain(sandbox, pair + ["--uncalibrated"]), "needs a background")
    expectError(try Self.explain(sandbox, pair + ["--top", "2000"]), "--top 2000: give 0 to 1000")
    expectError(try Self.explain(sandbox, ["nowhere.jsonl", "-r", Demo.corpus("clover")]), "nowhere.jsonl")
  }

  @Test("text fits a terminal and is plain where it is piped")
  func text() throws {
    let sandbox = try Sandbox()
    let run = expectSuccess(
      try Self.explain(sandbox, [Demo.corpus("suspect-b"), "-r"] + Self.corpora))
    #expect(!run.text.contains("\u{1B}"))
    for line in run.text.split(separator: "\n") { #expect(line.unicodeScalars.count <= 84, "\(line)") }
    for part in ["Channels", "Features that speak for", "Single documents", "Without some of the prompts"] {
      #expect(run.text.contains(part))
    }
  }

  @Test("a page passes the browser's checks")
  func browser() throws {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Reports/browser_check.py").path
    let sandbox = try Sandbox()
    expectSuccess(
      try Self.explain(
        sandbox, [Demo.corpus("suspect-a"), "-r"] + Self.corpora + ["--report", "html=case.html"]))
    let check = try sandbox.shell(
      """
      command -v python3 >/dev/null || { echo "skipped, because there is no python3"; exit 0; }
      HOME="$PWD" python3 '\(script)' case.html
      """)
    if check.text.contains("skipped") { print(check.text) }
    #expect(check.status == 0, "\(check.text)\(check.errors)")
  }

  @Test("the cap of ratios is told, and that a ratio is at it")
  func cap() throws {
    let run = expectSuccess(
      try Self.explain(try Sandbox(), [Demo.corpus("suspect-a"), "-r"] + Self.corpora))
    let text = run.text.replacing("\n", with: " ")
    #expect(text.contains("(at the cap)") && text.contains("Ratios are capped at -1.9 and +2.4"))
  }
}
