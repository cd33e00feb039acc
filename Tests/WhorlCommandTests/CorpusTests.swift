import Foundation
import Testing

@Suite("Every form of a corpus")
struct CorpusTests {
  private struct Entry {
    let prompt: String
    let output: String
  }

  /// The records of a demo corpus.
  private static func records() throws -> [Entry] {
    try Demo.lines("aster").map { line in
      let object = try JSONObject(try JSONSerialization.jsonObject(with: Data(line.utf8)))
      return Entry(prompt: try object.string("prompt"), output: try object.string("output"))
    }
  }

  private static func json(_ value: Any) throws -> String {
    String(
      decoding: try JSONSerialization.data(withJSONObject: value, options: .fragmentsAllowed), as: UTF8.self)
  }

  /// What a fingerprint counted, without its name and inputs.
  private func inspected(_ sandbox: Sandbox, _ path: String) throws -> NSDictionary {
    var members = try expectSuccess(try sandbox.run("inspect", path, "--format", "json")).json().members
    members["inputs"] = nil
    members["name"] = nil
    return NSDictionary(dictionary: members)
  }

  @Test("a conversation, ShareGPT, Alpaca, a table, an array and lines of the same answers count the same")
  func shapes() throws {
    let sandbox = try Sandbox()
    let records = try Self.records()
    func write(_ name: String, _ separator: String, _ edges: (String, String), _ value: (Entry) -> Any) throws
    {
      try sandbox.write(
        name, edges.0 + records.map { try Self.json(value($0)) }.joined(separator: separator) + edges.1)
    }
    try write("plain.jsonl", "\n", ("", "\n")) { ["prompt": $0.prompt, "output": $0.output] }
    try write("chat.jsonl", "\n", ("", "\n")) {
      ["messages": [["role": "user", "content": $0.prompt], ["role": "assistant", "content": $0.output]]]
    }
    try write("share.json", ",\n", ("[\n", "\n]")) {
      ["conversations": [["from": "human", "value": $0.prompt], ["from": "gpt", "value": $0.output]]]
    }
    try write("alpaca.json", ",", ("[", "]")) {
      ["instruction": $0.prompt, "input": "", "output": $0.output]
    }
    func quoted(_ text: String) -> String { "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }
    try sandbox.write(
      "table.csv",
      "prompt,output\r\n"
        + records.map { quoted($0.prompt) + "," + quoted($0.output) }.joined(separator: "\r\n"))
    let names = ["plain.jsonl", "chat.jsonl", "share.json", "alpaca.json", "table.csv"]
    for name in names {
      let run = expectSuccess(try sandbox.run("fingerprint", name, "-o", "\(name).whorl"))
      #expect(run.errors.contains("(40 of 40 records)") == (name != "plain.jsonl"))
      #expect(try inspected(sandbox, "\(name).whorl") == inspected(sandbox, "plain.jsonl.whorl"), "\(name)")
    }
    let inputs = try sandbox.run("inspect", "chat.jsonl.whorl", "--format", "json").json().objects("inputs")
    #expect(try inputs[0].string("detected") == "turns messages (40 of 40 records)")
  }

  @Test(
    "limits, samples, conditions and repeated texts choose documents, the same with any number of threads")
  func selection() throws {
    let sandbox = try Sandbox()
    let lines = (0..<200).map { "{\"n\":\($0 % 4),\"output\":\"text number \($0 / 2)\"}" }
    try sandbox.write("a.jsonl", lines.joined(separator: "\n"))
    func documents(_ options: String...) throws -> (count: Double, bytes: Data) {
      var all: [Data] = []
      for jobs in ["1", "3"] {
        expectSuccess(
          try sandbox.run(["fingerprint", "a.jsonl", "-q", "-o", "a.whorl", "-j", jobs] + options))
        all.append(try sandbox.bytes("a.whorl"))
      }
      #expect(all[0] == all[1])
      return (try sandbox.run("inspect", "a.whorl", "--format", "json").json().number("documents"), all[0])
    }
    #expect(try documents("--limit", "7").count == 7)
    #expect(try documents("--dedupe", "exact").count == 100)
    #expect(try documents("--where", "n=1", "--where", "n=2").count == 100)
    #expect(try documents("--where", "n=1", "--dedupe", "exact", "--limit", "9").count == 9)
    let sample = try documents("--sample", "20", "--seed", "5")
    #expect(sample.count == 20)
    #expect(try documents("--sample", "20", "--seed", "5").bytes == sample.bytes)
    #expect(try documents("--sample", "20", "--seed", "6").bytes != sample.bytes)
    #expect(try documents("--sample", "500").count == 200)
    expectError(
      try sandbox.run("fingerprint", "-q", "a.jsonl", "-o", "x", "--where", "n=9"), "--where", "all 200")
    for wrong in [
      ["--limit", "0"], ["--sample", "0"], ["--shard", "3/2"], ["--shard", "1/2", "--limit", "1"],
    ] {
      expectError(try sandbox.run(["fingerprint", "a.jsonl", "-o", "x"] + wrong))
    }
  }

  @Test("one pass gives the fingerprint of each group that a pass over the group alone gives")
  func groups() throws {
    let sandbox = try Sandbox()
    let records = try Self.records()
    let lines = try records.enumerated().map { index, record in
      try Self.json(["model": "org/m \(index % 3)", "prompt": record.prompt, "output": record.output])
    }
    try sandbox.write("log.jsonl", lines.joined(separator: "\n") + "\n{\"output\":\"no model\"}\n")
    let run = expectSuccess(
      try sandbox.run(
        "fingerprint", "log.jsonl", "--group-field", "model", "-o", "dir/", "--max-bad", "1", "-j", "2"))
    #expect(run.errors.contains(#"no field "model""#))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: sandbox.directory.path + "/dir").sorted()
        == (0..<3).map { "org%2Fm%20\($0).whorl" })
    for index in 0..<3 {
      expectSuccess(
        try sandbox.run(
          "fingerprint", "log.jsonl", "-q", "--where", "model=org/m \(index)", "-o", "one.whorl"))
      #expect(try inspected(sandbox, "one.whorl") == inspected(sandbox, "dir/org%2Fm%20\(index).whorl"))
    }
    expectError(
      try sandbox.run("fingerprint", "log.jsonl", "--group-field", "model", "-o", "log.jsonl"), "directory")
  }

  @Test("the fingerprint of records whose group is empty has a name that can be seen, and its own")
  func emptyGroup() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "log.jsonl", #"{"model":"","output":"one two"}"# + "\n" + #"{"model":"%empty","output":"three"}"#)
    expectSuccess(
      try sandbox.run(
        "fingerprint", "log.jsonl", "-q", "--packs", "none", "--group-field", "model", "-o", "dir"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: sandbox.directory.path + "/dir").sorted()
        == ["%25empty.whorl", "%empty.whorl"])
    let inspected = try sandbox.run("inspect", "dir/%empty.whorl", "--format", "json").json()
    #expect(try inspected.string("name") == "(empty)" && inspected.number("tokens") == 2)
  }

  @Test("rules are counted for each group, and by shards, as in a pass over those documents alone")
  func rulesOfGroups() throws {
    let sandbox = try Sandbox()
    let lines = try Self.records().enumerated().map { index, record in
      try Self.json(["model": "m\(index % 2)", "prompt": record.prompt, "output": record.output])
    }
    try sandbox.write("log.jsonl", lines.joined(separator: "\n"))
    let packs = ["-q", "--packs", "hedging,openers-closers"]
    expectSuccess(
      try sandbox.run(
        ["fingerprint", "log.jsonl", "--group-field", "model", "-o", "dir/", "-j", "2"] + packs))
    for model in ["m0", "m1"] {
      expectSuccess(
        try sandbox.run(
          ["fingerprint", "log.jsonl", "--where", "model=\(model)", "--name", model, "-o", "one.whorl"]
            + packs))
      let (one, grouped) = try (inspected(sandbox, "one.whorl"), inspected(sandbox, "dir/\(model).whorl"))
      #expect(one["rules"] is [String: Any])
      #expect(one == grouped)
    }
    for part in 1...2 {
      expectSuccess(
        try sandbox.run(
          ["fingerprint", "log.jsonl", "--name", "m", "--shard", "\(part)/2", "-o", "\(part).whorl"] + packs))
    }
    expectSuccess(try sandbox.run(["fingerprint", "log.jsonl", "--name", "m", "-o", "all.whorl"] + packs))
    expectSuccess(try sandbox.run("merge", "-q", "-o", "m.whorl", "2.whorl", "1.whorl"))
    #expect(try sandbox.bytes("m.whorl") == sandbox.bytes("all.whorl"))
  }

  @Test("merged shards have the bytes of one run, in any order, and only all of them")
  func shards() throws {
    let sandbox = try Sandbox()
    let inputs = [Demo.corpus("aster"), Demo.corpus("bolt")]
    expectSuccess(try sandbox.run(["fingerprint"] + inputs + ["-q", "--name", "m", "-o", "all.whorl"]))
    for part in 1...3 {
      expectSuccess(
        try sandbox.run(
          ["fingerprint"] + inputs + ["-q", "--name", "m", "--shard", "\(part)/3", "-o", "\(part).whorl"]))
    }
    for order in [["1", "2", "3"], ["3", "1", "2"]] {
      expectSuccess(try sandbox.run(["merge", "-q", "-o", "m.whorl"] + order.map { "\($0).whorl" }))
      #expect(try sandbox.bytes("m.whorl") == sandbox.bytes("all.whorl"))
    }
    expectSuccess(try sandbox.run("merge", "-q", "-o", "12.whorl", "1.whorl", "2.whorl"))
    expectSuccess(try sandbox.run("merge", "-q", "-o", "m.whorl", "3.whorl", "12.whorl"))
    #expect(try sandbox.bytes("m.whorl") == sandbox.bytes("all.whorl"))
    expectError(try sandbox.run("merge", "-q", "-o", "x", "1.whorl", "12.whorl"), "shard 1/3 is in both")
    expectError(try sandbox.run("merge", "-q", "-o", "x", "1.whorl", "all.whorl"), "shard 1/3", "same inputs")
  }

  @Test("a run that is killed at any moment ends with the bytes of one that was not")
  func checkpoints() throws {
    let sandbox = try Sandbox()
    // Several chunks of 4 MB, each small enough for a debug build.
    let filler = String(repeating: "x", count: 20_000)
    let lines = (0..<700).map {
      "{\"pad\":\"\(filler)\",\"id\":\($0),\"output\":\"answer number \($0 % 90)\"}"
    }
    try sandbox.write("log.jsonl", lines.joined(separator: "\n"))
    expectSuccess(
      try sandbox.run(
        "fingerprint", "log.jsonl", "-q", "-o", "whole.whorl", "--name", "n", "--packs", "hedging"))
    let run = try sandbox.shell(
      """
      i=0
      while [ $i -lt 40 ]; do
        i=$((i + 1))
        "$WHORL" fingerprint log.jsonl -q -o out.whorl --name n --packs hedging --checkpoint state --checkpoint-interval 0 &
        pid=$!
        sleep 0.0$((i * 7 % 90 + 10))
        kill -9 $pid 2> /dev/null
        wait $pid 2> /dev/null
        [ -f out.whorl ] && break
      done
      [ -f out.whorl ] || "$WHORL" fingerprint log.jsonl -q -o out.whorl --name n --packs hedging --checkpoint state
      cmp out.whorl whole.whorl && rm -f state
      """)
    #expect(run.status == 0, "\(run.errors)")
    // One that is stopped for certain in between, by a checkpoint that cannot be replaced.
    let stopped = try sandbox.shell(
      """
      "$WHORL" fingerprint log.jsonl -q -o out.whorl --name n --packs hedging --checkpoint state --checkpoint-interval 0 &
      pid=$!
      while [ ! -f state ]; do sleep 0.002; done
      kill -9 $pid; wait $pid 2> /dev/null
      [ -f state ] || exit 0
      "$WHORL" fingerprint log.jsonl -q -o other.whorl --name n --checkpoint state --packs slop 2> message
      [ $? -eq 2 ] && grep -q 'another run' message || exit 1
      "$WHORL" fingerprint log.jsonl -q -o out.whorl --name n --packs hedging --checkpoint state && cmp out.whorl whole.whorl
      """)
    #expect(stopped.status == 0, "\(stopped.errors)")
    #expect(!(try sandbox.names().contains("state")))
    expectError(
      try sandbox.run("fingerprint", "-", "--name", "n", "-o", "x", "--checkpoint", "c"), "--checkpoint")
  }

  @Test("a checkpoint that is a result or an input is refused before any work, and nothing is lost")
  func checkpointCollisions() throws {
    let sandbox = try Sandbox()
    let record = "{\"output\": \"one two\", \"model\": \"m\"}\n"
    try sandbox.write("log.jsonl", record)
    try sandbox.write("list", "log.jsonl\n")
    _ = try sandbox.shell("ln -s log.jsonl link; mkdir groups")
    let before = try sandbox.names()
    for (output, checkpoint) in [("same.whorl", "same.whorl"), ("same.whorl", "./same.whorl")] {
      expectError(
        try sandbox.run("fingerprint", "log.jsonl", "-o", output, "--checkpoint", checkpoint),
        "\(checkpoint) is the checkpoint and a result", "give --checkpoint another name")
    }
    expectError(
      try sandbox.run(
        "fingerprint", "log.jsonl", "--group-field", "model", "-o", "groups", "--checkpoint", "groups/m.whorl"
      ),
      "is the checkpoint and a result")
    for checkpoint in ["log.jsonl", "link", "list"] {
      let run = try sandbox.run(
        "fingerprint", "--files-from", "list", "-o", "x.whorl", "--checkpoint", checkpoint)
      expectError(run, "\(checkpoint) is an input and the checkpoint: give --checkpoint another name")
    }
    try sandbox.write("notes.txt", "kept")
    let run = try sandbox.run("fingerprint", "log.jsonl", "-o", "x.whorl", "--checkpoint", "notes.txt")
    expectError(run, "notes.txt is not a whorl checkpoint: give --checkpoint the name of a new file")
    #expect(!run.errors.contains("remove"))
    #expect(try sandbox.names() == (before + ["notes.txt"]).sorted())
    #expect(try sandbox.bytes("log.jsonl") == Data(record.utf8))
  }

  @Test("what cannot be read among many stops a run, or with --keep-going is told and left out")
  func keepGoing() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.jsonl", "{\"output\": \"one two\"}\n")
    try sandbox.write("b.jsonl.gz", Data([0x1F, 0x8B, 8, 0, 1]))
    try sandbox.write("c.jsonl", "{\"output\": \"three\"}\n")
    let inputs = ["a.jsonl", "b.jsonl.gz", "missing.jsonl", "c.jsonl"]
    expectError(try sandbox.run(["fingerprint", "-q"] + inputs + ["-o", "x.whorl"]), "missing.jsonl")
    let run = try sandbox.run(["fingerprint", "--keep-going"] + inputs + ["-o", "x.whorl"])
    #expect(run.status == 2)
    #expect(
      run.errors.contains("missing.jsonl") && run.errors.contains("b.jsonl.gz is a truncated gzip stream"))
    #expect(try sandbox.run("inspect", "x.whorl", "--format", "json").json().number("documents") == 2)
  }

  @Test(
    "with --keep-going every command reads what can be read of its arguments, and ends with status 2",
    arguments: [
      ["fingerprint", "many", "-o", "x", "--name", "m"],
      ["fingerprint", "many/*.jsonl", "-o", "x", "--name", "m"],
      ["score", "gone.jsonl", "many", "-r", "ref.jsonl", "gone.jsonl", "--uncalibrated"],
      ["score", "many/*.jsonl", "-r", "many/*.jsonl", "cut.gz", "bad.whorl", "--uncalibrated"],
      ["match", "gone.jsonl", "many", "-r", "ref.jsonl", "gone.jsonl", "cut.gz", "many"],
      ["dedupe", "many", "gone.jsonl", "-r", "gone.jsonl", "ref.jsonl"],
      ["index", "many", "gone.jsonl", "cut.gz", "-o", "x"],
      ["explain", "gone.jsonl", "many", "-r", "ref.jsonl", "gone.jsonl"],
    ])
  func keepGoingEverywhere(arguments: [String]) throws {
    let sandbox = try Sandbox()
    _ = try sandbox.shell("mkdir many && ln -s nowhere many/c.jsonl")
    let lines = try Demo.lines("suspect-a")
    try sandbox.write("many/a.jsonl", lines.prefix(9).joined(separator: "\n"))
    try sandbox.write("many/d.jsonl", lines.dropFirst(9).joined(separator: "\n"))
    try sandbox.write("ref.jsonl", try Demo.lines("clover").joined(separator: "\n"))
    try sandbox.write("cut.gz", Data([0x1F, 0x8B, 8, 0, 1]))
    try sandbox.write("bad.whorl", "nothing of ours")
    let stopped = try sandbox.run(arguments)
    #expect(stopped.status == 2)
    #expect(stopped.output.isEmpty)
    let run = try sandbox.run(arguments + ["--keep-going"])
    #expect(run.status == 2)
    #expect(!run.output.isEmpty || arguments[0] == "index" || arguments[0] == "fingerprint")
    #expect(run.errors.contains("cannot open many/c.jsonl: No such file or directory"), "\(run.errors)")
    if arguments.contains("gone.jsonl") { #expect(run.errors.contains("cannot open gone.jsonl")) }
    if arguments.contains("cut.gz") { #expect(run.errors.contains("cut.gz is a truncated gzip stream")) }
    if arguments.contains("-o") { #expect(try sandbox.names().contains("x")) }
  }

  @Test(
    "a sample is drawn by --seed wherever there is --sample",
    arguments: [
      ["dedupe", "--list", "keep"], ["rules", "scan", "--pack", "refusal", "--format", "json"],
      ["match", "-r", "log.jsonl", "--format", "csv"],
    ])
  func seeds(command: [String]) throws {
    let sandbox = try Sandbox()
    try sandbox.write("log.jsonl", try Demo.lines("aster").joined(separator: "\n"))
    func output(_ seed: String) throws -> Data {
      expectSuccess(
        try sandbox.run(
          command + ["--sample", "5", "--seed", seed, "--files-from", "-", "-q"],
          input: Data("log.jsonl".utf8))
      ).output
    }
    #expect(try output("1") == output("1"))
    #expect(try Set(["1", "2", "3"].map(output)).count > 1)
  }

  @Test("files of one name are told apart where records are bad, and reasons are words")
  func places() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.shell("mkdir a b")
    for name in ["a", "b"] {
      try sandbox.write("\(name)/x.jsonl", "{\"output\":\"one \\ud800\"}\n{\"output\":5}\n{\"o\":1}\n")
    }
    let run = expectSuccess(
      try sandbox.run(
        "fingerprint", "a/x.jsonl", "b/x.jsonl", "-o", "x", "--max-bad", "9", "--split", "line", "-j2"))
    for words in [
      "a/x.jsonl:2: field", "b/x.jsonl:2: field", "2 missing field, 2 not text", "half of a surrogate pair",
      "--split has no effect on x.jsonl and 1 more",
    ] { #expect(run.errors.contains(words), "\(run.errors)") }
    #expect(try sandbox.run("inspect", "x").text.contains("2 missing field, 2 not text"))
  }

  @Test("a full disk and a signal leave nothing behind")
  func endings() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.jsonl", "{\"output\": \"one two\"}\n")
    if FileManager.default.fileExists(atPath: "/dev/full") {
      expectError(
        try sandbox.run("fingerprint", "-q", "a.jsonl", "-o", "/dev/full"), "cannot write /dev/full",
        "No space left")
    }
    // A pipe that nobody fills: the run waits in the middle of its reading. SIGTERM, because shells start
    // jobs in the background with SIGINT ignored; one handler serves both.
    let run = try sandbox.shell(
      """
      mkfifo pipe; sleep 9 > pipe & writer=$!
      "$WHORL" fingerprint pipe -o out.whorl --name n & pid=$!
      sleep 1; start=$(date +%s); kill -TERM $pid; wait $pid; status=$?
      kill $writer; rm pipe; [ $(($(date +%s) - start)) -le 1 ] && exit $status
      """)
    #expect(run.status == 143)
    #expect(run.errors.contains("whorl: interrupted\n"))
    #expect(try sandbox.names() == ["a.jsonl"])
  }

  @Test("Parquet is refused with the pipe that reads it")
  func parquet() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.parquet", Data("PAR1....PAR1".utf8))
    expectError(try sandbox.run("fingerprint", "a.parquet", "-o", "x"), "Parquet", "duckdb")
  }

  /// A Python that has pyarrow, if there is one.
  private static let python: String? = {
    let python = ProcessInfo.processInfo.environment["WHORL_TEST_PYTHON"] ?? "python3"
    let isThere = try? Sandbox().shell("'\(python)' -c 'import pyarrow'").status == 0
    return isThere == true ? python : nil
  }()

  @Test(
    "records that went through a Parquet file and the documented pipe have the bytes of JSON Lines",
    .enabled(if: python != nil, "no Python with pyarrow: name one in WHORL_TEST_PYTHON"))
  func parquetPipe() throws {
    let python = try #require(Self.python)
    let sandbox = try Sandbox()
    // The pipe as it stands in the documentation, between `python3 -c '` and the next quote.
    let page = Demo.folder.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
      "docs/input.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let start = try #require(text.range(of: "python3 -c '\n"))
    let end = try #require(text.range(of: "'", range: start.upperBound..<text.endIndex))
    let program = text[start.upperBound..<end.lowerBound].split(separator: "\n").map { $0.dropFirst(4) }
    try sandbox.write("pipe.py", program.joined(separator: "\n"))
    try sandbox.write(
      "write.py",
      """
      import json, sys
      import pyarrow as pa, pyarrow.parquet as pq
      rows = [json.loads(line) for path in sys.argv[1:] for line in open(path)]
      pq.write_table(pa.Table.from_pylist(rows), "data.parquet", row_group_size=16, compression="zstd")
      for row in rows: print(json.dumps(row))
      """)
    let corpora = Demo.models.map { "'\(Demo.corpus($0))'" }.joined(separator: " ")
    let run = try sandbox.shell(
      """
      '\(python)' write.py \(corpora) > rows.jsonl || exit 9
      '\(python)' pipe.py | "$WHORL" fingerprint - -q --name n -o parquet.whorl || exit 8
      "$WHORL" fingerprint - -q --name n -o lines.whorl < rows.jsonl && cmp parquet.whorl lines.whorl
      """)
    #expect(run.status == 0, "\(run.errors)")
    expectSuccess(
      try sandbox.run(
        ["fingerprint", "-q", "-o", "files.whorl"] + Demo.models.map(Demo.corpus) + ["--name", "n"]))
    #expect(try inspected(sandbox, "files.whorl") == inspected(sandbox, "parquet.whorl"))
  }
}
