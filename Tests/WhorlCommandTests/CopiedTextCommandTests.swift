import Foundation
import Testing

@Suite("Copied text: whorl index, whorl match, whorl dedupe")
struct CopiedTextCommandTests {
  private static let references = Demo.models.map { Demo.corpus($0) }

  /// What is planted in the demo's third suspect.
  private static let planted: [String: (kind: String, reference: String, id: String)] = [
    "c-02": ("exact", "aster", "aster-04"), "c-04": ("near-duplicate", "bolt", "bolt-10"),
    "c-06": ("contained", "clover", "clover-07"), "c-08": ("shared-span", "aster", "aster-21"),
  ]

  private func expectPlanted(_ run: ToolRun) throws {
    let json = try expectSuccess(run).json()
    #expect(try json.string("schema") == "whorl.match/1")
    let documents = try json.objects("documents")
    #expect(Set(try documents.map { try $0.string("id") }) == Set(Self.planted.keys))
    for document in documents {
      let expected = try #require(Self.planted[try document.string("id")])
      let match = try #require(try document.objects("matches").first)
      #expect(try document.string("kind") == expected.kind)
      #expect(try match.string("reference") == expected.reference)
      #expect(try match.string("id") == expected.id)
    }
    #expect(try json.object("summary").number("matching") == 4)
    #expect(try json.object("suspect").number("shorterThanShingle") == 1)
  }

  @Test("finds what is planted in the demo, nothing else, and shows it side by side")
  func demo() throws {
    let sandbox = try Sandbox()
    let run = expectSuccess(
      try sandbox.run(["match", Demo.corpus("suspect-c"), "-r"] + Self.references))
    #expect(run.text.hasPrefix("4 of 13 documents share text with a reference (30.8 %)\n"))
    #expect(run.text.contains("exact of aster / aster-04"))
    #expect(run.text.contains("universe has a limited age. Your     | universe has a finite age."))
    #expect(!run.text.contains("premises"))
    try expectPlanted(
      try sandbox.run(["match", Demo.corpus("suspect-c"), "--format", "json", "-r"] + Self.references))
  }

  @Test("finds the same in an index, and says the byte offsets of the texts")
  func index() throws {
    let sandbox = try Sandbox()
    expectSuccess(try sandbox.run(["index", "-o", "demo.whorlindex", "--keep-text"] + Self.references))
    let run = try sandbox.run(
      "match", Demo.corpus("suspect-c"), "-r", "demo.whorlindex", "--format", "json")
    try expectPlanted(run)
    let suspects = try Demo.lines("suspect-c")
    for document in try run.json().objects("documents") {
      let line = try #require(suspects.dropFirst(Int(try document.number("line")) - 1).first)
      let record = try JSONObject(try JSONSerialization.jsonObject(with: Data(line.utf8)))
      let text = Array(try record.string("output").utf8)
      for match in try document.objects("matches") {
        for passage in try match.objects("passages") {
          let own = try passage.object("suspect")
          let range = Int(try own.number("start"))..<Int(try own.number("end"))
          #expect(String(decoding: text[range], as: UTF8.self) == (try own.string("text")))
        }
      }
    }
    #expect(try sandbox.names() == ["demo.whorlindex"])
  }

  @Test("without kept text says that nothing is verified, and shows no text")
  func withoutText() throws {
    let sandbox = try Sandbox()
    expectSuccess(try sandbox.run(["index", "-o", "demo.whorlindex"] + Self.references))
    let run = expectSuccess(try sandbox.run("match", Demo.corpus("suspect-c"), "-r", "demo.whorlindex"))
    #expect(run.text.contains("not verified: no text is kept"))
    #expect(run.text.contains("--keep-text"))
    #expect(!run.text.contains("finite age"))
    let bytes = try sandbox.bytes("demo.whorlindex")
    #expect(bytes.range(of: Data("finite age".utf8)) == nil)
  }

  @Test("an index of parts, appended or merged, has the bytes of one that was made at once")
  func merge() throws {
    let sandbox = try Sandbox()
    let (a, b) = (Demo.corpus("aster"), Demo.corpus("bolt"))
    expectSuccess(try sandbox.run("index", a, b, "-o", "whole", "-j", "2"))
    expectSuccess(try sandbox.run("index", a, "-o", "appended", "-j", "1"))
    expectSuccess(try sandbox.run("index", b, "-o", "b"))
    expectSuccess(try sandbox.run("index", "appended", "b", "-o", "merged"))
    expectSuccess(try sandbox.run("index", b, "--append", "-o", "appended"))
    #expect(try sandbox.bytes("whole") == sandbox.bytes("merged"))
    #expect(try sandbox.bytes("whole") == sandbox.bytes("appended"))
  }

  @Test(
    "output is the same on any number of threads, in every format",
    arguments: ["text", "json", "csv", "sarif"])
  func threads(format: String) throws {
    let sandbox = try Sandbox()
    let arguments = ["match", Demo.corpus("suspect-c"), "--format", format, "-r"] + Self.references
    let one = expectSuccess(try sandbox.run(arguments + ["-j", "1"]))
    let three = expectSuccess(try sandbox.run(arguments + ["-j", "3"]))
    #expect(one.output == three.output && !one.output.isEmpty)
    if format == "sarif" {
      let run = try #require(try one.json().objects("runs").first)
      #expect(try run.objects("results").count == 4)
    }
    if format == "csv" { #expect(one.text.split(separator: "\r\n").count == 5) }
  }

  @Test("what a text holds is escaped in every format")
  func escaping() throws {
    let sandbox = try Sandbox()
    let text = "alpha beta gamma delta epsilon zeta \\u001b[31m eta theta iota kappa lambda"
    try sandbox.write("a.jsonl", #"{"id": "=1+1\"x", "output": "\#(text)"}"# + "\n")
    for format in ["text", "json", "csv", "sarif"] {
      let run = expectSuccess(
        try sandbox.run("match", "a.jsonl", "-r", "a.jsonl", "--format", format, "--color", "never"))
      #expect(!run.output.contains(0x1B))
      if format == "csv" { #expect(run.text.contains("\"'=1+1\"\"x\"")) }
    }
  }

  @Test("dedupe keeps one of each cluster, and names what comes from references")
  func dedupe() throws {
    let sandbox = try Sandbox()
    let lines = try Demo.lines("aster")
    try sandbox.write(
      "set.jsonl", (lines[..<5] + lines[..<2] + (try Demo.lines("suspect-c"))).joined(separator: "\n"))
    let kept = expectSuccess(try sandbox.run("dedupe", "set.jsonl", "--list", "keep"))
    #expect(kept.text.split(separator: "\n").count == 17)
    let dropped = expectSuccess(try sandbox.run("dedupe", "set.jsonl", "--list", "drop"))
    #expect(dropped.text.hasPrefix("set.jsonl\t6\taster-01\tset.jsonl\t1\taster-01\n"))
    let json = try expectSuccess(
      try sandbox.run(["dedupe", "set.jsonl", "--format", "json", "-r"] + Self.references)
    ).json()
    #expect(try json.string("schema") == "whorl.dedupe/1")
    #expect(try json.number("exactCopies") == 3)
    #expect(try json.object("origins").objects("references").map { try $0.number("documents") } == [9, 1, 1])
    let scan = expectSuccess(try sandbox.run(["dedupe", "set.jsonl", "--scan", "-r"] + Self.references))
    let rows = try scan.text.split(separator: "\n").map {
      try JSONObject(try JSONSerialization.jsonObject(with: Data($0.utf8)))
    }
    #expect(rows.count == 20)
    #expect(try rows[0].string("reference") == "aster" && rows[7].isNull("reference"))
  }

  @Test("documents that are empty, short or the same a thousand times are no trouble")
  func odd() throws {
    let sandbox = try Sandbox()
    let same = String(
      repeating: #"{"output": "one two three four five six seven eight nine"}"# + "\n", count: 1000)
    try sandbox.write("odd.jsonl", same + #"{"output": "Yes."}"# + "\n" + #"{"output": "!!!"}"# + "\n")
    try sandbox.write("short.jsonl", #"{"output": "yes"}"# + "\n" + #"{"output": "…"}"# + "\n")
    let json = try expectSuccess(
      try sandbox.run("match", "short.jsonl", "-r", "odd.jsonl", "--format", "json")
    ).json()
    let documents = try json.objects("documents")
    #expect(documents.count == 1)
    #expect(try documents[0].string("kind") == "exact")
    #expect(try json.object("suspect").number("wordless") == 1)
    let all = try expectSuccess(
      try sandbox.run("match", "odd.jsonl", "-r", "odd.jsonl", "--format", "json")
    ).json()
    #expect(try all.object("summary").number("matching") == 1001)
    let text = expectSuccess(try sandbox.run("dedupe", "odd.jsonl"))
    #expect(text.text.hasPrefix("999 of 1,002 documents repeat another one"))
  }

  @Test("an index that is damaged, of other parameters, or none is refused in one line")
  func refusals() throws {
    let sandbox = try Sandbox()
    let corpus = Demo.corpus("aster")
    expectSuccess(try sandbox.run("index", corpus, "-o", "a", "--threshold", "0.5"))
    var bytes = try sandbox.bytes("a")
    bytes[bytes.count - 9] ^= 1
    try sandbox.write("damaged", bytes)
    expectError(try sandbox.run("match", corpus, "-r", "damaged"), "damaged", "section", "whorl index")
    try sandbox.write("cut", bytes.prefix(bytes.count / 2))
    expectError(try sandbox.run("match", corpus, "-r", "cut"), "cut ")
    expectError(
      try sandbox.run("index", corpus, "--append", "-o", "a", "--threshold", "0.3"), "threshold",
      "--threshold")
    expectError(try sandbox.run("index", corpus, "--append", "-o", "none"), "none")
    expectError(try sandbox.run("match", corpus, "-r", try Demo.fingerprint("aster")), "fingerprint")
    expectError(try sandbox.run("match", "a", "-r", corpus), "index", "-r")
    expectError(try sandbox.run("index", corpus, "-o", "-"), "standard output")
    expectError(try sandbox.run("index", corpus, "-o", "missing/x"), "missing")
    expectError(try sandbox.run("match", corpus, "-r", corpus, "--min-jaccard", "2"), "--min-jaccard")
    expectError(try sandbox.run("match", corpus, "-r", "a", "--keep-echoes"), "--keep-echoes")
    #expect(try sandbox.names() == ["a", "cut", "damaged"])
  }

  @Test(
    "an index that cannot be written leaves what was there",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func disk() throws {
    let sandbox = try Sandbox()
    expectError(try sandbox.run("index", Demo.corpus("aster"), "-o", "/dev/full"), "/dev/full")
  }

  @Test("an index that does not fit leaves what was there, and nothing else, wherever it stops")
  func noRoom() throws {
    let sandbox = try Sandbox()
    try sandbox.write("out", "what was there")
    // A file may not grow beyond some blocks, and the signal of that is ignored: as on a full disk.
    for blocks in [1, 8, 40, 120] {
      let run = try sandbox.shell(
        "trap '' XFSZ; ulimit -f \(blocks); \"$WHORL\" index '\(Demo.corpus("aster"))' -o out --keep-text")
      expectError(run, "out")
      #expect(try sandbox.names() == ["out"])
      #expect(try sandbox.bytes("out") == Data("what was there".utf8))
    }
  }

  @Test(
    "an index whose building is interrupted or killed leaves no part of itself",
    arguments: ["TERM", "KILL"])
  func interruption(signal: String) throws {
    let sandbox = try Sandbox()
    // The run waits in the middle of its reading, with all scratch files open.
    let run = try sandbox.shell(
      "mkfifo pipe; \"$WHORL\" index pipe -o out --name a & run=$!; exec 3>pipe; "
        + "cat '\(Demo.corpus("aster"))' >&3; sleep 0.3; kill -\(signal) $run; wait $run; exec 3>&-; exit 0")
    #expect(run.status == 0)
    #expect(try sandbox.names() == ["pipe"])
    // It begins again from the start.
    expectSuccess(try sandbox.run("index", Demo.corpus("aster"), "-o", "out"))
    expectSuccess(try sandbox.run("verify", "out"))
  }

  @Test("of two documents of a reference the one that shares more is shown, whatever kind of match it is")
  func strongest() throws {
    let sandbox = try Sandbox()
    let words = (0..<60).map { "word\($0)" }
    // Half of the copy is one run of the original; the other text shares a sentence with it, and little else is in it.
    let copy = words[..<32] + (32..<60).map { "other\($0)" }
    let short = words[..<9] + (0..<12).map { "else\($0)" }
    func line(_ id: String, _ words: some Collection<String>) -> String {
      "{\"id\": \"\(id)\", \"output\": \"\(words.joined(separator: " "))\"}\n"
    }
    try sandbox.write("known.jsonl", line("short", short) + line("original", words))
    try sandbox.write("copy.jsonl", line("copy", copy))
    let json = try expectSuccess(
      try sandbox.run("match", "copy.jsonl", "-r", "known.jsonl", "--format", "json")
    ).json()
    let match = try #require(try json.objects("documents").first?.objects("matches").first)
    #expect(try match.string("id") == "original")
    #expect(try match.string("kind") == "shared-span")
  }

  @Test("a damaged text is found when it is read, and by verify, and named")
  func damagedText() throws {
    let sandbox = try Sandbox()
    let corpus = Demo.corpus("aster")
    expectSuccess(try sandbox.run("index", corpus, "-o", "good", "--keep-text"))
    let whole = expectSuccess(try sandbox.run("verify", "good", "--inputs", corpus))
    #expect(whole.text == "good: whole; made from 1 input, as given\n")
    var bytes = try sandbox.bytes("good")
    bytes[bytes.count - 200] ^= 1
    try sandbox.write("bad", bytes)
    expectError(
      try sandbox.run("match", corpus, "-r", "bad"), "bad is damaged", "section 'texts'", "whorl index")
    expectError(try sandbox.run("verify", "bad"), "bad is damaged", "section 'texts'")
    expectError(try sandbox.run("index", "bad", "-o", "merged"), "bad is damaged", "section 'texts'")
    expectError(try sandbox.run("verify", "good", "--inputs", Demo.corpus("bolt")), "was made from")
    #expect(try sandbox.names() == ["bad", "good"])
  }

  @Test("a hundred thousand identical documents are deduplicated and matched in bounded time")
  func identical() throws {
    let sandbox = try Sandbox()
    let line = #"{"output": "one two three four five six seven eight nine ten eleven twelve"}"# + "\n"
    try sandbox.write("same.jsonl", String(repeating: line, count: 100_000))
    try sandbox.write("one.jsonl", line)
    let start = ContinuousClock.now
    let all = expectSuccess(try sandbox.run("dedupe", "same.jsonl"))
    #expect(all.text.hasPrefix("99,999 of 100,000 documents repeat another one"))
    let json = try expectSuccess(
      try sandbox.run("match", "one.jsonl", "-r", "same.jsonl", "--format", "json")
    ).json()
    let match = try #require(try json.objects("documents").first?.objects("matches").first)
    #expect(try match.number("copies") == 100_000)
    // Ten thousand million comparisons would take hours.
    #expect(ContinuousClock.now - start < .seconds(300))
  }

  @Test("distilled takes an index for references, and gives the ranking of the corpora")
  func distilled() throws {
    let sandbox = try Sandbox()
    expectSuccess(try sandbox.run(["index", "-o", "all"] + Self.references))
    let suspect = Demo.corpus("aster")
    let names = try [["all"], Self.references].map { references in
      let run = expectSuccess(
        try sandbox.run(
          ["score", suspect, "--question", "distilled", "--format", "json", "-q", "-r"] + references))
      return try run.json().objects("references").map { try $0.string("name") }
    }
    #expect(names[0] == names[1] && names[0].first == "aster")
    expectError(
      try sandbox.run(
        "score", suspect, "--question", "distilled", "--match-by", "id", "-q", "-r", "all"), "--match-by")
  }

  @Test("documents that are not shown come with the option that shows them")
  func notShown() throws {
    let sandbox = try Sandbox()
    let run = expectSuccess(
      try sandbox.run("match", Demo.corpus("aster"), "-r", Demo.corpus("aster"), "--show", "1", "-q"))
    let total = try #require(run.text.firstMatch(of: /^([0-9]+) of [0-9]+ documents share text/)?.1)
    let more = try #require(
      run.text.firstMatch(of: /and ([0-9]+) more documents that share text: --show shows more/)?.1)
    #expect(Int(total) == Int(more).map { $0 + 1 })
  }
}
