import Foundation
import Testing

@Suite("Bad input: one line, status 2, nothing left behind")
struct BadInputTests {
  /// Runs `fingerprint` on one file and checks that it leaves nothing.
  private func refused(
    _ name: String, _ bytes: Data, _ more: [String] = [], _ parts: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let sandbox = try Sandbox()
    try sandbox.write(name, bytes)
    let run = try sandbox.run(["fingerprint", name, "-o", "out.whorl"] + more)
    expectError(run, sourceLocation: sourceLocation)
    for part in [name] + parts { #expect(run.errors.contains(part), sourceLocation: sourceLocation) }
    #expect(try sandbox.names() == [name], sourceLocation: sourceLocation)
  }

  @Test("a missing file is named, as an input, a suspect, a reference, a fingerprint and a vocabulary")
  func missing() throws {
    let sandbox = try Sandbox()
    for arguments in [
      ["fingerprint", "gone", "-o", "x"], ["score", "gone", "-r", Demo.corpus("aster")],
      ["score", Demo.corpus("aster"), "-r", "gone"], ["inspect", "gone"], ["verify", "gone"],
      ["merge", "gone", "gone", "-o", "x"], ["train", "--vocabulary-only", "--name", "n", "gone", "-o", "x"],
      ["fingerprint", Demo.corpus("aster"), "-o", "x", "--vocabulary", "gone"],
    ] {
      expectError(try sandbox.run(arguments), "cannot open gone: No such file or directory", "check the path")
    }
    #expect(try sandbox.names().isEmpty)
  }

  @Test("a directory without records says what directories are searched for")
  func emptyDirectory() throws {
    let sandbox = try Sandbox()
    try FileManager.default.createDirectory(
      at: sandbox.directory.appendingPathComponent("d"), withIntermediateDirectories: false)
    try sandbox.write("d/readme.md", "hello")
    expectError(try sandbox.run("fingerprint", "d", "-o", "x"), "no record files in d", "*.jsonl")
    expectError(try sandbox.run("score", Demo.corpus("suspect-a"), "-r", "d"), "no record files in d")
    expectError(try sandbox.run("inspect", "d"), "d is a directory", "name a file")
    #expect(try sandbox.names() == ["d"])
  }

  @Test("an unknown field: the error lists those that were seen, and the flag")
  func unknownField() throws {
    let record = Data(#"{"answer": {"body": "one two"}, "n": 1}"#.utf8)
    try refused("a.jsonl", record, ["--text-field", "reply"], ["\"reply\"", "answer", "n", "--text-field"])
    try refused("a.jsonl", record, [], ["no text field", "answer.body", "--text-field"])
    try refused(
      "a.jsonl", record, ["--text-field", "answer.body", "--id-field", "x"], ["\"x\"", "--id-field"])
    try refused(
      "a.jsonl", record, ["--text-field", "answer.body", "--prompt-field", "x"], ["--prompt-field"])
  }

  @Test("malformed JSON is named by file and line, and a bad limit by its flag")
  func malformed() throws {
    let bytes = Data("{\"output\": \"one two\"}\n\n{\"output\": \"three\n".utf8)
    try refused("a.jsonl", bytes, [], ["1 of 2 records", "a.jsonl:3", "malformed JSON", "--max-bad"])
    try refused("a.jsonl", bytes, ["--max-bad", "49%"], ["--max-bad 49%"])
    try refused("a.jsonl", Data("nothing\nhere\n".utf8), [], ["line 1", "one JSON object a line"])
    try refused("a.json", Data("[1, 2]".utf8), [], ["no JSON object", "--input-format"])
    for limit in ["x", "-", "1.5", "101%", "%"] {
      expectError(try Sandbox().run("fingerprint", "a", "-o", "x", "--max-bad=\(limit)"), "--max-bad", "1%")
    }
  }

  @Test("several bad records are shown, then the one error")
  func severalMalformed() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.jsonl", "{\"output\": \"one two\"}\n" + String(repeating: "{]\n", count: 12))
    let run = try sandbox.run("fingerprint", "a.jsonl", "-o", "x")
    #expect(run.status == 2)
    #expect(run.errorLines.count == 10)
    #expect(run.errorLines.first?.hasPrefix("whorl: a.jsonl:2: malformed JSON") == true)
    #expect(run.errorLines[8] == "whorl: … and 4 more bad records")
    #expect(run.errorLines.last?.contains("12 of 13 records are bad") == true)
    expectError(try sandbox.run("fingerprint", "-q", "a.jsonl", "-o", "x"), "12 of 13")
    #expect(try sandbox.names() == ["a.jsonl"])
  }

  @Test("an input without any text says so")
  func empty() throws {
    try refused("a.jsonl", Data(), [], ["no records in a.jsonl", "it is empty"])
    try refused("a.jsonl", Data("\n\n  \n".utf8), [], ["no records in a.jsonl", "nothing but blank lines"])
    try refused("a.csv", Data("prompt,output\n".utf8), [], ["no records in a.csv", "a header without rows"])
    let blank = Data("{\"output\": \"\"}\n{\"output\": \" \\n\"}\n".utf8)
    try refused("a.jsonl", blank, [], ["all records were skipped", "2 empty", "--text-field"])
    let elsewhere = Data(#"{"output": null, "final_answer": "It is here."}"#.utf8)
    try refused(
      "a.jsonl", elsewhere, [],
      ["1 empty", "fields seen: final_answer, output; ", "name it with --text-field"])
  }

  @Test("damaged gzip and other compression are named with the remedy")
  func compression() throws {
    let sandbox = try Sandbox()
    try #require(try sandbox.shell("gzip -c '\(Demo.corpus("aster"))' > a.gz").status == 0)
    let whole = try sandbox.bytes("a.gz")
    try refused("a.jsonl.gz", whole.prefix(whole.count / 2), [], ["truncated gzip", "fetch it again"])
    try refused(
      "a.jsonl.zst", Data([0x28, 0xB5, 0x2F, 0xFD, 0, 0]), [], ["truncated zstd", "fetch it again"])
  }

  @Test("the wrong file where a fingerprint belongs, and a fingerprint where a corpus belongs")
  func wrongFile() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.jsonl", "{\"output\": \"one\"}\n")
    try sandbox.write("a.whorl", "{\"output\": \"one\"}\n")
    let vocabulary = Demo.folder.deletingLastPathComponent().appendingPathComponent(
      "vocabulary/english-v1.whorlvocab")
    for command in ["inspect", "verify"] {
      expectError(
        try sandbox.run(command, "a.jsonl"), "a.jsonl is not a whorl fingerprint",
        "'whorl fingerprint a.jsonl -o")
      expectError(try sandbox.run(command, vocabulary.path), "but a whorl vocabulary", "--vocabulary")
    }
    expectError(
      try sandbox.run("score", Demo.corpus("suspect-a"), "-r", "a.whorl"),
      "a.whorl is not a whorl fingerprint")
    expectError(
      try sandbox.run("score", "a.whorl", "-r", try Demo.fingerprints()), "a.whorl is not a whorl fingerprint"
    )
    expectError(
      try sandbox.run("fingerprint", try Demo.fingerprint("aster"), "-o", "x"),
      "aster.whorl is a whorl fingerprint",
      "-r")
    expectError(
      try sandbox.run("fingerprint", "a.jsonl", "-o", "x", "--vocabulary", try Demo.fingerprint("aster")),
      "is not a whorl vocabulary but a whorl fingerprint", "'whorl train'")
    expectError(
      try sandbox.run("score", try Demo.fingerprint("aster"), "a.jsonl", "-r", try Demo.fingerprints()),
      "is a fingerprint and there are 2 suspects", "whorl merge")
    #expect(try sandbox.names() == ["a.jsonl", "a.whorl"])
  }

  @Test("two references of one name are refused")
  func repeatedName() throws {
    let path = try Demo.fingerprint("aster")
    expectError(try Sandbox().run("score", Demo.corpus("suspect-a"), "-r", path, path), "'aster'", "--name")
  }

  @Test("an empty path is named as one")
  func emptyPath() throws {
    let sandbox = try Sandbox()
    for arguments in [
      ["fingerprint", "", "-o", "x"], ["fingerprint", "a", "-o", "", "--name", "n"], ["inspect", ""],
      ["score", "", "-r", "a"], ["score", "a", "-r", ""],
    ] {
      expectError(try sandbox.run(arguments), "a path is empty")
    }
  }

  @Test(
    "nothing to read is said to be nothing, and not to be of another format", arguments: ["", "[]", "\n\n"])
  func nothing(text: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write("e.json", text)
    let run = try sandbox.run("fingerprint", "e.json", "-o", "x")
    expectError(
      run, "no records in e.json", text.isEmpty ? "it is empty" : "nothing but blank lines, an empty list")
    #expect(!run.errors.contains("one JSON object a line"))
  }

  @Test(
    "the account of damage counts good records and bad ones, and a file cut in its header is not called empty"
  )
  func damagedStream() throws {
    let sandbox = try Sandbox()
    let lines = (0..<2000).map { $0 % 5 == 0 ? "{bad" : "{\"output\": \"answer number \($0)\"}" }
    try sandbox.write("a.jsonl", lines.joined(separator: "\n"))
    try #require(
      try sandbox.shell("gzip -c a.jsonl > a.gz; head -c 3000 a.gz > cut.gz; head -c 5 a.gz > head.gz").status
        == 0)
    for command in [
      ["fingerprint", "-o", "x", "--name", "m"], ["dedupe"],
      ["train", "--vocabulary-only", "--name", "v", "-o", "x"],
    ] {
      let run = try sandbox.run([command[0], "cut.gz", "--max-bad", "90%", "-q"] + command.dropFirst())
      #expect(run.status == 2)
      let counts = try #require(
        try #/truncated gzip stream: (\d+) good and (\d+) bad records before the end/#.firstMatch(
          in: run.errors))
      let (good, bad) = (try #require(Int(counts.1)), try #require(Int(counts.2)))
      #expect(bad == (good + bad + 4) / 5 && good > 100, "\(run.errors)")
    }
    // What damage made of the first records is no reason to call the format another.
    try sandbox.write("early.jsonl", "{\"output\": \"cut of\n")
    try #require(try sandbox.shell("gzip -c early.jsonl > early.gz && printf junk >> early.gz").status == 0)
    expectError(
      try sandbox.run("fingerprint", "early.gz", "-o", "x"), "early.gz has bytes at",
      "no good records before them")
    let run = try sandbox.run("fingerprint", "head.gz", "-o", "x", "--keep-going")
    #expect(run.status == 2)
    #expect(run.errorLines.count == 2)
    #expect(
      run.errors.contains("no good records before the end") && run.errors.contains("no records could be read")
    )
    #expect(!run.errors.contains("empty"))
  }

  @Test(
    "records with bytes that are no text are repaired, counted and told with the place of the first",
    arguments: ["1", "2"])
  func repaired(_ jobs: String) throws {
    let sandbox = try Sandbox()
    var bytes = Data()
    for number in 1...9 {
      bytes += Data(#"{"output": "Answer number \#(number) of nine"#.utf8)
      if number == 4 || number == 8 { bytes += Data([0xFF, 0x20, 0xC3]) }
      bytes += Data("\"}\n".utf8)
    }
    try sandbox.write("plain.jsonl", Data(#"{"output": "Nothing to repair."}"#.utf8))
    try sandbox.write("odd.jsonl", bytes)
    let run = expectSuccess(
      try sandbox.run("fingerprint", "plain.jsonl", "odd.jsonl", "-o", "x.whorl", "--name", "x", "-j", jobs))
    #expect(run.errors.contains("2 records repaired, the first at odd.jsonl:4: bytes that are not UTF-8"))
  }

  @Test("one bad record is one, and one field is one")
  func singular() throws {
    try refused(
      "a.jsonl", Data("{\"output\": \"one two\"}\n{]\n".utf8), [], ["1 of 2 records is bad"])
    try refused(
      "a.csv", Data("id,output\n1,x\n2\n".utf8), ["--input-format", "csv"], ["(1 field under a header of 2)"])
  }
}
