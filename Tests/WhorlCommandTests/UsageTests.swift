import Foundation
import Testing

@Suite("Usage")
struct UsageTests {
  @Test(
    "help and version are on standard output, with status 0",
    arguments: [
      ([], "OVERVIEW: "), (["--help"], "SUBCOMMANDS:"), (["-h"], "USAGE: whorl <subcommand>"),
      (["--version"], "whorl "),
      (["help", "score"], "USAGE: whorl score SUSPECT... -r REFERENCE..."),
      (["score", "--help"], "--reference"),
      (["fingerprint", "-h"], "--files-from <file>"), (["train", "--help"], "--vocabulary-only"),
      (["merge", "--help"], "USAGE: whorl merge"), (["verify", "--help"], "--inputs"),
      (["inspect", "--help"], "--top"), (["compare", "--help"], "--fail-on"),
      (["init", "--help"], "whorl init"),
      (["config", "--help"], "--no-config"), (["doctor", "--help"], "--background"),
    ] as [([String], String)])
  func help(arguments: [String], part: String) throws {
    let run = expectSuccess(try Sandbox().run(arguments))
    #expect(run.errors.isEmpty)
    #expect(run.text.contains(part))
    #expect(run.text.hasSuffix("\n") && !run.text.hasSuffix("\n\n"))
    for line in run.text.split(separator: "\n") where !isUsage(line) { #expect(line.count <= 80) }
  }

  @Test(
    "every command shows examples in its help",
    arguments: [
      "fingerprint", "score", "compare", "explain", "inspect", "merge", "verify", "train", "evaluate", "init",
      "config", "doctor",
    ])
  func examples(command: String) throws {
    let text = expectSuccess(try Sandbox().run(command, "--help")).text
    let examples = try #require(text.components(separatedBy: "EXAMPLES:\n").dropFirst().first)
    #expect(examples.split(separator: "\n").first?.contains("whorl \(command)") == true)
  }

  @Test("completion scripts name every command", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let run = expectSuccess(try Sandbox().run("--generate-completion-script", shell))
    for command in ["compare", "config", "doctor", "init", "score"] { #expect(run.text.contains(command)) }
  }

  private func isUsage(_ line: Substring) -> Bool {
    line.hasPrefix("USAGE") || line.hasPrefix("       whorl ")
  }

  @Test(
    "a usage error says first what is wrong and what would help",
    arguments: [
      (["bogus"], ["no command 'bogus'", "fingerprint", "whorl --help"]),
      (["help", "bogus"], ["no command 'bogus'"]),
      (["score", "a", "--bogus"], ["unknown option '--bogus'"]), (["--bogus"], ["unknown option '--bogus'"]),
      (["fingerprint", "a"], ["missing expected argument '--output <file>'"]),
      (["fingerprint", "-o", "x"], ["no inputs", "--files-from"]),
      (["fingerprint", "a", "-o"], ["missing value for '-o <file>'"]),
      (["fingerprint", "-", "-o", "x"], ["standard input", "--name"]),
      (["fingerprint", ".", "-o", "x"], ["--name"]),
      (["fingerprint", "a", "-o", "x", "-j", "0"], ["-j 0", "1 to 1024"]),
      (["fingerprint", "a", "-o", "x", "-j", "many"], ["'many' is invalid for '-j <number>'"]),
      (["fingerprint", "a", "-o", "x", "--text-field", "a..b"], ["'a..b'", "a.b[0].c"]),
      (["score", "-r", "a"], ["no suspect", "whorl score SUSPECT -r REFERENCE"]),
      (["score", "-r", "a", "b"], ["no suspect", "put the suspect before -r"]),
      (["score", "a"], ["no references", "-r"]),
      (["score", "a", "-r"], ["missing value for '-r <reference ...>'"]),
      (["score", "a", "-r", "b", "--format", "xml"], ["'xml'", "'text' and 'json'"]),
      (["merge", "-o", "x"], ["two fingerprints or more"]),
      (["merge", "a", "-o", "x"], ["two fingerprints or more"]),
      (["inspect"], ["missing expected argument '<file>'"]),
      (["inspect", "a", "b"], ["unexpected argument 'b'"]),
      (["inspect", "a", "--top", "10001"], ["--top 10001", "0 to 10000"]),
      (["verify"], ["name one fingerprint or more"]),
      (["train", "a", "-o", "x", "--name", "n", "--function-words", "w"], ["add --vocabulary-only"]),
      (["train", "a", "-o", "x", "--name", "n", "--vocabulary-only", "--families", "f"], ["--families"]),
      (["train", "--vocabulary-only", "a", "-o", "x"], ["'--name <name>'"]),
      (["train", "--vocabulary-only", "-", "-o", "x", "--name", "n"], ["twice", "name files"]),
      (["train", "--vocabulary-only", "-o", "x", "--name", "n"], ["no inputs"]),
      (
        ["train", "--vocabulary-only", "-o", "x", "--name", "n", "--source", "s", "a"],
        ["--source takes every"]
      ),
    ])
  func errors(arguments: [String], parts: [String]) throws {
    let sandbox = try Sandbox()
    let run = try sandbox.run(arguments)
    expectUsageError(run)
    for part in parts { #expect(run.errorLines.first?.contains(part) == true, "\(run.errors)") }
    #expect(try sandbox.names().isEmpty)
  }

  @Test(
    "names must be plain text on one line",
    arguments: [
      ("", "is empty"), (" \t", "is empty"), ("a\nb", "line ends"), ("\u{1B}[31m", "control"),
      ("a\u{202E}b", "invisible"),
      (" a", "white space"), ("a ", "white space"), (String(repeating: "x", count: 201), "at most 200"),
    ])
  func names(name: String, part: String) throws {
    let sandbox = try Sandbox()
    for (command, option) in [
      (["fingerprint", "a", "-o", "x"], "--name"),
      (["fingerprint", "a", "-o", "x", "--name", "n"], "--vendor"),
      (["score", "a", "-r", "b"], "--name"), (["merge", "a", "b", "-o", "x"], "--name"),
      (["train", "--vocabulary-only", "a", "-o", "x"], "--name"),
    ] {
      expectError(try sandbox.run(command + [option, name]), option, part)
    }
  }

  @Test("an argument with line ends and escapes in it makes one harmless line")
  func hostileArgument() throws {
    let run = try Sandbox().run("inspect", "gone\n\u{1B}[31mError: x\nUsage: y")
    expectError(run, "cannot open gone\u{FFFD}\u{FFFD}[31mError: x\u{FFFD}Usage: y")
    let long = try Sandbox().run("inspect", String(repeating: "x", count: 100_000))
    expectError(long, "xxx … xxx")
    #expect(long.errors.count < 2100)
  }
}
