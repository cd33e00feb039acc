import Foundation
import Testing

/// A terminal that a program writes to.
private final class PseudoTerminal {
  let program: FileHandle
  private let master: Int32

  init() throws {
    master = posix_openpt(O_RDWR | O_NOCTTY)
    try #require(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0)
    let name = try #require(ptsname(master).map { String(cString: $0) })
    program = try #require(FileHandle(forUpdatingAtPath: name))
  }

  deinit { close(master) }

  /// All that was written, after the program has closed its end.
  func text() throws -> String {
    try program.close()
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      // Where nothing has the other end open any more, reading fails on Linux and ends elsewhere.
      let count = read(master, &block, block.count)
      if count <= 0 { break }
      bytes += block[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

@Suite("The line that says how far reading is")
struct ProgressTests {
  /// Records that are quick to count and fill a chunk, and one bad one in each chunk.
  private static let chunk: String = {
    let prompt = String(repeating: "p", count: 100_000)
    let record = #"{"prompt": "\#(prompt)", "output": "one two three"}"# + "\n"
    return "{]\n" + String(repeating: record, count: 41)
  }()

  private func run(_ arguments: [String], in sandbox: Sandbox, errors: Any) throws -> Int32 {
    let process = Process()
    process.executableURL = Sandbox.tool
    process.arguments = ["fingerprint", "--max-bad", "90%", "-o", "x.whorl", "--name", "n"] + arguments
    process.environment = ["TERM": "xterm"]
    process.currentDirectoryURL = sandbox.directory
    process.standardInput = FileHandle.nullDevice
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  private func writeLog(_ sandbox: Sandbox, chunks: Int) throws {
    let path = sandbox.directory.appendingPathComponent("log.jsonl")
    try Data().write(to: path)
    let file = try FileHandle(forWritingTo: path)
    for _ in 0..<chunks { try file.write(contentsOf: Data(Self.chunk.utf8)) }
    try file.close()
  }

  @Test("is on a terminal, has bytes, records a second and bad records, and is gone at the end")
  func terminal() throws {
    let sandbox = try Sandbox()
    try writeLog(sandbox, chunks: 12)
    let terminal = try PseudoTerminal()
    #expect(try run(["log.jsonl", "-j", "1"], in: sandbox, errors: terminal.program) == 0)
    let text = try terminal.text()
    let states = text.split(separator: "\r").filter { $0.contains(" records/s") }
    try #require(!states.isEmpty, "\(text.debugDescription)")
    for state in states {
      let pattern = #/^[0-9.]+ MB of 4[0-9.]+ MB, [0-9,]+ records/s(, .* left)?(, [0-9]+ bad)?\u{1B}\[K$/#
      #expect(try pattern.wholeMatch(in: state) != nil, "\(String(state).debugDescription)")
    }
    #expect(states.contains { $0.contains(" bad") })
    // The line is taken away before the notes that stay.
    let end = try #require(text.range(of: "\r\u{1B}[K", options: .backwards))
    #expect(
      text[end.upperBound...].contains("malformed JSON") || text[end.upperBound...].contains("x.whorl:"))
    #expect(!text[end.upperBound...].contains("records/s"))
  }

  @Test("is left out by -q, and where standard error is a file or a pipe")
  func elsewhere() throws {
    let sandbox = try Sandbox()
    try writeLog(sandbox, chunks: 4)
    let terminal = try PseudoTerminal()
    #expect(try run(["log.jsonl", "-q"], in: sandbox, errors: terminal.program) == 0)
    #expect(try terminal.text().isEmpty)
    let pipe = Pipe()
    #expect(try run(["log.jsonl"], in: sandbox, errors: pipe) == 0)
    let notes = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
    #expect(!notes.contains("records/s") && !notes.contains("\u{1B}") && notes.contains("x.whorl:"))
  }
}
