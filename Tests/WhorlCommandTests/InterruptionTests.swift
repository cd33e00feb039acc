import Foundation
import Testing

/// `Process` and not the shell, which starts what runs in the background with SIGINT ignored.
@Suite("Ctrl-C")
struct InterruptionTests {
  /// Starts the tool, interrupts it while it reads what `feed` writes, and checks how it ends.
  private func interrupt(_ arguments: [String], after delay: Duration, _ feed: [String]) async throws {
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
    try feeder.run()
    try tool.run()
    defer { feeder.terminate() }
    try await Task.sleep(for: delay)
    #expect(tool.isRunning)
    let clock = ContinuousClock()
    let start = clock.now
    tool.interrupt()
    tool.waitUntilExit()
    let elapsed = clock.now - start
    #expect(elapsed < .seconds(1))
    #expect(tool.terminationReason == .uncaughtSignal)
    #expect(tool.terminationStatus == SIGINT)
    let message = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
    #expect(message == "whorl: interrupted\n")
    #expect(try sandbox.names().isEmpty)
  }

  @Test("ends a run that waits for input within a second, and leaves nothing")
  func waiting() async throws {
    try await interrupt(
      ["fingerprint", "-", "--name", "n", "-o", "out.whorl"], after: .milliseconds(700), ["sleep", "30"])
  }

  @Test("ends a run that is at work on every core within a second, and leaves nothing")
  func working() async throws {
    try await interrupt(
      ["fingerprint", "-", "-j", "2", "--name", "n", "-o", "out.whorl"], after: .seconds(1),
      ["yes", #"{"prompt": "p", "output": "One, two and three: that is all there is to say."}"#])
  }

  @Test("ends a run with groups, whose directory then holds no part of a result")
  func groups() async throws {
    try await interrupt(
      ["fingerprint", "-", "--group-field", "prompt", "-o", "out"], after: .seconds(1),
      ["yes", #"{"prompt": "p", "output": "One, two and three: that is all there is to say."}"#])
  }
}
