import Foundation
import Testing

@Suite("Where results go")
struct OutputTests {
  private static let record = "{\"output\": \"one two three\"}\n"

  private func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write("a.jsonl", Self.record)
    return sandbox
  }

  @Test("a directory that is not there, a directory, and what cannot be made are named before any work")
  func unwritable() throws {
    let sandbox = try sandbox()
    expectError(
      try sandbox.run("fingerprint", "a.jsonl", "-o", "d/x.whorl"), "cannot write d/x.whorl",
      "no directory d", "make it")
    expectError(try sandbox.run("fingerprint", "a.jsonl", "-o", "."), "it is a directory", "name a file")
    expectError(try sandbox.run("fingerprint", "a.jsonl", "-o", "a.jsonl/x"), "cannot write a.jsonl/x")
    expectError(try sandbox.run("fingerprint", "gone", "-o", "d/x.whorl"), "cannot write d/x.whorl")
    expectError(
      try sandbox.run("fingerprint", "a.jsonl", "-o", String(repeating: "x", count: 254)), "cannot write",
      "-o")
    #expect(try sandbox.names() == ["a.jsonl"])
  }

  @Test("a directory that is read-only is refused", .enabled(if: getuid() != 0, "root may write everywhere"))
  func readOnlyDirectory() throws {
    let sandbox = try sandbox()
    _ = try sandbox.shell("mkdir d; chmod 500 d")
    expectError(try sandbox.run("fingerprint", "a.jsonl", "-o", "d/x"), "cannot write d/x", "-o")
  }

  @Test("no input is ever overwritten, under whatever name it is given")
  func inputAsOutput() throws {
    let sandbox = try sandbox()
    _ = try sandbox.shell(
      "ln -s a.jsonl link; ln a.jsonl hard; mkdir d; cp a.jsonl d/b.jsonl; echo a.jsonl > list")
    for (inputs, output) in [
      (["a.jsonl"], "a.jsonl"), (["a.jsonl"], "./a.jsonl"), (["a.jsonl"], "link"), (["link"], "a.jsonl"),
      (["a.jsonl"], "hard"), (["d"], "d/b.jsonl"), (["--files-from", "list"], "a.jsonl"),
      (["--files-from", "list"], "list"),
    ] {
      expectError(
        try sandbox.run(["fingerprint", "-o", output] + inputs), "\(output) is an input and the output", "-o")
      expectError(
        try sandbox.run(["train", "--vocabulary-only", "--name", "n", "-o", output] + inputs),
        "\(output) is an input and the output")
    }
    let path = try Demo.fingerprint("aster")
    _ = try sandbox.shell("cp '\(path)' f.whorl")
    expectError(try sandbox.run("merge", "f.whorl", path, "-o", "./f.whorl"), "is an input and the output")
    #expect(try sandbox.bytes("a.jsonl") == Data(Self.record.utf8))
    #expect(try sandbox.bytes("d/b.jsonl") == Data(Self.record.utf8))
  }

  @Test("an older result is replaced, through a link as well, and keeps its permissions")
  func replaced() throws {
    let sandbox = try sandbox()
    _ = try sandbox.shell("echo old > x.whorl; chmod 640 x.whorl; ln -s x.whorl link")
    expectSuccess(try sandbox.run("fingerprint", "a.jsonl", "-o", "link"))
    #expect(try sandbox.bytes("x.whorl").starts(with: Data("WHORL".utf8)))
    #expect(try sandbox.names() == ["a.jsonl", "link", "x.whorl"])
    let listing = try sandbox.shell("ls -l x.whorl link").text
    #expect(listing.contains("-rw-r----- ") && listing.contains("link -> x.whorl"))
  }

  @Test("a device stays a device, and a pipe is written to")
  func special() throws {
    let sandbox = try sandbox()
    expectSuccess(try sandbox.run("fingerprint", "a.jsonl", "-o", "/dev/null"))
    #expect(try sandbox.shell("test -c /dev/null").status == 0)
    let run = try sandbox.shell(
      "mkfifo p; head -c 5 p & \"$WHORL\" fingerprint -q a.jsonl -o p; echo \" $?\"; wait")
    #expect(run.text.contains("WHORL"))
  }

  @Test("a full disk under standard output is one error line", .enabled(if: access("/dev/full", W_OK) == 0))
  func fullDisk() throws {
    let sandbox = try sandbox()
    let commands = [
      "fingerprint -q a.jsonl -o -", "score a.jsonl -r '\(try Demo.fingerprint("aster"))'",
      "inspect '\(try Demo.fingerprint("aster"))'", "verify '\(try Demo.fingerprint("aster"))'", "--help",
    ]
    for command in commands {
      expectError(
        try sandbox.shell("\"$WHORL\" \(command) > /dev/full"), "cannot write to standard output: No space")
    }
    expectError(
      try sandbox.run("fingerprint", "a.jsonl", "-q", "-o", "/dev/full"), "cannot write /dev/full: No space")
    #expect(try sandbox.names() == ["a.jsonl"])
  }

  @Test("a reader that goes away ends the tool quietly, with status 0")
  func closedPipe() throws {
    let sandbox = try sandbox()
    let path = try Demo.fingerprint("aster")
    for command in ["inspect --top 10000 '\(path)'", "merge -q '\(path)' '\(path)' -o -", "--help"] {
      let run = try sandbox.shell("{ sleep 0.2; \"$WHORL\" \(command); echo $? > status; } | true")
      #expect(
        run.errors.contains("closed") == false && run.errors.contains("write") == false, "\(run.errors)")
      #expect(try sandbox.bytes("status") == Data("0\n".utf8))
    }
  }

  @Test("standard error that is closed does not stop the work, and no note gets into a result")
  func closedErrors() throws {
    let sandbox = try sandbox()
    expectSuccess(try sandbox.run("fingerprint", "a.jsonl", "-q", "-o", "good.whorl"))
    let run = try sandbox.shell("\"$WHORL\" fingerprint a.jsonl -v -o x.whorl 2>&-; echo $?")
    #expect(run.text == "0\n")
    #expect(try sandbox.bytes("x.whorl") == sandbox.bytes("good.whorl"))
    let full = try sandbox.shell("\"$WHORL\" fingerprint a.jsonl -v -o y.whorl 2>/dev/full; echo $?")
    #expect(full.text == "0\n")
    expectError(try sandbox.shell("\"$WHORL\" inspect x.whorl >&-"), "cannot write to standard output")
    #expect(try sandbox.names() == ["a.jsonl", "good.whorl", "x.whorl", "y.whorl"])
  }
}
