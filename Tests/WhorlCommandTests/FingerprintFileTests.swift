import Foundation
import Testing

@Suite("Commands on fingerprint files: inspect, merge, verify")
struct FingerprintFileTests {
  @Test("an inspection has the header, the halves, the sketches and what stands out, as text and as JSON")
  func inspect() throws {
    let path = try Demo.fingerprint("bolt")
    let text = expectSuccess(try Sandbox().run("inspect", path)).text
    for part in [
      "name             bolt", "documents        40", "bolt.jsonl", "5-word shingles", "english-v1",
    ] {
      #expect(text.contains(part))
    }
    let report = try Sandbox().run("inspect", path, "--format", "json", "--top", "3").json()
    #expect(try report.string("schema") == "whorl.inspect/1")
    let halves = try report.objects("halves").map { try $0.number("documents") }
    #expect(halves.count == 2 && halves.reduce(0, +) == 40)
    let channels = try report.objects("channels")
    #expect(!channels.isEmpty)
    for channel in channels { #expect(try channel.objects("features").count <= 3) }
    #expect(try report.objects("inputs").first?.string("name") == "bolt.jsonl")
  }

  @Test("a fingerprint is read from standard input for -")
  func standardInput() throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: Demo.fingerprint("bolt")))
    let run = expectSuccess(try Sandbox().run(["inspect", "-", "--top", "0"], input: bytes))
    #expect(run.text.contains("bolt.jsonl"))
    expectSuccess(try Sandbox().run(["verify", "-"], input: bytes))
  }

  @Test("verify says whether a file is whole, and whether it was made from these inputs")
  func verify() throws {
    let sandbox = try Sandbox()
    let aster = try Demo.fingerprint("aster")
    let run = expectSuccess(try sandbox.run("verify", aster, try Demo.fingerprint("bolt")))
    #expect(run.text.split(separator: "\n").count == 2)
    #expect(run.text.contains("aster.whorl: whole; 1 input not checked (--inputs)"))
    let right = expectSuccess(try sandbox.run("verify", aster, "--inputs", Demo.corpus("aster")))
    #expect(right.text.contains("whole; made from 1 input, as given"))
    expectError(
      try sandbox.run("verify", aster, "--inputs", Demo.corpus("bolt")),
      "aster.whorl was made from aster.jsonl",
      "none of the --inputs")
    expectError(
      try sandbox.run("verify", aster, "--inputs", Demo.corpus("aster"), Demo.corpus("bolt")),
      "was not made from bolt.jsonl", "leave it out")
    expectError(try sandbox.run("verify", aster, "--inputs", "gone.jsonl"), "cannot open gone.jsonl")
  }

  @Test("verify checks every file, also behind a bad one")
  func verifySeveral() throws {
    let run = try Sandbox().run("verify", "gone", try Demo.fingerprint("aster"))
    #expect(run.status == 2)
    #expect(run.text.contains("aster.whorl: whole"))
    #expect(run.errorLines.count == 1)
  }

  @Test("merging asks for a name where the parts have different ones, and notes what counts twice")
  func merge() throws {
    let sandbox = try Sandbox()
    let (aster, bolt) = (try Demo.fingerprint("aster"), try Demo.fingerprint("bolt"))
    expectError(try sandbox.run("merge", aster, bolt, "-o", "m.whorl"), "'bolt'", "'aster'", "--name")
    #expect(try sandbox.names().isEmpty)
    let named = expectSuccess(try sandbox.run("merge", aster, bolt, "-o", "m.whorl", "--name", "both"))
    #expect(named.errors == "whorl: m.whorl: both, 80 documents from 2 fingerprints\n")
    let twice = expectSuccess(try sandbox.run("merge", aster, aster, "-o", "t.whorl"))
    #expect(twice.errors.contains("input aster.jsonl is in more than one part"))
    #expect(try sandbox.names() == ["m.whorl", "t.whorl"])
  }

  @Test("fingerprints of two vocabularies are not merged or compared: the error names field and flag")
  func vocabularies() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.jsonl", try Demo.lines("suspect-a").prefix(8).joined(separator: "\n"))
    func train(_ output: String) throws -> ToolRun {
      try sandbox.run(
        "train", "--vocabulary-only", "a.jsonl", "--name", "tiny", "--source", "demo", "-o", output)
    }
    expectSuccess(try train("v"))
    expectSuccess(try train("w"))
    #expect(try sandbox.bytes("v") == sandbox.bytes("w"))
    #expect(expectSuccess(try train("-")).output == (try sandbox.bytes("v")))

    expectSuccess(
      try sandbox.run("fingerprint", "a.jsonl", "-o", "a.whorl", environment: ["WHORL_VOCABULARY": "v"]))
    let aster = try Demo.fingerprint("aster")
    for arguments in [
      ["merge", aster, "a.whorl", "-o", "m", "--name", "n"], ["score", "a.whorl", "-r", aster],
      ["score", aster, "-r", "a.whorl"], ["score", aster, "-r", aster, "--vocabulary", "v"],
    ] {
      expectError(try sandbox.run(arguments), "vocabulary differs", "--vocabulary")
    }

    let other = expectSuccess(try sandbox.run("inspect", "a.whorl"))
    #expect(other.errors.contains("another vocabulary (tiny)") && other.errors.contains("--vocabulary"))
    let same = expectSuccess(try sandbox.run("inspect", "a.whorl", "--vocabulary", "v"))
    #expect(same.errors.isEmpty)
    let score = ["score", "a.jsonl", "-r", "a.whorl", "--vocabulary", "v"]
    expectSuccess(try sandbox.run(score + ["--uncalibrated"]))
    expectError(try sandbox.run(score), "background 'english-v7'", "another vocabulary", "--uncalibrated")
    #expect(try sandbox.names() == ["a.jsonl", "a.whorl", "v", "w"])
  }

  @Test("training counts what it skips, and refuses more bad records than allowed")
  func training() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.jsonl", "{\"output\": \"one two\"}\n{\"output\": \"one two\"}\n")
    try sandbox.write("b.jsonl", "{\"output\": \"one two\"}\n{]\n")
    let train = ["train", "--vocabulary-only", "--name", "n", "-o", "v", "a.jsonl", "b.jsonl"]
    expectError(try sandbox.run(train), "1 of 4 records", "b.jsonl:2", "--max-bad")
    #expect(try sandbox.names() == ["a.jsonl", "b.jsonl"])
    let run = expectSuccess(try sandbox.run(train + ["--max-bad", "1"]))
    #expect(run.errors.contains("b.jsonl:2: malformed"))
    #expect(run.errors.contains("whorl: a.jsonl and 1 more: skipped 1 of 4 records: 1 malformed"))
    #expect(run.errors.contains("v: 3 documents of 2 corpora"))
    expectError(try sandbox.run(train + ["--function-words", "gone"]), "cannot open gone")
    try sandbox.write("words", "# none\n")
    expectError(try sandbox.run(train + ["--function-words", "words"]), "words holds no words")
  }

  @Test("shards of one file are merged without a word of records that count twice")
  func shards() throws {
    let sandbox = try Sandbox()
    for shard in ["2", "3"] {
      expectSuccess(
        try sandbox.run(
          "fingerprint", Demo.corpus("aster"), "--shard", "\(shard)/3", "-o", "\(shard).whorl", "-q"))
    }
    let run = expectSuccess(try sandbox.run("merge", "2.whorl", "3.whorl", "-o", "m.whorl"))
    #expect(run.errorLines.count == 1 && !run.errors.contains("more than one part"), "\(run.errors)")
  }

  @Test("each of our files that is given in a wrong place is told where it belongs")
  func wrongPlaces() throws {
    let sandbox = try Sandbox()
    let (aster, bolt) = (Demo.corpus("aster"), Demo.corpus("bolt"))
    expectSuccess(try sandbox.run("index", aster, "-o", "a.whorlindex", "-q"))
    expectSuccess(try sandbox.run("index", bolt, "--keep-text", "-o", "b.whorlindex", "-q"))
    let fingerprints = try Demo.fingerprints()
    for arguments in [
      ["inspect", "a.whorlindex"], ["score", "a.whorlindex", "-r", fingerprints],
      ["explain", "a.whorlindex", "-r", fingerprints],
    ] {
      let run = try sandbox.run(arguments)
      expectError(run, "but a whorl index", "'whorl match'")
      #expect(!run.errors.contains("--vocabulary"))
    }
    let background = Demo.folder.deletingLastPathComponent().appendingPathComponent("background")
    let file = try #require(
      try FileManager.default.contentsOfDirectory(atPath: background.path).first { $0.hasSuffix(".whorlbg") })
    expectError(
      try sandbox.run("verify", background.appendingPathComponent(file).path), "is a whorl background",
      "whorl doctor --background")
    let verified = try sandbox.run("verify", "a.whorlindex", "--inputs", bolt)
    expectError(verified, "or it was made from other text")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: Demo.fingerprint("aster")))
    let piped = try sandbox.run(["score", "-", "-r", fingerprints], input: bytes)
    expectError(piped, "standard input holds a whorl fingerprint", "write it to a file")
    let merged = try sandbox.run("index", "a.whorlindex", "b.whorlindex", "-o", "m.whorlindex")
    expectError(merged, "its text is")
    #expect(!merged.errors.contains("not not"))
  }

  @Test("corpora beside the fingerprints of a directory are named, as they are not taken")
  func corporaBeside() throws {
    let sandbox = try Sandbox()
    let path = try Demo.fingerprint("aster")
    _ = try sandbox.shell(
      "mkdir refs; cp '\(path)' refs/; cp '\(Demo.corpus("bolt"))' refs/; echo x > refs/notes.txt")
    for command in ["score", "compare"] {
      let run = expectSuccess(try sandbox.run(command, Demo.corpus("suspect-a"), "-r", "refs"))
      #expect(run.errors.contains("refs holds fingerprints, which are taken, and bolt.jsonl, which is not"))
    }
    let quiet = expectSuccess(try sandbox.run("score", Demo.corpus("suspect-a"), "-r", Demo.fingerprints()))
    #expect(!quiet.errors.contains("which are taken"))
  }
}
