import Foundation
import Testing

@Suite("Backgrounds on the command line")
struct BackgroundTests {
  private func score(
    _ sandbox: Sandbox, _ more: [String], environment: [String: String] = [:]
  ) throws -> ToolRun {
    try sandbox.run(
      ["score", Demo.corpus("suspect-a"), "-r", try Demo.fingerprints(), "--format", "json"] + more,
      environment: environment)
  }

  @Test(
    "the built-in background was made with the built-in rule packs: make it again when one of them changes")
  func packs() throws {
    let report = try expectSuccess(
      try Sandbox().run(
        "score", Demo.corpus("suspect-a"), "-r", Demo.corpus("clover"), "--format", "json")
    ).json()
    #expect(try report.objects("references").allSatisfy { $0.members["usesRules"] as? Bool == true })
  }

  @Test("the validation in JSON keeps to its contract, with finite numbers, and has a name of its own")
  func evaluate() throws {
    let run = expectSuccess(
      try Sandbox().run(
        "evaluate", "background", "--documents", "5,400", "--resamples", "0", "--without-rules", "--format",
        "json"))
    let report = try run.json()
    #expect(report.keys.isSuperset(of: ["schema", "tool", "background", "results", "links", "notes"]))
    #expect(try report.string("schema") == "whorl.evaluate/1")
    #expect(try report.string("protocol") == "background")
    #expect(try report.object("background").keys == ["name", "digest", "models"])
    let results = try report.objects("results")
    #expect(try results.map { try $0.number("documents") } == [5, 400])
    for result in results {
      try Self.expectMeasures(result)
      #expect(result.isNull("intervals"))
      let clusters = try result.object("clusters")
      try Self.expectMeasures(clusters)
      #expect(try clusters.number("trials") < result.number("trials"))
      #expect(try clusters.number("cllr") < result.number("cllr"))
      // Relatives, which are the harder to tell apart, are tried more often than they are met.
      #expect(try result.number("cllrAllPairs") < result.number("cllr"))
    }
    #expect(try report.strings("notes").contains { $0.contains("two relatives") })
    #expect(try report.objects("links").contains { try $0.strings("models") == ["claude", "claude-2"] })
  }

  /// Expects all measures of `result`, each in its range.
  static func expectMeasures(_ result: JSONObject, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let shares = [
      "auc", "eer", "cllrMin", "rank1", "tprAt1", "tprAt01", "falseAlarmsAbove10", "falseAlarmsAbove100",
      "missesBelowTenth",
    ]
    for key in shares { #expect((0...1).contains(try result.number(key)), sourceLocation: sourceLocation) }
    #expect(try result.number("cllrMin") <= result.number("cllr"), sourceLocation: sourceLocation)
    #expect(try result.number("sameTrials") < result.number("trials"), sourceLocation: sourceLocation)
  }

  @Test("a background that is none, or is damaged, is refused by file and remedy")
  func wrongFiles() throws {
    let sandbox = try Sandbox()
    try sandbox.write("x", "no background\n")
    try sandbox.write("cut", Data("WHORLB\u{1A}\n".utf8))
    let cases = [
      (["--background", "gone"], "cannot open gone"),
      (["--background", "x"], "x is not a whorl background: make one with 'whorl train'"),
      (["--background", "cut"], "cut ends inside its header"),
      (["--background", try Demo.fingerprint("aster")], "but a whorl fingerprint"),
    ]
    for (arguments, part) in cases {
      expectError(try score(sandbox, arguments), part)
      expectError(try sandbox.run(["evaluate"] + arguments), part)
    }
    expectError(try score(sandbox, [], environment: ["WHORL_BACKGROUND": "x"]), "x is not a whorl background")
    expectError(try score(sandbox, ["--background", "x", "--uncalibrated"]), "contradict")
    expectSuccess(try score(sandbox, ["--uncalibrated"], environment: ["WHORL_BACKGROUND": "x"]))
  }

  @Test(
    "the option names a background before the environment does, and the built-in one as a file is the same")
  func namedBackground() throws {
    let sandbox = try Sandbox()
    let file = Demo.folder.deletingLastPathComponent().appendingPathComponent("background/english-v7.whorlbg")
    let plain = expectSuccess(try score(sandbox, []))
    let named = try score(sandbox, ["--background", file.path], environment: ["WHORL_BACKGROUND": "gone"])
    #expect(named.output == plain.output)
    #expect(try score(sandbox, [], environment: ["WHORL_BACKGROUND": file.path]).output == plain.output)
  }

  @Test("text channels and another seed change what they should and no more")
  func choices() throws {
    let sandbox = try Sandbox()
    func first(_ more: String...) throws -> JSONObject {
      try #require(try expectSuccess(try score(sandbox, more)).json().objects("references").first)
    }
    let plain = try first()
    let text = try first("--channels", "text")
    #expect(try text.string("name") == "clover")
    #expect(try text.number("rawScore") != plain.number("rawScore"))
    let seeded = try first("--seed", "2")
    #expect(try seeded.number("rawScore") == plain.number("rawScore"))
    #expect(try seeded.number("log10LR") == plain.number("log10LR"))
    expectUsageError(try score(sandbox, ["--channels", "some"]), "'some'")
    expectUsageError(try score(sandbox, ["--seed", "x"]), "'x'")
  }

  @Test("what training cannot use is one line that says why, and leaves no file")
  func trainErrors() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.jsonl", "{\"output\": \"one two\"}\n")
    try sandbox.write("a.json", "{\"output\": \"one two\"}\n")
    try sandbox.write("space", "# names\nm a\n")
    try sandbox.write("twice", "m\tf\n\nm\tg\n")
    try sandbox.write("many", "m\tf\tx\ty\tz\n")
    try sandbox.write("empty", "m\t\n")
    let before = try sandbox.names()
    let train = ["train", "a.jsonl", "-o", "b", "--name", "n"]
    expectError(try sandbox.run(train), "1 model is too few", "needs 12")
    for (file, part) in [
      ("space", "space:2: not a name, a tab and a family"), ("twice", "twice:3: 'm' is there twice"),
      ("many", "many:1: not a name"), ("empty", "empty:1: not a name"), ("gone", "cannot open gone"),
    ] {
      expectError(try sandbox.run(train + ["--families", file]), part)
    }
    #expect(try sandbox.names() == before)
  }

  @Test("a ratio of derivation is never said to be about being the model")
  func derived() throws {
    let sandbox = try Sandbox()
    let run = expectSuccess(
      try sandbox.run("score", Demo.corpus("suspect-a"), "-r", Demo.fingerprints(), "--question", "derived"))
    let text = run.text.replacing("\n", with: " ")
    #expect(text.contains("not the probability that the suspect's model is derived from the reference's"))
    #expect(!text.contains("that the suspect is the reference's model"))
  }

  @Test("one document is one, and not one documents")
  func oneDocument() throws {
    let sandbox = try Sandbox()
    try sandbox.write("one.jsonl", try Demo.lines("suspect-a")[0] + "\n")
    let run = expectSuccess(try sandbox.run("score", "one.jsonl", "-r", Demo.fingerprints()))
    #expect(run.text.contains("Suspect   one: 1 document, "))
  }

  @Test("of many references the refusal gaps that are left out are said to be")
  func gaps() throws {
    let sandbox = try Sandbox()
    let references = ["aster", "bolt", "clover", "suspect-b"].map { Demo.corpus($0) }
    let run = expectSuccess(try sandbox.run(["score", Demo.corpus("suspect-a"), "-r"] + references))
    #expect(run.text.contains("The 3 best of 4 references: --format json has the gaps of all."))
    let three = expectSuccess(try sandbox.run("score", Demo.corpus("suspect-a"), "-r", Demo.fingerprints()))
    #expect(!three.text.contains("has the gaps of all"))
  }
}
