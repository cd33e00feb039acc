import Foundation
import Testing

@Suite("Evaluation on the command line")
struct EvaluateTests {
  private static let models = Demo.models.map { Demo.corpus($0) }

  private static func verification(_ sandbox: Sandbox, _ more: String...) throws -> ToolRun {
    try sandbox.run(
      ["evaluate", "verification"] + models + ["--documents", "5,10", "--resamples", "40"] + more)
  }

  @Test("verification on three invented models keeps to the contract")
  func verification() throws {
    let report = try expectSuccess(try Self.verification(try Sandbox(), "--format", "json")).json()
    #expect(try report.string("schema") == "whorl.evaluate/1")
    #expect(try report.string("protocol") == "verification")
    let corpora = try report.objects("corpora")
    #expect(try corpora.map { try $0.string("name") } == Demo.models)
    #expect(try corpora.allSatisfy { try $0.number("documents") == 40 && $0.isNull("background") })
    let results = try report.objects("results")
    #expect(try results.map { try $0.number("documents") } == [5, 10])
    for result in results {
      #expect(try result.string("protocol") == "verification")
      // Three models, two directions, four draws.
      #expect(try result.number("sameTrials") == 24 && result.number("trials") == 72)
      try BackgroundTests.expectMeasures(result)
      let ends = try #require(try result.object("intervals").members["cllr"] as? [Double])
      #expect(ends.count == 2 && ends[0] <= ends[1])
    }
    #expect(try report.strings("notes").contains { $0.contains("3 models are few") })
  }

  @Test("the same numbers at any thread count, in any order of files, and others for another seed")
  func deterministic() throws {
    let sandbox = try Sandbox()
    let first = expectSuccess(try Self.verification(sandbox, "--format", "json", "-j", "1"))
    #expect(try Self.verification(sandbox, "--format", "json", "-j", "4").output == first.output)
    let reversed = try sandbox.run(
      ["evaluate", "verification", "--documents", "5,10", "--resamples", "40", "--format", "json"]
        + Self.models.reversed())
    #expect(reversed.output == first.output)
    #expect(try Self.verification(sandbox, "--format", "json", "--seed", "2").output != first.output)
  }

  @Test("documents in another order change nothing but the file's digest")
  func documentOrder() throws {
    let sandbox = try Sandbox()
    for model in Demo.models {
      let lines = try Demo.lines(model)
      try sandbox.write("\(model).jsonl", lines.reversed().joined(separator: "\n") + "\n")
    }
    let turned = try sandbox.run(
      "evaluate", "verification", ".", "--documents", "5,10", "--resamples", "40", "--format", "json")
    let plain = try Self.verification(try Sandbox(), "--format", "json")
    func results(_ run: ToolRun) throws -> String {
      let text = expectSuccess(run).text
      return String(text[try #require(text.range(of: "\"results\"")).lowerBound...])
    }
    #expect(try results(turned) == results(plain))
  }

  @Test("text has its tables, and says what the background has seen")
  func text() throws {
    let sandbox = try Sandbox()
    let text = expectSuccess(try Self.verification(sandbox)).text
    #expect(text.contains("Verification of 3 models"))
    #expect(text.contains("has seen none of these files"))
    #expect(text.contains("95 % intervals, models resampled 40 times"))
    let plain = expectSuccess(try Self.verification(sandbox, "--resamples", "0")).text
    #expect(!plain.contains("95 % intervals"))
  }

  @Test("plots are whole SVG files, and a directory for them is made")
  func plots() throws {
    let sandbox = try Sandbox()
    expectSuccess(try Self.verification(sandbox, "--plots", "new"))
    let names = ["calibration.svg", "det.svg", "tippett.svg"]
    let made = try FileManager.default.contentsOfDirectory(
      atPath: sandbox.directory.appendingPathComponent("new").path)
    #expect(made.sorted() == names)
    for name in names {
      let svg = String(decoding: try sandbox.bytes("new/\(name)"), as: UTF8.self)
      #expect(svg.hasPrefix("<svg") || svg.hasPrefix("<?xml"))
      #expect(svg.hasSuffix("</svg>\n"))
      #expect(svg.contains("verification"))
    }
    try sandbox.write("file", "x")
    expectError(try Self.verification(sandbox, "--plots", "file"), "--plots file is a file")
    expectError(try Self.verification(sandbox, "--plots", "no/new"), "cannot make the directory no/new")
  }

  @Test("robustness has a row a rung, all of the same suspects")
  func robustness() throws {
    let report = try expectSuccess(
      try Sandbox().run(
        ["evaluate", "robustness", "--documents", "10", "--resamples", "0", "--format", "json"] + Self.models)
    ).json()
    let results = try report.objects("results")
    #expect(
      try results.map { try $0.string("alteration") } == [
        "unaltered", "stripMarkdown", "lowercase", "shuffleWords", "truncate50", "dropPunctuation",
        "straightQuotes", "typos",
      ])
    for result in results {
      #expect(try result.string("protocol") == "robustness")
      #expect(try result.number("trials") == 72)
      try BackgroundTests.expectMeasures(result)
    }
    let plain = try expectSuccess(
      try Self.verification(try Sandbox(), "--resamples", "0", "--format", "json")
    ).json().objects("results")[1]
    for key in ["auc", "cllr", "rank1"] { #expect(try results[0].number(key) == plain.number(key)) }
  }

  @Test("what evaluation cannot use is one line that says why")
  func errors() throws {
    let sandbox = try Sandbox()
    let two = Array(Self.models.prefix(2))
    func verify(_ arguments: [String]) throws -> ToolRun {
      try sandbox.run(["evaluate", "verification"] + arguments)
    }
    expectError(try sandbox.run("evaluate", "verfication"), "no protocol 'verfication'", "robustness")
    expectError(try verify([]), "no corpora")
    expectError(try verify(two), "2 models are too few", "needs 3")
    expectError(try verify(["."]), "no record files in .")
    expectError(try verify([try Demo.fingerprint("aster")]), "is a fingerprint", "needs the corpus")
    expectError(
      try verify(Self.models + ["--documents", "300"]), "no suspects of 300 documents", "smaller numbers")
    expectError(try verify(Self.models + ["--draws", "0"]), "--draws 0")
    expectError(try verify(Self.models + ["--resamples", "7"]), "--resamples 7")
    expectError(try verify(Self.models + ["--cross-validate"]), "3 models are too few", "needs 12")
    expectError(
      try verify(Self.models + ["--cross-validate", "--documents", "7"]), "7", "5, 10, 25, 100, 400")
    expectUsageError(try verify(Self.models + ["--documents", "5,,7"]), "'5,,7'")
    let record = #"{"prompt": "p", "output": "one two three"}"# + "\n"
    try sandbox.write("one.jsonl", String(repeating: record, count: 9))
    expectError(try verify(Self.models + ["one.jsonl"]), "'one'", "one prompt half")
    try FileManager.default.createDirectory(
      at: sandbox.directory.appendingPathComponent("more"), withIntermediateDirectories: true)
    try sandbox.write("more/aster.jsonl", try Demo.bytes("bolt"))
    expectError(try verify(Self.models + ["more/aster.jsonl"]), "both called 'aster'")
  }

  @Test("one model under two names is said, and never compared with itself as another")
  func copies() throws {
    let sandbox = try Sandbox()
    try sandbox.write("copy.jsonl", try Demo.bytes("bolt"))
    let run = try Self.verification(sandbox, "copy.jsonl", "--format", "json")
    #expect(expectSuccess(run).errors.contains("'bolt' and 'copy' are the same file"))
    // Four names, of which one pair is not compared in either direction.
    #expect(try run.json().objects("results")[0].number("trials") == (4 * 4 - 2) * 8)
  }

  // MARK: Lineage

  private static let facts = """
    {"references": ["aster", "bolt", "clover"],
     "lineage": [{"suspect": "suspect-a", "kind": "same", "sources": ["clover"]},
                 {"suspect": "suspect-b", "kind": "derived", "sources": ["aster"]}]}
    """

  private static func lineage(_ sandbox: Sandbox, _ file: String, _ more: String...) throws -> ToolRun {
    try sandbox.run(
      ["evaluate", "lineage", "--references", Demo.folder.path, "--lineage", file, "--resamples", "40"] + more
    )
  }

  @Test("lineage finds the source of a suspect, beside the baselines")
  func lineage() throws {
    let sandbox = try Sandbox()
    try sandbox.write("facts.json", Self.facts)
    let report = try expectSuccess(try Self.lineage(sandbox, "facts.json", "--format", "json")).json()
    #expect(try report.string("protocol") == "lineage")
    let results = try report.objects("results")
    #expect(
      try results.map { try "\($0.string("kind")) \($0.string("ranking"))" } == [
        "same style", "same constant", "same length", "derived style", "derived constant", "derived length",
      ])
    #expect(try results[0].number("top1") == 1 && results[0].number("mrr") == 1)
    let ranking = try #require(try results[0].objects("rankings").first)
    #expect(try ranking.string("suspect") == "suspect-a" && ranking.string("first") == "clover")
    #expect(try ranking.number("rank") == 1 && ranking.number("candidates") == 3)
    #expect(try report.strings("notes").contains { $0.contains("--vendors") })
    let text = expectSuccess(try Self.lineage(sandbox, "facts.json", "-j", "1")).text
    #expect(text.contains("Lineage of 2 suspects among 3 references"))
    #expect(try Self.lineage(sandbox, "facts.json", "-j", "3").text == text)
  }

  @Test("a suspect that is listed as a reference is no candidate for itself")
  func ownReference() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "facts.json",
      """
      {"references": ["aster", "bolt", "clover"],
       "lineage": [{"suspect": "clover", "kind": "derived", "sources": ["bolt"]}]}
      """)
    let report = try expectSuccess(try Self.lineage(sandbox, "facts.json", "--format", "json")).json()
    let ranking = try #require(try report.objects("results")[0].objects("rankings").first)
    #expect(try ranking.number("candidates") == 2)
  }

  @Test("distilled suspects are ranked by exclusive overlap first")
  func distilled() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "facts.json",
      """
      {"references": ["aster", "bolt"],
       "lineage": [{"suspect": "clover", "kind": "distilled", "sources": ["bolt"]}]}
      """)
    let report = try expectSuccess(try Self.lineage(sandbox, "facts.json", "--format", "json")).json()
    let rankings = try report.objects("results").map { try $0.string("ranking") }
    #expect(rankings == ["overlap", "style", "constant", "length"])
    let verdicts = try report.object("verdicts")
    #expect(try verdicts.number("noVerdict") == 1 && verdicts.number("supported") == 0)
  }

  private static func claim(
    _ suspect: String, kind: String = "same", sources: String = #"["clover"]"#, references: String? = nil
  ) -> String {
    let list = references.map { #""references": \#($0), "# } ?? ""
    return #"{\#(list)"lineage": [{"suspect": "\#(suspect)", "kind": "\#(kind)", "sources": \#(sources)}]}"#
  }

  @Test(
    "mistakes in a lineage file are named",
    arguments: [
      (claim("suspekt-a"), ["'suspekt-a'", "--suspects"]),
      (claim("Suspect-A"), ["did you mean 'suspect-a'"]),
      (
        claim("bolt", sources: #"["aster"]"#, references: #"["aster", "clever"]"#),
        ["'clever'", "--references"]
      ),
      (claim("bolt", references: #"["aster"]"#), ["'clover'", "none of its references"]),
      (claim("bolt", kind: "cousin"), ["'cousin'", "derived"]),
      (claim("bolt", sources: "[]"), ["no sources"]),
      (#"{"lineage": [{"suspect": "bolt", "sources": ["clover"]}]}"#, ["'kind' is missing at lineage[0]"]),
      (#"{"lineage": []}"#, ["empty"]), ("{", ["not valid JSON"]),
      (#"{"lineage": 5}"#, ["wrong type at lineage"]),
    ] as [(String, [String])])
  func lineageMistakes(content: String, parts: [String]) throws {
    let sandbox = try Sandbox()
    try sandbox.write("facts.json", content)
    let run = try Self.lineage(sandbox, "facts.json")
    expectError(run, "facts.json")
    for part in parts { #expect(run.errors.contains(part), "\(run.errors)") }
  }
}
