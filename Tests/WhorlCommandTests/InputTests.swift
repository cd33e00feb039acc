import Foundation
import Testing

@Suite("Forms of input")
struct InputTests {
  /// The result that every form of the same records must have.
  private func score(_ sandbox: Sandbox, _ arguments: [String], input: Data = Data()) throws -> JSONObject {
    let run = try sandbox.run(
      ["score"] + arguments + ["--name", "s", "--format", "json", "-r", try Demo.fingerprint("clover")],
      input: input)
    #expect(run.status == 0, "\(run.errors)")
    return try run.json()
  }

  private func expectWhole(_ report: JSONObject) throws {
    #expect(try report.object("suspect").number("documents") == 20)
    #expect(try report.object("suspect").number("tokens") == 2614)
  }

  @Test("standard input, gzip, two files, a directory, CRLF and a byte order mark give the same counts")
  func forms() throws {
    let sandbox = try Sandbox()
    let lines = try Demo.lines("suspect-a")
    try expectWhole(try score(sandbox, ["-"], input: try Demo.bytes("suspect-a")))

    try #require(try sandbox.shell("gzip -c '\(Demo.corpus("suspect-a"))' > s.jsonl.gz").status == 0)
    try expectWhole(try score(sandbox, ["s.jsonl.gz"]))
    try expectWhole(try score(sandbox, ["-"], input: try sandbox.bytes("s.jsonl.gz")))

    try sandbox.write("crlf.txt", "\u{FEFF}" + lines.joined(separator: "\r\n") + "\r\n\r\n")
    try expectWhole(try score(sandbox, ["crlf.txt"]))

    try FileManager.default.createDirectory(
      at: sandbox.directory.appendingPathComponent("d/e"), withIntermediateDirectories: true)
    try sandbox.write("d/1.jsonl", lines.prefix(7).joined(separator: "\n"))
    try sandbox.write("d/e/2.ndjson", lines.dropFirst(7).joined(separator: "\n"))
    try sandbox.write("d/notes.md", "not a record")
    try sandbox.write("empty.jsonl", "")
    try expectWhole(try score(sandbox, ["d"]))
    try expectWhole(try score(sandbox, ["d/1.jsonl", "empty.jsonl", "d/e/2.ndjson"]))
  }

  @Test("records without a prompt are counted, by their id or their text")
  func withoutPrompt() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.jsonl", "{\"output\": \"one two three\"}\n{\"output\": \"four five six\"}\n")
    let run = expectSuccess(try sandbox.run("fingerprint", "a.jsonl", "-o", "a.whorl"))
    #expect(run.errors.contains("2 documents"))
  }

  @Test("--files-from lists inputs a line each, from a file or standard input")
  func filesFrom() throws {
    let sandbox = try Sandbox()
    let lines = try Demo.lines("suspect-a")
    try sandbox.write("first one.jsonl", lines.prefix(7).joined(separator: "\n"))
    try sandbox.write("2.jsonl", lines.dropFirst(7).joined(separator: "\n"))
    try sandbox.write("list", "first one.jsonl\r\n\r\n2.jsonl")
    try expectWhole(try score(sandbox, ["--files-from", "list"]))
    try expectWhole(
      try score(sandbox, ["first one.jsonl", "--files-from", "-"], input: Data("2.jsonl\n".utf8)))
    let made = expectSuccess(try sandbox.run("fingerprint", "--files-from", "list", "-o", "f.whorl"))
    #expect(made.errors.contains("first one, 20 documents"))
    expectSuccess(
      try sandbox.run("train", "--vocabulary-only", "--name", "v", "-o", "v", "--files-from", "list"))
  }

  @Test("--files-from refuses what is no list, and reading standard input twice")
  func badList() throws {
    let sandbox = try Sandbox()
    try sandbox.write("none", "\n\n")
    try sandbox.write("bytes", Data([0xFF, 0x0A]))
    try sandbox.write("zeros", "a\0b")
    func run(_ list: String, _ arguments: [String] = [], input: String = "") throws -> ToolRun {
      try sandbox.run(
        ["fingerprint"] + arguments + ["--files-from", list, "-o", "x", "--name", "n"],
        input: Data(input.utf8))
    }
    expectError(try run("missing"), "missing", "check the path")
    expectError(try run("none"), "none lists no files", "--files-from")
    expectError(try run("bytes"), "bytes", "--files-from", "UTF-8")
    expectError(try run("zeros"), "zeros", "--files-from")
    expectError(try run("-", ["-"]), "standard input", "--files-from")
    expectError(try run("-", input: "-\n"), "standard input", "./-")
    expectError(try run("-", input: "gone.jsonl\n"), "cannot open gone.jsonl")
    #expect(try sandbox.names() == ["bytes", "none", "zeros"])
  }

  @Test("standard input is read once: naming it twice is an error")
  func standardInputTwice() throws {
    let sandbox = try Sandbox()
    expectError(try sandbox.run("score", "-", "-r", "-"), "standard input", "twice")
    expectError(try sandbox.run("fingerprint", "-", "-", "-o", "x", "--name", "n"), "standard input", "twice")
    expectError(try sandbox.run("verify", "-", "--inputs", "-"), "standard input", "twice")
  }

  @Test("a file that is named twice counts twice and is noted")
  func repeatedFile() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.jsonl", "{\"output\": \"one two three\"}\n")
    let run = expectSuccess(try sandbox.run("fingerprint", "a.jsonl", "./a.jsonl", "-o", "a.whorl"))
    #expect(run.errors.contains("read more than once"))
    #expect(run.errors.contains("2 documents"))
  }

  @Test("an error of fields shows no content of records that were read as another format")
  func contentIsNoField() throws {
    let sandbox = try Sandbox()
    let record = #"{"id": 1, "output": "A secret, and \"more\" of it, at length."}"# + "\n"
    try sandbox.write("a.jsonl", record + record)
    let run = try sandbox.run("fingerprint", "a.jsonl", "--input-format", "csv", "-o", "x")
    expectError(run, "no text field in a.jsonl", "--input-format")
    #expect(!run.errors.contains("secret") && !run.errors.contains("more"))
    try sandbox.write("plain", "One sentence that is no header at all, another, last\nx,y,z\n")
    let plain = try sandbox.run("fingerprint", "plain", "--input-format", "csv", "-o", "x")
    expectError(plain, "fields seen:  another,  last and 1 more")
    #expect(!plain.errors.contains("sentence"))
  }

  @Test("a note on records that were skipped names their file")
  func skippedWhere() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.jsonl", "{\"output\": \"one two\"}\n{\"output\": \" \"}\n")
    let run = try sandbox.run("score", Demo.corpus("suspect-a"), "-r", "a.jsonl", "--uncalibrated")
    #expect(
      expectSuccess(run).errors.contains("whorl: a.jsonl: skipped 1 of 2 records: 1 empty\n"), "\(run.errors)"
    )
  }

  @Test("skipped records are shown, and counted in the fingerprint and in the score")
  func skipped() throws {
    let sandbox = try Sandbox()
    let good = try Demo.lines("suspect-a").joined(separator: "\n")
    let bad = "not JSON\n{\"output\": 5}\n{\"other\": \"x\"}\n{\"output\": \"  \"}\n{\"output\": null}\n"
    try sandbox.write("s.jsonl", good + "\n" + bad)
    expectError(
      try sandbox.run("fingerprint", "-q", "s.jsonl", "-o", "s.whorl"), "3 of 25 records", "s.jsonl:21",
      "--max-bad")
    expectError(
      try sandbox.run("fingerprint", "-q", "s.jsonl", "-o", "s.whorl", "--max-bad", "11.9%"),
      "--max-bad 11.9%")
    #expect(try sandbox.names() == ["s.jsonl"])
    let made = expectSuccess(
      try sandbox.run("fingerprint", "s.jsonl", "-o", "s.whorl", "--max-bad", "12%"))
    for line in ["s.jsonl:21: malformed JSON", "s.jsonl:22: ", "s.jsonl:23: ", "skipped 5 of 25 records"] {
      #expect(made.errors.contains(line))
    }
    for arguments in [["s.jsonl", "--max-bad", "3"], ["s.whorl"]] {
      let run = try sandbox.run(
        ["score"] + arguments + ["-r", try Demo.fingerprint("clover"), "--format", "json"])
      let suspect = try run.json().object("suspect")
      #expect(try suspect.number("documents") == 20)
      #expect(try suspect.number("skipped") == 5)
      let reasons = try suspect.object("skippedByReason")
      #expect(
        try ["malformed", "notText", "missingField", "empty"].map { try reasons.number($0) } == [1, 1, 1, 2])
    }
  }
}
