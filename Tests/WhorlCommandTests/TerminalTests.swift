import Foundation
import Testing
import WhorlKit

@Suite("What a person sees")
struct TerminalTests {
  private func score(_ more: [String] = [], environment: [String: String] = [:]) throws -> ToolRun {
    try Sandbox().run(
      ["score", try Demo.fingerprint("aster"), "-r", try Demo.fingerprint("bolt")] + more,
      environment: environment)
  }

  @Test(
    "text has colour only where it is asked for, when nobody sits at a terminal",
    arguments: [
      ([], [:], false), (["--color", "auto"], [:], false), (["--color", "never"], [:], false),
      (["--color", "always"], [:], true), (["--color", "always"], ["NO_COLOR": "1"], true),
      (["--color", "auto"], ["NO_COLOR": "1"], false),
      (["--color", "always", "--format", "json"], [:], false),
    ] as [([String], [String: String], Bool)])
  func color(arguments: [String], environment: [String: String], isColored: Bool) throws {
    let run = expectSuccess(try score(arguments, environment: environment))
    #expect(run.text.contains("\u{1B}[") == isColored)
  }

  @Test("notes are on standard error: none when quiet, more when verbose")
  func notes() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.jsonl", "{\"output\": \"one two\"}\n{\"output\": \"\"}\n")
    func notes(_ flags: String...) throws -> String {
      let run = expectSuccess(try sandbox.run(["fingerprint", "a.jsonl", "-o", "x"] + flags))
      #expect(run.output.isEmpty)
      return run.errors
    }
    #expect(try notes("-q").isEmpty)
    #expect(try notes("-q", "-v").isEmpty)
    let plain = try notes()
    #expect(plain.contains("skipped 1 of 2 records: 1 empty") && plain.contains("x: a, 1 document,"))
    #expect(!plain.contains("text output"))
    #expect(try notes("-v").contains("a.jsonl: text output (2 of 2 records)"))
  }

  @Test("a hostile name in a fingerprint is harmless in text and whole in JSON")
  func hostileNames() throws {
    let sandbox = try Sandbox()
    let hostile = "\u{1B}]0;t\u{7}\r\n\u{202E}" + String(repeating: "long", count: 500)
    let known = try Fingerprint([UInt8](Data(contentsOf: URL(fileURLWithPath: Demo.fingerprint("bolt")))))
    try sandbox.write("h.whorl", Data(known.renamed(hostile).encoded()))
    let suspect = try Demo.fingerprint("aster")
    let json = try sandbox.run("score", suspect, "-r", "h.whorl", "--format", "json").json()
    #expect(try json.objects("references").first?.string("name") == hostile)
    let error = try sandbox.run("score", suspect, "-r", "h.whorl", "h.whorl")
    expectError(error, "two references", "--name")
    for run in [
      error, try sandbox.run("score", suspect, "-r", "h.whorl"),
      try sandbox.run("score", "h.whorl", "-r", suspect),
      try sandbox.run("inspect", "h.whorl"),
    ] {
      let shown = run.text + run.errors
      #expect(!shown.unicodeScalars.contains { ["\u{1B}", "\u{7}", "\r", "\u{202E}"].contains($0) })
    }
    for line in try sandbox.run("score", suspect, "-r", "h.whorl").text.split(separator: "\n") {
      // Names are whole where there is no terminal, but for one that is longer than any of a model.
      #expect(line.count <= 260)
    }
  }

  @Test("a file's name gives a printable name to what is made of it")
  func hostileFileName() throws {
    let sandbox = try Sandbox()
    let file = try sandbox.write("a\u{1B}[31m\nb.jsonl", "{\"output\": \"one two\"}\n")
    let run = expectSuccess(try sandbox.run("fingerprint", file, "-o", "x"))
    #expect(run.errorLines.count == 1)
    let name = try sandbox.run("inspect", "x", "--format", "json").json().string("name")
    #expect(name == "a\u{FFFD}[31m\u{FFFD}b")
  }
}
