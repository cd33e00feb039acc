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

  /// A command of the tree that argument-parser describes.
  private struct Described: Decodable {
    struct Argument: Decodable {
      struct Name: Decodable {
        let kind: String
        let name: String
      }
      let names: [Name]?
    }

    let commandName: String
    let discussion: String?
    let arguments: [Argument]?
    let subcommands: [Described]?

    /// The command and all below it, each with the words that call it.
    func all(_ path: [String] = []) -> [(path: [String], command: Described)] {
      let own = path + [commandName]
      return [(own, self)] + (subcommands ?? []).flatMap { $0.all(own) }
    }

    func has(_ option: Substring) -> Bool {
      (arguments ?? []).flatMap { $0.names ?? [] }.contains {
        option == ($0.kind == "long" ? "--\($0.name)" : "-\($0.name)")
      }
    }
  }

  @Test("every command shows examples in its help, with options that it has")
  func examples() throws {
    struct Help: Decodable { let command: Described }
    let dump = expectSuccess(try Sandbox().run("--experimental-dump-help"))
    let all = try JSONDecoder().decode(Help.self, from: Data(dump.output)).command.all()
    let commands = all.filter { $0.path.count > 1 && !$0.path.contains("help") }
    #expect(commands.count >= 29)
    for (path, command) in commands {
      let text = try #require(
        command.discussion?.components(separatedBy: "EXAMPLES:\n").dropFirst().first, "\(path)")
      let lines = text.components(separatedBy: "\n\n")[0].split(separator: "\n")
      // A name that stands for its commonest subcommand may leave that out.
      #expect(lines.contains { $0.contains(path.prefix(2).joined(separator: " ")) }, "\(path)")
      for line in lines where line.contains("whorl ") {
        let words = line.split(separator: " ").drop { $0 != "whorl" }
        let called = commands.filter { words.starts(with: $0.path.map { Substring($0) }) }
          .max { $0.path.count < $1.path.count }
        let known = try #require(called?.command, "\(line)")
        for option in words where option.hasPrefix("-") && option != "-" {
          let isThere = known.has(option) || (known.subcommands ?? []).contains { $0.has(option) }
          #expect(isThere, "\(line): \(option)")
        }
      }
    }
  }

  @Test("the completion script of bash loads, and completes commands and options")
  func bashCompletion() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.shell(
      """
      command -v bash >/dev/null || { echo no bash; exit 0; }
      "$WHORL" --generate-completion-script bash >whorl.bash || exit
      bash -euc '
        source ./whorl.bash
        complete -p whorl
        complete_words() {
          COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; COMPREPLY=()
          _whorl "${COMP_WORDS[0]}" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}" || true
          printf "%s\\n" "${COMPREPLY[@]}"
        }
        complete_words whorl comp
        complete_words whorl compare --base
        complete_words whorl rules sc
      '
      """)
    guard run.text != "no bash\n" else { return }
    #expect(run.status == 0, "\(run.errors)")
    for word in ["complete ", "compare", "--baseline", "scan"] {
      #expect(run.text.contains(word), "\(word): \(run.text)")
    }
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
      (["help", "bogus"], ["no command 'bogus'"]), (["comapre"], ["no command", "did you mean 'compare'?"]),
      (["rules", "sacn"], ["no subcommand 'sacn'", "did you mean 'scan'?"]),
      (["rules", "bogus"], ["list, show, check", "whorl rules --help"]),
      (["compare", "--basline", "x"], ["unknown option '--basline'", "Did you mean '--baseline'?"]),
      (["score", "a", "--bogus"], ["unknown option '--bogus'"]), (["--bogus"], ["unknown option '--bogus'"]),
      (["fingerprint", "a"], ["missing expected argument '--output <file>'"]),
      (["fingerprint", "-o", "x"], ["no inputs", "--files-from"]),
      (["fingerprint", "a", "-o"], ["missing value for '-o <file>'"]),
      (
        ["fingerprint", "a", "-o", "x", "--limit", "-1"], ["--limit -1: a negative number is no value for it"]
      ),
      (["fingerprint", "a", "-o", "x", "--max-bad", "-1"], ["--max-bad -1: a negative number"]),
      (["score", "a", "-r", "b", "--seed", "-1"], ["--seed -1: a negative number"]),
      (["inspect", "a", "--top", "-1"], ["--top -1: a negative number"]),
      (["match", "a", "-r", "b", "--min-jaccard", "-0.5"], ["--min-jaccard -0.5: a negative number"]),
      (["fingerprint", "a", "-o", "x", "--name", "-5"], ["taken for an option", "write --name=-5"]),
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

  @Test(
    "a short option with its value attached is told apart from flags, on one line",
    arguments: [
      (["fingerprint", "a", "-ofile"], "'-ofile' is no option", "as in '-o file'"),
      (["score", "a", "-rfps"], "the value of -r is an argument of its own", "as in '-r fps'"),
      (["score", "a", "-qj4", "-r", "b"], "'-qj4' is no option", "as in '-q -j 4'"),
      (
        ["--generate-completion-script", "tcsh"], "can't generate completion scripts for 'tcsh'",
        "zsh bash fish"
      ),
    ])
  func attached(arguments: [String], what: String, remedy: String) throws {
    let run = try Sandbox().run(arguments)
    expectUsageError(run, what, remedy)
    #expect(!run.errors.contains("\u{FFFD}"))
  }

  @Test("help is found before a subcommand and behind its command")
  func helpBehind() throws {
    let sandbox = try Sandbox()
    let own = expectSuccess(try sandbox.run("rules", "help", "scan"))
    #expect(own.text == (try sandbox.run("help", "rules", "scan").text))
    expectError(try sandbox.run("rules", "help", "sacn"), "did you mean 'scan'?")
  }

  @Test("one ending stands for an index, wherever one is named in help")
  func endings() throws {
    let dump = expectSuccess(try Sandbox().run("--experimental-dump-help")).text
    #expect(dump.contains(".whorlindex") && !dump.contains(".whorlidx"))
  }

  @Test(
    "options that would be ignored are errors that name what they contradict",
    arguments: [
      (["dedupe", "a.jsonl", "--list", "keep", "--format", "json"], ["--list keep", "--format json"]),
      (["score", "f.whorl", "-r", "f.whorl", "--limit", "5"], ["--limit", "all inputs are fingerprints"]),
      (
        ["score", "f.whorl", "-r", ".", "--text-field", "zz"],
        ["--text-field", "all inputs are fingerprints"]
      ),
      (
        ["compare", "f.whorl", "-r", "f.whorl", "--sample", "5"], ["--sample", "all inputs are fingerprints"]
      ),
      (
        ["explain", "f.whorl", "-r", "f.whorl", "--where", "a=b"], ["--where", "all inputs are fingerprints"]
      ),
      (
        ["score", "a.jsonl", "-r", "a.jsonl", "--uncalibrated", "--channels", "text"],
        ["--channels", "--uncalibrated"]
      ),
      (
        ["score", "a.jsonl", "-r", "a.jsonl", "--uncalibrated", "--question", "derived"],
        ["--question derived", "--uncalibrated"]
      ),
      (
        ["compare", "a.jsonl", "-r", "a.jsonl", "--uncalibrated", "--question", "derived"],
        ["--question is 'derived'", "uncalibrated"]
      ),
      (
        ["compare", "a.jsonl", "-r", "a.jsonl", "--dry-run", "--format", "json"],
        ["--dry-run", "--format json"]
      ),
      (
        ["score", "a.jsonl", "-r", "a.jsonl", "--question", "distilled", "--channels", "text"],
        ["--channels", "--question distilled"]
      ),
      (
        ["score", "a.jsonl", "-r", "a.jsonl", "--question", "distilled", "--uncalibrated"],
        ["--uncalibrated", "--question distilled"]
      ),
      (
        ["score", "a.jsonl", "-r", "a.jsonl", "--question", "distilled", "--background", "x"],
        ["--background", "--question distilled"]
      ),
    ] as [([String], [String])])
  func contradictions(arguments: [String], parts: [String]) throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.jsonl", "{\"output\": \"one two three\", \"prompt\": \"p\"}\n")
    try sandbox.write("f.whorl", Data(try Data(contentsOf: URL(fileURLWithPath: Demo.fingerprint("aster")))))
    let run = try sandbox.run(arguments)
    expectError(run)
    for part in parts { #expect(run.errors.contains(part), "\(run.errors)") }
  }

  @Test("a choice of turns is said to have no effect where there are none, and has one where there are")
  func turns() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "api.jsonl", #"{"choices": [{"message": {"role": "assistant", "content": "one two"}}]}"#)
    try sandbox.write(
      "chat.jsonl",
      #"{"messages": [{"role": "assistant", "content": "one"}, {"role": "assistant", "content": "two"}]}"#)
    let api = try sandbox.run("fingerprint", "api.jsonl", "-o", "x.whorl", "--turn", "all")
    #expect(expectSuccess(api).errors.contains("--turn has no effect on api.jsonl: "), "\(api.errors)")
    let chat = try sandbox.run("fingerprint", "chat.jsonl", "-o", "x.whorl", "--turn", "all")
    #expect(expectSuccess(chat).errors.contains("2 documents"))
    #expect(!chat.errors.contains("--turn"))
  }

  @Test("a condition on a field that a table does not have names the option that there is")
  func unknownCondition() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.csv", "model,output\nm,one two\n")
    let run = try sandbox.run("fingerprint", "a.csv", "-o", "x", "--where", "nofield=x")
    expectError(
      run, "no field \"nofield\" in a.csv; fields seen: model, output; give --where one of the fields")
    #expect(!run.errors.contains("--where-field"))
  }

  @Test("options for corpora are taken where one of the inputs is one")
  func corpusOptions() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.run(
      "score", Demo.corpus("suspect-a"), "-r", Demo.fingerprints(), "--limit", "5", "--format", "json")
    #expect(try expectSuccess(run).json().object("suspect").number("documents") == 5)
  }
}
