import Foundation
import Testing

@Suite("Input that changes, is mixed, or does not end well")
struct RobustnessTests {
  private static let good = #"{"output": "one two three"}"# + "\n"

  private func documents(_ sandbox: Sandbox, _ path: String) throws -> Double {
    try sandbox.run("inspect", path, "--format", "json").json().number("documents")
  }

  @Test("damaged gzip and zstd: how many records were good, status 2, and nothing written")
  func truncated() throws {
    let sandbox = try Sandbox()
    let lines = try Demo.lines("aster")
    try sandbox.write("a.jsonl", lines.joined(separator: "\n") + "\n")
    let commands = ["gzip": "gzip -c", "zstd": "zstd -qc"]
    for (name, command) in commands.sorted(by: { $0.key < $1.key }) {
      guard try sandbox.shell("\(command) a.jsonl > whole && head -c -40 whole > cut").status == 0 else {
        continue
      }
      let run = try sandbox.run("fingerprint", "cut", "-o", "x.whorl", "--input-format", "jsonl")
      expectError(run, "cut is a truncated \(name) stream", "before the end", "fetch it again")
      let count = try #require(try #/: (no|\d+) good records? before/#.firstMatch(in: run.errors)).1
      let good = Int(count) ?? 0
      #expect(good > 0 || name == "zstd")
      #expect(good < lines.count)
      // With --keep-going those are what is counted.
      let kept = try sandbox.run("fingerprint", "cut", "-o", "x.whorl", "--keep-going", "--name", "n")
      #expect(kept.status == 2)
      if good > 0 {
        #expect(try documents(sandbox, "x.whorl") == Double(good))
        try FileManager.default.removeItem(atPath: sandbox.directory.path + "/x.whorl")
      }
    }
    #expect(try sandbox.names() == ["a.jsonl", "cut", "whole"])
  }

  @Test(
    "shapes that are mixed in one file: the one that most records have is read, the rest is counted by kind")
  func mixedShapes() throws {
    let sandbox = try Sandbox()
    let conversation = #"{"messages": [{"role": "assistant", "content": "four five six"}]}"# + "\n"
    let strange =
      #"{"output": [1, 2]}"# + "\n" + #"{"output": 17}"# + "\n" + #"{"output": {"a": "b"}}"# + "\n"
    let empty = #"{"output": null}"# + "\n" + #"{"output": " "}"# + "\n"
    try sandbox.write(
      "mixed.jsonl", String(repeating: Self.good, count: 12) + conversation + strange + empty + "17\n[]\n")
    let run = expectSuccess(
      try sandbox.run("fingerprint", "mixed.jsonl", "-o", "x.whorl", "--max-bad", "40%"))
    #expect(run.errors.contains("mixed.jsonl:13: no field \"output\""))
    #expect(run.errors.contains("mixed.jsonl:15: field \"output\" is a number, not text"))
    #expect(run.errors.contains("mixed.jsonl:16: field \"output\" is an object, not text"))
    let report = try sandbox.run("inspect", "x.whorl", "--format", "json").json()
    #expect(try report.number("documents") == 12)
    let reasons = try report.object("skippedByReason")
    #expect(try reasons.number("missingField") == 1)
    #expect(try reasons.number("notText") == 3)
    #expect(try reasons.number("empty") == 2)
    #expect(try reasons.number("malformed") == 2)
  }

  @Test("of a repeated key the first value counts, and numbers may be of any size")
  func keysAndNumbers() throws {
    let sandbox = try Sandbox()
    let digits = String(repeating: "9", count: 100_000)
    try sandbox.write(
      "a.jsonl",
      #"{"output": "one two three", "output": "four", "id": 1e999999999, "n": \#(digits).\#(digits)e-\#(digits)}"#
        + "\n")
    try sandbox.write("b.jsonl", Self.good)
    for name in ["a", "b"] {
      expectSuccess(
        try sandbox.run("fingerprint", "\(name).jsonl", "-q", "-o", "\(name).whorl", "--text-field", "output")
      )
      #expect(try documents(sandbox, "\(name).whorl") == 1)
    }
    func words(_ name: String) throws -> Double {
      try sandbox.run("inspect", "\(name).whorl", "--format", "json").json().number("words")
    }
    #expect(try words("a") == words("b"))
  }

  @Test("a directory that changes: what appears is not read, what disappears is an error or told")
  func changingDirectory() throws {
    let sandbox = try Sandbox()
    // The pipe is an input before the directory, which is listed before anything is read.
    let script = """
      mkdir d; mkfifo pipe; echo '{"output": "one two"}' > d/z.jsonl; echo '{"output": "one"}' > d/c.jsonl
      "$WHORL" fingerprint pipe d -o x.whorl --name n ARGUMENTS & pid=$!
      exec 3> pipe
      sleep 0.5; rm d/z.jsonl; echo '{"output": "late"}' > d/b.jsonl
      echo '{"output": "one two three"}' >&3; exec 3>&-
      wait $pid; status=$?; rm -r d pipe; exit $status
      """
    let strict = try sandbox.shell(script.replacingOccurrences(of: "ARGUMENTS", with: ""))
    expectError(strict, "d/z.jsonl: No such file or directory")
    #expect(try sandbox.names().isEmpty)
    let kept = try sandbox.shell(script.replacingOccurrences(of: "ARGUMENTS", with: "--keep-going"))
    #expect(kept.status == 2)
    #expect(kept.errors.contains("d/z.jsonl: No such file or directory"))
    #expect(try documents(sandbox, "x.whorl") == 2)
  }

  @Test(
    "a disk that is full leaves the older result and no part of a new one",
    .enabled(if: canMount, "no right to mount a small file system"))
  func fullDisk() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.jsonl", Self.good)
    let run = try sandbox.shell(
      """
      mkdir small; unshare -m sh -c '
        mount -t tmpfs -o size=16k none small && echo old > small/x.whorl || exit 9
        "$WHORL" fingerprint a.jsonl -q -o small/x.whorl; status=$?
        ls -A small; cat small/x.whorl; exit $status'
      """)
    expectError(
      ToolRun(status: run.status, output: Data(), errors: run.errors), "cannot write small/x.whorl",
      "No space")
    #expect(run.text == "x.whorl\nold\n")
  }

  private static let canMount =
    (try? Sandbox().shell("mkdir d && unshare -m sh -c 'mount -t tmpfs -o size=64k none d'").status == 0)
    ?? false

  @Test("a limit on the size of files is an error, and leaves nothing")
  func fileSizeLimit() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.jsonl", Self.good)
    let run = try sandbox.shell("ulimit -f 8; exec \"$WHORL\" fingerprint a.jsonl -q -o x.whorl")
    expectError(run, "cannot write x.whorl", "File too large")
    #expect(try sandbox.names() == ["a.jsonl"])
  }
}
