import Foundation
import Testing

/// `Process` and not the shell, which starts what runs in the background with SIGINT ignored.
@Suite("Ctrl-C", .serialized)
struct InterruptionTests {
  /// Starts the tool, interrupts it while it reads what `feed` writes, and checks how it ends.
  private func interrupt(_ arguments: [String], after delay: TimeInterval, _ feed: [String]) throws {
    let sandbox = try Sandbox()
    let (tool, feeder) = (Process(), Process())
    let (input, errors) = (Pipe(), Pipe())
    feeder.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    feeder.arguments = feed
    feeder.standardOutput = input
    feeder.standardError = FileHandle.nullDevice
    tool.executableURL = Sandbox.tool
    tool.arguments = arguments
    tool.environment = [:]
    tool.currentDirectoryURL = sandbox.directory
    tool.standardInput = input
    tool.standardError = errors
    // Where these tests run in the background of a shell they ignore the signal, and so would the tool.
    signal(SIGINT, SIG_DFL)
    try feeder.run()
    try tool.run()
    defer { feeder.terminate() }
    // Not a suspension, during which other tests would run and the time could not be kept.
    Thread.sleep(forTimeInterval: delay)
    #expect(tool.isRunning)
    let clock = ContinuousClock()
    let start = clock.now
    tool.interrupt()
    while tool.isRunning, clock.now - start < .seconds(20) { Thread.sleep(forTimeInterval: 0.005) }
    let elapsed = clock.now - start
    if tool.isRunning { kill(tool.processIdentifier, SIGKILL) }
    tool.waitUntilExit()
    #expect(elapsed < .seconds(1))
    #expect(tool.terminationReason == .uncaughtSignal)
    #expect(tool.terminationStatus == SIGINT)
    let message = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
    #expect(message == "whorl: interrupted\n")
    #expect(try sandbox.names().isEmpty)
  }

  @Test("ends a run that waits for input within a second, and leaves nothing")
  func waiting() throws {
    try interrupt(
      ["fingerprint", "-", "--name", "n", "-o", "out.whorl"], after: 0.7, ["sleep", "30"])
  }

  @Test("ends a run that is at work on every core within a second, and leaves nothing")
  func working() throws {
    try interrupt(
      ["fingerprint", "-", "-j", "2", "--name", "n", "-o", "out.whorl"], after: 1,
      ["yes", #"{"prompt": "p", "output": "One, two and three: that is all there is to say."}"#])
  }

  @Test("ends a run with groups, whose directory then holds no part of a result")
  func groups() throws {
    try interrupt(
      ["fingerprint", "-", "--group-field", "prompt", "-o", "out"], after: 1,
      ["yes", #"{"prompt": "p", "output": "One, two and three: that is all there is to say."}"#])
  }

  @Test("ends the building of an index, and leaves neither it nor what it was built from")
  func index() throws {
    try interrupt(
      ["index", "-", "--name", "n", "-o", "out.whorlidx"], after: 1,
      ["yes", #"{"prompt": "p", "output": "One, two and three: that is all there is to say."}"#])
  }

  @Test(
    "ends a search for copied text, and one for near-duplicates",
    arguments: [["match", "-", "-r", Demo.corpus("aster")], ["dedupe", "-"]])
  func copiedText(_ arguments: [String]) throws {
    try interrupt(
      arguments, after: 1,
      ["yes", #"{"prompt": "p", "output": "One, two and three: that is all there is to say."}"#])
  }
}
