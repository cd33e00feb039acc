import Foundation
import Testing

/// Runs the rest of its arguments with standard error on a terminal, and prints what the terminal was sent.
private let terminalProgram = """
  import fcntl, os, pty, struct, subprocess, sys, termios
  master, slave = pty.openpty()
  size = struct.pack("HHHH", 24, int(os.environ.get("TERMINAL_COLUMNS", "0")), 0, 0)
  fcntl.ioctl(slave, termios.TIOCSWINSZ, size)
  process = subprocess.Popen(
      sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=slave, env={"TERM": "xterm"})
  os.close(slave)
  while True:
      try:
          data = os.read(master, 65536)
      except OSError:
          break
      if not data:
          break
      sys.stdout.buffer.write(data)
  sys.exit(process.wait())
  """

@Suite("The line that says how far reading is")
struct ProgressTests {
  /// Records that are quick to count and fill a chunk, and one bad one in each chunk.
  private static let chunk: String = {
    let prompt = String(repeating: "p", count: 100_000)
    let record = #"{"prompt": "\#(prompt)", "output": "one two three"}"# + "\n"
    return "{]\n" + String(repeating: record, count: 41)
  }()

  private func onTerminal(_ arguments: String, in sandbox: Sandbox, columns: Int = 0) throws -> String {
    try sandbox.write("terminal.py", terminalProgram)
    let run = expectSuccess(
      try sandbox.shell(
        "TERMINAL_COLUMNS=\(columns) python3 terminal.py \"$WHORL\" fingerprint log.jsonl --max-bad 90% -o x.whorl \(arguments)"
      ))
    return run.text
  }

  private func writeLog(_ sandbox: Sandbox, chunks: Int) throws {
    let path = sandbox.directory.appendingPathComponent("log.jsonl")
    try Data().write(to: path)
    let file = try FileHandle(forWritingTo: path)
    for _ in 0..<chunks { try file.write(contentsOf: Data(Self.chunk.utf8)) }
    try file.close()
  }

  private static let hasPython = (try? Sandbox().shell("python3 -c 'import pty'").status == 0) ?? false

  @Test(
    "is on a terminal, has bytes, records a second, time left and bad records, and is gone at the end",
    .enabled(if: hasPython, "no python3 to make a terminal"))
  func terminal() throws {
    let sandbox = try Sandbox()
    try writeLog(sandbox, chunks: 12)
    let text = try onTerminal("-j 1", in: sandbox)
    let states = text.split(separator: "\r").filter { $0.contains(" records/s") }
    try #require(!states.isEmpty, "\(text.debugDescription)")
    for state in states {
      let pattern =
        #/
        [0-9.]+\ [kM]B\ of\ 4[0-9.]+\ MB,\ [0-9,]+\ records\/s(,\ [0-9]+\ (s|min\ [0-9]+\ s)\ left)?(,\ [0-9]+\ bad)?\u{1B}\[K
        /#
      #expect(try pattern.wholeMatch(in: state) != nil, "\(String(state).debugDescription)")
    }
    #expect(states.contains { $0.contains(" bad") })
    #expect(!text.contains(" 0 s left"))
    // The line is taken away before the notes that stay.
    let end = try #require(text.range(of: "\r\u{1B}[K", options: .backwards))
    #expect(text[end.upperBound...].contains("x.whorl:"))
    #expect(!text[end.upperBound...].contains("records/s"))
  }

  @Test("is no wider than the terminal", .enabled(if: hasPython, "no python3 to make a terminal"))
  func narrow() throws {
    let sandbox = try Sandbox()
    try writeLog(sandbox, chunks: 6)
    let text = try onTerminal("-j 1", in: sandbox, columns: 20)
    let states = text.split(separator: "\r").filter { $0.contains(" of ") && $0.hasSuffix("\u{1B}[K") }
    try #require(!states.isEmpty, "\(text.debugDescription)")
    for state in states { #expect(state.count <= 19 + "\u{1B}[K".count, "\(state.debugDescription)") }
  }

  @Test(
    "is left out by -q, and where standard error is a file",
    .enabled(if: hasPython, "no python3 to make a terminal"))
  func elsewhere() throws {
    let sandbox = try Sandbox()
    try writeLog(sandbox, chunks: 4)
    #expect(try onTerminal("-q", in: sandbox).isEmpty)
    let run = expectSuccess(
      try sandbox.run("fingerprint", "log.jsonl", "--max-bad", "90%", "-o", "x.whorl"))
    #expect(!run.errors.contains("records/s") && !run.errors.contains("\u{1B}"))
    #expect(run.errors.contains("x.whorl:"))
  }
}
